"""Features that a page sends back to be written to a file, checked and measured anew."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geo.arrays import Floats, Json, Shapes
from geo.errors import N_, InputError
from geo.geodesy.area import shape_areas_m2
from geo.importing.feature_names import find_name_columns, name_records
from geo.io.plain_text import replace_controls
from geo.io.temporary import temporary_folder
from geo.lookup.overlap import TO_REDRAW
from geo.measured import Measured
from geo.quality.stated_areas import StatedArea, find_stated_area
from geo.reading.coordinate_columns import as_text
from geo.reading.crs_option import parse_crs
from geo.reading.layer import ReadOptions
from maps.i18n import get_language, translate_phrase
from webapp.plots.budget import PlotBudget
from webapp.plots.findings import find_overlaps, is_stated_remark, read_warnings, remark_on_stated
from webapp.plots.measures import PlotMeasures, measure_features
from webapp.plots.overlaps import NamedPlots, tell_overlaps
from webapp.plots.plane import PlaneAreas, measure_plane_areas
from webapp.plots.plot_file import PlotFile, read_plot_file

NAME, NUMBER, PLANE = "@name", "@number", "@plane_crs"  # properties that are no columns
LAYER = "@layer"  # what the layer that a feature is from is called
WARNINGS = "@warnings"  # lines that the page warns of: it knows plots that are not sent
_UNUSABLE = N_("Feature %(n)s can't be measured: %(reason)s. Leave it out.")
_REDRAW = N_("Feature %(n)s can't be measured: %(reason)s, or leave it out.")
_MARKS = (NAME, NUMBER, PLANE, LAYER, WARNINGS)
_MOST_LAYER = 200  # characters
_MOST_NUMBER = 10**9
_AREAL = 2  # dimensions


@dataclass(frozen=True, eq=False)
class BroughtFeatures:
    """Features with all that is measured of them.

    Attributes
    ----------
    file : PlotFile
        Without the columns that only carry names and numbers.
    names : list of str or None
    layers : list of str
        What the layer of each is called; empty where all are of one.
    measures : PlotMeasures
    plane : PlaneAreas
        Of the plots.
    stated : StatedArea or None
    findings : list of str or None
        What is to be warned of in each feature, in the reader's language.
    notices : list of str
        And in all together.
    """

    file: PlotFile
    names: list[str | None]
    layers: list[str]
    measures: PlotMeasures
    plane: PlaneAreas
    stated: StatedArea | None
    findings: list[str | None]
    notices: list[str]

    @property
    def measured_m2(self) -> Floats:
        """Areas of all features in square metres; NaN for what is no plot."""
        return spread(self.measures.areas_m2, self.measures, len(self.names))


def spread(values: Any, measures: PlotMeasures, count: int) -> Floats:
    """Return values of the plots as a column of all features; NaN for the others."""
    column = np.full(count, np.nan)
    column[measures.plots] = values
    return column


def measure_brought(
    measured: Measured, features: Json, budget: PlotBudget, lang: str
) -> BroughtFeatures:
    """Return features measured as `/api/inspect` does.

    Parameters
    ----------
    measured : Measured
        The zone.
    features : dict
        A GeoJSON FeatureCollection, WGS 84. The properties `@name`, `@number` and `@plane_crs` say
        what a feature is called, its number, and in which CRS its plane area is measured; `@layer`
        which layer it is from, and
        `@warnings` what the page warns of, in lines, in place of overlaps found among these.
    budget : PlotBudget
    lang : str
        The language's code.

    Raises
    ------
    InputError
        When one can't be measured, or there are too many.
    """
    own, names, marks = _read_marked(features, budget, lang)
    measures = measure_features(measured, own.shapes)
    plane = _measure_planes(own.shapes, [mark[PLANE] for mark in marks], measures)
    measured_m2 = spread(measures.areas_m2, measures, len(names))
    stated = find_stated_area(own.columns, own.records, measured_m2)
    layers = _read_layers(marks)
    overlaps = find_overlaps(own, measures, names, layers)
    remarks = (overlaps.remarks_within, overlaps.remarks_across)
    findings = [
        read_warnings(mark[WARNINGS])
        or [translate_phrase(each[n], lang) for each in remarks if n in each]
        for n, mark in enumerate(marks)
    ]
    if stated is not None:
        pairs = zip(findings, measured_m2.tolist(), stated.areas_m2.tolist(), strict=True)
        for told, area_m2, stated_m2 in pairs:
            if not any(is_stated_remark(each, lang) for each in told):  # the page's own stays
                told.extend(filter(None, [remark_on_stated(area_m2, stated_m2, lang)]))
    separator = get_language(lang).sentence_separator
    texts = [separator.join(dict.fromkeys(each)) or None for each in findings]
    said = [translate_phrase(each, lang) for each in (*overlaps.within, *overlaps.across)]
    return BroughtFeatures(own, names, layers, measures, plane, stated, texts, said)


def tell_across(features: Json, budget: PlotBudget, lang: str) -> Json:
    """Return what is to be said of plots of different layers that overlap.

    Parameters
    ----------
    features : dict
        As `measure_brought` takes them.
    budget : PlotBudget
    lang : str
        The language's code.

    Returns
    -------
    dict
        `warnings`, sentences of all together, and `rows`, one of each feature or None.

    Raises
    ------
    InputError
        When one can't be measured, or there are too many.
    """
    own, names, marks = _read_marked(features, budget, lang)
    layers = _read_layers(marks) or [""] * len(names)
    at = np.flatnonzero(shapely.get_dimensions(own.shapes) == _AREAL)
    listed, numbers = at.tolist(), own.numbers.tolist()
    plots = NamedPlots(
        at, own.shapes[at], shape_areas_m2(own.shapes[at]),
        [names[n] for n in listed], [numbers[n] for n in listed], [layers[n] for n in listed],
    )  # fmt: skip
    told = tell_overlaps(plots)
    remarks = told.remarks_across
    return {
        "warnings": [translate_phrase(each, lang) for each in told.across],
        "rows": [
            translate_phrase(remarks[n], lang) if n in remarks else None for n in range(len(names))
        ],
    }


def _read_marked(
    features: Json, budget: PlotBudget, lang: str
) -> tuple[PlotFile, list[str | None], list[Json]]:
    """Return the features, what they are called, and what the page says of each."""
    found = _read_features(features, budget)
    if found.left_out:
        first = found.left_out[0]
        sentence = _REDRAW if first.fault.has_any(TO_REDRAW) else _UNUSABLE
        raise InputError(sentence, n=first.row, reason=first.fault)
    marks = [{key: row.pop(key, None) for key in _MARKS} for row in found.records]
    own = replace(
        found,
        columns=[name for name in found.columns if name not in _MARKS],
        numbers=np.array([_read_number(m, n) for n, m in enumerate(marks, 1)], dtype=np.int64),
    )
    names = name_records(found.records, find_name_columns(own.columns, lang))
    pairs = zip(marks, names, strict=True)
    return own, [as_text(mark[NAME]) or name for mark, name in pairs], marks


def _read_features(features: Json, budget: PlotBudget) -> PlotFile:
    with temporary_folder() as folder:
        path = Path(folder) / "features.geojson"
        path.write_text(json.dumps(drop_ids(features)), "utf-8")
        return read_plot_file(path, ReadOptions(), budget)


def drop_ids(features: Json) -> Json:
    """Return a collection whose features have no ids: these number the page's own rows."""
    listed = features.get("features")
    if not isinstance(listed, list):
        return features
    kept = [
        {name: value for name, value in each.items() if name != "id"}
        if isinstance(each, dict)
        else each
        for each in listed
    ]
    return {**features, "features": kept}


def _read_layers(marks: Sequence[Json]) -> list[str]:
    """Return what the layer of each feature is called; nothing where all are of one."""
    layers = [replace_controls(as_text(each[LAYER]).strip())[:_MOST_LAYER] for each in marks]
    return layers if len(set(layers)) > 1 else []


def _read_number(marks: Json, n: int) -> int:
    value = marks[NUMBER]
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and 0 < value < _MOST_NUMBER else n


def _measure_planes(shapes: Shapes, codes: Sequence[object], measures: PlotMeasures) -> PlaneAreas:
    """Return the plane areas of the plots, each in the CRS that is named, or in its own zone."""
    plots = shapes[measures.plots]
    found = measure_plane_areas(plots, None)
    named = np.array([codes[n] if isinstance(codes[n], str) else "" for n in measures.plots])
    for code in np.unique(named[named != ""]).tolist():
        chosen = named == code
        inside = measure_plane_areas(plots[chosen], parse_crs(code))
        found.areas_m2[chosen], found.crs[chosen] = inside.areas_m2, inside.crs
    return found
