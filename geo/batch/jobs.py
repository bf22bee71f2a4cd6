"""The two jobs that run over files: where sites lie, and what parcels measure."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.arrays import Faults, Floats, Texts
from geo.batch.chunks import Chunk, ChunkResult
from geo.batch.point_wkb import are_coordinates, are_plain_points
from geo.batch.runner import add_columns, reject_faulty_rows
from geo.errors import N_, Phrase, quote_value
from geo.importing.feature_names import find_name_columns, name_records
from geo.lookup.input_points import find_point_faults, to_wgs84
from geo.lookup.locate import locate_points
from geo.lookup.overlap import (
    TO_REDRAW,
    find_polygon_faults,
    measure_polygons,
)
from geo.lookup.part_names import name_parts
from geo.measured import Measured
from geo.quality.plot_overlaps import find_plot_overlaps, name_plots
from geo.quality.stated_areas import find_stated_m2
from geo.reading.polygons import extract_collections
from geo.roads.sites import make_road_columns

Compare = Callable[[str | None, float, float], str | None]
SITE_COLUMNS = ("error",)  # that a table of sites has beside the locations
NO_POINT, AREA_FOR_POINT = N_("not a point"), N_("an area, not a point")
_AREAL = (3, 6)
_DECIMALS_BY_UNIT: Mapping[str, int] = {"_m": 4, "_m2": 4, "_deg": 7, "_share": 9}


def locate_chunk(
    chunk: Chunk,
    *,
    measured: Measured,
    datum: str,
    has_names: bool = False,
    roads: Path | None = None,
) -> ChunkResult:
    """Return a chunk of points located (`geo.lookup.locate.locate_points`).

    Rows without a point on Earth are kept aside with the reason.

    Parameters
    ----------
    chunk : Chunk
        Points, longitude and latitude in degrees on `datum`; missing and empty ones are kept
        aside.
    measured : Measured
        The zone; its index is built once for all chunks of a process.
    datum : str
        Of the points: `wgs84`, `gcj02` or `bd09`. The result is on WGS 84.
    has_names : bool
        Whether names are beside the ids of parts and counties.
    roads : Path, optional
        The folder of routing tiles, for columns of the ways by road.

    Raises
    ------
    InputError
        When the datum is unknown.
    """
    _, _, faults = read_site_points(chunk)
    kept = reject_faulty_rows(chunk, faults)
    x, y = _get_xy(kept.packed)
    lon, lat = to_wgs84(x, y, datum)
    is_same = (
        lon is x and lat is y and (are_coordinates(kept.packed) or are_plain_points(kept.packed))
    )
    points = kept.packed if is_same else np.column_stack([lon, lat])
    moved = Chunk(kept.number, kept.rows, kept.table, points, kept.rejects)
    found = _round_columns(locate_points(measured.index, lon, lat))
    if has_names:
        found = name_parts(found, measured.index)
    if roads is not None:
        found |= _round_columns(make_road_columns(roads, lon, lat, measured.zone.places))
    return add_columns(moved, found, reserved=SITE_COLUMNS)


def read_site_points(chunk: Chunk) -> tuple[Floats, Floats, Texts]:
    """Return each row's longitude and latitude in degrees on the chunk's datum, and its fault.

    Returns
    -------
    lon, lat : arrays, shape (n,)
        NaN where the shape is no point.
    faults : array of str or None, shape (n,)
        Why a row is not a point on Earth.
    """
    if are_coordinates(chunk.packed):
        lon, lat = _get_xy(chunk.packed)
        return lon, lat, find_point_faults(lon, lat)
    is_empty = shapely.is_empty(chunk.shapes)
    is_point = (shapely.get_type_id(chunk.shapes) == 0) & ~is_empty
    lon, lat = np.full((2, len(chunk.shapes)), np.nan)
    lon[is_point], lat[is_point] = _get_xy(chunk.shapes[is_point])
    faults = find_point_faults(lon, lat)
    faults[~is_point] = NO_POINT
    faults[np.isin(shapely.get_type_id(chunk.shapes), _AREAL)] = AREA_FOR_POINT
    faults[is_empty] = N_("empty geometry")
    faults[shapely.is_missing(chunk.shapes)] = N_("no longitude and latitude that are numbers")
    return lon, lat, faults


def _get_xy(points: NDArray[Any]) -> tuple[Floats, Floats]:
    if are_coordinates(points):
        return points[:, 0].copy(), points[:, 1].copy()
    return shapely.get_x(points), shapely.get_y(points)


def measure_chunk(
    chunk: Chunk,
    *,
    measured: Measured,
    has_names: bool = False,
    say: Callable[[Phrase], str] | None = None,
    compare: Compare | None = None,
) -> ChunkResult:
    """Return a chunk of polygons measured (`geo.lookup.overlap.measure_polygons`).

    Rows without a polygon on Earth are kept aside with the reason.

    Parameters
    ----------
    chunk : Chunk
        Polygons, WGS 84 longitude and latitude in degrees; missing, empty and invalid ones are
        kept aside.
    measured : Measured
        The zone; its index is built once for all chunks of a process.
    has_names : bool
        Whether names are beside the ids of parts.
    say : callable, optional
        Words a sentence. With it there are further columns: how sure the parts are, the share that
        lies in none, the area that a column of the chunk states, and `findings`: which of the
        chunk's plots overlap.
    compare : callable, optional
        Returns what is found of a plot with how its measured area in m² differs from the stated.
    """
    shapes, _ = extract_collections(chunk.shapes)
    whole = replace(chunk, packed=shapes)
    kept = reject_faulty_rows(whole, name_faults(whole, find_polygon_faults(shapes)))
    found = measure_polygons(measured.index, kept.shapes, is_judged=say is not None)
    notices: list[Phrase] = []
    if say is not None:
        notices, findings = _find_overlaps(kept, found["area_m2"], say)
        stated_m2, told = find_stated_m2(
            kept.table.column_names,
            lambda columns: kept.table.select(columns).to_pylist(),
            found["area_m2"],
        )
        notices += told
        if compare is not None:
            rows = zip(
                findings.tolist(), found["area_m2"].tolist(), stated_m2.tolist(), strict=True
            )
            findings = np.array([*(compare(*row) for row in rows), None], dtype=object)[:-1]
        found |= {
            "stated_area_m2": stated_m2,
            "stated_difference_m2": found["area_m2"] - stated_m2,
            "findings": findings,
        }
    found = _round_columns(found)
    result = add_columns(kept, name_parts(found, measured.index) if has_names else found)
    return replace(result, notices=notices)


def _find_overlaps(
    chunk: Chunk, areas_m2: Floats, say: Callable[[Phrase], str]
) -> tuple[list[Phrase], Texts]:
    overlaps = find_plot_overlaps(chunk.shapes, areas_m2)
    named: list[str | None] = [None] * len(chunk.rows)
    if len(overlaps.one) and chunk.table.num_columns:  # of all: a layer's name may be of several
        columns = find_name_columns(chunk.table.column_names)
        named = name_records(chunk.table.to_pylist(), columns)
    names = name_plots(named, chunk.rows.tolist())
    findings: Texts = np.full(len(chunk.rows), None, dtype=object)
    for n, remark in overlaps.remark(names).items():
        findings[n] = say(remark)
    return overlaps.describe(names), findings


def name_faults(chunk: Chunk, faults: Faults) -> Faults:
    """Return the faults, those of outlines that are to be redrawn after the name of their plot.

    Parameters
    ----------
    chunk : Chunk
        Whose columns name the plots; its shapes, in WGS 84 degrees, are not looked at.
    faults : array of Phrase, str or None, shape (n,)
        `geo.lookup.overlap.find_polygon_faults`.
    """
    found = faults.copy()
    bad = [
        n
        for n, each in enumerate(faults.tolist())
        if isinstance(each, Phrase) and each.has_any(TO_REDRAW)
    ]
    if bad:
        records = chunk.table.take(bad).to_pylist()
        names = name_records(records, find_name_columns(chunk.table.column_names))
        for n, name in zip(bad, names, strict=False):  # none of a table without columns
            if name:
                values = {"name": quote_value(name), "sentence": faults[n]}
                found[n] = Phrase(N_("%(name)s: %(sentence)s"), values)
    return found


def _round_columns(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Round to what is far below any outline's uncertainty, so that files stay readable."""
    return {
        name: np.round(values, _DECIMALS_BY_UNIT["_" + name.rpartition("_")[2]])
        if "_" + name.rpartition("_")[2] in _DECIMALS_BY_UNIT
        else values
        for name, values in columns.items()
    }
