"""A layer that people brought, read by the same rules as `zonemap measure` and `locate`."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import CRS

from geo.arrays import Bools, Ints, Json, Shapes, split_columns
from geo.batch.chunks import Chunk, Reject
from geo.batch.jobs import name_faults, read_site_points
from geo.batch.runner import reject_faulty_rows
from geo.batch.sources import open_source
from geo.errors import Phrase
from geo.lookup.input_points import find_point_faults
from geo.lookup.overlap import find_polygon_faults
from geo.reading.layer import ReadOptions
from geo.reading.opened import open_layer_file
from geo.reading.polygons import extract_collections
from webapp.plots.budget import BudgetMeter, PlotBudget, refuse_crowded_file

_ROWS = 5_000
_POINTS, _LINES = (0,), (1, 5)  # by `shapely.get_type_id`
_SEVERAL_POINTS = 4


@dataclass(frozen=True, eq=False)
class PlotFile:
    """A layer, in degrees.

    Attributes
    ----------
    numbers : array of int, shape (n,)
        Of the features in the file, from 1.
    shapes : array of Geometry, shape (n,)
        Polygons, lines and points; WGS 84 longitude and latitude, valid, on Earth.
    records : list of dict
        Their own columns, as plain values.
    columns : list of str
        In the order of the file.
    left_out : list of Reject
    steps : list of Phrase
        How it was read.
    format_name, layer_name : str
    crs : CRS or None
        What the coordinates of the file are in.
    beyond : array of Geometry, shape (k,)
        Those left out whose longitudes lie beyond 180 by less than a turn, in degrees.
    """

    numbers: Ints
    shapes: Shapes
    records: list[Json]
    columns: list[str]
    left_out: list[Reject]
    steps: list[Phrase]
    format_name: str
    layer_name: str
    crs: CRS | None
    beyond: Shapes


def read_plot_file(
    path: Path, options: ReadOptions, budget: PlotBudget, *, is_wrapped: bool = False
) -> PlotFile:
    """Return the plots, lines and sites of a file of any format.

    Parameters
    ----------
    path : Path
    options : ReadOptions
        Features that can't be used are left out in any case.
    budget : PlotBudget
    is_wrapped : bool
        Whether longitudes beyond 180 are reduced by 360.

    Raises
    ------
    InputError
        When it can't be read, or has more features or vertices than the budget allows.
    """
    refuse_crowded_file(path, options, budget)
    meter = BudgetMeter(budget, path.name)
    source = open_source(path, rows=_ROWS, options=replace(options, skip_unusable=True))
    kept: list[Chunk] = []
    beyond: list[Shapes] = []
    for chunk in source.chunks():
        meter.count(chunk.shapes, others=len(chunk.rejects))
        is_beyond = _find_beyond(chunk.shapes)
        shapes = chunk.shapes.copy()
        if is_wrapped:
            shapes[is_beyond] = wrap_longitudes(shapes[is_beyond])
        else:
            beyond.append(shapes[is_beyond])
        kept.append(_keep_measurable(replace(chunk, packed=shapes)))
    columns = list(dict.fromkeys(name for each in kept for name in each.table.column_names))
    format_name, layer_name = name_layer(path, options)
    return PlotFile(
        numbers=np.concatenate([each.rows for each in kept]),
        shapes=np.concatenate([each.shapes for each in kept]),
        records=[row for each in kept for row in _list_records(each)],
        columns=columns,
        left_out=[reject for each in kept for reject in each.rejects],
        steps=[*source.guesses, *source.describe_rows()],
        format_name=format_name,
        layer_name=layer_name,
        crs=source.crs,
        beyond=np.concatenate([np.array([], dtype=object), *beyond]),
    )


def name_layer(path: Path, options: ReadOptions) -> tuple[str, str]:
    """Return the format of a file, and what is read of it: the file in a zip, or the layer named.

    Raises
    ------
    InputError
        When the file can't be opened.
    """
    with open_layer_file(path, options) as opened:
        return opened.format_name, opened.label or opened.layer or ""


def _find_beyond(shapes: Shapes) -> Bools:
    """Return which shapes lie beyond 180 degrees of longitude, but not by more than a turn."""
    west, south, east, north = split_columns(shapely.bounds(shapes).reshape(-1, 4))
    with np.errstate(invalid="ignore"):
        is_turned = ((east > 180) & (west >= 0) & (east <= 540)) | ((west < -180) & (east <= 0))
        return np.asarray(is_turned & (west >= -540) & (south >= -90) & (north <= 90))


def wrap_longitudes(shapes: Shapes) -> Shapes:
    """Return shapes (degrees) moved by whole turns, so that the middle of each is within 180.

    Parameters
    ----------
    shapes : array of Geometry, shape (n,)
        Longitude and latitude in degrees; none missing or empty.
    """
    bounds = shapely.bounds(shapes).reshape(-1, 4)
    turns = 360.0 * np.round((bounds[:, 0] + bounds[:, 2]) / 720.0)
    moved = shapes.copy()
    for turn in np.unique(turns).tolist():
        chosen = turns == turn
        moved[chosen] = shapely.transform(shapes[chosen], partial(np.add, (-turn, 0.0)))
    return moved


def _keep_measurable(chunk: Chunk) -> Chunk:
    """Return the rows with a plot, line or site on Earth; the others are kept aside."""
    shapes, _ = extract_collections(chunk.shapes)
    shapes = _take_single_points(shapes)
    whole = replace(chunk, packed=shapes)
    faults: Any = find_polygon_faults(shapes)
    kinds = shapely.get_type_id(shapes)
    is_full = ~shapely.is_empty(shapes)
    sites = np.flatnonzero(np.isin(kinds, _POINTS) & is_full)
    faults[sites] = read_site_points(replace(whole, packed=shapes[sites]))[2]
    lines = np.flatnonzero(np.isin(kinds, _LINES) & is_full)
    faults[lines] = _find_line_faults(shapes[lines])
    return reject_faulty_rows(whole, name_faults(whole, faults))


def _take_single_points(shapes: Shapes) -> Shapes:
    """Return the shapes with the point in place of several that are only one."""
    found = shapes.copy()
    is_several = shapely.get_type_id(shapes) == _SEVERAL_POINTS
    single = np.flatnonzero(is_several & (shapely.get_num_geometries(shapes) == 1))
    found[single] = shapely.get_geometry(shapes[single], 0)
    return found


def _find_line_faults(lines: Shapes) -> Any:
    """Return why each line can't be measured, or None: it is not on Earth."""
    corners = find_point_faults(*split_columns(shapely.bounds(lines).reshape(-1, 2)))
    first, second = corners.reshape(-1, 2).T
    return np.where(first.astype(bool), first, second)


def _list_records(chunk: Chunk) -> list[Json]:
    return chunk.table.to_pylist() or [{} for _ in chunk.rows]
