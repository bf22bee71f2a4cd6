"""Points in polygons, for millions of points: most are settled by the grid cell they are in.

A cell that no outline crosses is in the same polygons as its centre. Only points in crossed
cells are tested, in the order of their longitude, against prepared polygons.

An edge is the geodesic between its vertices. The tests themselves take straight lines in
longitude and latitude, so long edges first get vertices along their geodesic, near enough that
the two differ by 1 cm at most (`geo.geodesy.densify.follow_geodesics`).
"""

import math
from dataclasses import dataclass

import numpy as np
import shapely

from geo.arrays import Bools, Floats, Ints, Shapes, split_columns
from geo.geodesy.densify import STRAIGHT_M, follow_geodesics
from geo.geodesy.edges import split_segments

_COARSE_M_PER_DEG = 1000.0  # a hundredth of a degree, as a length
_MAX_COARSE_DEG = 80.0
_MIN_M_PER_DEG = 110_000.0  # of latitude
_MARGIN_DEG = 1e-9  # far above the rounding of a cell's border, far below a cell


@dataclass(frozen=True, eq=False)
class PolygonGrid:
    """Polygons, and which of them each cell of a grid over them is in.

    Attributes
    ----------
    shapes : array of Polygon or MultiPolygon, prepared
        With vertices along their long edges.
    origin, step : arrays of 2
        Degrees; the lower left corner, and a cell's width and height.
    cells : int
        Columns, and rows.
    first, owners : arrays of int
        Cell `n` is in the shapes `owners[first[n]:first[n + 1]]`; none if it is crossed.
    crossed : array of bool
        Whether an outline runs through the cell, or next to its border.
    """

    shapes: Shapes
    origin: Floats
    step: Floats
    cells: int
    first: Ints
    owners: Ints
    crossed: Bools


def make_grid(shapes: Shapes, *, cells: int | None = None) -> PolygonGrid:
    """Return a grid over polygons, for `find_pairs_within`.

    Parameters
    ----------
    shapes : array of Polygon, MultiPolygon or None
        WGS 84 longitude and latitude in degrees; missing and empty ones contain no point.
    cells : int, optional
        How many columns, and rows. Without a number, 256 for a few polygons and up to 1024 for
        thousands: measured to be best for about a million points.
    """
    plain = np.asarray(shapes, dtype=object)
    shapes = follow_geodesics(plain)
    cells = cells or int(np.clip(16 * math.sqrt(len(shapes)), 256, 1024))
    shapely.prepare(shapes)
    bounds = shapely.bounds(shapes).reshape(-1, 4)
    bounds = bounds[~np.isnan(bounds[:, 0])] if len(bounds) else bounds
    low: Floats = bounds[:, :2].min(axis=0) if len(bounds) else np.zeros(2)
    high: Floats = bounds[:, 2:].max(axis=0) if len(bounds) else np.ones(2)
    origin: Floats = low - 2 * _MARGIN_DEG
    step: Floats = np.maximum((high + 2 * _MARGIN_DEG - origin) / cells, 10 * _MARGIN_DEG)
    crossed = _find_crossed_cells(*_choose_outlines(plain, shapes, step), origin, step, cells)
    inner = np.flatnonzero(~crossed)
    column, row = np.divmod(inner, cells)
    centre = origin + (np.column_stack([column, row]) + 0.5) * step
    cell, owners = _test_pairs(shapes, centre[:, 0], centre[:, 1])
    count = np.bincount(inner[cell], minlength=cells * cells)
    return PolygonGrid(shapes, origin, step, cells, _make_offsets(count), owners, crossed)


def find_pairs_within(grid: PolygonGrid, lon: Floats, lat: Floats) -> tuple[Ints, Ints]:
    """Return which point is in which polygon.

    A point on an outline is in the polygon, and in each of several that share that outline. An
    edge is the geodesic between its vertices, to 1 cm for edges of any length up to half the
    globe.

    Parameters
    ----------
    grid : PolygonGrid
        Of the polygons.
    lon, lat : arrays, shape (n,)
        The points, WGS 84 degrees; a point with NaN is in no polygon.

    Returns
    -------
    points, shapes : arrays of int, shape (k,)
        Positions of both, one pair an item, sorted by point and then by shape.
    """
    cell, is_on_grid = _find_cells(grid, lon, lat)
    close = np.flatnonzero(grid.crossed[cell] & is_on_grid)
    tested, tested_owner = _test_pairs(grid.shapes, lon[close], lat[close])
    count = np.where(is_on_grid, np.diff(grid.first)[cell], 0)
    settled = np.flatnonzero(count)
    count = count[settled]
    first = grid.first[cell[settled]] - _make_offsets(count)[:-1]
    point = np.concatenate([close[tested], np.repeat(settled, count)])
    owner = np.arange(len(point) - len(tested)) + np.repeat(first, count)
    owner = np.concatenate([tested_owner, grid.owners[owner]])
    order = np.argsort(point, kind="stable")  # both halves are sorted, so it only merges them
    return point[order], owner[order]


def _find_cells(grid: PolygonGrid, lon: Floats, lat: Floats) -> tuple[Ints, Bools]:
    """Return the cell of each point, and whether the point is on the grid (else the cell is 0)."""
    column: Floats = (lon - grid.origin[0]) / grid.step[0]
    row: Floats = (lat - grid.origin[1]) / grid.step[1]
    is_on_grid = (column >= 0) & (row >= 0) & (column < grid.cells) & (row < grid.cells)
    if not is_on_grid.all():
        column[~is_on_grid] = row[~is_on_grid] = 0
    return column.astype(np.int64) * grid.cells + row.astype(np.int64), is_on_grid


def _make_offsets(count: Ints) -> Ints:
    return np.concatenate([[0], np.cumsum(count)]).astype(np.int64)


def _choose_outlines(plain: Shapes, followed: Shapes, step: Floats) -> tuple[Shapes, float]:
    """Return outlines to mark cells by, and how far in degrees the true ones may leave them.

    Away from the poles, outlines that leave the geodesics by a hundredth of a cell do, and have
    far fewer vertices.
    """
    within_m = _COARSE_M_PER_DEG * float(step.min())
    highest = np.abs(shapely.bounds(followed).reshape(-1, 4)[:, 1::2]).max(initial=0.0)
    if within_m < STRAIGHT_M or not highest < _MAX_COARSE_DEG:
        return followed, _MARGIN_DEG
    shortest_m = _MIN_M_PER_DEG * math.cos(math.radians(highest))
    return follow_geodesics(plain, within_m=within_m), 2 * within_m / shortest_m


def _find_crossed_cells(
    shapes: Shapes, margin_deg: float, origin: Floats, step: Floats, cells: int
) -> Bools:
    """Return per cell whether an outline crosses it: each short piece marks its bounding box."""
    scaled = shapely.transform(shapely.boundary(shapes), lambda xy: (xy - origin) / step)
    start, end, _ = split_segments(shapely.get_parts(shapely.segmentize(scaled, 0.5)))
    low = np.floor(np.minimum(start, end) - margin_deg / step).astype(np.int64)
    high = np.floor(np.maximum(start, end) + margin_deg / step).astype(np.int64)
    crossed = np.zeros((cells, cells), dtype=bool)
    for x in (low[:, 0], high[:, 0]):
        for y in (low[:, 1], high[:, 1]):
            crossed[np.clip(x, 0, cells - 1), np.clip(y, 0, cells - 1)] = True
    return crossed.ravel()


def _test_pairs(shapes: Shapes, lon: Floats, lat: Floats) -> tuple[Ints, Ints]:
    """Return (points, shapes) by testing each polygon against the points in its bounding box."""
    order = np.argsort(lon, kind="stable")
    x, y = lon[order], lat[order]
    west, south, east, north = split_columns(shapely.bounds(shapes).reshape(-1, 4))
    first, last = np.searchsorted(x, west, "left"), np.searchsorted(x, east, "right")
    points, owners = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for n in np.flatnonzero(first < last).tolist():
        window = slice(first[n], last[n])
        boxed = first[n] + np.flatnonzero((y[window] >= south[n]) & (y[window] <= north[n]))
        hit = boxed[shapely.intersects_xy(shapes[n], x[boxed], y[boxed])]
        points.append(order[hit])
        owners.append(np.full(len(hit), n))
    point, owner = np.concatenate(points), np.concatenate(owners)
    by_point = np.lexsort((owner, point))
    return point[by_point], owner[by_point]
