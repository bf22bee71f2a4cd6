"""The API's operations, as OpenAPI describes them."""

from collections.abc import Mapping, Sequence

from geo.arrays import Json
from maps.i18n import get_language
from webapp.api import responses
from webapp.api.collections import Collection
from webapp.api.openapi.brief_paths import brief_paths
from webapp.api.openapi.inspect_paths import inspect_paths
from webapp.api.openapi.parameters import (
    accuracy_parameter,
    column_parameters,
    component_ref,
    crs_parameter,
    datum_parameter,
    distances_parameters,
    format_parameter,
    items_parameters,
    point_parameters,
    reading_parameters,
)
from webapp.api.services.reading import MAX_SITES, STEPS_HEADER
from webapp.http.language import gettext as _
from webapp.http.language import lang
from webapp.http.sent_file import FORM_TYPE, SUFFIXES

BINARY: Json = {"type": "string", "format": "binary"}
GET_FAILURES = ("400", "406", "412", "414", "500")
POST_FAILURES = ("400", "406", "413", "414", "415", "500", "503")


def list_tags() -> list[Json]:
    """Return the groups of operations."""
    return [
        {"name": "api", "description": _("Contents")},
        {"name": "data", "description": _("Features")},
        {"name": "numbers", "description": _("Areas, distances, point queries")},
    ]


def _media_content(types: Sequence[str], schema: Json) -> Json:
    return {types[0]: {"schema": schema}}


def get_operation(
    name: str,
    summary: str,
    schema: str,
    *,
    tag: str = "api",
    types: Sequence[str] = responses.JSON,
    forms: Sequence[str] = ("json", "html"),
    parameters: Sequence[Json] = (),
    failures: Sequence[str] = (),
) -> Json:
    """Return a GET operation."""
    content = _media_content(types, component_ref("schemas", schema)) if "json" in forms else {}
    for form, other in (("html", responses.HTML), ("csv", responses.CSV)):
        if form in forms:
            content |= {f"{other[0]}; charset=utf-8": {"schema": {"type": "string"}}}
    if "xlsx" in forms:
        content |= _media_content(responses.XLSX, BINARY)
    return {
        "operationId": name,
        "summary": summary,
        "tags": [tag],
        "parameters": [*parameters, format_parameter(forms), component_ref("parameters", "lang")],
        "responses": {
            "200": {"description": summary, "content": content},
            "304": component_ref("responses", "unchanged304"),
            **_failure_responses(sorted((*GET_FAILURES, *failures))),
        },
    }


def _failure_responses(codes: Sequence[str]) -> Json:
    return {code: component_ref("responses", f"failure{code}") for code in codes}


def fixed_paths() -> Json:
    """Return the paths that every zone has."""
    return {
        "/": {"get": get_operation("getLandingPage", _("Landing page"), "LandingPage")},
        "/conformance": {
            "get": get_operation(
                "getConformance", _("Standards that the API conforms to"), "Conformance"
            )
        },
        "/openapi.json": {
            "get": get_operation(
                "getDefinition", _("The API's definition (OpenAPI 3.0)"), "AnyObject",
                types=responses.OPENAPI,
            )
        },
        "/docs": {
            "get": get_operation(
                "getDocumentation", _("The API's documentation"), "AnyObject", forms=("html",)
            )
        },
        "/collections": {
            "get": get_operation("getCollections", _("Collections of features"), "Collections")
        },
        **_service_paths(),
    }  # fmt: skip


def _service_paths() -> Json:
    four = ("json", "html", "csv", "xlsx")
    areas = get_operation(
        "getAreas", _("Areas: published and measured"), "Areas", tag="numbers", forms=four
    )
    distances = get_operation(
        "getDistances", _("Straight-line distances, and those by road"),
        "Distances",
        tag="numbers", forms=four, parameters=distances_parameters(),
    )  # fmt: skip
    return {
        "/areas": {"get": areas},
        "/distances": {"get": distances},
        "/locate": {"get": _locate_operation(), "post": _locate_many_operation()},
        "/measure": {"post": _measure_operation()},
        **brief_paths(),
        **inspect_paths(),
    }


def _locate_operation() -> Json:
    return get_operation(
        "locate", _("Locate a point"), "Located",
        tag="numbers",
        parameters=[*point_parameters(), datum_parameter(), accuracy_parameter()],
    )  # fmt: skip


def _post_operation(
    name: str, summary: str, body: Json, answer: Json, parameters: Sequence[Json]
) -> Json:
    return {
        "operationId": name,
        "summary": summary,
        "tags": ["numbers"],
        "parameters": [
            *parameters,
            format_parameter(("json", "csv", "xlsx")),
            component_ref("parameters", "lang"),
        ],
        "requestBody": {"required": True, "content": body},
        "responses": {
            "200": {
                "description": summary,
                "headers": {STEPS_HEADER: component_ref("headers", "ReadingSteps")},
                "content": {
                    **answer,
                    f"{responses.CSV[0]}; charset=utf-8": {"schema": {"type": "string"}},
                    **_media_content(responses.XLSX, BINARY),
                },
            },
            **_failure_responses(POST_FAILURES),
        },
    }


def _locate_many_operation() -> Json:
    csv = {"schema": {"type": "string"}}
    body = {**_file_content(component_ref("schemas", "Sites")), "text/csv": csv}
    answer = _media_content(responses.GEOJSON, component_ref("schemas", "LocatedSites"))
    summary = _("Locate up to %(count)d points at once") % {"count": MAX_SITES}
    parameters = [*reading_parameters(), *column_parameters()]
    return _post_operation("locateSites", summary, body, answer, parameters)


def _file_content(geojson: Json) -> Json:
    """Return the body of a file of any format that is read, GeoJSON as described."""
    form = {"type": "object", "required": ["file"], "properties": {"file": BINARY}}
    return {
        **{media_type: {"schema": BINARY} for media_type in SUFFIXES},
        "application/geo+json": {"schema": geojson},
        FORM_TYPE: {"schema": form},
    }


def _measure_operation() -> Json:
    body = _file_content(component_ref("schemas", "PolygonInput"))
    answer = _media_content(responses.JSON, component_ref("schemas", "Measured"))
    return _post_operation(
        "measure",
        _("Area and perimeter of each polygon, and its overlap with each part"),
        body,
        answer,
        reading_parameters(),
    )


def collection_paths(collection: Collection, title: str) -> Mapping[str, Json]:
    """Return the paths of one collection, its filters among the parameters."""
    base = f"/collections/{collection.id}"
    answer_crs = crs_parameter("crs", _("CRS of the response"), collection)
    name = collection.id[0].upper() + collection.id[1:]
    filters, several, one = (
        title + get_language(lang()).colon + each
        for each in (
            _("Filterable properties (queryables)"),
            _("list of features"),
            _("single feature"),
        )
    )
    return {
        base: {"get": get_operation(f"describe{name}", title, "Collection", tag="data")},
        f"{base}/queryables": {
            "get": get_operation(
                f"get{name}Queryables", filters, "AnyObject",
                tag="data", types=responses.SCHEMA,
            )
        },
        f"{base}/items": {
            "get": _add_crs_header(get_operation(
                f"get{name}", several, f"{collection.id}Features",
                tag="data", types=responses.GEOJSON,
                parameters=items_parameters(collection, answer_crs),
            ))
        },
        f"{base}/items/{{featureId}}": {
            "get": _add_crs_header(get_operation(
                f"get{name}Feature", one, f"{collection.id}Feature",
                tag="data", types=responses.GEOJSON, failures=("404",),
                parameters=[component_ref("parameters", "featureId"), answer_crs],
            ))
        },
    }  # fmt: skip


def _add_crs_header(found: Json) -> Json:
    found["responses"]["200"]["headers"] = {"Content-Crs": component_ref("headers", "ContentCrs")}
    return found
