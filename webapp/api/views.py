"""The addresses under `/api`: each parses, calls one function and answers in the form asked."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, g, request
from flask.typing import ResponseReturnValue

from geo.errors import N_, UnknownIdError, shown
from webapp.api import (
    answers,
    arguments,
    documents,
    openapi,
    pages,
    selection,
    services,
    sites,
)
from webapp.api.answers import Form, catalogue, respond
from webapp.api.crs import CRS84, Crs
from webapp.errors import under_api
from webapp.tables import to_csv, to_json

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
    types: tuple[str, ...] = answers.JSON,
    names: tuple[str, ...] = (),
) -> Mapping[str, Form]:
    """Return a document's two forms: as data, and shown as a page."""

    def made() -> Any:
        arguments.check_names(names)
        return make()

    return {"json": Form(types, made), "html": Form(answers.HTML, lambda: show(made()))}


@blueprint.get("/", strict_slashes=False)
def landing() -> ResponseReturnValue:
    """Say what is here."""
    return respond(_forms(lambda: documents.landing(catalogue()), pages.landing))


@blueprint.get("/conformance")
def conformance() -> ResponseReturnValue:
    """Say which standards this conforms to."""
    return respond(_forms(documents.conformance, pages.conformance))


@blueprint.get("/openapi.json", endpoint="openapi")
def definition() -> ResponseReturnValue:
    """Define the API for machines."""
    return respond(_forms(lambda: openapi.document(catalogue()), pages.docs, answers.OPENAPI))


@blueprint.get("/docs")
def docs() -> ResponseReturnValue:
    """Explain the API to people."""
    forms = _forms(lambda: openapi.document(catalogue()), pages.docs)
    return respond({"html": forms["html"]})


@blueprint.get("/collections", endpoint="collections_")
def collections() -> ResponseReturnValue:
    """List the collections."""
    return respond(_forms(lambda: documents.collection_list(catalogue()), pages.collection_list))


@blueprint.get("/collections/<collection_id>")
def collection(collection_id: str) -> ResponseReturnValue:
    """Describe one collection."""
    found = catalogue().collection(collection_id)
    return respond(
        _forms(
            lambda: documents.collection(catalogue(), found),
            lambda said: pages.collection(said, found),
        )
    )


@blueprint.get("/collections/<collection_id>/queryables")
def queryables(collection_id: str) -> ResponseReturnValue:
    """Say what features can be chosen by."""
    found = catalogue().collection(collection_id)
    return respond(_forms(lambda: documents.queryables(found), pages.queryables, answers.SCHEMA))


@blueprint.get("/collections/<collection_id>/items")
def items(collection_id: str) -> ResponseReturnValue:
    """Send a page of features."""
    found = catalogue().collection(collection_id)

    def make() -> bytes:
        page = selection.read_page(found)
        g.crs = page.crs
        body, g.tag = documents.items(catalogue(), page)
        return body

    def show() -> str:
        g.crs = found.crs[CRS84]
        return pages.items(selection.read_page(found, most=pages.MOST_FEATURES))

    forms = {"json": Form(answers.GEOJSON, make), "html": Form(answers.HTML, show)}
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
        arguments.check_names(("crs",))
        g.crs = arguments.wanted_crs("crs", found.crs)
        return documents.item(catalogue(), found, feature_id, g.crs.uri)

    def show() -> str:
        make()
        g.crs = found.crs[CRS84]
        return pages.item(found, feature_id)

    forms = {"json": Form(answers.GEOJSON, make), "html": Form(answers.HTML, show)}
    return respond(forms, headers=_content_crs)


def _table_forms(make: Callable[[answers.Catalogue], Any], member: str) -> Mapping[str, Form]:
    """Return a table's three forms."""

    def as_csv() -> str:
        rows = make(catalogue())[member]
        return to_csv(rows, rows[0] if rows else ("id",))

    return {
        "json": Form(answers.JSON, lambda: make(catalogue())),
        "html": Form(answers.HTML, lambda: pages.table(make(catalogue()), member)),
        "csv": Form(answers.CSV, as_csv),
    }


@blueprint.get("/areas")
def areas() -> ResponseReturnValue:
    """Send the parts' areas, published and measured."""
    return respond(_table_forms(services.areas, "areas"))


@blueprint.get("/distances")
def distances() -> ResponseReturnValue:
    """Send the straight-line distances."""
    return respond(_table_forms(services.distances, "distances"))


@blueprint.get("/locate")
def locate() -> ResponseReturnValue:
    """Say where a point lies."""
    forms = {
        "json": Form(answers.JSON, lambda: services.located(catalogue())),
        "html": Form(answers.HTML, pages.locate),
    }
    return respond(forms)


@blueprint.post("/locate")
def locate_many() -> ResponseReturnValue:
    """Say where many sites lie; the answer is streamed."""
    found, datum = sites.read_sites(), services.wanted_datum()
    answers.check_accepted(answers.CSV if found.columns else answers.GEOJSON)
    pieces = sites.answer(found, catalogue().measured.index, datum)
    return Response(pieces, content_type=answers.content_type(found.media_type))


@blueprint.post("/measure")
def measure() -> ResponseReturnValue:
    """Measure a polygon and its overlap with each part."""
    answers.check_accepted(answers.JSON)
    said = services.measured_polygon(catalogue())
    return Response(to_json(said), content_type=answers.JSON[0])
