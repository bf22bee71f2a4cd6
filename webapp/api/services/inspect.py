"""What people bring to the map, read and measured: nothing of it is kept."""

from importlib.metadata import version

from flask import Response, request

from geo.arrays import Json
from geo.reading.layer import ReadOptions
from webapp.api.query import check_parameters
from webapp.api.responses import JSON, Catalogue
from webapp.api.services.reading import COLUMN_PARAMETERS, READING_PARAMETERS, read_options
from webapp.http.language import gettext as _
from webapp.http.language import lang
from webapp.http.security import refuse_foreign_page
from webapp.http.sent_files import save_sent_files
from webapp.plots.budget import PlotBudget
from webapp.plots.groups import FileGroup, group_files
from webapp.serialize import to_compact_json
from webapp.state import state
from webapp.work.jobs import inspect_sent_layer

INSPECT_PARAMETERS = (*READING_PARAMETERS, *COLUMN_PARAMETERS, "name", "wrap")


def inspect_files(catalogue: Catalogue) -> Response:
    """Return the layers of the request's files as JSON, each with its features and measures.

    Raises
    ------
    InputError
        When a parameter can't be used, or there is no file.
    """
    refuse_foreign_page()
    request.max_content_length = state().settings.inspect_bytes
    check_parameters(INSPECT_PARAMETERS)
    with save_sent_files() as paths:
        options = read_options(INSPECT_PARAMETERS)
        layers = [_inspect_group(catalogue, each, options) for each in group_files(paths)]
    head = to_compact_json(_describe_answer(catalogue))[:-1]
    body = head.encode() + b',"layers":[' + b",\n".join(layers) + b"]}\n"
    return Response(body, content_type=JSON[0], headers={"Cache-Control": "no-store"})


def _inspect_group(catalogue: Catalogue, group: FileGroup, options: ReadOptions) -> bytes:
    settings = state().settings
    budget = PlotBudget(settings.inspect_features, settings.inspect_vertices)
    found: bytes = state().work.run(
        inspect_sent_layer,
        catalogue.measured,
        group,
        options,
        budget,
        said=tuple(request.args),
        lang=lang(),
    )
    return found


def _describe_answer(catalogue: Catalogue) -> Json:
    zone = catalogue.measured.zone
    return {
        "data_hash": zone.sha256,
        "method": _(
            "Areas and lengths are geodesic (WGS 84). A plot's verdict says whether an outline, "
            "moved by its position uncertainty, could reach it."
        ),
        "made": {"version": version("luzhou-zone-map")},
    }
