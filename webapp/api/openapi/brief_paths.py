"""Site briefs, as OpenAPI describes them."""

from geo.arrays import Json
from maps.documents.brief.forms import BRIEF_TYPES
from webapp.api.openapi.parameters import (
    component_ref,
    datum_parameter,
    format_parameter,
    point_parameters,
    query_parameter,
    reading_parameters,
)
from webapp.http.language import gettext as _
from webapp.http.negotiation import with_charset
from webapp.http.sent_file import FORM_TYPE, SUFFIXES

_BINARY: Json = {"type": "string", "format": "binary"}
_GET_FAILURES = ("400", "404", "406", "412", "414", "500", "503")
_POST_FAILURES = ("400", "406", "413", "414", "415", "500", "503")


def brief_paths() -> Json:
    """Return the path of site briefs."""
    return {"/brief": {"get": _get_operation(), "post": _post_operation()}}


def _get_operation() -> Json:
    point = [{**each, "required": False} for each in point_parameters()]
    parameters = [query_parameter("part", _("Part")), *point, datum_parameter()]
    said = _("Site brief of a part, or of a point")
    operation = _make_operation("siteBrief", said, parameters, _GET_FAILURES)
    operation["responses"]["304"] = component_ref("responses", "unchanged304")
    return operation


def _post_operation() -> Json:
    said = _("Site brief of the plot in a file")
    form = {"type": "object", "required": ["file"], "properties": {"file": _BINARY}}
    content = {
        **{media_type: {"schema": _BINARY} for media_type in SUFFIXES},
        FORM_TYPE: {"schema": form},
    }
    operation = _make_operation("plotBrief", said, reading_parameters(), _POST_FAILURES)
    return {**operation, "requestBody": {"required": True, "content": content}}


def _make_operation(
    name: str, summary: str, parameters: list[Json], failures: tuple[str, ...]
) -> Json:
    content = {with_charset(each): {"schema": _BINARY} for each in BRIEF_TYPES.values()}
    content["application/json"] = {"schema": component_ref("schemas", "AnyObject")}
    return {
        "operationId": name,
        "summary": summary,
        "tags": ["numbers"],
        "parameters": [
            *parameters,
            format_parameter(tuple(BRIEF_TYPES)),
            component_ref("parameters", "lang"),
        ],
        "responses": {
            "200": {"description": summary, "content": content},
            **{code: component_ref("responses", f"failure{code}") for code in failures},
        },
    }
