"""One layer of what people brought, read and measured: the answer of `/api/inspect` for it."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import shapely

from geo.arrays import Json
from geo.batch.chunks import Reject
from geo.errors import N_, InputError, Phrase
from geo.io.json_text import to_json
from geo.measured import Measured
from geo.reading.crs_fit import label_crs
from geo.reading.layer import ReadOptions
from maps.i18n import translate_phrase
from webapp.http.parameter_names import name_parameters
from webapp.plots.budget import PlotBudget
from webapp.plots.columns import describe_columns
from webapp.plots.datum_question import ask_about_datum
from webapp.plots.groups import FileGroup, describe_group
from webapp.plots.measured_layer import MeasuredLayer, measure_layer
from webapp.plots.plot_file import PlotFile, read_plot_file, wrap_longitudes
from webapp.plots.previews import draw_preview
from webapp.plots.questions import Choice, Question, ask_about_sentence, make_question

_MAX_RAW = 2_000  # characters of a row that was left out
_MAX_LEFT_OUT = 1_000
_NONE_USABLE = N_(
    "%(name)s, feature %(n)s: %(reason)s. Correct it: no feature of the file can be used."
)


def inspect_layer(
    measured: Measured,
    group: FileGroup,
    options: ReadOptions,
    budget: PlotBudget,
    *,
    said: Collection[str],
    lang: str,
) -> bytes:
    """Return a layer as JSON: how it was read, its features in degrees, and their measures.

    Parameters
    ----------
    measured : Measured
        The zone.
    group : FileGroup
        The files of the layer.
    options : ReadOptions
    budget : PlotBudget
        The most features and vertices that it may have.
    said : collection of str
        The parameters that the request has: what they answer is not asked again.
    lang : str
        The language's code.
    """
    options = replace(options, near=measured.extent)
    told = describe_group(group)
    if group.lacks:
        return _write_refusal(group, options, told[0], [], lang)
    try:
        found = read_plot_file(group.main, options, budget, is_wrapped="wrap" in said)
    except InputError as error:
        asked = ask_about_sentence(error.phrase, group.main, options, budget, is_blocking=True)
        questions = [] if asked is None else [asked]
        return _write_refusal(group, options, error.phrase, questions, lang)
    questions = _list_questions(measured, found, group, options, budget, said)
    if not len(found.shapes) and not questions:
        return _write_refusal(group, options, _explain_nothing(found, group), [], lang, found)
    layer = measure_layer(measured, found, lang)
    shown = {
        **_describe_found(group, options, found, lang),
        "steps": [_say(each, lang) for each in (*told, *found.steps, *layer.steps)],
        "refusal": None,
        "questions": [_describe_question(each, lang) for each in questions],
        "columns": describe_columns(found.columns, layer.name_columns, layer.stated),
        "totals": layer.totals,
    }
    return _write_layer(shown, found, layer)


def _list_questions(
    measured: Measured,
    found: PlotFile,
    group: FileGroup,
    options: ReadOptions,
    budget: PlotBudget,
    said: Collection[str],
) -> list[Question]:
    """Return what is open about a layer that was read; nothing that the request answers."""
    is_empty = not len(found.shapes)
    asked = [
        ask_about_sentence(each, group.main, options, budget, is_blocking=is_empty)
        for each in found.steps
    ]
    questions = [_tell_taken(each, found) for each in asked if each and each.name not in said]
    if "datum" not in said and not is_empty:
        about_datum = ask_about_datum(measured, found, group.main)
        questions += [about_datum] if about_datum else []
    if len(found.beyond):
        questions.append(_ask_to_wrap(found, group, is_blocking=is_empty))
    return questions


def _tell_taken(question: Question, found: PlotFile) -> Question:
    """Return a question with what is taken while it is open."""
    if question.is_blocking:
        return question
    taken = found.layer_name
    if question.name == "crs" and found.crs is not None:
        taken = label_crs(found.crs)
    return replace(question, answered=taken)


def _ask_to_wrap(found: PlotFile, group: FileGroup, *, is_blocking: bool) -> Question:
    count = {"count": len(found.beyond)}
    choices = [
        Choice(
            Phrase(N_("Yes, they are counted around the Earth once more"), {}),
            {"wrap": "1"},
            draw_preview(wrap_longitudes(found.beyond[:200])),
            is_likely=True,
        ),
    ]
    evidence = [Phrase(N_("%(count)s features have longitudes beyond 180°."), count)]
    answered = None if is_blocking else Phrase(N_("No, they are left out"), {})
    return make_question(
        "wrap", group.main, evidence, choices, is_blocking=is_blocking, answered=answered
    )


def _explain_nothing(found: PlotFile, group: FileGroup) -> Phrase:
    first = found.left_out[0]
    values = {"name": group.main.name, "n": first.row, "reason": first.fault}
    return Phrase(_NONE_USABLE, values)


def _say(phrase: Phrase | str | None, lang: str) -> str | None:
    return name_parameters(translate_phrase(phrase, lang)) if isinstance(phrase, Phrase) else phrase


def _describe_found(
    group: FileGroup, options: ReadOptions, found: PlotFile | None, lang: str
) -> Json:
    left_out = found.left_out if found else []
    return {
        "files": list(group.names),
        "name": group.main.stem,
        "format": found.format_name if found else "",
        "layer": found.layer_name if found else options.layer or "",
        "left_out": [_describe_reject(each, lang) for each in left_out[:_MAX_LEFT_OUT]],
        "left_out_count": len(left_out),
    }


def _describe_reject(reject: Reject, lang: str) -> Json:
    return {"row": reject.row, "reason": _say(reject.fault, lang), "raw": reject.record[:_MAX_RAW]}


def _describe_question(question: Question, lang: str) -> Json:
    return {
        "name": question.name,
        "sentence": _say(question.sentence, lang),
        "evidence": [_say(each, lang) for each in question.evidence],
        "is_blocking": question.is_blocking,
        "answered": _say(question.answered, lang),
        "choices": [
            {
                "label": _say(each.label, lang),
                "options": dict(each.options),
                "preview": each.preview,
                "sample": each.sample,
                "is_likely": each.is_likely,
            }
            for each in question.choices
        ],
    }


def _write_refusal(
    group: FileGroup,
    options: ReadOptions,
    refusal: Phrase,
    questions: Sequence[Question],
    lang: str,
    found: PlotFile | None = None,
) -> bytes:
    """Return a layer without features: a refusal, or a question that has to be answered first."""
    shown = {
        **_describe_found(group, options, found, lang),
        "steps": [_say(each, lang) for each in (found.steps if found else [])],
        "refusal": None if questions else _say(refusal, lang),
        "questions": [_describe_question(each, lang) for each in questions],
        "columns": [],
        "totals": MeasuredLayer.empty().totals,
        "features": {"type": "FeatureCollection", "features": []},
        "rows": [],
    }
    return to_json(shown).encode("utf-8", "replace")


def _write_layer(shown: Json, found: PlotFile, layer: MeasuredLayer) -> bytes:
    shapes = shapely.to_geojson(found.shapes)
    features = ",\n".join(
        f'{{"type":"Feature","id":{n},"geometry":{shape},"properties":{to_json(row)}}}'
        for n, (shape, row) in enumerate(zip(shapes, found.records, strict=True))
    )
    text = (
        f'{to_json(shown)[:-1]},"features":{{"type":"FeatureCollection","features":[{features}]}},'
        f'"rows":{to_json(layer.rows)}}}'
    )
    return text.encode("utf-8", "replace")
