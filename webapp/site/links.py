"""Addresses of the site's pages and files, in the language that the request names."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

from flask import request, url_for

from maps.content.credits import cite_briefly
from maps.export.registry import FORMATS, ExportFormat, data_formats, formats_of
from maps.figure.options import MAX_PARTS
from maps.i18n import LANGUAGES, get_language
from webapp.http.language import gettext as _
from webapp.http.language import lang
from webapp.site.static_files import static_version
from webapp.state import current_measured


def page_url(endpoint: str, **values: Any) -> str:
    """Return a page's address, in the language that the request names."""
    if "lang" in request.args:
        values.setdefault("lang", request.args["lang"])
    return url_for(endpoint, **values)


def part_url_pattern() -> str:
    """Return the address of a part with `{id}` where its quoted id goes."""
    # `{id}` itself would be quoted by url_for.
    return page_url("map.part", part_id="__id__").replace("__id__", "{id}")


def part_url(part_id: str) -> str:
    """Return a part's own address."""
    return part_url_pattern().replace("{id}", quote(part_id, safe=""))


def brief_url_pattern() -> str:
    """Return the address of a part's site brief with `{id}` where its quoted id goes."""
    return url_for("api.brief", lang=lang(), part="__id__").replace("__id__", "{id}")


def point_brief_url(at: str) -> str:
    """Return the address of the site brief of a point, latitude and longitude as text."""
    lat, lon = at.split(", ")
    return url_for("api.brief", lang=lang(), lon=lon, lat=lat)


def current_url(**changes: Any) -> str:
    """Return this page's address with some parameters changed; None takes one away."""
    values = {**request.args.to_dict(flat=False), **(request.view_args or {}), **changes}
    kept = {key: value for key, value in values.items() if value is not None}
    return url_for(request.endpoint or "map.index", **kept)


def cite_sources() -> str:
    """Return the sources of the data in brief, each once, for the foot of a printed page."""
    found = current_measured().zone.data_sources.values()
    cited = dict.fromkeys(cite_briefly(each, lang()) for each in found)
    return get_language(lang()).clause_separator.join(cited)


def data_date() -> str:
    """Return the date of the data; empty where it is unknown."""
    return str(current_measured().zone.facts["as_of"] or "")


def language_links() -> list[tuple[str, str, str]]:
    """Return name, code and address of this page in each language."""
    return [(each.own_name, code, current_url(lang=code)) for code, each in LANGUAGES.items()]


def download_links() -> list[tuple[str, str]]:
    """Return label and address of the data in each format."""
    return [(each.short_label, export_url(each)) for each in data_formats(current_measured().zone)]


def factsheets(part_ids: Sequence[str]) -> list[tuple[str, str]]:
    """Return label and address of the factsheet of some parts in each format."""
    return [(_(each.label), export_url(each, part=part_ids)) for each in formats_of("document")]


def export_url(wanted: ExportFormat, **values: Any) -> str:
    """Return the address of the zone in a format."""
    return page_url("downloads.export", name=wanted.file_name, **values)


def picture_url(form: str, parts: Sequence[str], view: str, **values: Any) -> str:
    """Return the address of a picture (`png` or `svg`) of these parts, or of all.

    All are shown when there are none or too many.
    """
    if 0 < len(parts) <= MAX_PARTS:
        values["part"] = list(parts)
    if view != "zone":
        values["view"] = view
    return url_for("downloads.export", name=FORMATS[form].file_name, **values)


def oembed_links() -> list[tuple[str, dict[str, str]]]:
    """Return the head tags by which other software finds how to embed this page."""
    about = {"rel": "alternate", "title": "oEmbed"}
    address = partial(url_for, "oembed.oembed", _external=True, url=request.url)
    return [
        ("link", {**about, "type": "application/json+oembed", "href": address()}),
        ("link", {**about, "type": "text/xml+oembed", "href": address(format="xml")}),
    ]


def embed_url(query: Mapping[str, Any]) -> str:
    """Return the whole address of the bare map with these parameters."""
    return url_for("embed.embed", _external=True, **query)


def static_url(name: str) -> str:
    """Return the address of one of the site's scripts or styles."""
    return url_for("assets.static", version=static_version(), name=name)
