"""The tiles of OpenStreetMap in a figure: painted by the same rules as on the page, for paper."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import shapely

from geo.reading.osm.vector_tile import read_number
from geo.zone import Zone
from maps.figure.map_frame import MapFrame, draw_shape
from maps.figure.map_layers import POINTS_PER_PX
from maps.figure.tile_source import FigureTiles, Layers, load_tiles, shows_tiles
from maps.theme import TILE_INKS
from maps.tiles.style import AREAS, LINES, LineRule, line_width_px

LEAST_PT = 0.25
CASE_SHARE, LEAST_CASE_PX, MOST_CASE_PX = 0.35, 0.3, 1.0  # as zone-tile-painter.js has them
BAND_PX, BAND_OPACITY, TUNNEL_OPACITY = 7.0, 0.14, 0.55
TUNNEL_DASH = (4.0, 3.0)
BRIDGE = 10  # what is added to the level of a bridge
_AREAS_AT, _LINES_AT, _STEP = 1.1, 1.6, 0.002  # the order of drawing: above tints, below parts
PAPER = 2


def draw_tiles(frame: MapFrame, zone: Zone, *, line_scale: float) -> None:
    """Draw what the tiles have in the frame: areas, lines from tunnels up to bridges."""
    if zone.tiles is None or not shows_tiles(frame, zone, line_scale=line_scale):
        return
    found = load_tiles(frame, zone.tiles, line_scale=line_scale)
    for n, rule in enumerate(AREAS):
        shapes = _select(found.layers, rule.layer, rule.kinds, dimension=2).get(0, [])
        edge = _colour(rule.edge) if rule.edge else "none"
        style: dict[str, Any] = {"facecolor": _colour(rule.fill), "edgecolor": edge}
        if rule.layer != "buildings":  # what is cut at the edges of tiles is one again
            shapes = list(shapely.get_parts(shapely.union_all(shapely.make_valid(shapes))))
        _draw(frame, shapes, linewidth=LEAST_PT if rule.edge else 0,
              zorder=_AREAS_AT + n * _STEP, **style)  # fmt: skip
    _draw_lines(found)


def list_inks(frame: MapFrame, zone: Zone, *, line_scale: float) -> set[str]:
    """Return the inks of the lines that `draw_tiles` draws in the frame."""
    if zone.tiles is None or not shows_tiles(frame, zone, line_scale=line_scale):
        return set()
    found = load_tiles(frame, zone.tiles, line_scale=line_scale)
    rules = [rule for rule in LINES if rule.least_zoom <= found.zoom < rule.most_zoom]
    return {
        each.ink for each in rules if _select(found.layers, each.layer, each.kinds, dimension=1)
    }


def _select(
    layers: Layers, layer: str, kinds: tuple[str, ...], *, dimension: int
) -> dict[int, list[Any]]:
    """Return the shapes of a rule by their level: tunnels below 0, bridges above."""
    found: dict[int, list[Any]] = defaultdict(list)
    for tags, shape in layers.get(layer, ()):
        kind = str(tags.get("kind", tags.get("admin_level", "")))
        if shapely.get_dimensions(shape) == dimension and (not kinds or kind in kinds):
            found[_find_level(tags) if dimension == 1 else 0].append(shape)
    return found


def _find_level(tags: Mapping[str, Any]) -> int:
    level = int(read_number(tags, "layer", 0))
    if tags.get("tunnel"):
        return min(level, 0) - BRIDGE
    return max(level, 0) + BRIDGE if tags.get("bridge") else 0


class Stroke(NamedTuple):
    """A line's look: its ink, its width in pixels, its dashes in pixels, its opacity."""

    ink: str
    width_px: float
    dash: tuple[float, ...] = ()
    alpha: float = 1.0


def _draw_lines(found: FigureTiles) -> None:
    """Draw lines level by level, all edges of a level before its fills."""
    rules = [rule for rule in LINES if rule.least_zoom <= found.zoom < rule.most_zoom]
    chosen = [(rule, _select(found.layers, rule.layer, rule.kinds, dimension=1)) for rule in rules]
    for n, level in enumerate(sorted({level for _, levels in chosen for level in levels})):
        strokes = [
            (stroke, levels.get(level, []))
            for make in (_make_cases, _make_fills)
            for rule, levels in chosen
            for stroke in make(found, rule, level)
        ]
        for k, (stroke, shapes) in enumerate(strokes):
            _stroke(found, shapes, stroke, zorder=_LINES_AT + (n * 100 + k) * _STEP / 10)


def _make_cases(found: FigureTiles, rule: LineRule, level: int) -> Iterator[Stroke]:
    px = line_width_px(rule, found.zoom, px_per_m=found.px_per_m)
    whole = px + 2 * min(max(px * CASE_SHARE, LEAST_CASE_PX), MOST_CASE_PX)
    case = rule.case or ("primary-case" if level > 0 and px > 1 else "")
    if case and level < 0:
        yield Stroke(case, whole, TUNNEL_DASH, TUNNEL_OPACITY)
    elif case:
        yield Stroke(case, whole)
    if rule.ink == "province":
        yield Stroke(rule.ink, BAND_PX, alpha=BAND_OPACITY)


def _make_fills(found: FigureTiles, rule: LineRule, level: int) -> Iterator[Stroke]:
    px = line_width_px(rule, found.zoom, px_per_m=found.px_per_m)
    yield Stroke(rule.ink, px, rule.dash, TUNNEL_OPACITY if level < 0 else 1.0)


def _stroke(found: FigureTiles, shapes: list[Any], look: Stroke, *, zorder: float) -> None:
    dashes = tuple(each / look.width_px for each in look.dash)
    _draw(
        found.frame,
        shapes,
        facecolor="none",
        edgecolor=_colour(look.ink),
        linewidth=max(LEAST_PT, look.width_px * POINTS_PER_PX * found.line_scale),
        linestyle=(0, dashes) if dashes else "solid",
        alpha=look.alpha,
        joinstyle="round",
        capstyle="butt" if dashes else "round",
        zorder=zorder,
    )


def _draw(frame: MapFrame, shapes: list[Any], **style: Any) -> None:
    """Draw shapes as one path, so that no seam shows where tiles meet."""
    if shapes:
        pieces = shapely.get_parts(shapely.get_parts(np.array(shapes, dtype=object)))
        draw_shape(frame.axes, shapely.GeometryCollection(list(pieces)), **style)


def _colour(ink: str) -> str:
    return TILE_INKS[ink].to_list()[PAPER]
