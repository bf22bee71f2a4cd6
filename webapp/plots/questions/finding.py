"""All that is open about a layer that was read."""

from dataclasses import replace

from geo.errors import N_, Phrase
from geo.measured import Measured
from geo.reading.crs_names import label_crs
from webapp.plots.layer_request import LayerRequest
from webapp.plots.plot_file import PlotFile, wrap_longitudes
from webapp.plots.questions.datum import ask_about_datum
from webapp.plots.questions.model import Choice, Question, ask_about_sentence, make_question
from webapp.plots.questions.previews import draw_preview

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
        about_datum = ask_about_datum(measured, found, request.path)
        questions += [about_datum] if about_datum else []
    if len(found.beyond):
        questions.append(_ask_to_wrap(found, request, is_blocking=is_empty))
    return questions


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
