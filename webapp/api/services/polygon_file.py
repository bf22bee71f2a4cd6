"""The polygons of a sent file: read, checked and measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Json
from geo.batch.renames import RESERVED_COLUMNS, resolve_name_conflicts
from geo.errors import N_, InputError, Phrase
from geo.geodesy.area import area_m2, compactness, perimeter_m, shape_areas_m2
from geo.geodesy.centroid import find_centroids, find_outside
from geo.importing.feature_names import find_name_columns, name_records
from geo.io import geojson
from geo.lookup.overlap import (
    find_polygon_faults,
    make_overlap_table,
    measure_polygons,
)
from geo.measured import Measured
from geo.quality.plot_overlaps import PlotOverlaps, find_plot_overlaps, name_plots
from geo.quality.stated_areas import find_stated_m2
from geo.reading import read_layer
from geo.reading.collector import raise_empty, raise_unusable
from geo.reading.crs_fit import raise_softened
from geo.reading.layer import Layer, LeftOut, ReadOptions
from geo.reading.polygons import keep_polygons
from geo.rows import none_if_nan
from maps.i18n import translate_phrase
from webapp.api.services.reading import make_plain
from webapp.plots.findings import add_stated_remark
from webapp.serialize import DECIMALS, table_rows

MAX_VERTICES = 200_000
MAX_POLYGONS = 1000
Polygons = list[tuple[int, Json, gpd.GeoSeries]]


@dataclass(frozen=True)
class MeasuredFile:
    """The measures of a file's polygons.

    Attributes
    ----------
    polygons : list of dict
        As in the answer.
    left_out : list of (int, Phrase)
        The numbers of others, from 1, and why.
    steps : sequence of Phrase
        How the file was read.
    rows, columns : list
        The same as a table (`geo.lookup.overlap.measure_polygons`), the file's own columns
        before the measures, if a table was asked for; else empty.
    """

    polygons: list[Json]
    left_out: list[tuple[int, Phrase]]
    steps: Sequence[Phrase]
    rows: list[Json]
    columns: list[str]


def measure_file(
    measured: Measured,
    path: Path,
    options: ReadOptions,
    *,
    as_table: bool,
    lang: str,
) -> MeasuredFile:
    """Return the measures of a file's polygons, and their overlap with the parts.

    A table has findings, in words of the language with that code: which polygons overlap each
    other, and whose stated area differs.

    Raises
    ------
    InputError
        When the file can't be used, or has too many polygons or vertices.
    """
    layer = _read_polygons(path, options)
    found, refused = _check_polygons(layer, options, name=path.name)
    left_out = [(each.number, each.reason) for each in (*layer.left_out, *refused)]
    overlaps, names = _find_overlaps(found)
    steps = [*layer.steps, *overlaps.describe(names)]
    if as_table:
        remarks = overlaps.remark(names)
        findings = [
            translate_phrase(remarks[n], lang) if n in remarks else None for n in range(len(found))
        ]
        rows, columns, told = _make_table(measured, found, findings, lang)
        return MeasuredFile([], left_out, [*steps, *told], rows, columns)
    polygons = [
        {"number": n, "properties": row, **_measure(measured, shapes)} for n, row, shapes in found
    ]
    return MeasuredFile(polygons, left_out, steps, [], [])


def _find_overlaps(polygons: Polygons) -> tuple[PlotOverlaps, list[str | Phrase]]:
    """Return which polygons overlap each other, and what they are called."""
    shapes = np.array([series[0] for _, _, series in polygons], dtype=object)
    columns = list(dict.fromkeys(name for _, row, _ in polygons for name in row))
    named = name_records([row for _, row, _ in polygons], find_name_columns(columns))
    names = name_plots(named, [n for n, _, _ in polygons])
    return find_plot_overlaps(shapes, shape_areas_m2(shapes)), names


def _make_table(
    measured: Measured, polygons: Polygons, findings: Sequence[str | None], lang: str
) -> tuple[list[Json], list[str], list[Phrase]]:
    """Return a row for each polygon with the columns of `zonemap measure`, those, and steps."""
    shapes = np.array([series[0] for _, _, series in polygons], dtype=object)
    columns = measure_polygons(measured.index, shapes, is_judged=True)
    own = list(dict.fromkeys(name for _, row, _ in polygons for name in row))
    records = [row for _, row, _ in polygons]
    stated_m2, told = find_stated_m2(own, lambda _: records, columns["area_m2"])
    areas = zip(findings, columns["area_m2"].tolist(), stated_m2.tolist(), strict=True)
    findings = [add_stated_remark(*each, lang) for each in areas]
    found = pd.DataFrame(columns)
    found["stated_area_m2"] = np.round(stated_m2, DECIMALS["area_m2"])
    found["stated_difference_m2"] = np.round(found["area_m2"] - stated_m2, DECIMALS["area_m2"])
    found["findings"] = np.array([*findings, None], dtype=object)[:-1]
    taken = {"number", *RESERVED_COLUMNS, *found.columns}
    free = dict(zip(own, resolve_name_conflicts(own, taken), strict=True))
    rows = [
        {
            "number": n,
            **{name: row.get(each) for each, name in free.items()},
            **measures,
        }
        for (n, row, _), measures in zip(polygons, table_rows(found), strict=True)
    ]
    return rows, ["number", *free.values(), *found.columns], told


def _read_polygons(path: Path, options: ReadOptions) -> Layer:
    layer = keep_polygons(
        read_layer(path, options), skip_unusable=options.skip_unusable, name=path.name
    )
    if len(layer.table) > MAX_POLYGONS:
        raise InputError(
            N_("The request has more than %(most)s polygons. Send fewer at a time."),
            most=MAX_POLYGONS,
        )
    if shapely.get_num_coordinates(np.asarray(layer.table.geometry.values)).sum() > MAX_VERTICES:
        raise InputError(
            N_("The polygons have more than %(most)s vertices. Simplify them."), most=MAX_VERTICES
        )
    return layer


def _check_polygons(
    layer: Layer, options: ReadOptions, *, name: str
) -> tuple[Polygons, list[LeftOut]]:
    """Return the number, properties and shape of each valid polygon, and what was left out."""
    shapes = np.asarray(layer.table.geometry.values)
    faults = find_polygon_faults(shapes)
    numbers = layer.table.index.tolist()
    refused = [
        LeftOut(numbers[n], faults[n], shapes[n].wkt) for n in np.flatnonzero(faults).tolist()
    ]
    if len(refused) == len(shapes):
        raise_softened(layer.steps)
        raise_empty(name, refused)
    if refused and not options.skip_unusable:
        raise_softened(layer.steps)
        raise_unusable(name, refused[0])
    usable = layer.table[~faults.astype(bool)]
    rows = usable.drop(columns=usable.geometry.name).to_dict("records")
    found = [
        (int(number), make_plain({str(k): v for k, v in row.items()}), _make_series(shape))
        for number, row, shape in zip(usable.index, rows, usable.geometry, strict=True)
    ]
    return found, refused


def _make_series(shape: Geometry) -> gpd.GeoSeries:
    """Return a polygon (WGS 84 degrees), counter-clockwise, as a series of one."""
    return gpd.GeoSeries([shapely.orient_polygons(shape)], crs=geojson.CRS84)


def _measure(measured: Measured, shapes: gpd.GeoSeries) -> Json:
    area, at = area_m2(shapes)[0], find_centroids(shapes)
    return {
        "area_m2": _round_measure("area_m2", area),
        "perimeter_m": _round_measure("perimeter_m", perimeter_m(shapes)[0]),
        "compactness": _round_measure("compactness", compactness(shapes)[0]),
        "centre": [round(at.x[0], 7), round(at.y[0], 7)],
        "centroid_outside": bool(find_outside(shapes, at)[0]),
        "overlaps": _measure_overlaps(measured, shapes[0], area),
    }


def _round_measure(name: str, value: float) -> float:
    return round(float(value), DECIMALS[name])


def _measure_overlaps(measured: Measured, shape: Geometry, area: float) -> list[Json]:
    """Return the overlap with each part that shares area with the shape, in file order."""
    table = make_overlap_table(measured.index, shape, area_m2=area)
    return [
        {
            "id": str(part_id),
            "overlap_area_m2": _round_measure("area_m2", row["overlap_area_m2"]),
            "percent_of_polygon": round(float(row["percent_of_polygon"]), 6),
            "percent_of_part": round(float(row["percent_of_part"]), 6),
            "placement": row["placement"],
            "position_uncertainty_m": none_if_nan(row["position_uncertainty_m"]),
        }
        for part_id in measured.zone.parts.index
        if part_id in table.index
        for row in [table.loc[part_id]]
    ]
