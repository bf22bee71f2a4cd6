"""All that is open about a layer that was read."""

from dataclasses import replace

import numpy as np
import shapely

from geo.errors import N_, Phrase
from geo.measured import Measured
from geo.reading.crs_names import label_crs
from webapp.plots.layer_request import LayerRequest
from webapp.plots.plot_file import PlotFile, read_plot_file, wrap_longitudes
from webapp.plots.questions.datum import ask_about_datum
from webapp.plots.questions.model import Choice, Question, ask_about_sentence, make_question
from webapp.plots.questions.previews import draw_preview

_IN_SEQUENCE = N_("%(count)s positions follow one another, and none has a name.")
_POINTS = N_("No: separate points")
_PLOT = N_("Yes: one plot, its corners in this order")
_LEAST_CORNERS = 3
_MAX_WRAPPED = 200  # shapes of a preview


def list_questions(measured: Measured, found: PlotFile, request: LayerRequest) -> list[Question]:
    """Return what is open about a layer; nothing that the request answers.

    Parameters
    ----------
    measured : Measured
        The zone.
    found : PlotFile
    request : LayerRequest
        How it was read.
    """
    is_empty = not len(found.shapes)
    asked = [ask_about_sentence(each, request, is_blocking=is_empty) for each in found.steps]
    questions = [
        _tell_taken(each, found) for each in asked if each and each.name not in request.said
    ]
    if "datum" not in request.said and not is_empty:
        about_datum = ask_about_datum(
            measured,
            _read_unmoved(found, request),
            request.path,
            is_pasted=request.group.is_pasted,
            taken=request.options.datum,
        )
        questions += [about_datum] if about_datum else []
    is_asked = request.group.is_sequence and "outline" not in request.said
    if is_asked and len(found.shapes) >= _LEAST_CORNERS:
        questions.append(_ask_about_outline(found, request))
    if len(found.beyond):
        questions.append(_ask_to_wrap(found, request, is_blocking=is_empty))
    return questions


def _read_unmoved(found: PlotFile, request: LayerRequest) -> PlotFile:
    """Return a layer that was read on the datum that its headings name, read as WGS 84."""
    if request.options.datum == "wgs84":
        return found
    plain = replace(request.options, datum="wgs84")
    return read_plot_file(request.path, plain, request.budget, is_wrapped=request.is_wrapped)


def _tell_taken(question: Question, found: PlotFile) -> Question:
    """Return a question with what is taken while it is open."""
    if question.is_blocking:
        return question
    if question.name == "crs" and found.crs is not None:
        return replace(question, answered=label_crs(found.crs))
    return _add_taken_layer(question, found) if question.name == "layer" else question


def _add_taken_layer(question: Question, found: PlotFile) -> Question:
    """Return the question about other layers of a file with the one that was read first."""
    name = found.layer_name
    own = Choice(name, {"layer": name}, draw_preview(found.shapes), is_likely=True)
    others = [replace(each, is_likely=False) for each in question.choices]
    return replace(question, choices=[own, *others], answered=name)


def _ask_about_outline(found: PlotFile, request: LayerRequest) -> Question:
    outline = shapely.Polygon(shapely.get_coordinates(found.shapes))
    choices = [
        Choice(Phrase(_POINTS, {}), {"outline": "0"}, draw_preview(found.shapes), is_likely=True),
        Choice(Phrase(_PLOT, {}), {"outline": "1"}, draw_preview(np.array([outline]))),
    ]
    evidence = Phrase(_IN_SEQUENCE, {"count": len(found.shapes)})
    return make_question(
        "outline",
        request.path,
        [evidence],
        choices,
        is_blocking=False,
        answered=Phrase(_POINTS, {}),
    )


def _ask_to_wrap(found: PlotFile, request: LayerRequest, *, is_blocking: bool) -> Question:
    choice = Choice(
        Phrase(N_("Yes: reduce them by 360°"), {}),
        {"wrap": "1"},
        draw_preview(wrap_longitudes(found.beyond[:_MAX_WRAPPED])),
        is_likely=True,
    )
    count = {"count": len(found.beyond)}
    return make_question(
        "wrap",
        request.path,
        [Phrase(N_("%(count)s features have longitudes beyond 180°."), count)],
        [choice],
        is_blocking=is_blocking,
        answered=None if is_blocking else Phrase(N_("No: leave these features out"), {}),
    )
