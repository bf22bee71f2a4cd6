"""The addresses under `/api`: each parses, calls one function, and sends its result."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, g, request
from flask.typing import ResponseReturnValue

from geo.errors import N_, UnknownIdError, quote_value
from maps.content.headings import DISTANCE_TITLES
from webapp.api import (
    brief_routes,
    documents,
    html,
    inspect_routes,
    item_query,
    openapi,
    query,
    responses,
)
from webapp.api.crs import CRS84, Crs
from webapp.api.responses import Representation, current_catalogue, send_representation
from webapp.api.services import measures, polygons, sites
from webapp.api.services.locations import build_location
from webapp.api.services.reading import STEPS_HEADER, tell_steps
from webapp.api.table_forms import list_table_forms
from webapp.http.errors import is_under_api
from webapp.http.negotiation import with_charset
from webapp.http.query import check_parameters
from webapp.serialize import to_json

blueprint = Blueprint("api", __name__, url_prefix="/api")
EXPOSED_HEADERS = f"Content-Crs, ETag, Link, {STEPS_HEADER}"
OWN_PREFIX = "/api/inspect"
ALLOWED_HEADERS = "Accept, Accept-Language, Content-Type, If-None-Match"


@blueprint.after_app_request
def allow_cross_origin(response: Response) -> Response:
    """Allow other sites to read what is under `/api` (CORS); there are no credentials.

    What is sent to `/api/inspect` is for this site's own pages.
    """
    if is_under_api(request.path) and not request.path.startswith(OWN_PREFIX):
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["Access-Control-Expose-Headers"] = EXPOSED_HEADERS
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "")
            response.headers["Access-Control-Allow-Headers"] = ALLOWED_HEADERS
            response.headers["Access-Control-Max-Age"] = "86400"
    return response


def _document_representations(
    build: Callable[[], Any],
    render: Callable[[Any], str],
    types: tuple[str, ...] = responses.JSON,
    names: tuple[str, ...] = (),
) -> Mapping[str, Representation]:
    """Return a document's two forms: as data, and shown as a page."""

    def build_checked() -> Any:
        check_parameters(names)
        return build()

    return {
        "json": Representation(types, build_checked),
        "html": Representation(responses.HTML, lambda: render(build_checked())),
    }


@blueprint.get("/", strict_slashes=False)
def landing() -> ResponseReturnValue:
    """Send the landing page."""
    return send_representation(
        _document_representations(
            lambda: documents.build_landing(current_catalogue()), html.render_landing
        )
    )


@blueprint.get("/conformance")
def conformance() -> ResponseReturnValue:
    """Send the conformance declaration."""
    return send_representation(
        _document_representations(documents.build_conformance, html.render_conformance)
    )


@blueprint.get("/openapi.json", endpoint="openapi")
def definition() -> ResponseReturnValue:
    """Send the OpenAPI definition."""
    return send_representation(
        _document_representations(
            lambda: openapi.build_definition(current_catalogue()),
            html.render_docs,
            responses.OPENAPI,
        )
    )


@blueprint.get("/docs")
def docs() -> ResponseReturnValue:
    """Send the documentation, a page only."""
    representations = _document_representations(
        lambda: openapi.build_definition(current_catalogue()), html.render_docs
    )
    return send_representation({"html": representations["html"]})


@blueprint.get("/collections", endpoint="collections_")
def collections() -> ResponseReturnValue:
    """List the collections."""
    return send_representation(
        _document_representations(
            lambda: documents.build_collection_list(current_catalogue()),
            html.render_collection_list,
        )
    )


@blueprint.get("/collections/<collection_id>")
def collection(collection_id: str) -> ResponseReturnValue:
    """Describe one collection."""
    found = current_catalogue().collection(collection_id)
    return send_representation(
        _document_representations(
            lambda: documents.build_collection(current_catalogue(), found),
            lambda described: html.render_collection(described, found),
        )
    )


@blueprint.get("/collections/<collection_id>/queryables")
def queryables(collection_id: str) -> ResponseReturnValue:
    """Send the queryables of a collection."""
    found = current_catalogue().collection(collection_id)
    return send_representation(
        _document_representations(
            lambda: documents.build_queryables(found), html.render_queryables, responses.SCHEMA
        )
    )


@blueprint.get("/collections/<collection_id>/items")
def items(collection_id: str) -> ResponseReturnValue:
    """Send a page of features."""
    found = current_catalogue().collection(collection_id)

    def encode() -> bytes:
        page = item_query.read_page(found)
        g.crs = page.crs
        body, g.tag = documents.encode_items(current_catalogue(), page)
        return body

    def render() -> str:
        g.crs = found.crs[CRS84]
        return html.render_items(item_query.read_page(found, most=html.MAX_FEATURES))

    representations = {
        "json": Representation(responses.GEOJSON, encode),
        "html": Representation(responses.HTML, render),
    }
    return send_representation(representations, headers=_content_crs_header)


def _content_crs_header() -> Mapping[str, str]:
    crs: Crs = g.crs
    return {"Content-Crs": f"<{crs.uri}>"}


@blueprint.get("/collections/<collection_id>/items/<path:feature_id>")
def item(collection_id: str, feature_id: str) -> ResponseReturnValue:
    """Send one feature."""
    found = current_catalogue().collection(collection_id)
    if feature_id not in found.positions:
        raise UnknownIdError(
            N_(
                "%(collection_id)s has no feature with the id %(feature_id)s. "
                "See the list of its features."
            ),
            collection_id=collection_id,
            feature_id=quote_value(feature_id),
        )

    def encode() -> bytes:
        check_parameters(("crs",))
        g.crs = query.read_crs("crs", found.crs)
        return documents.encode_item(current_catalogue(), found, feature_id, g.crs.uri)

    def render() -> str:
        encode()  # refuses the parameters that it would refuse as data
        g.crs = found.crs[CRS84]
        return html.render_item(found, feature_id)

    representations = {
        "json": Representation(responses.GEOJSON, encode),
        "html": Representation(responses.HTML, render),
    }
    return send_representation(representations, headers=_content_crs_header)


@blueprint.get("/areas")
def areas() -> ResponseReturnValue:
    """Send the parts' areas, published and measured."""
    return send_representation(list_table_forms(measures.build_areas, "areas"))


@blueprint.get("/distances")
def distances() -> ResponseReturnValue:
    """Send the straight-line distances."""
    return send_representation(
        list_table_forms(measures.build_distances, "distances", DISTANCE_TITLES)
    )


@blueprint.get("/locate")
def locate() -> ResponseReturnValue:
    """Send where a point is."""
    representations = {
        "json": Representation(responses.JSON, lambda: build_location(current_catalogue())),
        "html": Representation(responses.HTML, html.render_location),
    }
    return send_representation(representations)


@blueprint.post("/locate")
def locate_many() -> ResponseReturnValue:
    """Send where many sites are; a long answer is streamed."""
    found = sites.read_sites()
    pieces = sites.locate_sites(found, current_catalogue().measured.index)
    answer = Response(pieces, content_type=with_charset(found.media_type))
    return answer if found.form == "json" else tell_steps(answer, found.told)


@blueprint.post("/measure")
def measure() -> ResponseReturnValue:
    """Measure polygons and their overlap with each part."""
    form = responses.negotiate_form(polygons.TYPES)
    found = polygons.measure_polygons(current_catalogue(), as_table=form != "json")
    if form == "json":
        return Response(to_json(found.document), content_type=responses.JSON[0])
    body = polygons.write_table(found, form, current_catalogue().measured.zone.parts)
    answer = Response(body, content_type=with_charset(polygons.TYPES[form][0]))
    return tell_steps(answer, found.told)


brief_routes.add_routes(blueprint)
inspect_routes.add_routes(blueprint)
