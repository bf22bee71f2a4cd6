"""One layer of what people brought, read and measured: the answer of `/api/inspect` for it."""

from dataclasses import replace

from geo.errors import N_, InputError, Phrase, file_label
from geo.measured import Measured
from geo.reading.named_datum import HINTS
from webapp.plots.groups import describe_group
from webapp.plots.layer_json import write_layer, write_refusal
from webapp.plots.layer_request import LayerRequest
from webapp.plots.line_file import LineFile, open_line_file, settle
from webapp.plots.measured_layer import measure_layer
from webapp.plots.pasted_order import CornerOrderError
from webapp.plots.plot_file import PlotFile, read_plot_file
from webapp.plots.questions.answers import tell_answers
from webapp.plots.questions.finding import list_questions
from webapp.plots.questions.model import ask_about_sentence

_NONE_USABLE = N_(
    "%(name)s, feature %(n)s: %(reason)s. Correct it: no feature of the file can be used."
)
_ROADS_LATER = N_("Ways by road are computed once the question of the coordinates is answered.")


def inspect_layer(measured: Measured, request: LayerRequest) -> bytes:
    """Return a layer as JSON: how it was read, its features in degrees, and their measures.

    A layer that can't be read has a refusal, or the question behind it.

    Parameters
    ----------
    measured : Measured
        The zone.
    request : LayerRequest
        The files, and how to read them.
    """
    request = replace(request, options=replace(request.options, near=measured.extent))
    if request.group.is_pasted:
        pasted = LineFile(request.path, request.options)
        own = pasted if request.group.is_placed else settle(pasted)
        return _inspect(measured, _take_datum(request, own))
    try:
        with open_line_file(request.path, request.options, is_outline=request.is_outline) as lines:
            return _inspect(measured, _take_lines(request, lines))
    except CornerOrderError as error:
        return write_refusal(request, error.phrase)


def _take_lines(request: LayerRequest, lines: LineFile) -> LayerRequest:
    """Return the request for a file of lines as one for the file that they became."""
    group = replace(
        request.group,
        main=lines.path,
        is_placed=lines.is_placed,
        is_sequence=lines.is_sequence,
    )
    return _take_datum(replace(request, group=group), lines)


def _take_datum(request: LayerRequest, lines: LineFile) -> LayerRequest:
    """Return the request with the options of a file, and what is told of it but a question."""
    told = [each for each in lines.told if each.text not in HINTS]
    group = replace(request.group, told=[*request.group.told, *told])
    return replace(request, group=group, options=lines.options)


def _inspect(measured: Measured, request: LayerRequest) -> bytes:
    """Return a layer as JSON, of a file with columns, or of any other format."""
    if request.group.is_placed:  # what a text says of itself goes before what is asked
        said = [each for each in request.said if each != "datum"]
        request = replace(request, options=replace(request.options, datum="wgs84"), said=said)
    told = [*request.group.told, *describe_group(request.group)]
    if request.group.lacks:
        return write_refusal(request, told[-1])
    try:
        found = read_plot_file(
            request.path, request.options, request.budget, is_wrapped=request.is_wrapped
        )
    except InputError as error:
        asked = ask_about_sentence(error.phrase, request, is_blocking=True)
        return write_refusal(request, error.phrase, [asked] if asked else [])
    questions = list_questions(measured, found, request)
    if not len(found.shapes) and not questions:
        return write_refusal(request, _explain_nothing(found, request), found=found)
    waits = request.roads is not None and any(each.name == "datum" for each in questions)
    roads = None if waits else request.roads  # no way is computed from a position that may be moved
    layer = measure_layer(measured, found, request.lang, roads=roads)
    waiting = [Phrase(_ROADS_LATER, {})] if waits else []
    steps = tell_answers([*told, *found.steps, *layer.steps, *waiting], request)
    return write_layer(request, found, layer, steps, questions)


def _explain_nothing(found: PlotFile, request: LayerRequest) -> Phrase:
    first = found.left_out[0]
    values = {"name": file_label(request.path.name), "n": first.row, "reason": first.fault}
    return Phrase(_NONE_USABLE, values)
