"""A layer as the JSON of `/api/inspect`, its sentences in one language."""

import json
from collections.abc import Sequence
from dataclasses import replace

import shapely

from geo.arrays import Json
from geo.batch.chunks import Reject
from geo.errors import Phrase, file_label
from geo.io.file_bytes import read_name
from geo.io.json_text import to_json
from geo.reading.opened import name_format
from maps.i18n import LANGUAGES, translate_phrase
from webapp.http.option_rewording import reword_options
from webapp.plots.columns import describe_columns
from webapp.plots.layer_request import LayerRequest
from webapp.plots.measured_layer import MeasuredLayer
from webapp.plots.plot_file import PlotFile
from webapp.plots.questions.model import Question
from webapp.serialize import to_compact_json

_RECORDS = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=str)
_MAX_RAW = 2_000  # characters of a row that was left out
_MAX_LEFT_OUT = 1_000


def write_refusal(
    request: LayerRequest,
    refusal: Phrase,
    questions: Sequence[Question] = (),
    found: PlotFile | None = None,
) -> bytes:
    """Return a layer without features: a refusal, or a question that has to be answered first.

    Parameters
    ----------
    request : LayerRequest
    refusal : Phrase
        Told where there is no question.
    questions : sequence of Question
    found : PlotFile, optional
        What was read, none of which can be used.
    """
    shown = {
        **_describe_file(request, found),
        "steps": [_say(each, request) for each in (found.steps if found else request.group.told)],
        "warnings": [],
        "refusal": None if questions else _say(refusal, request),
        "questions": [_describe_question(each, request) for each in questions],
        "told": {},
        "columns": [],
        "totals": MeasuredLayer.empty().totals,
        "features": {"type": "FeatureCollection", "features": []},
        "rows": [],
    }
    return to_json(shown).encode("utf-8", "replace")


def write_layer(
    request: LayerRequest,
    found: PlotFile,
    layer: MeasuredLayer,
    steps: Sequence[Phrase],
    questions: Sequence[Question],
) -> bytes:
    """Return a layer with its features in degrees, not rounded, and its rows.

    Parameters
    ----------
    request : LayerRequest
    found : PlotFile
    layer : MeasuredLayer
    steps : sequence of Phrase
        All that was done.
    questions : sequence of Question
    """
    shown = {
        **_describe_file(request, found),
        "steps": [_say(each, request) for each in steps],
        "warnings": [_say(each, request) for each in steps if each.is_warning],
        "refusal": None,
        "questions": [_describe_question(each, request) for each in questions],
        "told": _tell_elsewhere(request, found, steps),
        "columns": describe_columns(found.columns, layer.name_columns, layer.stated),
        "totals": layer.totals,
    }
    pairs = zip(shapely.to_geojson(found.shapes), found.records, strict=True)
    features = ",\n".join(
        f'{{"type":"Feature","id":{n},"geometry":{shape},"properties":{_write_record(row)}}}'
        for n, (shape, row) in enumerate(pairs)
    )
    text = (
        f'{to_json(shown)[:-1]},"features":{{"type":"FeatureCollection","features":['
        f'{features}]}},"rows":{to_compact_json(layer.rows)}}}'
    )
    return text.encode("utf-8", "replace")


def _write_record(record: Json) -> str:
    """Return a feature's own values as JSON; what JSON lacks becomes text or null."""
    try:
        return _RECORDS.encode(record)
    except ValueError:  # a number that is not finite
        return to_json(record)


def _say(phrase: Phrase | str | None, request: LayerRequest) -> str | None:
    if not isinstance(phrase, Phrase):
        return phrase
    return reword_options(translate_phrase(phrase, request.lang)).strip()


def _describe_file(request: LayerRequest, found: PlotFile | None) -> Json:
    left_out = found.left_out if found else []
    return {
        "files": list(request.group.names),
        "name": read_name(request.path),
        "format": _say(name_format(found.format_name), request) if found else "",
        "layer": found.layer_name if found else request.options.layer or "",
        "left_out": [_describe_reject(each, request) for each in left_out[:_MAX_LEFT_OUT]],
        "left_out_count": len(left_out),
    }


def _describe_reject(reject: Reject, request: LayerRequest) -> Json:
    raw = reject.record[:_MAX_RAW]
    return {"row": reject.row, "reason": _say(reject.fault, request), "raw": raw}


def _tell_elsewhere(request: LayerRequest, found: PlotFile, steps: Sequence[Phrase]) -> Json:
    """Return by language what is said of the file in the others than that of the request."""
    requests = {code: replace(request, lang=code) for code in LANGUAGES if code != request.lang}
    return {
        code: {
            "steps": [_say(each, other) for each in steps],
            "warnings": [_say(each, other) for each in steps if each.is_warning],
            "reasons": [_say(each.fault, other) for each in found.left_out[:_MAX_LEFT_OUT]],
        }
        for code, other in requests.items()
    }


def _describe_question(question: Question, request: LayerRequest) -> Json:
    return {
        "name": question.name,
        "sentence": _say(_call_pasted(question.sentence, request), request),
        "evidence": [_say(_call_pasted(each, request), request) for each in question.evidence],
        "is_blocking": question.is_blocking,
        "answered": _say(question.answered, request),
        "choices": [
            {
                "label": _say(each.label, request),
                "options": dict(each.options),
                "preview": each.preview,
                "sample": each.sample,
                "is_likely": each.is_likely,
            }
            for each in question.choices
        ],
    }


def _call_pasted(phrase: Phrase, request: LayerRequest) -> Phrase:
    """Return a sentence that calls pasted text by its name, without the suffix of our file."""
    path = request.path
    if not request.group.is_pasted or phrase.values.get("name") != file_label(path.name):
        return phrase
    return replace(phrase, values={**phrase.values, "name": file_label(path.stem)})
