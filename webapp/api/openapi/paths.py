"""The API's operations, as OpenAPI describes them."""

from collections.abc import Mapping, Sequence
from typing import Any

from webapp.api import responses
from webapp.api.collections import Collection
from webapp.api.openapi.parameters import crs, datum, form_of_answer, of_items, query, reference
from webapp.api.services.sites import MOST_SITES
from webapp.http.language import gettext as _

Json = dict[str, Any]
OF_READING = ("400", "406", "412", "414", "500")
OF_SENDING = ("400", "406", "413", "414", "415", "500", "503")


def tags() -> list[Json]:
    """Return the groups of operations."""
    return [
        {"name": "api", "description": _("What is here")},
        {"name": "data", "description": _("Features")},
        {"name": "numbers", "description": _("Areas, distances, locations")},
    ]


def _content(types: Sequence[str], schema: Json) -> Json:
    return {types[0]: {"schema": schema}}


def operation(
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
    content = _content(types, reference("schemas", schema)) if "json" in forms else {}
    for form, other in (("html", responses.HTML), ("csv", responses.CSV)):
        if form in forms:
            content |= {f"{other[0]}; charset=utf-8": {"schema": {"type": "string"}}}
    return {
        "operationId": name,
        "summary": summary,
        "tags": [tag],
        "parameters": [*parameters, form_of_answer(forms), reference("parameters", "lang")],
        "responses": {
            "200": {"description": summary, "content": content},
            "304": reference("responses", "unchanged304"),
            **_failures(sorted((*OF_READING, *failures))),
        },
    }


def _failures(codes: Sequence[str]) -> Json:
    return {code: reference("responses", f"failure{code}") for code in codes}


def fixed() -> Json:
    """Return the paths that every zone has."""
    return {
        "/": {"get": operation("getLandingPage", _("The landing page"), "LandingPage")},
        "/conformance": {
            "get": operation(
                "getConformance", _("Standards that the API conforms to"), "Conformance"
            )
        },
        "/openapi.json": {
            "get": operation(
                "getDefinition", _("The API's definition (OpenAPI 3.0)"), "AnyObject",
                types=responses.OPENAPI,
            )
        },
        "/docs": {
            "get": operation(
                "getDocumentation", _("The API's documentation"), "AnyObject", forms=("html",)
            )
        },
        "/collections": {
            "get": operation("getCollections", _("Collections of features"), "Collections")
        },
        **_numbers(),
    }  # fmt: skip


def _numbers() -> Json:
    three = ("json", "html", "csv")
    one = [query("part", _("Only this part")), query("place", _("Only this place"))]
    areas = operation(
        "getAreas", _("Areas: published and measured"), "Areas", tag="numbers", forms=three
    )
    distances = operation(
        "getDistances", _("Straight-line distances"), "Distances",
        tag="numbers", forms=three, parameters=one,
    )  # fmt: skip
    return {
        "/areas": {"get": areas},
        "/distances": {"get": distances},
        "/locate": {"get": _locate(), "post": _locate_many()},
        "/measure": {"post": _measure()},
    }


def _locate() -> Json:
    bounds = (("lon", _("Longitude, degrees"), 180), ("lat", _("Latitude, degrees"), 90))
    given = [
        {**query(name, said, type="number", minimum=-most, maximum=most), "required": True}
        for name, said, most in bounds
    ]
    return operation(
        "locate", _("Where a point lies"), "Located",
        tag="numbers", parameters=[*given, datum()],
    )  # fmt: skip


def _post(name: str, summary: str, body: Json, answer: Json, parameters: Sequence[Json]) -> Json:
    return {
        "operationId": name,
        "summary": summary,
        "tags": ["numbers"],
        "parameters": [*parameters, reference("parameters", "lang")],
        "requestBody": {"required": True, "content": body},
        "responses": {
            "200": {"description": summary, "content": answer},
            **_failures(OF_SENDING),
        },
    }


def _locate_many() -> Json:
    csv = {"schema": {"type": "string"}}
    body = {"application/geo+json": {"schema": reference("schemas", "Sites")}, "text/csv": csv}
    answer = {
        "application/geo+json": {"schema": reference("schemas", "LocatedSites")},
        "text/csv; charset=utf-8": csv,
    }
    summary = _("Where many sites lie, up to %(count)d at once") % {"count": MOST_SITES}
    return _post("locateSites", summary, body, answer, [datum()])


def _measure() -> Json:
    body = {"application/geo+json": {"schema": reference("schemas", "PolygonInput")}}
    answer = _content(responses.JSON, reference("schemas", "Measured"))
    return _post(
        "measure",
        _("Area and perimeter of a polygon, and its overlap with each part"),
        body,
        answer,
        (),
    )


def of_collection(found: Collection, title: str) -> Mapping[str, Json]:
    """Return the paths of one collection, its filters among the parameters."""
    base = f"/collections/{found.id}"
    answer_crs = crs("crs", _("The CRS of the answer"), found)
    name = found.id[0].upper() + found.id[1:]
    filters, several, one = _("what can be filtered by"), _("the features"), _("one feature")
    return {
        base: {"get": operation(f"describe{name}", title, "Collection", tag="data")},
        f"{base}/queryables": {
            "get": operation(
                f"get{name}Queryables", f"{title}: {filters}", "AnyObject",
                tag="data", types=responses.SCHEMA,
            )
        },
        f"{base}/items": {
            "get": _with_crs_header(operation(
                f"get{name}", f"{title}: {several}", f"{found.id}Features",
                tag="data", types=responses.GEOJSON, parameters=of_items(found, answer_crs),
            ))
        },
        f"{base}/items/{{featureId}}": {
            "get": _with_crs_header(operation(
                f"get{name}Feature", f"{title}: {one}", f"{found.id}Feature",
                tag="data", types=responses.GEOJSON, failures=("404",),
                parameters=[reference("parameters", "featureId"), answer_crs],
            ))
        },
    }  # fmt: skip


def _with_crs_header(found: Json) -> Json:
    found["responses"]["200"]["headers"] = {"Content-Crs": reference("headers", "ContentCrs")}
    return found
