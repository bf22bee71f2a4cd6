"""Scripts and styles, each at an address with its version, so that browsers may cache it."""

from flask import Blueprint, Response, abort, g

from maps import assets
from maps.assets import (
    EMBED_SCRIPTS,
    LEAN,
    LEAN_STYLES,
    ROAD_SCRIPTS,
    ROAD_STYLES,
    STYLES,
    TILE_PAINTING_BUNDLE,
    TILE_SCRIPTS,
    TILE_STYLES,
    LinkedAssets,
)
from webapp.site.static_files import static_content, static_names, static_version

blueprint = Blueprint("assets", __name__)

CACHE_FOREVER = "public, max-age=31536000, immutable"
CONTENT_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
}
_LINKED = LinkedAssets("")
# What `/embed` loads. A host may take the frame's origin away; to the browser our site is another
# one then, which must allow it these files. Modules are always fetched with CORS.
EMBED_ASSETS = frozenset(
    name
    for names in (
        *(STYLES, LEAN_STYLES, EMBED_SCRIPTS, [LEAN["leaflet.js"]]),
        *(TILE_SCRIPTS, TILE_STYLES, ROAD_SCRIPTS, ROAD_STYLES),
    )
    for name in _LINKED.select_files(names)
)
EMBED_FILES = frozenset(
    {
        *("embed.js", "lib/datum.js", "lib/dom.js", "tools/backgrounds.js"),
        *("embed_marks.js", "marks.css", "lib/format.js", "lib/geodesy.js", "lib/compared.js"),
        *("embed_plots.js", "plots/drawing/drawn_labels.js", "plots/drawing/sketch.js"),
        "plots/drawing/made_names.js",
        "plots/keeping/link_text.js",
        *("lib/box_sweep.js", "lib/measured_path.js", "lib/range_rings.js", "lib/ring_area.js"),
        *("lib/mark_label.js", "lib/url_state.js"),
    }
)


@blueprint.get("/assets/")
def index() -> Response:
    """Answer 404: the address only is the base of the map's assets, there is no list."""
    abort(404)


@blueprint.get("/assets/<version>/<name>")
def map_asset(version: str, name: str) -> Response:
    """Send one of the map's scripts or styles."""
    if name not in assets.ASSET_NAMES or version != assets.asset_version(name):
        abort(404)
    return _send_forever(name, assets.read_asset(name), is_shared=name in EMBED_ASSETS)


@blueprint.get("/static/<version>/<path:name>")
def static(version: str, name: str) -> Response:
    """Send one of the site's scripts, styles or pictures."""
    if version != static_version() or name not in static_names():
        abort(404)
    return _send_forever(name, static_content(name), is_shared=name in EMBED_FILES)


def _send_forever(name: str, data: bytes, *, is_shared: bool) -> Response:
    """Send a file that never changes; pages of other origins may load it if it is shared."""
    # Read by webapp.http.security; a picture may be opened by itself, a worker has its own policy.
    g.is_loaded_by_pages = name.endswith((".js", ".css")) and name != TILE_PAINTING_BUNDLE
    answer = Response(data, content_type=CONTENT_TYPES[name.rpartition(".")[2]])
    answer.headers["Cache-Control"] = CACHE_FOREVER
    if is_shared:
        answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
