"""A layer that people brought, read by the same rules as `zonemap measure` and `locate`."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geo.arrays import Ints, Json, Shapes, split_columns
from geo.batch.chunks import Chunk, Reject
from geo.batch.jobs import read_site_points
from geo.batch.runner import reject_faulty_rows
from geo.batch.sources import open_source
from geo.errors import Phrase
from geo.lookup.input_points import find_point_faults
from geo.lookup.overlap import find_polygon_faults
from geo.reading.layer import ReadOptions
from geo.reading.opened import is_zip
from geo.reading.polygons import extract_collections
from geo.reading.sniff import sniff_format
from webapp.plots.budget import BudgetMeter, PlotBudget

_ROWS = 5_000
PLOT, LINE, SITE = "plot", "line", "site"
_KINDS = {0: SITE, 1: LINE, 5: LINE, 3: PLOT, 6: PLOT}


@dataclass(frozen=True, eq=False)
class PlotFile:
    """A layer, in degrees.

    Attributes
    ----------
    numbers : array of int, shape (n,)
        Of the features in the file, from 1.
    shapes : array of Geometry, shape (n,)
        WGS 84 longitude and latitude, valid and on Earth.
    records : list of dict
        Their own columns, as plain values.
    columns : list of str
        In the order of the file.
    left_out : list of Reject
    steps : list of Phrase
        How it was read.
    format_name : str
    """

    numbers: Ints
    shapes: Shapes
    records: list[Json]
    columns: list[str]
    left_out: list[Reject]
    steps: list[Phrase]
    format_name: str

    @property
    def kinds(self) -> list[str]:
        """What each feature is: `plot`, `line` or `site`."""
        return [_KINDS[each] for each in shapely.get_type_id(self.shapes).tolist()]


def read_plot_file(path: Path, options: ReadOptions, budget: PlotBudget) -> PlotFile:
    """Return the plots, lines and sites of a file of any format.

    Raises
    ------
    InputError
        When it can't be read, or has more features or vertices than the budget allows.
    """
    meter = BudgetMeter(budget, path.name)
    source = open_source(path, rows=_ROWS, options=replace(options, skip_unusable=True))
    kept: list[Chunk] = []
    for chunk in source.chunks():
        meter.count(chunk.shapes, others=len(chunk.rejects))
        kept.append(_keep_measurable(chunk))
    columns = list(dict.fromkeys(name for each in kept for name in each.table.column_names))
    return PlotFile(
        numbers=np.concatenate([each.rows for each in kept]),
        shapes=np.concatenate([each.shapes for each in kept]),
        records=[row for each in kept for row in _list_records(each)],
        columns=columns,
        left_out=[reject for each in kept for reject in each.rejects],
        steps=[*source.guesses, *source.describe_outliers()],
        format_name=_name_format(path),
    )


def _keep_measurable(chunk: Chunk) -> Chunk:
    """Return the rows with a plot, line or site on Earth; the others are kept aside."""
    shapes, _ = extract_collections(chunk.shapes)
    shapes = _take_single_points(shapes)
    whole = replace(chunk, shapes=shapes)
    faults: Any = find_polygon_faults(shapes)
    kinds = shapely.get_type_id(shapes)
    sites = np.flatnonzero(kinds == 0)
    if len(sites):
        faults[sites] = read_site_points(replace(whole, shapes=shapes[sites]))[2]
    lines = np.flatnonzero((kinds == 1) | (kinds == 5))
    if len(lines):
        faults[lines] = _find_line_faults(shapes[lines])
    return reject_faulty_rows(whole, faults)


def _take_single_points(shapes: Shapes) -> Shapes:
    """Return the shapes with the point in place of several that are one."""
    found = shapes.copy()
    single = np.flatnonzero(
        (shapely.get_type_id(shapes) == 4) & (shapely.get_num_geometries(shapes) == 1)
    )
    found[single] = shapely.get_geometry(shapes[single], 0)
    return found


def _find_line_faults(lines: Shapes) -> Any:
    """Return why each line can't be measured, or None: it is not on Earth."""
    corners = find_point_faults(*split_columns(shapely.bounds(lines).reshape(-1, 2)))
    first, second = corners.reshape(-1, 2).T
    return np.where(first.astype(bool), first, second)


def _list_records(chunk: Chunk) -> list[Json]:
    return chunk.table.to_pylist() or [{} for _ in chunk.rows]


def _name_format(path: Path) -> str:
    return "" if is_zip(path) else sniff_format(path)
