"""Where the true outline could run: points there are not located for certain.

Around each edge there is a band as wide to each side as the position of its part is uncertain.
Bands are drawn in planes around tiles of some 200 km, and looked up by grid; near the poles,
where no band can be drawn in longitude and latitude, the edges themselves are measured.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely

from geo.arrays import Bools, Floats, Ints, Shapes, Texts, split_columns
from geo.geodesy.antimeridian import wrap_degrees
from geo.geodesy.distance import measure_to_edges
from geo.geodesy.edges import Edges
from geo.geodesy.projection import make_azimuthal_plane, project_points
from geo.lookup.polygon_grid import PolygonGrid, find_pairs_within, make_grid

VERDICTS = ("certain", "possible", "not known")
_ARC_STEPS = 32  # a quarter circle of the band in so many; 3e-4 of its width is lost
_TILE_DEG = 1.8
_LAST_DEG = 89.0
_MIN_M_PER_DEG = 110_000.0
_PAIRS = 500_000  # pairs of a point and an edge held at once


@dataclass(frozen=True, eq=False)
class UncertaintyBands:
    """The bands around the edges of several outlines.

    Attributes
    ----------
    grid : PolygonGrid
        Of the bands, in WGS 84 longitude and latitude.
    polar : Edges
        Those near the poles, that have no band.
    polar_width_m : array, shape (n,)
        How uncertain the position of each of them is.
    owners : array of int
        By band, the position of its outline.
    is_known : bool
        Whether every outline states its position uncertainty; False for no outlines.
    """

    grid: PolygonGrid
    polar: Edges
    polar_width_m: Floats
    owners: Ints
    is_known: bool


def index_bands(edges: Edges, uncertainty_m: Floats, *, cells: int) -> UncertaintyBands:
    """Return the bands around edges, indexed for `is_certain`.

    Parameters
    ----------
    edges : Edges
        WGS 84 degrees, sorted by owner, no longer than 10 km each; there may be none.
    uncertainty_m : array of float, shape (n,)
        By owner: the half width of its bands in metres; NaN where it is not known.
    cells : int
        How many columns, and rows, the grid has.
    """
    width_m = np.nan_to_num(uncertainty_m)[edges.owner]
    top = np.maximum(np.abs(edges.start[:, 1]), np.abs(edges.end[:, 1]))
    is_polar = (top + _TILE_DEG + width_m / _MIN_M_PER_DEG > _LAST_DEG) & (width_m > 0)
    rest = edges.take(~is_polar & (width_m > 0))
    drawn = [_draw_bands(tile, uncertainty_m) for tile in _iter_tiles(rest)]
    bands = [band for some, _ in drawn for band in some]
    return UncertaintyBands(
        grid=make_grid(np.array(bands, dtype=object), cells=cells),
        polar=edges.take(is_polar),
        polar_width_m=width_m[is_polar],
        owners=np.concatenate([np.array([], dtype=np.int64), *(owners for _, owners in drawn)]),
        is_known=len(uncertainty_m) > 0 and not np.isnan(uncertainty_m).any(),
    )


def _iter_tiles(edges: Edges) -> Iterator[Edges]:
    """Yield the edges by tiles of some 200 km; edges within less than that are one tile."""
    if not len(edges):
        return
    turn = np.radians(edges.start[:, 0])
    lon = float(np.degrees(np.arctan2(np.sin(turn).mean(), np.cos(turn).mean())))
    lat = edges.start[:, 1]
    row: Floats = np.round((lat - lat.mean()) / _TILE_DEG)
    shrink = np.cos(np.radians(np.clip(lat.mean() + row * _TILE_DEG, -89, 89)))
    column: Floats = np.round(wrap_degrees(edges.start[:, 0] - lon) * shrink / _TILE_DEG)
    _, tile = np.unique(np.column_stack([row, column]), axis=0, return_inverse=True)
    order = np.argsort(tile, kind="stable")
    for some in np.split(order, np.flatnonzero(np.diff(tile[order])) + 1):
        yield edges.take(some)


def _draw_bands(edges: Edges, width_m: Floats) -> tuple[Shapes, Ints]:
    """Return one band an owner, in degrees, and whose it is.

    It is there twice where it reaches over the 180th meridian.
    """
    lon, lat = edges.start[0, 0], edges.start[:, 1].mean()
    lon += wrap_degrees(edges.start[:, 0] - lon).mean()
    flat = make_azimuthal_plane(lon, lat)
    ends = np.stack([project_points(flat, *xy.T) for xy in (edges.start, edges.end)], axis=1)
    owners, which = np.unique(edges.owner, return_inverse=True)
    order = np.argsort(which, kind="stable")
    lines = shapely.multilinestrings(
        np.asarray(shapely.linestrings(ends[order])), indices=which[order]
    )
    bands = shapely.buffer(shapely.line_merge(lines), width_m[owners], quad_segs=_ARC_STEPS)

    def unflatten(xy: Floats) -> Floats:
        x, y = flat.transform(xy[:, 0], xy[:, 1], direction="INVERSE")
        return np.column_stack([lon + wrap_degrees(np.asarray(x) - lon), y])

    drawn = shapely.transform(bands, unflatten)
    west, _, east, _ = split_columns(shapely.bounds(drawn))
    is_east, is_west = east > 180, west < -180
    beyond = [_shift_shapes(drawn[is_east], -360.0), _shift_shapes(drawn[is_west], 360.0)]
    whose = np.concatenate([owners, owners[is_east], owners[is_west]])
    return np.concatenate([drawn, *beyond]), whose


def _shift_shapes(shapes: Shapes, degrees: float) -> Shapes:
    return shapely.transform(shapes, lambda xy: np.add(xy, (degrees, 0.0)))


def judge_points(bands: UncertaintyBands, lon: Floats, lat: Floats) -> Texts:
    """Return how sure it is which outlines contain each point: one of `VERDICTS`.

    Parameters
    ----------
    bands : UncertaintyBands
        Of the outlines; without any the verdict is "not known".
    lon, lat : arrays, shape (n,)
        The points, WGS 84 degrees, finite.

    Returns
    -------
    array of str, shape (n,)
        "possible" where the uncertainty that one outline states could already change the answer;
        else "not known" where another one states none, however far it is, since nothing bounds
        it; else "certain": the answer is the same wherever, within what they state, all are.
    """
    untouched = "certain" if bands.is_known else "not known"
    return np.where(_is_reached(bands, lon, lat), "possible", untouched).astype(object)


def judge_shapes(bands: UncertaintyBands, shapes: Shapes) -> Texts:
    """Return how sure it is which outlines contain each shape: that of its least sure point.

    Parameters
    ----------
    bands : UncertaintyBands
        Of the outlines.
    shapes : array of Geometry, shape (n,)
        WGS 84 longitude and latitude in degrees; none missing or empty.

    Returns
    -------
    array of str, shape (n,)
        As `judge_points` does.
    """
    reached = np.zeros(len(shapes), dtype=bool)
    reached[find_reached_shapes(bands, shapes)[0]] = True
    if len(bands.polar):
        xy, owner = shapely.get_coordinates(shapes, return_index=True)
        reached[owner[_near_polar_edges(bands, xy[:, 0], xy[:, 1])]] = True
    untouched = "certain" if bands.is_known else "not known"
    return np.where(reached, "possible", untouched).astype(object)


def find_reached_shapes(bands: UncertaintyBands, shapes: Shapes) -> tuple[Ints, Ints]:
    """Return which shapes reach into which bands of outlines, as positions of both, shape (k,).

    Parameters
    ----------
    bands : UncertaintyBands
        Of the outlines; those near the poles have none.
    shapes : array of Geometry, shape (n,)
        WGS 84 longitude and latitude in degrees; none missing or empty.
    """
    shape, band = shapely.STRtree(bands.grid.shapes).query(shapes, predicate="intersects")
    return shape, bands.owners[band]


def is_certain(bands: UncertaintyBands, lon: Floats, lat: Floats) -> Bools:
    """Return whether no outline, moved by its position uncertainty, could pass over each point.

    An outline that states no uncertainty makes every answer uncertain. A band's width is right
    to 0.1 %.

    Parameters
    ----------
    bands : UncertaintyBands
        Of the outlines.
    lon, lat : arrays, shape (n,)
        The points, WGS 84 degrees, finite.

    Returns
    -------
    array of bool, shape (n,)
    """
    return ~_is_reached(bands, lon, lat) & bands.is_known


def _is_reached(bands: UncertaintyBands, lon: Floats, lat: Floats) -> Bools:
    """Return whether each point is in the band of an outline that states its uncertainty."""
    reached = np.zeros(len(lon), dtype=bool)
    reached[find_pairs_within(bands.grid, lon, lat)[0]] = True
    if len(bands.polar):
        reached[_near_polar_edges(bands, lon, lat)] = True
    return reached


def _near_polar_edges(bands: UncertaintyBands, lon: Floats, lat: Floats) -> Ints:
    """Return the positions of the points within a polar edge's uncertainty."""
    reach = bands.polar_width_m.max() / _MIN_M_PER_DEG
    lowest = np.abs(np.concatenate([bands.polar.start, bands.polar.end])[:, 1]).min() - reach
    high = np.flatnonzero(np.abs(lat) >= lowest)
    size = max(_PAIRS // len(bands.polar), 1)
    found = [np.empty(0, dtype=np.int64)]
    for first in range(0, len(high), size):
        some = high[first : first + size]
        point, edge = np.indices((len(some), len(bands.polar))).reshape(2, -1)
        metres, _ = measure_to_edges(bands.polar.take(edge), lon[some[point]], lat[some[point]])
        found.append(some[point[metres <= bands.polar_width_m[edge]]])
    return np.concatenate(found)
