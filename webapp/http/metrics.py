"""`/metrics`: request counts for Prometheus, when switched on by `ZONEMAP_METRICS=1`."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, current_app

if TYPE_CHECKING:
    from webapp.http.request_metrics import RequestMetrics

blueprint = Blueprint("metrics", __name__)


@blueprint.get("/metrics")
def metrics() -> Response:
    """Send the counts; 404 when they are not switched on."""
    found: RequestMetrics | None = current_app.extensions.get("zonemap-metrics")
    if found is None:
        abort(404)
    answer = Response(found.to_text(), content_type=found.content_type)
    answer.headers["Cache-Control"] = "no-store"
    return answer
