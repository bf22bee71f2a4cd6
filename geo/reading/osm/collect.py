"""What a base map is made from: the shapes of each class, clipped, in both tiers, and counted."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Bools, Floats, Shapes
from geo.geodesy.geodesic import solve_inverse
from geo.geodesy.simplify import reduce_vertices
from geo.reading.osm.classes import Drawn
from geo.reading.osm.extract import COAST, Found
from geo.reading.osm.region import TILE_PX, Region, Tier, project_shapes
from geo.reading.osm.shape_file import ShapeFile

BATCH = 20_000
KEPT_PX = 0.2  # by which a line may be simplified before its parts are joined


@dataclass
class Collected:
    """The shapes of an extract within a region.

    Attributes
    ----------
    tiers : list of ShapeFile
        For each tier of the region the shapes of what is drawn.
    coast : list of Geometry
        Coastlines, WGS 84 degrees, with the water on their right.
    counts, lengths_km : dict of (layer, kind)
        How many objects are drawn of a class, and how long its lines are together.
    bounds : array of shape (4,)
        West, south, east, north of all that was found, WGS 84 degrees; NaN for nothing.
    """

    tiers: list[ShapeFile]
    coast: list[Geometry] = field(default_factory=list)
    counts: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    lengths_km: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    bounds: Floats = field(default_factory=lambda: np.full(4, np.nan))


def collect_shapes(
    found: Iterable[Found],
    region: Region,
    folder: Path,
    *,
    groups: frozenset[str],
    on_batch: Callable[[int], None] = lambda _: None,
) -> Collected:
    """Return the shapes of these groups within the region; a batch at a time is in memory.

    Parameters
    ----------
    found : iterable
        As `Extract.read` yields it, WGS 84 degrees.
    folder : Path
        Where the shapes are kept; whoever gives it removes it.
    groups : frozenset of str
        Of `geo.reading.osm.classes.GROUPS`.
    on_batch : callable
        Is told how many shapes were looked at.
    """
    collected = Collected([ShapeFile(folder / f"tier{n}") for n in range(len(region.tiers))])
    wanted, seen = (each for each in found if each[0].group in groups), 0
    while batch := list(islice(wanted, BATCH)):
        drawn, wkb = zip(*batch, strict=True)
        _add_batch(collected, region, drawn, shapely.from_wkb(np.array(wkb, dtype=object)))
        seen += len(batch)
        on_batch(seen)
    return collected


def _add_batch(
    collected: Collected, region: Region, drawn: tuple[Drawn, ...], shapes: Shapes
) -> None:
    is_coast = np.array([each is COAST for each in drawn])
    inside = shapely.intersects(shapes, region.whole.shape)
    collected.coast += shapes[is_coast & inside].tolist()
    is_building = np.array([each.layer == "buildings" for each in drawn])
    inside &= ~is_building | shapely.intersects(shapes, region.near)
    zooms = np.array([each.zoom for each in drawn])
    is_counted = np.zeros(len(shapes), dtype=bool)
    for tier, kept in zip(region.tiers, collected.tiers, strict=True):
        chosen = inside & ~is_coast & (zooms <= tier.last_zoom)
        rows = np.flatnonzero(chosen)
        clipped = _clip(shapes[rows], tier)
        is_kept = ~shapely.is_empty(clipped)
        rows, clipped = rows[is_kept], clipped[is_kept]
        if not len(rows):
            continue
        is_new = ~is_counted[rows]
        _count(collected, [drawn[n] for n in rows[is_new]], clipped[is_new])
        is_counted[rows] = True
        kept.add([drawn[n] for n in rows], _simplify(project_shapes(clipped), tier))


def _clip(shapes: Shapes, tier: Tier) -> Shapes:
    """Return the shapes within the tier; those wholly inside are not cut."""
    shapely.prepare(tier.shape)
    is_inside: Bools = shapely.covers(tier.shape, shapes)
    cut = ~is_inside & shapely.intersects(tier.shape, shapes)
    found = shapes.copy()
    found[~is_inside & ~cut] = shapely.GeometryCollection()
    found[cut] = shapely.intersection(shapely.make_valid(found[cut]), tier.shape)
    return found


def _simplify(shapes: Shapes, tier: Tier) -> Shapes:
    return reduce_vertices(shapes, KEPT_PX / (TILE_PX * 2**tier.last_zoom))


def _count(collected: Collected, drawn: list[Drawn], shapes: Shapes) -> None:
    """Add to counts, lengths and bounds what is drawn for the first time."""
    if not drawn:
        return
    for each, length_km in zip(drawn, measure_lines_km(shapes), strict=True):
        key = (each.layer, each.kind)
        collected.counts[key] += 1
        if length_km:
            collected.lengths_km[key] += length_km
    bounds = np.vstack([collected.bounds, shapely.total_bounds(shapes)])
    lows, highs = np.fmin.reduce(bounds[:, :2]), np.fmax.reduce(bounds[:, 2:])
    collected.bounds = np.concatenate([lows, highs])


def measure_lines_km(shapes: Shapes) -> Floats:
    """Return the geodesic length of each line, WGS 84 degrees, in km; 0 for points and areas."""
    lengths = np.zeros(len(shapes))
    is_line = shapely.get_dimensions(shapes) == 1
    parts, owner = shapely.get_parts(shapes[is_line], return_index=True)
    lonlat, part = shapely.get_coordinates(parts, return_index=True)
    joined = part[1:] == part[:-1]
    (lon, lat), (to_lon, to_lat) = lonlat[:-1][joined].T, lonlat[1:][joined].T
    if len(lon):
        _, _, metres = solve_inverse(lon, lat, to_lon, to_lat)
        rows = np.flatnonzero(is_line)[owner[part[1:][joined]]]
        np.add.at(lengths, rows, metres / 1000)
    return lengths
