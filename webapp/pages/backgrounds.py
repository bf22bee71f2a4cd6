"""`/backgrounds`: the tiles of backgrounds that are in files of this machine."""

import base64
from pathlib import Path

from flask import Blueprint, Response, abort

from maps.web.mbtiles import find_type, read_picture
from webapp.site.backgrounds import configured_basemaps

blueprint = Blueprint("backgrounds", __name__)

DAY = "public, max-age=86400"
# One clear pixel: a browser would tell of a missing picture.
CLEAR = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
)


@blueprint.get("/backgrounds/<name>/<int:zoom>/<int:x>/<int:y>")
def tile(name: str, zoom: int, x: int, y: int) -> Response:
    """Send a tile of a background in a file, a clear one where it has none."""
    found = next((each for each in configured_basemaps() if each.id == name and each.file), None)
    if found is None:
        abort(404)
    data = read_picture(Path(found.file), zoom, x, y) or CLEAR
    answer = Response(data, content_type=find_type(data))
    answer.headers["Cache-Control"] = DAY
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # for frames without an origin
    return answer
