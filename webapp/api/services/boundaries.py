"""Files that people bring to be the boundaries of a zone."""

from datetime import UTC, datetime

from flask import Response, request

from geo.importing.importer import ImportOptions
from geo.schema import KINDS, PLACEMENTS
from webapp.api.query import parse_number
from webapp.api.responses import JSON, Catalogue
from webapp.api.services.inspect import bound_body, get_budget
from webapp.api.services.reading import READING_PARAMETERS, read_options
from webapp.http.language import lang
from webapp.http.query import check_parameters, read_choice
from webapp.http.security import refuse_foreign_page
from webapp.http.sent_files import save_sent_files, take_boundary_file
from webapp.plots.boundaries import BoundaryRequest
from webapp.serialize import to_compact_json
from webapp.state import state
from webapp.work.jobs import make_sent_boundaries

FIELD = "field"
BOUNDARY_PARAMETERS = (*READING_PARAMETERS, "kind", "placement", "uncertainty_m", "source", "as_of")
MAX_UNCERTAINTY_M = 1e7


def make_boundaries(catalogue: Catalogue) -> Response:
    """Return the request's file as boundaries, with findings and changes, as JSON.

    Raises
    ------
    InputError
        When a parameter or the file can't be used, or there are several files that don't belong
        together.
    """
    refuse_foreign_page()
    fields = tuple(request.args.getlist(FIELD))
    check_parameters(BOUNDARY_PARAMETERS, repeated=(FIELD,))
    with bound_body(), save_sent_files() as groups:
        boundary_request = BoundaryRequest(
            take_boundary_file(groups),
            _read_options(fields),
            request.args.get("source") or None,
            request.args.get("as_of") or None,
            datetime.now(UTC).date(),
            lang(),
            get_budget(),
        )
        found = state().work.run(make_sent_boundaries, catalogue.measured, boundary_request)
    body = to_compact_json(found)
    return Response(body, content_type=JSON[0], headers={"Cache-Control": "no-store"})


def _read_options(fields: tuple[str, ...]) -> ImportOptions:
    reading = read_options(BOUNDARY_PARAMETERS)
    uncertainty = request.args.get("uncertainty_m")
    return ImportOptions(
        layer=reading.layer,
        crs=reading.crs,
        datum=reading.datum,
        is_datum_said=reading.is_datum_said,
        encoding=reading.encoding,
        skip_unusable=reading.skip_unusable,
        fields=fields,
        kind=read_choice("kind", KINDS, default=KINDS[1]) if "kind" in request.args else None,
        placement=read_choice("placement", PLACEMENTS, default="digitised"),
        uncertainty_m=None
        if uncertainty is None
        else parse_number("uncertainty_m", uncertainty, low=0, high=MAX_UNCERTAINTY_M),
        max_unpacked_bytes=reading.max_unpacked_bytes,
    )
