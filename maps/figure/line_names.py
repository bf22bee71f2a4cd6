"""Names along roads and rivers of the tiles, and plates with the numbers of roads."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.reading.osm.region import lies_in_china
from geo.reading.osm.vector_tile import TileFeature
from geo.zone import Zone
from maps.figure.map_frame import MapFrame, draw_shape
from maps.figure.map_layers import POINTS_PER_PX
from maps.figure.page import MIN_PT, Page, write_text
from maps.figure.tile_source import load_tiles, shows_tiles
from maps.figure.typography import clean_text, fallback_width_em
from maps.labels.model import PlacedLabel
from maps.labels.placement import LabelPlacer
from maps.theme import PRINT_COLOURS, SHIELDS
from maps.tiles.style import choose_shield

# As zone-tile-names.js has them, where the reasons are the same.
NAMES_APART_PX, SHIELDS_APART_PX = 320.0, 220.0
MOST_NAMES, MOST_SHIELDS = 40, 25
ROAD_BEND, RIVER_BEND = 1.03, 1.06  # the length of a stretch by its chord
SPARE_EM, PLATE_SPARE_EM = 0.8, 0.5
_SIZE_EM = 0.62
_CLASSES = ("motorway", "trunk", "primary", "secondary", "tertiary")


@dataclass(frozen=True)
class LineName:
    """A name along a line, or the number of a road on a plate.

    Attributes
    ----------
    text : str
    x, y : float
        The middle of the text, points of the map.
    turn : float
        Degrees against the clock, from -90 to 90; plates are upright.
    size_pt : float
    ink : str
        Of the letters, `#rrggbb`.
    plate : str
        The colour of the plate; empty for a name.
    """

    text: str
    x: float
    y: float
    turn: float
    size_pt: float
    ink: str
    plate: str = ""

    @property
    def box(self) -> Geometry:
        """What is kept free for the text, points of the map."""
        spare = PLATE_SPARE_EM if self.plate else SPARE_EM / 2
        across = (fallback_width_em(self.text) + spare) * self.size_pt / 2
        up = 0.65 * self.size_pt
        box = shapely.box(self.x - across, self.y - up, self.x + across, self.y + up)
        return shapely.affinity.rotate(box, self.turn, origin=(self.x, self.y))


def place_line_names(
    page: Page,
    frame: MapFrame,
    zone: Zone,
    placer: LabelPlacer,
    placed: Sequence[PlacedLabel] = (),
) -> list[LineName]:
    """Return the names of rivers and roads, and the roads' numbers, that have room in a frame.

    They come last: what is placed already is kept free, and so are the outlines of the parts. None
    stands near a label with the same text.
    """
    scale = page.ground_scale
    if zone.tiles is None or not shows_tiles(frame, zone, line_scale=scale):
        return []
    layers = load_tiles(frame, zone.tiles, line_scale=scale).layers
    roads = sorted(layers.get("street_labels", ()), key=_rank_road)
    waters = layers.get("water_lines_labels", ())
    finder = _Finder(frame, placer, max(MIN_PT, _SIZE_EM * page.em), page.line_scale)
    for each in placed:
        for text, _ in each.label.lines:
            finder.known[text].append((each.x, each.y))
    field = f"name_{page.options.langs[0]}"
    river, road = PRINT_COLOURS["river_name"], PRINT_COLOURS["quiet"]
    plates = SHIELDS if lies_in_china(zone) else {}
    return [
        *finder.place(_group(waters, field), ink=river, bend=RIVER_BEND, most=MOST_NAMES // 4),
        *finder.place_plates(_group(roads, "ref"), plates),
        *finder.place(_group(roads, field), ink=road, bend=ROAD_BEND, most=MOST_NAMES),
    ]


def draw_line_names(frame: MapFrame, names: Iterable[LineName]) -> None:
    """Write names along their lines, and numbers on their plates."""
    for each in names:
        if each.plate:
            plate: dict[str, Any] = {"facecolor": each.plate, "edgecolor": each.ink}
            draw_shape(frame.axes, each.box, linewidth=0.3, zorder=6.4, **plate)
        down, angle = 0.36 * each.size_pt, math.radians(each.turn)
        write_text(
            frame.axes,
            each.x + down * math.sin(angle),
            each.y - down * math.cos(angle),
            each.text,
            size_pt=each.size_pt,
            halo=None if each.plate else PRINT_COLOURS["halo"],
            color=each.ink,
            ha="center",
            rotation=each.turn,
            rotation_mode="anchor",
            zorder=6.5,
        )


def _rank_road(feature: TileFeature) -> int:
    kind = feature.tags.get("kind")
    return _CLASSES.index(str(kind)) if kind in _CLASSES else len(_CLASSES)


def _group(features: Iterable[TileFeature], field: str) -> dict[str, list[Geometry]]:
    """Return the lines of each name, the most important first; `ref` may hold several numbers."""
    found: dict[str, list[Geometry]] = defaultdict(list)
    for tags, shape in features:
        text = str(tags.get(field, "" if field == "ref" else tags.get("name", "")))
        text = clean_text(text.split(";", maxsplit=1)[0] if field == "ref" else text)
        if text and shapely.get_dimensions(shape) == 1:
            found[text].append(shape)
    return found


def find_stretches(
    line: Geometry, least: float, *, bend: float
) -> Iterator[tuple[float, float, float]]:
    """Yield x and y of the middle, and the direction, of straight stretches that are so long.

    Parameters
    ----------
    line : LineString
        In points of the map.
    least : float
        Points.
    bend : float
        The most that a stretch may be longer than its chord.

    Yields
    ------
    tuple of float
        Points, points, and degrees against the clock, from -90 to 90.

    Examples
    --------
    >>> line = shapely.LineString([(0, 0), (6, 0), (6, 1)])
    >>> list(find_stretches(line, 5, bend=1.03))
    [(3.0, 0.0, 0.0)]
    """
    points = shapely.get_coordinates(line)
    along = np.concatenate([[0.0], np.hypot(*np.diff(points, axis=0).T).cumsum()])
    ends = np.searchsorted(along, along + least)
    for start, end in enumerate(ends.tolist()):
        if end >= len(points):
            return
        (x0, y0), (x1, y1) = points[start].tolist(), points[end].tolist()
        if along[end] - along[start] < bend * math.hypot(x1 - x0, y1 - y0):
            turn = math.degrees(math.atan2(y1 - y0, x1 - x0))
            upright = turn - math.copysign(180, turn) if abs(turn) > 90 else turn
            yield (x0 + x1) / 2, (y0 + y1) / 2, upright


class _Finder:
    """Finds room for texts on lines; what it places is taken for those that follow."""

    def __init__(self, frame: MapFrame, placer: LabelPlacer, size_pt: float, line_scale: float):
        self.frame = frame
        self.placer = placer
        self.size_pt = size_pt
        self.points_per_px = POINTS_PER_PX * line_scale
        self.known: dict[str, list[tuple[float, float]]] = defaultdict(list)

    def place(
        self, lines: Mapping[str, Sequence[Geometry]], *, ink: str, bend: float, most: int
    ) -> list[LineName]:
        """Return names along lines, none close to another of the same text."""
        found: list[LineName] = []
        for text, shapes in lines.items():
            least = (fallback_width_em(text) + SPARE_EM) * self.size_pt
            spots = (
                LineName(text, x, y, turn, self.size_pt, ink)
                for line in _merge(shapes)
                for x, y, turn in find_stretches(line, least, bend=bend)
            )
            found += self._take(spots, NAMES_APART_PX)
            if len(found) >= most:
                break
        return found[:most]

    def place_plates(
        self, lines: Mapping[str, Sequence[Geometry]], plates: Collection[str]
    ) -> list[LineName]:
        """Return the numbers of roads on plates, in the colours of signs where these are known."""
        found: list[LineName] = []
        for text, shapes in lines.items():
            kind = choose_shield(text)
            ground, letters = SHIELDS[kind if kind in plates else "plain"]
            spots = (
                LineName(text, x, y, 0.0, self.size_pt, letters, ground)
                for line in _merge(shapes)
                for x, y, _ in find_stretches(line, 33 * self.points_per_px, bend=ROAD_BEND)
            )
            found += self._take(spots, SHIELDS_APART_PX)
            if len(found) >= MOST_SHIELDS:
                break
        return found[:MOST_SHIELDS]

    def _take(self, spots: Iterable[LineName], apart_px: float) -> list[LineName]:
        found: list[LineName] = []
        least = apart_px * self.points_per_px
        for each in spots:
            others = self.known[each.text]
            if any(math.dist((each.x, each.y), other) < least for other in others):
                continue
            if self._is_free(each.box):
                found.append(each)
                others.append((each.x, each.y))
                self.placer.taken.append(each.box)
        return found

    def _is_free(self, box: Geometry) -> bool:
        obstacles = self.placer.obstacles
        return (
            self.frame.border.buffer(-2).contains(box)
            and not any(box.intersects(each) for each in (*self.placer.taken, *obstacles.lines))
            and not shapely.intersects(obstacles.outlines, box).any()
        )


def _merge(shapes: Sequence[Geometry]) -> list[Geometry]:
    """Return lines joined where they meet at edges of tiles, the longest first."""
    merged = shapely.line_merge(shapely.union_all([*shapes]))
    return sorted(shapely.get_parts(merged), key=lambda each: each.length, reverse=True)
