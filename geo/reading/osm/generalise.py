"""What a zoom of the base map shows: lines joined and simplified, small areas left out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Shapes
from geo.geodesy.simplify import reduce_vertices
from geo.reading.osm.classes import Attributes, Drawn
from geo.reading.osm.collect import Layers
from geo.reading.osm.region import TILE_PX

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

    def __init__(self, layers: Layers) -> None:
        self._layers = layers
        self._join = lru_cache(maxsize=1)(self._join_lines)

    def iter_zoom(self, zoom: int) -> Iterator[tuple[Drawn, Shapes]]:
        """Yield what is drawn at a zoom of tiles, and its shapes; the order is always the same."""
        for drawn, shapes in self._join(has_levels=zoom >= LEVELS_ZOOM):
            names = [drawn] if drawn.zoom <= zoom else _promote_river(drawn, shapes, zoom)
            for each in names:
                found = simplify_shapes(shapes, each.layer, zoom)
                if len(found):
                    yield each, found

    def _join_lines(self, *, has_levels: bool) -> list[tuple[Drawn, Shapes]]:
        grouped: dict[Drawn, list[Geometry]] = defaultdict(list)
        for drawn, shapes in self._layers.items():
            grouped[drawn if has_levels else _drop_levels(drawn)] += shapes
        rivers = [each for each in grouped if each.layer == "water_lines"]
        water = [s for each, shapes in grouped.items() if each.layer == "water_polygons"
                 for s in shapes]  # fmt: skip
        found = []
        for drawn, shapes in grouped.items():
            parts = shapely.get_parts(np.array(shapes, dtype=object))
            if shapely.get_dimensions(parts[:1]) == 1:
                parts = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(parts)))
            if drawn in rivers and has_levels:
                parts = _cut_in_water(parts, water)
            found.append((drawn, parts))
        return sorted(found, key=lambda each: (each[0].layer, str(each[0].attributes)))


def _promote_river(drawn: Drawn, shapes: Shapes, zoom: int) -> list[Drawn]:
    """Return as what a long river is drawn before others are: as a line, and with its name."""
    if drawn.layer != "water_lines_labels" or drawn.kind != "river":
        return []
    is_long = shapely.length(shapes).sum() * TILE_PX * 2**zoom >= LONG_RIVER_PX
    return [Drawn(drawn.group, "water_lines", zoom, RIVER), drawn] if is_long else []


def _drop_levels(drawn: Drawn) -> Drawn:
    kept: Attributes = tuple(each for each in drawn.attributes if each[0] not in _LEVEL_NAMES)
    return Drawn(drawn.group, drawn.layer, drawn.zoom, kept)


def _cut_in_water(lines: Shapes, water: list[Geometry]) -> Shapes:
    """Return the lines without what lies in areas of water, which are drawn themselves."""
    if not water:
        return lines
    areas = np.array(water, dtype=object)
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
