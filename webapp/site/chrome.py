"""What surrounds every page: navigation, head tags, and links that keep the language."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import request, url_for

from maps import assets
from maps.assets import LinkedAssets, minify_script, minify_style
from maps.content.part_list import describe_map, has_many_parts
from maps.export.registry import FORMATS, ExportFormat, data_formats, formats_of
from maps.figure.options import MAX_PARTS
from maps.i18n import LANGUAGES
from maps.theme import BRAND
from maps.web.chrome import Chrome
from maps.web.document import subset_parts
from webapp.http.language import gettext as _
from webapp.http.language import lang
from webapp.site.backgrounds import background_data
from webapp.site.documentation import FIRST_PAGE, find_file
from webapp.site.menu import list_pages
from webapp.site.script_texts import site_messages
from webapp.state import current_measured

PICTURE_OPTIONS = {"size": "16:9", "dpi": "120"}
STATIC_FOLDER = Path(str(files("webapp"))) / "static"
SAVED_ONLY = "saved/"  # what only saved maps have is not served
# The rest of the map page waits for each stylesheet: it gets them as one.
BUNDLES = {"map_page.css": ("site.css", "tools.css", "marks.css")}


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


@cache
def static_version() -> str:
    """Return a digest of the site's own scripts and styles, for addresses that may be cached."""
    # Of the files as they lie there, and the code that makes them smaller: the first page would
    # wait until all of them are.
    makers = (Path(each).read_bytes() for each in (__file__, assets.__file__))
    files = (_read_static(name) for name in static_names() if name not in BUNDLES)
    return hashlib.sha256(b"\0".join((*makers, *files))).hexdigest()[:12]


@cache
def static_names() -> tuple[str, ...]:
    """Return the site's own files and bundles, by path below the folder of scripts and styles."""
    found = (path.relative_to(STATIC_FOLDER).as_posix() for path in STATIC_FOLDER.rglob("*.*"))
    return tuple(sorted([*BUNDLES, *(name for name in found if not name.startswith(SAVED_ONLY))]))


@cache
def static_content(name: str) -> bytes:
    """Return one of the site's own files as it is sent: without comments and most spaces."""
    if name in BUNDLES:
        return b"\n".join(map(static_content, BUNDLES[name]))
    data = _read_static(name)
    minify = {".js": minify_script, ".css": minify_style}.get(Path(name).suffix)
    return minify(data.decode()).encode() if minify else data


@cache
def _read_static(name: str) -> bytes:
    """Return a file's bytes, which stay the same for its version if the file doesn't."""
    return (STATIC_FOLDER / name).read_bytes()


def static_url(name: str) -> str:
    """Return the address of one of the site's scripts or styles."""
    return url_for("assets.static", version=static_version(), name=name)


def map_assets() -> LinkedAssets:
    """Return the map's assets as addresses of this site."""
    return LinkedAssets(url_for("assets.index").rstrip("/"))


def language_links() -> list[tuple[str, str, str]]:
    """Return name, code and address of this page in each language."""
    return [(each.own_name, code, current_url(lang=code)) for code, each in LANGUAGES.items()]


def site_chrome() -> Chrome:
    """Return the navigation and head tags of every page."""
    return Chrome(
        pages=list_pages(page_url),
        languages=language_links(),
        part_url=part_url_pattern(),
        home_url=page_url("map.index"),
        docs_url=None if find_file(FIRST_PAGE) is None else page_url("docs.index"),
        brief_url=brief_url_pattern(),
        head_tags=head_tags(),
    )


def map_chrome(title: str, alt: str) -> Chrome:
    """Return the navigation, data and modules around the map, given its title and alt text."""
    return replace(
        site_chrome(),
        head_tags=map_head_tags(title, alt),
        styles=[static_url("site.css")],
        modules=[static_url("app.js")],
        data={
            "messages": site_messages(),
            "lang": lang(),
            "embed": url_for("embed.embed"),
            "picture": url_for("downloads.export", name=FORMATS["png"].file_name),
            "worker": url_for("offline.worker"),
            **background_data(),
        },
        table_url=page_url("tables.areas"),
        downloads=[_map_link(), *download_links()],
        static_image=None if has_many_parts(current_measured().zone) else _page_picture(alt),
    )


def _map_link() -> tuple[str, str]:
    """Return the map that answers without a network, and so stands first."""
    saved = FORMATS["html"]
    return _(saved.label), export_url(saved)


def download_links() -> list[tuple[str, str]]:
    """Return label and address of the data in each format."""
    return [(each.short_label, export_url(each)) for each in data_formats(current_measured().zone)]


def factsheets(part_ids: Sequence[str]) -> list[tuple[str, str]]:
    """Return label and address of the factsheet of some parts in each format."""
    return [(_(each.label), export_url(each, part=part_ids)) for each in formats_of("document")]


def export_url(wanted: ExportFormat, **values: Any) -> str:
    """Return the address of the zone in a format."""
    return page_url("downloads.export", name=wanted.file_name, **values)


def head_tags() -> list[tuple[str, dict[str, str]]]:
    """Return the links and metadata that every page of the site has in its head."""
    apple = url_for("offline.icon", name="icon-180.png")
    return [
        ("link", {"rel": "icon", "href": url_for("offline.icon", name="icon.svg")}),
        ("link", {"rel": "apple-touch-icon", "href": apple}),
        ("link", {"rel": "manifest", "href": url_for("offline.manifest", lang=lang())}),
        ("meta", {"name": "theme-color", "content": BRAND}),
    ]


def map_head_tags(title: str, picture_alt: str) -> list[tuple[str, dict[str, str]]]:
    """Return the head tags of a page with the map: preloads, oEmbed and Open Graph."""
    picture, alt = _page_picture(picture_alt)
    return [
        *head_tags(),
        *oembed_links(),
        ("meta", {"property": "og:type", "content": "website"}),
        ("meta", {"property": "og:title", "content": title}),
        ("meta", {"property": "og:url", "content": request.base_url}),
        ("meta", {"property": "og:image", "content": picture}),
        ("meta", {"property": "og:image:alt", "content": alt}),
        ("meta", {"name": "twitter:card", "content": "summary_large_image"}),
    ]


def _page_picture(alt: str) -> tuple[str, str]:
    """Return address and text alternative of a picture of what this page shows at first.

    `alt` is that of the whole zone.
    """
    part_id, view = (request.view_args or {}).get("part_id"), request.args.get("view", "zone")
    parts = [] if part_id is None else [part_id]
    if parts or view != "zone":
        alt = describe_map(
            subset_parts(current_measured(), parts) if parts else current_measured(),
            lang(),
            view=view,
        )
    address = picture_url("png", parts, view, lang=lang(), **PICTURE_OPTIONS, _external=True)
    return address, alt


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
