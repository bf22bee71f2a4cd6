"""What a zoom of the base map shows: lines joined and simplified, small areas left out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import shapely

from geo.arrays import Floats, Ints, Shapes
from geo.geodesy.simplify import reduce_vertices
from geo.reading.osm.classes import Attributes, Drawn
from geo.reading.osm.region import TILE_PX
from geo.reading.osm.shape_file import ShapeFile

BATCH = 50_000  # areas and points that are in memory at once
LEVELS_ZOOM = 12  # below, a bridge or a tunnel is drawn as the road that it is part of
LINE_PX, AREA_PX, BUILDING_PX = 0.35, 0.5, 0.25
LEAST_LINE_PX, LEAST_LABEL_PX = 1.0, 40.0  # a name needs a stretch to be written along
LEAST_AREAS_PX2: Mapping[str, float] = {"water_polygons": 6, "buildings": 3, "ocean": 1}
OTHER_AREA_PX2 = 16.0
LONG_RIVER_PX = 150.0  # of all that has one name: drawn where other rivers are not yet
RIVER: Attributes = (("kind", "river"),)
_LEVEL_NAMES = {"tunnel", "bridge", "layer"}


class Generaliser:
    """The shapes of one tier for each of its zooms, all in Web Mercator from 0 to 1."""

    def __init__(self, kept: ShapeFile, folder: Path) -> None:
        """Join lines in files of this folder, which whoever gives it removes."""
        self._kept, self._folder = kept, folder
        self._joined: tuple[bool, ShapeFile, list[float]] | None = None

    def iter_within(self, zoom: int, box: Floats) -> Iterator[tuple[Drawn, Shapes]]:
        """Yield what is drawn at a zoom of tiles in a box, and its shapes, always in one order.

        Parameters
        ----------
        box : array of shape (4,)
            West, north, east, south, EPSG:3857 as fractions of the world, not metres.
        """
        joined, lengths = self._join(has_levels=zoom >= LEVELS_ZOOM)
        rows, kinds, ids = joined.find_rows(box), joined.kinds, joined.ids
        starts = np.flatnonzero(np.diff(ids[rows], prepend=-1))
        for some in np.split(rows, starts[1:]) if len(rows) else ():
            drawn, length = kinds[ids[some[0]]], lengths[ids[some[0]]]
            names = [drawn] if drawn.zoom <= zoom else _promote_river(drawn, length, zoom)
            shapes = joined.read(some) if names else np.empty(0, dtype=object)
            for each in names:
                found = simplify_shapes(shapes, each.layer, zoom)
                if len(found):
                    yield each, found

    def _join(self, *, has_levels: bool) -> tuple[ShapeFile, list[float]]:
        """Return the shapes sorted by what they are, lines joined, and how long these are."""
        if self._joined is None or self._joined[0] != has_levels:
            joined = ShapeFile(self._folder / f"joined{has_levels:d}")
            lengths = self._join_into(joined, has_levels=has_levels)
            self._joined = has_levels, joined, lengths
        return self._joined[1:]

    def _join_into(self, joined: ShapeFile, *, has_levels: bool) -> list[float]:
        grouped: dict[Drawn, list[Ints]] = defaultdict(list)
        for drawn, rows in zip(self._kept.kinds, self._kept.group_rows(), strict=True):
            grouped[drawn if has_levels else _drop_levels(drawn)].append(rows)
        water = [np.concatenate(rows) for drawn, rows in grouped.items()
                 if has_levels and drawn.layer == "water_polygons"]  # fmt: skip
        areas = self._kept.read(np.concatenate(water)) if water else np.empty(0, dtype=object)
        lengths = []
        for drawn in sorted(grouped, key=lambda each: (each.layer, str(each.attributes))):
            rows = np.concatenate(grouped[drawn])
            length = 0.0
            for shapes in self._iter_parts(rows):
                cut = drawn.layer == "water_lines" and len(areas)
                parts = _cut_in_water(shapes, areas) if cut else shapes
                joined.add([drawn] * len(parts), parts)
                length += float(shapely.length(parts).sum())
            lengths.append(length)
        return lengths

    def _iter_parts(self, rows: Ints) -> Iterator[Shapes]:
        """Yield the parts of shapes: lines joined, for which all are needed; others in batches."""
        first = shapely.get_parts(self._kept.read(rows[:1]))
        if shapely.get_dimensions(first[:1]) == 1:
            parts = shapely.get_parts(self._kept.read(rows))
            yield shapely.get_parts(shapely.line_merge(shapely.multilinestrings(parts)))
            return
        for n in range(0, len(rows), BATCH):
            yield shapely.get_parts(self._kept.read(rows[n : n + BATCH]))


def _promote_river(drawn: Drawn, length: float, zoom: int) -> list[Drawn]:
    """Return as what a long river is drawn before others are: as a line, and with its name."""
    if drawn.layer != "water_lines_labels" or drawn.kind != "river":
        return []
    is_long = length * TILE_PX * 2**zoom >= LONG_RIVER_PX
    return [Drawn(drawn.group, "water_lines", zoom, RIVER), drawn] if is_long else []


def _drop_levels(drawn: Drawn) -> Drawn:
    kept: Attributes = tuple(each for each in drawn.attributes if each[0] not in _LEVEL_NAMES)
    return Drawn(drawn.group, drawn.layer, drawn.zoom, kept)


def _cut_in_water(lines: Shapes, areas: Shapes) -> Shapes:
    """Return the lines without what lies in areas of water, which are drawn themselves."""
    rows, hit = shapely.STRtree(areas).query(lines, predicate="intersects")
    found = lines.copy()
    for row in np.unique(rows):
        union = shapely.union_all(areas[hit[rows == row]])
        found[row] = shapely.difference(lines[row], union)
    return shapely.get_parts(found[~shapely.is_empty(found)])


def simplify_shapes(shapes: Shapes, layer: str, zoom: int) -> Shapes:
    """Return shapes as a zoom shows them: without those that are too small, the others simpler.

    Coordinates are of Web Mercator (EPSG:3857) as fractions of the world, not metres, as those of
    `geo.reading.osm.region.project_degrees`.
    """
    px = 1 / (TILE_PX * 2**zoom)
    dimension = int(shapely.get_dimensions(shapes[0]))
    if dimension == 0:
        return shapes
    if dimension == 1:
        is_label = layer.endswith("_labels")
        least = (LEAST_LABEL_PX if is_label else LEAST_LINE_PX) * px
        return reduce_vertices(shapes[shapely.length(shapes) >= least], LINE_PX * px)
    least = LEAST_AREAS_PX2.get(layer, OTHER_AREA_PX2) * px**2
    tolerance = BUILDING_PX if layer == "buildings" else AREA_PX
    return reduce_vertices(shapes[shapely.area(shapes) >= least], tolerance * px)
