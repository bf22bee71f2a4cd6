"""`/oembed`: the answer that lets other software embed a pasted address (oEmbed 1.0)."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit
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
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from geo.errors import InputError, UnknownIdError
from maps.explain import part_words, zone_words
from maps.language import LANGUAGES
from webapp.language import lang
from webapp.links import embed_url
from webapp.state import current

blueprint = Blueprint("oembed", __name__)

WIDTH, HEIGHT = 800, 560
SMALLEST = 240
THUMBNAIL_MM = (101.6, 71.12)
THUMBNAIL_DPI = 120
CACHE_S = 86_400
PASSED_ON = ("part", "parts", "view", "lang", "controls", "theme")


@blueprint.get("/oembed")
def oembed() -> ResponseReturnValue:
    """Describe how to embed the map that `?url=` shows, as JSON or XML."""
    form = request.args.get("format", "json")
    if form not in {"json", "xml"}:
        abort(501)
    answer = _answer(_embed_query(request.args.get("url")))
    return jsonify(answer) if form == "json" else _xml(answer)


def _embed_query(url: str | None) -> dict[str, str]:
    """Return the parameters of `/embed` for one of our own addresses."""
    if not url:
        raise InputError("url is missing; give the address of one of this site's maps")
    split = urlsplit(url)
    if (split.scheme, split.netloc) != (request.scheme, request.host):
        raise UnknownIdError("url is no address of this site; give one of its maps")
    endpoint, values = _matched(split.path)
    given = {key: value for key, value in parse_qsl(split.query) if key in PASSED_ON}
    if endpoint == "pages.part":
        given["part"] = current().zone.part(values["part_id"])["id"]
    elif endpoint not in {"pages.index", "embed.embed"}:
        raise UnknownIdError("url shows no map; give the address of a map or a part")
    return {key: value for key, value in given.items() if key != "lang" or value in LANGUAGES}


def _matched(path: str) -> tuple[str, dict[str, Any]]:
    adapter = current_app.create_url_adapter(request)
    try:
        endpoint, values = adapter.match(path, method="GET")  # type: ignore[union-attr]
    except (HTTPException, RequestRedirect):
        raise UnknownIdError("url is no page of this site; give one of its maps") from None
    return str(endpoint), dict(values)


def _answer(query: dict[str, str]) -> dict[str, Any]:
    width = _bounded("maxwidth", WIDTH)
    height = _bounded("maxheight", round(width * HEIGHT / WIDTH))
    language, zone = query.get("lang", lang()), current().zone
    provider = title = zone_words(zone, language).text
    if "part" in query:
        title = f"{part_words(zone.part(query['part']), language).text} · {provider}"
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": provider,
        "provider_url": url_for("pages.index", _external=True),
        "cache_age": CACHE_S,
        **_thumbnail(language, width, height),
        "html": render_template(
            "iframe.html", address=embed_url(query), title=title, width=width, height=height
        ),
        "width": width,
        "height": height,
    }


def _thumbnail(language: str, width: int, height: int) -> dict[str, Any]:
    """Return a picture that fits into the size that the consumer allows."""
    dpi = min(THUMBNAIL_DPI, int(25.4 * min(width / THUMBNAIL_MM[0], height / THUMBNAIL_MM[1])))
    size = "x".join(f"{side:g}" for side in THUMBNAIL_MM)
    address = url_for(
        "exports.export", name="figure.png", lang=language, size=size, dpi=dpi, _external=True
    )
    across, down = (round(side / 25.4 * dpi) for side in THUMBNAIL_MM)
    return {"thumbnail_url": address, "thumbnail_width": across, "thumbnail_height": down}


def _bounded(name: str, usual: int) -> int:
    """Return the usual size, or what the consumer allows at most."""
    raw = request.args.get(name)
    if raw is None:
        return usual
    if not raw.isascii() or not raw.isdigit() or not SMALLEST <= int(raw[:9]) <= 10_000:
        raise InputError(f"{name} is a whole number of pixels, {SMALLEST} to 10000")
    return min(usual, int(raw))


def _xml(answer: dict[str, Any]) -> Response:
    root = Element("oembed")
    for key, value in answer.items():
        SubElement(root, key).text = str(value)
    data = tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(data, content_type="text/xml; charset=utf-8")
