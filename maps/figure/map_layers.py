"""The layers of the map: counties and rivers, the parts, the places."""

import maps.figure.with_matplotlib  # noqa: F401 (first, as it says)

# isort: split
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.colors import to_rgba
from shapely import Point
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Bools
from geo.rows import get_rows
from maps.figure.map_frame import MapFrame, draw_shape
from maps.figure.shape_names import shape_name
from maps.theme import DASHES, FILL_OPACITY, INKS, LINE_WIDTH_PX, PRINT_COLOURS

POINTS_PER_PX = 0.75
# As on the page (zone-map.css): squares for ways to travel, filled for cities and stations.
MARKERS: Mapping[str, str] = {"airport": "s", "station": "s"}
OTHER_MARKER = "o"
FILLED = ("city", "station")
EDGE_PT = 3.0  # a symbol closer to the edge of the map would be cut


def ink_colour(name: str) -> str:
    """Return the colour of one kind of thing in the light scheme, `#rrggbb`."""
    return INKS[name].light


def draw_context(
    frame: MapFrame, context: gpd.GeoDataFrame, *, line_scale: float = 1.0, has_lines: bool = True
) -> None:
    """Draw counties and rivers, cut at the frame; host counties are tinted.

    Without lines, where a base map has them, only the tint is drawn.
    """
    counties = context[context["kind"] == "county"]
    for shape, is_host in zip(counties.geometry, counties["host"], strict=True):
        area = frame.project(shape)
        if is_host:
            draw_shape(frame.axes, area, facecolor=ink_colour("host"), linewidth=0, zorder=1)
        if not has_lines:
            continue
        rings = shapely.GeometryCollection(list(shapely.get_rings(shapely.get_parts(area))))
        edge = shapely.intersection(rings, frame.border.buffer(-0.1))
        line: dict[str, Any] = {
            "facecolor": "none",
            "edgecolor": ink_colour("county"),
            "linewidth": 0.5 * line_scale,
        }
        draw_shape(frame.axes, edge, alpha=0.8, zorder=2, **line)
    for shape in context[context["kind"] == "river"].geometry if has_lines else ():
        draw_river(frame, frame.project(shape), line_scale=line_scale)


def draw_river(frame: MapFrame, shape: Geometry, *, line_scale: float) -> None:
    """Draw a river, a line or an area."""
    is_area = shape.area > 0
    style: dict[str, Any] = {
        "facecolor": ink_colour("river") if is_area else "none",
        "edgecolor": ink_colour("river"),
        "linewidth": (0.3 if is_area else 1.3) * line_scale,
        "capstyle": "round",
        "joinstyle": "round",
    }
    draw_shape(frame.axes, shape, zorder=3, **style)


def part_style(kind: str, placement: str, *, line_scale: float = 1.0) -> dict[str, Any]:
    """Return the style of a part for matplotlib: colour by kind, dashes by placement."""
    return {
        "facecolor": to_rgba(ink_colour(kind), FILL_OPACITY[kind]),
        "edgecolor": ink_colour(kind),
        "linewidth": LINE_WIDTH_PX[kind] * POINTS_PER_PX * line_scale,
        **outline_style(placement),
    }


def outline_style(placement: str) -> dict[str, Any]:
    """Return how any line along a part's outline is dashed: a solid one would say surveyed."""
    dashes = DASHES[placement]
    linestyle = (0, dashes) if dashes else "solid"
    return {"linestyle": linestyle, "joinstyle": "round", "capstyle": "butt"}


def draw_parts(frame: MapFrame, parts: gpd.GeoDataFrame, *, line_scale: float = 1.0) -> None:
    """Draw the parts, larger ones first, one path for each polygon."""
    largest_first = parts.geometry.to_crs("EPSG:6933").area.sort_values(ascending=False).index
    for part_id in largest_first:
        row = parts.loc[part_id]
        style = part_style(row["kind"], row["placement"], line_scale=line_scale)
        drawn = frame.project(row.geometry, clip=False)
        for n, shape in enumerate(shapely.get_parts(drawn), 1):
            draw_shape(frame.axes, shape, name=shape_name(part_id, n), zorder=4, **style)


@dataclass(frozen=True)
class VisiblePlace:
    """A reference place inside the map frame.

    Attributes
    ----------
    row : mapping
        Its `id`, `name` and `name_zh`.
    kind : str
        `city`, `airport`, `town`, `station` or any other; empty when unknown.
    x, y : float
        Where it is, points of the map.
    """

    row: Mapping[str, object]
    kind: str
    x: float
    y: float

    @property
    def point(self) -> Point:
        """The place in points of the map."""
        return Point(self.x, self.y)

    def disc(self, radius: float) -> Geometry:
        """Return what its symbol covers, as a disc of this radius in points."""
        return self.point.buffer(radius)


def marker_colours(kind: str) -> dict[str, Any]:
    """Return the colours of the symbol of a kind of place, as matplotlib names them."""
    ink = ink_colour("place")
    fill = ink if kind in FILLED else PRINT_COLOURS["paper"]
    return {"markerfacecolor": fill, "markeredgecolor": ink}


def draw_marker(frame: MapFrame, place: VisiblePlace, *, size: float) -> None:
    """Draw a place's symbol, `size` points wide."""
    frame.axes.plot(
        [place.x],
        [place.y],
        MARKERS.get(place.kind, OTHER_MARKER),
        markersize=size,
        markeredgewidth=size * 0.18,
        **marker_colours(place.kind),
        zorder=6,
    )


def visible_places(frame: MapFrame, places: gpd.GeoDataFrame) -> list[VisiblePlace]:
    """Return the places inside the frame, none closer to its edge than `EDGE_PT`.

    Parameters
    ----------
    places : GeoDataFrame
        Points with `kind`, `name` and `name_zh`, indexed by id, WGS 84.
    """
    found = []
    for place_id, row in zip(places.index, get_rows(places), strict=True):
        at = row["geometry"]
        x, y = frame.project_point(at.x, at.y)
        if EDGE_PT < x < frame.width - EDGE_PT and EDGE_PT < y < frame.height - EDGE_PT:
            found.append(VisiblePlace({**row, "id": place_id}, row["kind"] or "", x, y))
    return found


def visible_context(
    frame: MapFrame, context: gpd.GeoDataFrame, *, has_lines: bool = True
) -> dict[str, gpd.GeoDataFrame]:
    """Return the tinted counties, the counties whose line is drawn, and the rivers in the frame.

    The keys are `host`, `county` and `river`; what is not visible has no rows, nor have `county`
    and `river` without lines, as `draw_context` draws them.
    """
    is_county, is_host = context["kind"] == "county", context["host"].astype(bool)
    shapes, lines = context.geometry, shapely.boundary(context.geometry.values)
    has_area = _is_visible(frame, shapes)
    return {
        "host": context[is_county & is_host & has_area],
        "county": context[is_county & has_lines & _is_visible(frame, lines)],
        "river": context[(context["kind"] == "river") & has_lines & has_area],
    }


def list_visible(frame: MapFrame, context: gpd.GeoDataFrame) -> list[str]:
    """Return the ids of the counties and rivers of which something is in the frame."""
    return [str(key) for key in context.index[_is_visible(frame, context.geometry)]]


def _is_visible(frame: MapFrame, shapes: Iterable[Geometry]) -> Bools:
    return np.array([not frame.project(shape).is_empty for shape in shapes], dtype=bool)
