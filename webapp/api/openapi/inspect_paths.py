"""What pages of this site send to be read and measured, as OpenAPI describes it."""

from geo.arrays import Json
from geo.schema import KINDS, PLACEMENTS
from webapp.api import responses
from webapp.api.openapi.parameters import (
    column_parameters,
    component_ref,
    format_parameter,
    query_parameter,
    reading_parameters,
)
from webapp.api.services.boundaries import FIELD, MAX_UNCERTAINTY_M
from webapp.api.services.inspect import EXPORT_TYPES
from webapp.http.language import gettext as _
from webapp.http.sent_file import FORM_TYPE, SUFFIXES
from webapp.plots.page import PAGE_TYPES

_FAILURES = ("400", "403", "406", "413", "414", "415", "500", "503")
_BINARY: Json = {"type": "string", "format": "binary"}
_FORM: Json = {
    "type": "object",
    "required": ["file"],
    "properties": {"file": {"type": "array", "items": _BINARY}},
}


def inspect_paths() -> Json:
    """Return the paths that take what people bring to the map."""
    return {
        "/inspect": {"post": _inspect_operation()},
        "/inspect/export": {"post": _export_operation()},
        "/inspect/overlaps": {"post": _overlaps_operation()},
        "/inspect/page": {"post": _page_operation()},
        "/inspect/zone": {"post": _boundaries_operation()},
    }


def _inspect_operation() -> Json:
    said = _("Plots, lines and sites of files, with their measures")
    body = {
        **{media_type: {"schema": _BINARY} for media_type in SUFFIXES},
        "text/plain": {"schema": {"type": "string"}},
        FORM_TYPE: {"schema": _FORM},
    }
    parameters = [
        *reading_parameters(),
        *column_parameters(),
        query_parameter("name", _("Name of pasted text")),
        query_parameter(
            "outline",
            _("Pasted points as the corners of one plot (1) or as points (0)"),
            type="string",
            enum=["0", "1"],
        ),
        query_parameter(
            "wrap", _("Reduce longitudes beyond 180° by 360°"), type="string", enum=["1"]
        ),
        component_ref("parameters", "lang"),
    ]
    answer = {responses.JSON[0]: {"schema": component_ref("schemas", "Inspected")}}
    return _make_operation("inspect", said, body, answer, parameters)


def _export_operation() -> Json:
    said = _("Features and their measures as a file")
    body = {responses.JSON[0]: {"schema": component_ref("schemas", "InspectExport")}}
    answer = {media_type: {"schema": _BINARY} for media_type in EXPORT_TYPES.values()}
    crs = query_parameter("crs", _("CRS of the shapes in DXF, GeoPackage, Shapefile and TXT"))
    parameters = [format_parameter(tuple(EXPORT_TYPES)), crs, component_ref("parameters", "lang")]
    return _make_operation("exportInspected", said, body, answer, parameters)


def _overlaps_operation() -> Json:
    said = _("Plots of different layers that overlap")
    body = {responses.JSON[0]: {"schema": component_ref("schemas", "InspectExport")}}
    answer = {responses.JSON[0]: {"schema": component_ref("schemas", "InspectedOverlaps")}}
    parameters = [component_ref("parameters", "lang")]
    return _make_operation("compareInspected", said, body, answer, parameters)


def _page_operation() -> Json:
    said = _("The view of an address as a composed page")
    body = {responses.JSON[0]: {"schema": component_ref("schemas", "InspectPage")}}
    answer = {media_type: {"schema": _BINARY} for media_type in PAGE_TYPES.values()}
    parameters = [format_parameter(tuple(PAGE_TYPES)), component_ref("parameters", "lang")]
    operation = _make_operation("composePage", said, body, answer, parameters)
    operation["responses"]["404"] = component_ref("responses", "failure404")
    return operation


def _boundaries_operation() -> Json:
    said = _("A file as boundaries of a zone, with its problems and the changes")
    body = {
        **{media_type: {"schema": _BINARY} for media_type in SUFFIXES},
        FORM_TYPE: {
            "schema": {"type": "object", "required": ["file"], "properties": {"file": _BINARY}}
        },
    }
    parameters = [
        *reading_parameters(),
        {
            **query_parameter(
                FIELD, _("Column of a field: `FIELD=COLUMN`"),
                type="array", items={"type": "string"},
            ),
            "explode": True,
        },
        query_parameter(
            "kind", _("Kind of the parts without one"), type="string", enum=list(KINDS)
        ),
        query_parameter(
            "placement", _("Boundary type of the parts without one"),
            type="string", enum=list(PLACEMENTS), default="digitised",
        ),
        query_parameter(
            "uncertainty_m", _("Position uncertainty of the parts without one, in metres"),
            type="number", minimum=0, maximum=int(MAX_UNCERTAINTY_M),
        ),
        query_parameter("source", _("Title of the source of the parts without one")),
        query_parameter("as_of", _("Date of the parts without one")),
        component_ref("parameters", "lang"),
    ]  # fmt: skip
    answer = {responses.JSON[0]: {"schema": component_ref("schemas", "MadeBoundaries")}}
    return _make_operation("makeBoundaries", said, body, answer, parameters)


def _make_operation(
    name: str, summary: str, body: Json, answer: Json, parameters: list[Json]
) -> Json:
    failures = {code: component_ref("responses", f"failure{code}") for code in _FAILURES}
    return {
        "operationId": name,
        "summary": summary,
        "description": _(
            "For the pages of this site: those of other sites get 403. Nothing of it is stored or "
            "logged."
        ),
        "tags": ["numbers"],
        "parameters": parameters,
        "requestBody": {"required": True, "content": body},
        "responses": {"200": {"description": summary, "content": answer}, **failures},
    }
