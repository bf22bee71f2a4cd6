"""Scripts and styles, each at an address with its version, so that browsers may cache it."""

from flask import Blueprint, Response, abort

from maps import assets
from webapp.site.chrome import static_content, static_names, static_version

blueprint = Blueprint("assets", __name__)

CACHE_FOREVER = "public, max-age=31536000, immutable"
CONTENT_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
}


@blueprint.get("/assets/")
def index() -> Response:
    """Answer 404: the address only is the base of the map's assets, there is no list."""
    abort(404)


@blueprint.get("/assets/<version>/<name>")
def map_asset(version: str, name: str) -> Response:
    """Send one of the map's scripts or styles."""
    if name not in assets.ASSET_NAMES or version != assets.asset_version(name):
        abort(404)
    answer = Response(assets.read_asset(name), content_type=CONTENT_TYPES[name.rpartition(".")[2]])
    answer.headers["Cache-Control"] = CACHE_FOREVER
    return answer


@blueprint.get("/static/<version>/<path:name>")
def static(version: str, name: str) -> Response:
    """Send one of the site's scripts, styles or pictures."""
    if version != static_version() or name not in static_names():
        abort(404)
    answer = Response(static_content(name), content_type=CONTENT_TYPES[name.rpartition(".")[2]])
    answer.headers["Cache-Control"] = CACHE_FOREVER
    return answer
