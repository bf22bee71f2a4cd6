"""What lies on the map: counties and rivers beneath, the parts, the places."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import geopandas as gpd
import shapely
from matplotlib.colors import to_rgba
from shapely.geometry.base import BaseGeometry as Geometry

from maps.figure.map_frame import MapFrame, draw_shape
from maps.theme import DASHES, FILL_OPACITY, INKS, LINE_WIDTH_PX, PRINT_COLOURS

POINTS_PER_PX = 0.75  # points
MARKERS: Mapping[str, str] = {"city": "o", "airport": "^", "town": "s"}
OTHER_MARKER = "D"


def ink_colour(name: str) -> str:
    """Return the colour of one kind of thing on paper."""
    return INKS[name].light


def draw_context(window: MapFrame, context: gpd.GeoDataFrame, *, weight: float = 1.0) -> None:
    """Draw counties and rivers, cut at the frame; the host counties have a tint."""
    counties = context[context["kind"] == "county"]
    for shape, is_host in zip(counties.geometry, counties["host"], strict=True):
        area = window.drawn(shape)
        if is_host:
            draw_shape(window.axes, area, facecolor=ink_colour("host"), linewidth=0, zorder=1)
        rings = shapely.GeometryCollection(list(shapely.get_rings(shapely.get_parts(area))))
        edge = shapely.intersection(rings, window.frame.buffer(-0.1))
        line: dict[str, Any] = {
            "facecolor": "none",
            "edgecolor": ink_colour("county"),
            "linewidth": 0.5 * weight,
        }
        draw_shape(window.axes, edge, alpha=0.8, zorder=2, **line)
    for shape in context[context["kind"] == "river"].geometry:
        draw_river(window, window.drawn(shape), weight=weight)


def draw_river(window: MapFrame, shape: Geometry, *, weight: float) -> None:
    """Draw a river, a line or an area."""
    is_area = shape.area > 0
    style: dict[str, Any] = {
        "facecolor": ink_colour("river") if is_area else "none",
        "edgecolor": ink_colour("river"),
        "linewidth": (0.3 if is_area else 1.3) * weight,
        "capstyle": "round",
        "joinstyle": "round",
    }
    draw_shape(window.axes, shape, zorder=3, **style)


def part_style(kind: str, placement: str, *, weight: float = 1.0) -> dict[str, Any]:
    """Return how a part is drawn: the colour says its kind, the dashes how it was placed."""
    dashes = DASHES[placement]
    return {
        "facecolor": to_rgba(ink_colour(kind), FILL_OPACITY[kind]),
        "edgecolor": ink_colour(kind),
        "linewidth": LINE_WIDTH_PX[kind] * POINTS_PER_PX * weight,
        "linestyle": (0, dashes) if dashes else "solid",
        "joinstyle": "round",
        "capstyle": "butt",
    }


def shape_name(part_id: str, number: int) -> str:
    """Return the id that a part's polygon bears in a drawing.

    >>> shape_name("big-data park", 1), shape_name("a", 2)
    ('part-big-data.20park', 'part-a.2')
    """
    safe = re.sub("%", ".", quote(part_id[:100], safe="-_"))
    return f"part-{safe}" + (f".{number}" if number > 1 else "")


def draw_parts(window: MapFrame, parts: gpd.GeoDataFrame, *, weight: float = 1.0) -> None:
    """Draw the parts, larger ones first, one path a polygon."""
    largest_first = parts.geometry.to_crs("EPSG:6933").area.sort_values(ascending=False).index
    for part_id in largest_first:
        row = parts.loc[part_id]
        style = part_style(row["kind"], row["placement"], weight=weight)
        drawn = window.drawn(row.geometry, clipped=False)
        for n, shape in enumerate(shapely.get_parts(drawn), 1):
            draw_shape(window.axes, shape, name=shape_name(part_id, n), zorder=4, **style)


def draw_marker(window: MapFrame, kind: str | None, x: float, y: float, *, size: float) -> None:
    """Draw a place's symbol, `size` points wide."""
    marker = MARKERS.get(kind or "", OTHER_MARKER)
    style: dict[str, Any] = {
        "markerfacecolor": PRINT_COLOURS["paper"],
        "markeredgecolor": ink_colour("place"),
        "zorder": 6,
    }
    if kind == "city":
        style["markerfacecolor"] = ink_colour("place")
    window.axes.plot([x], [y], marker, markersize=size, markeredgewidth=size * 0.18, **style)


def visible_places(window: MapFrame, places: gpd.GeoDataFrame) -> list[tuple[Any, float, float]]:
    """Return the places inside the frame with their points of the window."""
    found = []
    at = places.geometry
    for row, lon, lat in zip(places.itertuples(), at.x, at.y, strict=True):
        x, y = window.at(lon, lat)
        if 3 < x < window.width - 3 and 3 < y < window.height - 3:
            found.append((row, x, y))
    return found
