"""`/roads/…`: the lines and areas by road of a part, for the map."""

from flask import Blueprint, Response, abort

from maps.content.roads.shapes import make_road_shapes
from maps.i18n import LANGUAGES
from webapp.pages.assets import CACHE_FOREVER
from webapp.serialize import to_compact_json
from webapp.site.tools import map_data_digest
from webapp.state import current_measured

blueprint = Blueprint("roads", __name__)


@blueprint.get("/roads/<digest>/<code>/<path:part_id>.json")
def shapes(digest: str, code: str, part_id: str) -> Response:
    """Send the lines and areas; cached for good only at the address of the current data."""
    measured = current_measured()
    if code not in LANGUAGES or part_id not in measured.zone.part_rows:
        abort(404)
    content = to_compact_json(make_road_shapes(measured, part_id, code))
    answer = Response(content, content_type="application/json; charset=utf-8")
    if digest == map_data_digest():
        answer.headers["Cache-Control"] = CACHE_FOREVER
    return answer
