"""`/tiles`: the tiles of OpenStreetMap, and what the map's script draws them with."""

from flask import Blueprint, Response, abort, request, url_for

from geo.errors import InputError
from maps.i18n import LANGUAGES
from maps.tiles.description import describe_tiles
from webapp.pages.assets import CACHE_FOREVER
from webapp.serialize import to_compact_json
from webapp.site.tools import tiles_digest
from webapp.state import current_measured

blueprint = Blueprint("tiles", __name__)

TILE_TYPE = "application/vnd.mapbox-vector-tile"


@blueprint.get("/tiles/<digest>/<code>.json")
def description(digest: str, code: str) -> Response:
    """Send coverage, style and the address of the tiles, with names in one language."""
    zone = current_measured().zone
    if code not in LANGUAGES or zone.tiles is None:
        abort(404)
    # `{z}` itself would be quoted by url_for.
    address = url_for("tiles.tile", digest=zone.tiles.digest[:12], zoom=0, x=0, y=0)
    url = address.removesuffix("0/0/0") + "{z}/{x}/{y}"
    text = to_compact_json(describe_tiles(zone, code, url=url))
    answer = Response(text, content_type="application/json; charset=utf-8")
    return _share(answer, is_current=digest == tiles_digest(code))


@blueprint.get("/tiles/<digest>/<int:zoom>/<int:x>/<int:y>")
def tile(digest: str, zoom: int, x: int, y: int) -> Response:
    """Send a tile as it is stored, compressed with gzip; 204 where there is nothing."""
    archive = current_measured().zone.tiles
    if archive is None or zoom > archive.max_zoom or max(x, y) >= 2**zoom:
        abort(404)
    is_current = archive.digest.startswith(digest)
    is_packed = request.accept_encodings.quality("gzip") > 0
    try:
        data = (archive.read_tile if is_packed else archive.unpack_tile)(zoom, x, y)
    except InputError:  # the file was written over in its place, and is read anew in a moment
        abort(404)
    if not data:
        return _share(Response(status=204), is_current=is_current)
    answer = Response(data, content_type=TILE_TYPE)
    if is_packed:  # few clients can't unpack it
        answer.content_encoding = "gzip"
    return _share(answer, is_current=is_current)


def _share(answer: Response, *, is_current: bool) -> Response:
    """Let the answer be kept for good at the address of these data, and read by sandboxed frames.

    A sandboxed frame has no origin.
    """
    answer.headers["Access-Control-Allow-Origin"] = "*"
    if is_current:
        answer.headers["Cache-Control"] = CACHE_FOREVER
    return answer
