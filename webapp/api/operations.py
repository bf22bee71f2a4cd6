"""The API's operations, as OpenAPI describes them."""

from collections.abc import Mapping, Sequence
from typing import Any

from geo.locate import DATUMS
from webapp.api import answers, fields
from webapp.api.arguments import MOST_FEATURES
from webapp.api.collections import Collection
from webapp.api.crs import CRS84
from webapp.api.selection import DEFAULT_LIMIT
from webapp.api.sites import MOST_SITES
from webapp.language import gettext as _
from webapp.language import lang

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


def _reference(group: str, name: str) -> Json:
    return {"$ref": f"#/components/{group}/{name}"}


def _content(types: Sequence[str], schema: Json) -> Json:
    return {types[0]: {"schema": schema}}


def operation(
    name: str,
    summary: str,
    schema: str,
    *,
    tag: str = "api",
    types: Sequence[str] = answers.JSON,
    forms: Sequence[str] = ("json", "html"),
    parameters: Sequence[Json] = (),
    failures: Sequence[str] = (),
) -> Json:
    """Return a GET operation."""
    content = _content(types, _reference("schemas", schema)) if "json" in forms else {}
    for form, other in (("html", answers.HTML), ("csv", answers.CSV)):
        if form in forms:
            content |= {f"{other[0]}; charset=utf-8": {"schema": {"type": "string"}}}
    return {
        "operationId": name,
        "summary": summary,
        "tags": [tag],
        "parameters": [*parameters, _forms(forms), _reference("parameters", "lang")],
        "responses": {
            "200": {"description": summary, "content": content},
            "304": _reference("responses", "unchanged304"),
            **_failures(sorted((*OF_READING, *failures))),
        },
    }


def _forms(forms: Sequence[str]) -> Json:
    return {
        "name": "f",
        "in": "query",
        "description": _("The form of the answer; without it the Accept header decides."),
        "schema": {"type": "string", "enum": list(forms)},
    }


def _failures(codes: Sequence[str]) -> Json:
    return {code: _reference("responses", f"failure{code}") for code in codes}


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
                types=answers.OPENAPI,
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
    one = [_query("part", _("Only this part")), _query("place", _("Only this place"))]
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


def _query(name: str, description: str, **schema: Any) -> Json:
    return {
        "name": name,
        "in": "query",
        "description": description,
        "schema": schema or {"type": "string"},
    }


def _datum() -> Json:
    said = _("The datum of the coordinates given; answers are in WGS 84.")
    return _query("datum", said, type="string", enum=list(DATUMS), default="wgs84")


def _locate() -> Json:
    bounds = (("lon", _("Longitude, degrees"), 180), ("lat", _("Latitude, degrees"), 90))
    given = [
        {**_query(name, said, type="number", minimum=-most, maximum=most), "required": True}
        for name, said, most in bounds
    ]
    return operation(
        "locate", _("Where a point lies"), "Located",
        tag="numbers", parameters=[*given, _datum()],
    )  # fmt: skip


def _post(name: str, summary: str, body: Json, answer: Json, parameters: Sequence[Json]) -> Json:
    return {
        "operationId": name,
        "summary": summary,
        "tags": ["numbers"],
        "parameters": [*parameters, _reference("parameters", "lang")],
        "requestBody": {"required": True, "content": body},
        "responses": {
            "200": {"description": summary, "content": answer},
            **_failures(OF_SENDING),
        },
    }


def _locate_many() -> Json:
    csv = {"schema": {"type": "string"}}
    body = {"application/geo+json": {"schema": _reference("schemas", "Sites")}, "text/csv": csv}
    answer = {
        "application/geo+json": {"schema": _reference("schemas", "LocatedSites")},
        "text/csv; charset=utf-8": csv,
    }
    summary = _("Where many sites lie, up to %(count)d at once") % {"count": MOST_SITES}
    return _post("locateSites", summary, body, answer, [_datum()])


def _measure() -> Json:
    body = {"application/geo+json": {"schema": _reference("schemas", "PolygonInput")}}
    answer = _content(answers.JSON, _reference("schemas", "Measured"))
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
    crs = _crs("crs", _("The CRS of the answer"), found)
    name = found.id[0].upper() + found.id[1:]
    filters, several, one = _("what can be filtered by"), _("the features"), _("one feature")
    return {
        base: {"get": operation(f"describe{name}", title, "Collection", tag="data")},
        f"{base}/queryables": {
            "get": operation(
                f"get{name}Queryables", f"{title}: {filters}", "AnyObject",
                tag="data", types=answers.SCHEMA,
            )
        },
        f"{base}/items": {
            "get": _with_crs_header(operation(
                f"get{name}", f"{title}: {several}", f"{found.id}Features",
                tag="data", types=answers.GEOJSON, parameters=_item_parameters(found, crs),
            ))
        },
        f"{base}/items/{{featureId}}": {
            "get": _with_crs_header(operation(
                f"get{name}Feature", f"{title}: {one}", f"{found.id}Feature",
                tag="data", types=answers.GEOJSON, failures=("404",),
                parameters=[_reference("parameters", "featureId"), crs],
            ))
        },
    }  # fmt: skip


def _crs(name: str, description: str, found: Collection) -> Json:
    return {
        **_query(
            name, description, type="string", format="uri", enum=list(found.crs), default=CRS84
        ),
        "style": "form",
        "explode": False,
    }


def _item_parameters(found: Collection, crs: Json) -> list[Json]:
    limit = {
        **_query(
            "limit", _("How many features at most"),
            type="integer", minimum=1, maximum=MOST_FEATURES, default=DEFAULT_LIMIT,
        ),
        "style": "form",
        "explode": False,
    }  # fmt: skip
    return [
        limit,
        *(_reference("parameters", name) for name in ("offset", "bbox", "datetime")),
        _crs("bbox-crs", _("The CRS of bbox"), found),
        crs,
        *(_filter(found.id, name) for name in fields.queryables(found.id)),
    ]


def _filter(collection_id: str, name: str) -> Json:
    schema = fields.property_schema(collection_id, name, lang())
    return {
        **_query(name, schema.pop("title"), **schema),
        "style": "form",
        "explode": False,
        "allowEmptyValue": True,
    }


def _with_crs_header(found: Json) -> Json:
    found["responses"]["200"]["headers"] = {"Content-Crs": _reference("headers", "ContentCrs")}
    return found
