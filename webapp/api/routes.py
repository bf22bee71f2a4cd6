"""The addresses under `/api`: each parses, calls one function and answers in the form asked."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, g, request
from flask.typing import ResponseReturnValue

from geo.errors import N_, UnknownIdError, shown
from webapp.api import documents, html, item_query, query, responses
from webapp.api.crs import CRS84, Crs
from webapp.api.openapi import document
from webapp.api.responses import Form, catalogue, respond
from webapp.api.services import measures, sites
from webapp.http.errors import under_api
from webapp.serialize import to_csv, to_json

blueprint = Blueprint("api", __name__, url_prefix="/api")
ALLOWED_HEADERS = "Accept, Accept-Language, Content-Type, If-None-Match"


@blueprint.after_app_request
def share(response: Response) -> Response:
    """Let pages of other sites read whatever lies under `/api`; no credentials are ever used."""
    if under_api(request.path):
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["Access-Control-Expose-Headers"] = "Content-Crs, ETag, Link"
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "")
            response.headers["Access-Control-Allow-Headers"] = ALLOWED_HEADERS
            response.headers["Access-Control-Max-Age"] = "86400"
    return response


def _forms(
    make: Callable[[], Any],
    show: Callable[[Any], str],
    types: tuple[str, ...] = responses.JSON,
    names: tuple[str, ...] = (),
) -> Mapping[str, Form]:
    """Return a document's two forms: as data, and shown as a page."""

    def made() -> Any:
        query.check_names(names)
        return make()

    return {"json": Form(types, made), "html": Form(responses.HTML, lambda: show(made()))}


@blueprint.get("/", strict_slashes=False)
def landing() -> ResponseReturnValue:
    """Say what is here."""
    return respond(_forms(lambda: documents.landing(catalogue()), html.landing))


@blueprint.get("/conformance")
def conformance() -> ResponseReturnValue:
    """Say which standards this conforms to."""
    return respond(_forms(documents.conformance, html.conformance))


@blueprint.get("/openapi.json", endpoint="openapi")
def definition() -> ResponseReturnValue:
    """Define the API for machines."""
    return respond(_forms(lambda: document.document(catalogue()), html.docs, responses.OPENAPI))


@blueprint.get("/docs")
def docs() -> ResponseReturnValue:
    """Explain the API to people."""
    forms = _forms(lambda: document.document(catalogue()), html.docs)
    return respond({"html": forms["html"]})


@blueprint.get("/collections", endpoint="collections_")
def collections() -> ResponseReturnValue:
    """List the collections."""
    return respond(_forms(lambda: documents.collection_list(catalogue()), html.collection_list))


@blueprint.get("/collections/<collection_id>")
def collection(collection_id: str) -> ResponseReturnValue:
    """Describe one collection."""
    found = catalogue().collection(collection_id)
    return respond(
        _forms(
            lambda: documents.collection(catalogue(), found),
            lambda said: html.collection(said, found),
        )
    )


@blueprint.get("/collections/<collection_id>/queryables")
def queryables(collection_id: str) -> ResponseReturnValue:
    """Say what features can be chosen by."""
    found = catalogue().collection(collection_id)
    return respond(_forms(lambda: documents.queryables(found), html.queryables, responses.SCHEMA))


@blueprint.get("/collections/<collection_id>/items")
def items(collection_id: str) -> ResponseReturnValue:
    """Send a page of features."""
    found = catalogue().collection(collection_id)

    def make() -> bytes:
        page = item_query.read_page(found)
        g.crs = page.crs
        body, g.tag = documents.items(catalogue(), page)
        return body

    def show() -> str:
        g.crs = found.crs[CRS84]
        return html.items(item_query.read_page(found, most=html.MOST_FEATURES))

    forms = {"json": Form(responses.GEOJSON, make), "html": Form(responses.HTML, show)}
    return respond(forms, headers=_content_crs)


def _content_crs() -> Mapping[str, str]:
    crs: Crs = g.crs
    return {"Content-Crs": f"<{crs.uri}>"}


@blueprint.get("/collections/<collection_id>/items/<path:feature_id>")
def item(collection_id: str, feature_id: str) -> ResponseReturnValue:
    """Send one feature."""
    found = catalogue().collection(collection_id)
    if feature_id not in found.position:
        raise UnknownIdError(
            N_("%(collection_id)s has no feature with the id %(feature_id)s; its items list them"),
            collection_id=collection_id,
            feature_id=shown(feature_id),
        )

    def make() -> bytes:
        query.check_names(("crs",))
        g.crs = query.wanted_crs("crs", found.crs)
        return documents.item(catalogue(), found, feature_id, g.crs.uri)

    def show() -> str:
        make()
        g.crs = found.crs[CRS84]
        return html.item(found, feature_id)

    forms = {"json": Form(responses.GEOJSON, make), "html": Form(responses.HTML, show)}
    return respond(forms, headers=_content_crs)


def _table_forms(make: Callable[[responses.Catalogue], Any], member: str) -> Mapping[str, Form]:
    """Return a table's three forms."""

    def as_csv() -> str:
        rows = make(catalogue())[member]
        return to_csv(rows, rows[0] if rows else ("id",))

    return {
        "json": Form(responses.JSON, lambda: make(catalogue())),
        "html": Form(responses.HTML, lambda: html.table(make(catalogue()), member)),
        "csv": Form(responses.CSV, as_csv),
    }


@blueprint.get("/areas")
def areas() -> ResponseReturnValue:
    """Send the parts' areas, published and measured."""
    return respond(_table_forms(measures.areas, "areas"))


@blueprint.get("/distances")
def distances() -> ResponseReturnValue:
    """Send the straight-line distances."""
    return respond(_table_forms(measures.distances, "distances"))


@blueprint.get("/locate")
def locate() -> ResponseReturnValue:
    """Say where a point lies."""
    forms = {
        "json": Form(responses.JSON, lambda: measures.located(catalogue())),
        "html": Form(responses.HTML, html.locate),
    }
    return respond(forms)


@blueprint.post("/locate")
def locate_many() -> ResponseReturnValue:
    """Say where many sites lie; the answer is streamed."""
    found, datum = sites.read_sites(), measures.wanted_datum()
    responses.check_accepted(responses.CSV if found.columns else responses.GEOJSON)
    pieces = sites.answer(found, catalogue().measured.index, datum)
    return Response(pieces, content_type=responses.content_type(found.media_type))


@blueprint.post("/measure")
def measure() -> ResponseReturnValue:
    """Measure a polygon and its overlap with each part."""
    responses.check_accepted(responses.JSON)
    said = measures.measured_polygon(catalogue())
    return Response(to_json(said), content_type=responses.JSON[0])
