"""The nearest parts on the same level, by the geodesic gap between their edges."""

from collections.abc import Callable, Collection, Iterable, Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.arrays import Floats, Shapes
from geo.geodesy.densify import follow_geodesics
from geo.geodesy.outline_gaps import (
    MEET,
    GapBounds,
    bound_gap,
    bound_gap_by_balls,
    measure_gaps_m,
    widen_chord_m,
)
from geo.geodesy.outlines import Outline, make_outlines

_RADIUS_M = 6_371_000.0
Pair = tuple[int, int]  # positions of two parts, the lesser first
Way = Callable[[Outline, Outline], GapBounds]


def find_neighbours(parts: gpd.GeoDataFrame, part_id: str, *, most: int = 3) -> pd.Series:
    """Return the nearest parts on the same level, with the gap between the edges in metres.

    An edge is the geodesic between its vertices; the cut at the 180th meridian is not an edge.
    The gap is right to 1 mm.

    Parameters
    ----------
    parts : GeoDataFrame
        Indexed by `id`, with a `parent` column; WGS 84 longitude and latitude in degrees, none
        missing or empty.
    part_id : str
        Whose neighbours: parts with the same parent, or without a parent if it has none.
    most : int
        How many at most.

    Returns
    -------
    Series
        Named distance_m: metres, nearest first, indexed by `id`; 0 where the parts touch. Empty
        where there is no other part on the level.

    Raises
    ------
    KeyError
        When there is no such part.
    """
    found = find_neighbours_of(parts, [part_id], most=most)[part_id]
    return pd.Series(found, dtype=float, name="distance_m")


def find_neighbours_of(
    parts: gpd.GeoDataFrame, part_ids: Iterable[str], *, most: int = 3
) -> dict[str, dict[str, float]]:
    """Return the gaps in metres to the nearest parts of each of several parts, nearest first.

    As `find_neighbours` for each, but each gap is measured once, and all of them together.

    Parameters
    ----------
    parts : GeoDataFrame
        As `find_neighbours` takes it: WGS 84 degrees.
    part_ids : iterable of str
        Whose neighbours.
    most : int
        How many at most of each.

    Returns
    -------
    dict
        By the id of each of `part_ids`, the gaps by the id of the neighbour.

    Raises
    ------
    KeyError
        When there is no part of one of these ids.
    """
    shapes, keys = np.asarray(parts.geometry.array), list(map(str, parts.index))
    positions = {key: n for n, key in enumerate(keys)}
    here = [positions[part_id] for part_id in part_ids]
    parents = parts["parent"].tolist()
    levels = _list_levels(parents)
    near = {n: _preselect_near(shapes, levels[parents[n]], n, most) for n in here}
    bound = _make_bound(shapes, sorted({pair for pairs in near.values() for pair in pairs}))
    for way in (bound_gap_by_balls, bound_gap):
        bounds = {pair: bound(way, pair) for pair in {p for pairs in near.values() for p in pairs}}
        near = {n: _select_near(pairs, bounds, most) for n, pairs in near.items()}
    wanted = {pair: bounds[pair] for pairs in near.values() for pair in pairs}
    gaps = dict(zip(wanted, measure_gaps_m(list(wanted.values())).tolist(), strict=True))
    return {
        keys[n]: {
            keys[sum(pair) - n]: gaps[pair] for pair in sorted(pairs, key=gaps.__getitem__)[:most]
        }
        for n, pairs in near.items()
    }


def _list_levels(parents: Iterable[str | None]) -> dict[str | None, list[int]]:
    """Return the positions of the parts by their parent."""
    levels: dict[str | None, list[int]] = {}
    for n, parent in enumerate(parents):
        levels.setdefault(parent, []).append(n)
    return levels


def _preselect_near(shapes: Shapes, level: list[int], here: int, most: int) -> list[Pair]:
    """Return the pairs of a shape with those of its level that may be nearest by their boxes."""
    others = np.array([n for n in level if n != here], dtype=np.int64)
    if len(others) > most:
        boxes = shapely.bounds(shapes[[here, *others]])
        least, at_most = bound_gaps_m(boxes[0], boxes[1:])
        others = others[least <= np.partition(at_most, most - 1)[most - 1]]
    return [(min(here, n), max(here, n)) for n in others.tolist()]


def _make_bound(shapes: Shapes, pairs: Collection[Pair]) -> Callable[[Way, Pair], GapBounds]:
    """Return what bounds the gap of one of these pairs of shapes in a way."""
    used = sorted({n for pair in pairs for n in pair})
    if not used:
        return lambda _way, _pair: MEET
    outlines = dict(zip(used, make_outlines(shapes[used]), strict=True))
    filled = dict(zip(used, follow_geodesics(shapes[used]), strict=True))
    sides = [[filled[pair[end]] for pair in pairs] for end in (0, 1)]
    meet = dict(
        zip(pairs, shapely.intersects(*np.array(sides, dtype=object)).tolist(), strict=True)
    )

    def bound(way: Way, pair: Pair) -> GapBounds:
        return MEET if meet[pair] else way(outlines[pair[0]], outlines[pair[1]])

    return bound


def _select_near(pairs: list[Pair], bounds: Mapping[Pair, GapBounds], most: int) -> list[Pair]:
    """Return the pairs that may be among the nearest by their bounds."""
    if len(pairs) <= most:
        return pairs
    reach = widen_chord_m(sorted(bounds[pair].most_m for pair in pairs)[most - 1])
    return [pair for pair in pairs if bounds[pair].least_m <= reach]


def bound_gaps_m(box: Floats, boxes: Floats) -> tuple[Floats, Floats]:
    """Return the least and the greatest gap, in metres, that shapes with these boxes can have.

    No point of a shape is farther from its box's middle than along half the box's meridian and
    half its parallel. A percent is added for what the sphere is off by.

    Parameters
    ----------
    box : array, shape (4,)
        West, south, east, north of one shape, WGS 84 degrees.
    boxes : array, shape (n, 4)
        Those of others, in the same degrees; NaN where one is empty.

    Returns
    -------
    least_m, most_m : arrays, shape (n,)
    """
    every = np.radians(np.vstack([box, boxes]))
    lon, lat = (every[:, 0] + every[:, 2]) / 2, (every[:, 1] + every[:, 3]) / 2
    reach = (every[:, 2] - every[:, 0] + every[:, 3] - every[:, 1]) / 2
    turn = np.sin((lat[1:] - lat[0]) / 2) ** 2
    turn += np.cos(lat[0]) * np.cos(lat[1:]) * np.sin((lon[1:] - lon[0]) / 2) ** 2
    apart = 2 * np.arcsin(np.sqrt(np.minimum(turn, 1)))
    around = reach[0] + reach[1:]
    least = _RADIUS_M * (0.99 * apart - 1.01 * around)
    return least, 1.01 * _RADIUS_M * (apart + around)
