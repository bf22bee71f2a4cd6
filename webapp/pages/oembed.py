"""`/oembed`: how other software embeds a pasted address of the map (oEmbed 1.0)."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    jsonify,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from geo.errors import N_, InputError, UnknownIdError, quote_value
from maps.content.part import localize_part_name, localize_zone_name
from maps.figure.bounds import parse_bounds
from maps.figure.options import DPI_RANGE
from maps.figure.overlay.marks import MARK_PARAMETERS, parse_marks
from maps.figure.page_size import MM_PER_INCH
from maps.i18n import SOURCE_LANGUAGE, load_translations
from webapp.http.language import lang
from webapp.pages.embed import EmbedOptions, parse_embed_options
from webapp.site.links import embed_url, picture_url
from webapp.state import current_measured

blueprint = Blueprint("oembed", __name__)

WIDTH, HEIGHT = 800, 560
THUMBNAIL_MM = (120.0, 90.0)
THUMBNAIL_DPI = 120
CACHE_S = 86_400
PASSED_PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "map.index": ("view", "lang", "bounds"),
    "map.part": ("view", "lang", "bounds"),
    "embed.embed": (
        "part",
        "view",
        "lang",
        "bounds",
        "controls",
        "theme",
        "parts",
        *MARK_PARAMETERS,
    ),
}
_CENTRE = re.compile(r"\d+(\.\d+)?(/-?\d+(\.\d+)?){2}", re.ASCII)  # zoom/lat/lon of older links
_USUAL_PORTS: Mapping[str, str] = {"http": ":80", "https": ":443"}
EmbedQuery = dict[str, str | list[str]]


@blueprint.get("/oembed")
def oembed() -> ResponseReturnValue:
    """Describe how to embed the map that `?url=` shows, as JSON or XML."""
    form = request.args.get("format", "json")
    if form not in {"json", "xml"}:
        abort(501)  # as oEmbed 1.0 asks for an unknown format
    answer = _build_response(_embed_query(request.args.get("url")))
    return jsonify(answer) if form == "json" else _xml_response(answer)


def _embed_query(url: str | None) -> EmbedQuery:
    """Return the parameters of `/embed` for one of our own addresses.

    Raises
    ------
    InputError
        When there is no address.
    UnknownIdError
        When the address shows no map.
    """
    if not url:
        raise InputError(N_("url is missing. Use the address of a map or a part."))
    split = _split_url(url)
    if (split.scheme, _find_host(split)) != (request.scheme, request.host):
        raise UnknownIdError(
            N_("url is not the address of a map on this site. Use the address of a map or a part.")
        )
    endpoint, values = _match_route(_strip_prefix(unquote(split.path) or "/"))
    if endpoint not in PASSED_PARAMETERS:
        raise UnknownIdError(
            N_("url is not the address of a map on this site. Use the address of a map or a part.")
        )
    given = MultiDict(parse_qsl(split.query, keep_blank_values=True))
    query: EmbedQuery = {key: given[key] for key in PASSED_PARAMETERS[endpoint] if key in given}
    if "parts" in query:
        query["parts"] = given.getlist("parts")
    if endpoint == "map.part":
        query["part"] = values["part_id"]
    query |= _read_fragment(split.fragment)
    _check_embeddable(MultiDict(query))
    return query


def _read_fragment(fragment: str) -> EmbedQuery:
    """Return view and marks in a fragment as parameters of `/embed`, but no wrong ones."""
    pieces = unquote(fragment).split("&")
    values = dict(piece.split("=", 1) for piece in pieces if "=" in piece)
    marks: EmbedQuery = {key: values[key] for key in MARK_PARAMETERS if key in values}
    try:
        parse_marks(MultiDict(marks), current_measured().zone)
    except (InputError, UnknownIdError):
        marks = {}
    return _read_view(pieces[0], values) | marks


def _read_view(first: str, values: Mapping[str, str]) -> EmbedQuery:
    if _CENTRE.fullmatch(first):
        return {"_anchor": first}
    try:
        parse_bounds(values.get("bounds", ""))
    except InputError:
        return {"view": "region"} if values.get("view") == "region" else {}
    return {"bounds": values["bounds"]}


def _split_url(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        raise UnknownIdError(
            N_("url is not the address of a map on this site. Use the address of a map or a part.")
        ) from None


def _find_host(split: SplitResult) -> str:
    """Return the host of an address as a request has it: lower case, without the usual port."""
    return split.netloc.lower().removesuffix(_USUAL_PORTS.get(split.scheme, ""))


def _check_embeddable(query: MultiDict[str, str]) -> None:
    """Raise UnknownIdError when `/embed` would refuse these parameters."""
    try:
        parse_embed_options(query)
        load_translations(query.get("lang", SOURCE_LANGUAGE))
    except InputError as error:
        raise UnknownIdError(
            N_("The map of url can't be shown: %(error)s"), error=error.phrase
        ) from None


def _strip_prefix(path: str) -> str:
    """Return a path as the routes have it, without the prefix that a proxy serves the site at."""
    prefix = request.root_path.rstrip("/")
    return path.removeprefix(prefix) if path.startswith(f"{prefix}/") else ""


def _match_route(path: str) -> tuple[str, dict[str, Any]]:
    adapter = current_app.create_url_adapter(request)
    try:
        endpoint, values = adapter.match(path, method="GET")  # type: ignore[union-attr]
    except (HTTPException, RequestRedirect):
        raise UnknownIdError(
            N_("url is not the address of a map on this site. Use the address of a map or a part.")
        ) from None
    return str(endpoint), dict(values)


def _build_response(query: EmbedQuery) -> dict[str, Any]:
    width = _read_side_px("maxwidth", WIDTH)
    height = _read_side_px("maxheight", round(width * HEIGHT / WIDTH))
    language, zone = str(query.get("lang", lang())), current_measured().zone
    provider = title = localize_zone_name(zone, language).text
    if "part" in query:
        title = f"{localize_part_name(zone.part(str(query['part'])), language).text} · {provider}"
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": provider,
        "provider_url": url_for("map.index", _external=True),
        "cache_age": CACHE_S,
        **_thumbnail_fields(parse_embed_options(MultiDict(query)), language),
        "html": render_template(
            "iframe.html", address=embed_url(query), title=title, width=width, height=height
        ),
        "width": width,
        "height": height,
    }


def _thumbnail_fields(options: EmbedOptions, language: str) -> dict[str, Any]:
    """Return the fields of a picture that fits maxwidth and maxheight; none if too small."""
    width, height = _read_side_px("maxwidth", WIDTH), _read_side_px("maxheight", HEIGHT)
    fitting = MM_PER_INCH * min(width / THUMBNAIL_MM[0], height / THUMBNAIL_MM[1])
    dpi = min(THUMBNAIL_DPI, int(fitting))
    if dpi < DPI_RANGE[0]:
        return {}
    size = "x".join(f"{side:g}" for side in THUMBNAIL_MM)
    look = {"lang": language, "size": size, "dpi": dpi, **options.picture_options}
    address = picture_url("png", options.drawn_parts, options.view, **look, _external=True)
    across, down = (round(side / MM_PER_INCH * dpi) for side in THUMBNAIL_MM)
    return {"thumbnail_url": address, "thumbnail_width": across, "thumbnail_height": down}


def _read_side_px(name: str, usual: int) -> int:
    """Return the usual size in pixels, or less where the consumer sets a maximum."""
    raw = request.args.get(name)
    if raw is None:
        return usual
    if not raw.isascii() or not raw.isdigit() or not raw.strip("0"):
        raise InputError(
            N_("%(name)s must be a whole number of pixels, 1 or more; it is %(raw)s."),
            name=name,
            raw=quote_value(raw),
        )
    return min(usual, int(raw.lstrip("0")[:9]))


def _xml_response(answer: dict[str, Any]) -> Response:
    root = Element("oembed")
    for key, value in answer.items():
        SubElement(root, key).text = str(value)
    data = tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(data, content_type="text/xml; charset=utf-8")
