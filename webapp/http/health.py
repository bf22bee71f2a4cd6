"""`/healthz`: whether the application is ready, for machines that watch it."""

from flask import Blueprint, Response, jsonify

from webapp.state import current_measured, state

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """Say that the zone is loaded, which data it is, and why newer data are not served."""
    zone = current_measured().zone
    error = state().reload_error
    values = {"status": "ok"} if error is None else {"status": "degraded", "reload_error": error}
    answer = jsonify(**values, zone=zone.facts["name"], parts=len(zone.parts), sha256=zone.sha256)
    answer.headers["Cache-Control"] = "no-store"
    return answer
