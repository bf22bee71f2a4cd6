"""One layer of what people brought, read and measured: the answer of `/api/inspect` for it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import shapely

from geo.arrays import Json
from geo.batch.chunks import Reject
from geo.errors import InputError, Phrase
from geo.importing.column_names import guess_mapping
from geo.io.json_text import to_json as to_json_text
from geo.measured import Measured
from geo.reading.layer import ReadOptions
from maps.i18n import translate_phrase
from webapp.http.parameter_names import name_parameters
from webapp.plots.budget import PlotBudget
from webapp.plots.groups import FileGroup
from webapp.plots.plot_file import PlotFile, read_plot_file
from webapp.plots.rows import RowMaker


def inspect_layer(
    measured: Measured,
    group: FileGroup,
    options: ReadOptions,
    budget: PlotBudget,
    *,
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
    lang : str
        The language's code.
    """
    shown: Json = {
        "files": list(group.names),
        "name": group.main.stem,
        "format": "",
        "layer": options.layer or "",
        "steps": [],
        "left_out": [],
        "refusal": None,
        "questions": [],
        "columns": [],
        "totals": make_totals([]),
    }
    try:
        found = read_plot_file(group.main, replace(options, near=measured.extent), budget)
    except InputError as error:
        shown["refusal"] = _say(error.phrase, lang)
        return _write_layer(shown, "", [])
    rows = RowMaker(measured, lang).make_rows(found.shapes, found.kinds)
    names = name_rows(found, lang)
    rows = [
        {"number": number, "name": name, **row}
        for number, name, row in zip(found.numbers.tolist(), names, rows, strict=True)
    ]
    shown |= {
        "format": found.format_name,
        "steps": [_say(each, lang) for each in found.steps],
        "left_out": [_describe_reject(each, lang) for each in found.left_out],
        "columns": [{"name": name, "role": None, "unit": None} for name in found.columns],
        "totals": make_totals(rows),
    }
    return _write_layer(shown, _write_features(found), rows)


def _say(phrase: Phrase, lang: str) -> str:
    return name_parameters(translate_phrase(phrase, lang))


def _describe_reject(reject: Reject, lang: str) -> Json:
    return {"row": reject.row, "reason": _say(reject.fault, lang), "raw": reject.record[:2000]}


def name_rows(found: PlotFile, lang: str) -> list[str | None]:
    """Return what each feature is called: its name in the language, another one, or its number."""
    mapping = guess_mapping(found.columns, given={})
    order = ("name_zh", "name", "id") if lang == "zh" else ("name", "name_zh", "id")
    columns = [mapping[field] for field in order if field in mapping]
    return [
        next((str(row[name]) for name in columns if row.get(name) not in {None, ""}), None)
        for row in found.records
    ]


def make_totals(rows: Sequence[Json]) -> Json:
    """Return the sums of some rows."""
    kinds = [row["kind"] for row in rows]
    return {
        "features": len(rows),
        "plots": kinds.count("plot"),
        "sites": kinds.count("site"),
        "lines": kinds.count("line"),
        "area_m2": round(sum(row["area_m2"] or 0.0 for row in rows), 4),
        "length_m": round(sum(row["length_m"] or 0.0 for row in rows), 4),
    }


def _write_features(found: PlotFile) -> str:
    shapes = shapely.to_geojson(found.shapes)
    return ",\n".join(
        f'{{"type":"Feature","id":{n},"geometry":{shape},"properties":{to_json_text(row)}}}'
        for n, (shape, row) in enumerate(zip(shapes, found.records, strict=True))
    )


def _write_layer(shown: Json, features: str, rows: Any) -> bytes:
    head = to_json_text(shown)[:-1]
    text = (
        f'{head},"features":{{"type":"FeatureCollection","features":[{features}]}},'
        f'"rows":{to_json_text(rows)}}}'
    )
    return text.encode("utf-8", "replace")
