"""What people bring to the map, read, measured and written to files: nothing of it is kept."""

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from types import MappingProxyType

from flask import Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from geo.arrays import Json
from geo.errors import N_, InputError, TooLargeError, file_label
from geo.reading.layer import ReadOptions
from maps.export.registry import FORMATS
from maps.i18n import get_language
from maps.web.csp import download_policy
from webapp.api.responses import JSON, XLSX, Catalogue, negotiate_form
from webapp.api.services.reading import COLUMN_PARAMETERS, READING_PARAMETERS, read_options
from webapp.http.download_name import name_download
from webapp.http.language import gettext as _
from webapp.http.language import lang
from webapp.http.negotiation import with_charset
from webapp.http.query import check_parameters
from webapp.http.security import MAX_FORM_PARTS, refuse_foreign_page
from webapp.http.sent_files import save_sent_files
from webapp.plots.budget import PlotBudget
from webapp.plots.export.request import parse_features, parse_request
from webapp.plots.groups import FileGroup
from webapp.plots.layer_json import write_refusal
from webapp.plots.layer_request import LayerRequest
from webapp.serialize import to_compact_json
from webapp.state import state
from webapp.work.jobs import compare_sent_layers, export_sent_plots, inspect_sent_layer

INSPECT_PARAMETERS = (*READING_PARAMETERS, *COLUMN_PARAMETERS, "name", "outline", "wrap")
EXPORT_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "csv": "text/csv",
        "xlsx": XLSX[0],
        "geojson": "application/geo+json",
        "gpkg": "application/geopackage+sqlite3",
        "kml": "application/vnd.google-earth.kml+xml",
        **{form: FORMATS[form].media_type for form in ("zip", "dxf", "txt")},
        **{form: FORMATS[form].media_type for form in ("pdf", "docx", "svg", "png")},
    }
)
_TOO_LARGE = N_(
    "The files are larger than %(size)s MiB together. Measure them with `zonemap measure FILE -o "
    "result.csv`, or send fewer at a time."
)
_TOO_MANY = N_("The request has more than %(most)s files. Send fewer at a time.")
_TOO_LONG = N_(
    "%(name)s was not read, as the files before it took too long. Send it in another request."
)
_FILE_ENDING = re.compile(r"\.[A-Za-z]\w{1,7}(?=$|, )", re.ASCII)  # of layers called as their files
_MOST_S = 60.0  # for all layers of a request; each is bounded by itself
_NO_STORE = {"Cache-Control": "no-store"}


def inspect_files(catalogue: Catalogue) -> Response:
    """Return the layers of the request's files as JSON, each with its features and measures.

    Raises
    ------
    InputError
        When a parameter can't be used, there is no file, or too much at once.
    """
    refuse_foreign_page()
    check_parameters(INSPECT_PARAMETERS)
    with bound_body(), save_sent_files() as groups:
        options = read_options(INSPECT_PARAMETERS)
        layers = list(_inspect_groups(catalogue, groups, options))
    head = to_compact_json(_describe_answer(catalogue))[:-1]
    body = head.encode() + b',"layers":[' + b",\n".join(layers) + b"]}\n"
    return Response(body, content_type=JSON[0], headers=_NO_STORE)


def export_features(catalogue: Catalogue) -> Response:
    """Return the features in the request's body as a file, measured anew.

    Raises
    ------
    InputError
        When the body or a parameter can't be used, or a feature can't be measured.
    """
    refuse_foreign_page()
    check_parameters(("crs",))
    form = negotiate_form({name: (media_type,) for name, media_type in EXPORT_TYPES.items()})
    with bound_body():
        export_request = parse_request(request.get_data())
    data: bytes = state().work.run(
        export_sent_plots, catalogue.measured, export_request, form, get_budget(), lang=lang(),
        roads=state().settings.roads, crs=request.args.get("crs") or None,
    )  # fmt: skip
    charset = FORMATS[form].charset if form == "txt" else "utf-8"
    answer = Response(data, content_type=with_charset(EXPORT_TYPES[form], charset))
    answer.headers.extend(_NO_STORE)
    subject = _FILE_ENDING.sub("", export_request.title or "")
    name_download(answer, f"plots.{form}", subject=subject)
    answer.headers["Content-Security-Policy"] = download_policy(EXPORT_TYPES[form])
    return answer


def compare_layers(catalogue: Catalogue) -> Response:
    """Return which plots of different layers overlap, of the features in the request's body.

    Raises
    ------
    InputError
        When the body or a parameter can't be used, or a feature can't be measured.
    """
    refuse_foreign_page()
    check_parameters(())
    with bound_body():
        features = parse_features(request.get_data())
    told: Json = state().work.run(
        compare_sent_layers, catalogue.measured, features, get_budget(), lang=lang()
    )
    return Response(to_compact_json(told), content_type=JSON[0], headers=_NO_STORE)


@contextmanager
def bound_body() -> Iterator[None]:
    """Let the body be as large as the setting says, and refuse a larger one with what to do.

    Raises
    ------
    TooLargeError
        When it is larger, or has too many files.
    """
    most = request.max_content_length = state().settings.inspect_bytes
    try:
        yield
    except RequestEntityTooLarge:
        if request.content_length is not None and request.content_length <= most:
            raise TooLargeError(_TOO_MANY, most=MAX_FORM_PARTS) from None
        raise TooLargeError(_TOO_LARGE, size=f"{most / 2**20:.4g}") from None


def get_budget() -> PlotBudget:
    """Return how much one layer may have, as the settings say."""
    settings = state().settings
    return PlotBudget(settings.inspect_features, settings.inspect_vertices)


def _inspect_groups(
    catalogue: Catalogue, groups: Sequence[FileGroup], options: ReadOptions
) -> Iterator[bytes]:
    """Yield each layer as JSON; one that can't be read, or comes too late, has a refusal."""
    start = time.monotonic()
    for group in groups:
        layer_request = LayerRequest(
            group, options, get_budget(), said=tuple(request.args), lang=lang(),
            roads=state().settings.roads, is_outline=request.args.get("outline") == "1",
        )  # fmt: skip
        try:
            if time.monotonic() - start > _MOST_S:
                raise InputError(_TOO_LONG, name=file_label(group.main.name))
            yield state().work.run(inspect_sent_layer, catalogue.measured, layer_request)
        except InputError as error:  # also where a job takes too much time or memory
            yield write_refusal(layer_request, error.phrase)


def _describe_answer(catalogue: Catalogue) -> Json:
    zone = catalogue.measured.zone
    method = [
        _(
            "Areas and lengths are geodesic (WGS 84). “Certain” means: even if every outline of "
            "the zone were off by its full position uncertainty, the plot would lie in the same "
            "parts. County and distances to places are those of the point inside."
        )
    ]
    if zone.roads is not None and state().settings.roads is None:
        method.append(
            _(
                "This server computes no ways by road for what is added to the map. Use "
                "`zonemap locate --roads`."
            )
        )
    return {
        "data_hash": zone.sha256,
        "method": get_language(lang()).sentence_separator.join(method),
        "made": {"version": version("luzhou-zone-map")},
    }
