"""An overlay drawn on the map: the band of a position, added shapes, rings, lines and points."""

from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import shapely
from matplotlib.colors import to_rgba
from shapely.geometry.base import BaseGeometry as Geometry

from geo.rows import get_row
from geo.zone import Zone
from maps.figure.map_frame import MapFrame, draw_shape
from maps.figure.map_layers import POINTS_PER_PX, ink_colour, outline_style
from maps.figure.overlay.model import AddedShape, Overlay
from maps.figure.overlay.shapes import (
    band_width_m,
    find_centre,
    list_city_lines,
    list_corners,
    make_ring,
    to_lonlat,
    trace_path,
)
from maps.theme import LINE_WIDTH_PX, PRINT_COLOURS

PLOT_INKS = ("plot-1", "plot-2", "plot-3", "plot-4")
RING_DASHES = (0, (0.6, 2.4))
_BAND_OPACITY, _PLOT_OPACITY, _AREA_OPACITY = 0.16, 0.2, 0.16
_INK, _PAPER = PRINT_COLOURS["text"], PRINT_COLOURS["paper"]


def draw_overlay(frame: MapFrame, zone: Zone, overlay: Overlay, *, em: float) -> None:
    """Draw all of an overlay but its labels.

    Parameters
    ----------
    em : float
        The size of plain text, points, by which symbols and lines are scaled.
    """
    if overlay.selected is not None:
        _draw_selected(frame, zone.parts, overlay.selected, em=em)
        _draw_band(frame, zone, overlay)
    for part_id in overlay.marks.compared:
        outline = frame.project(zone.parts.geometry[part_id].boundary)
        style = compared_style(zone.parts, part_id, em=em)
        draw_shape(frame.axes, outline, facecolor="none", zorder=4.5, **style)
    for added in overlay.shapes:
        _draw_added(frame, added, em=em)
    _draw_rings(frame, zone, overlay, em=em)
    _draw_path(frame, overlay, em=em)
    if overlay.marks.point is not None:
        _draw_point(frame, to_lonlat(overlay.marks.point), sizes_em=(1.5, 0.55), em=em)


def selected_style(parts: gpd.GeoDataFrame, part_id: str, *, em: float) -> dict[str, Any]:
    """Return the line around the selected part."""
    row = get_row(parts, part_id)
    width = 2.2 * LINE_WIDTH_PX[row["kind"]] * POINTS_PER_PX * em / 8.6
    dashes = outline_style(row["placement"])
    return {"edgecolor": ink_colour(row["kind"]), "linewidth": width, **dashes}


def compared_style(parts: gpd.GeoDataFrame, part_id: str, *, em: float) -> dict[str, Any]:
    """Return the line around a part that is compared."""
    dashes = outline_style(get_row(parts, part_id)["placement"])
    return {"edgecolor": _INK, "linewidth": 0.24 * em, **dashes}


def band_style(parts: gpd.GeoDataFrame, part_id: str) -> dict[str, Any]:
    """Return the style of the band in which the selected part's outline may lie."""
    colour = ink_colour(get_row(parts, part_id)["kind"])
    return {"facecolor": to_rgba(colour, _BAND_OPACITY), "edgecolor": colour, "linewidth": 0}


def plot_style(layer: int, *, em: float) -> dict[str, Any]:
    """Return the style of an added plot of a layer, counted from 0."""
    colour = ink_colour(PLOT_INKS[layer % len(PLOT_INKS)])
    fill = to_rgba(colour, _PLOT_OPACITY)
    return {"facecolor": fill, "edgecolor": colour, "linewidth": 0.16 * em, "joinstyle": "round"}


def line_style(*, em: float) -> dict[str, Any]:
    """Return the style of a measured line."""
    return {"edgecolor": _INK, "linewidth": 0.17 * em, "joinstyle": "round"}


def ring_style(*, em: float) -> dict[str, Any]:
    """Return the style of a range ring."""
    return {"edgecolor": _INK, "linewidth": 0.15 * em, "linestyle": RING_DASHES}


def ray_style(*, em: float) -> dict[str, Any]:
    """Return the style of a line to a city."""
    return {"edgecolor": _INK, "linewidth": 0.09 * em}


def _draw_selected(frame: MapFrame, parts: gpd.GeoDataFrame, part_id: str, *, em: float) -> None:
    shape = frame.project(parts.geometry[part_id], clip=False)
    style = selected_style(parts, part_id, em=em)
    for piece in shapely.get_parts(shape):
        draw_shape(frame.axes, piece, facecolor="none", zorder=4.4, **style)


def _draw_band(frame: MapFrame, zone: Zone, overlay: Overlay) -> None:
    """Draw the band around the selected part that is as wide as its position uncertainty."""
    width_m = band_width_m(zone, overlay)
    if not width_m or overlay.selected is None:
        return
    edge = frame.project(zone.parts.geometry[overlay.selected], clip=False).boundary
    band = edge.buffer(width_m * frame.points_per_m).intersection(frame.border)
    draw_shape(frame.axes, band, zorder=3.4, **band_style(zone.parts, overlay.selected))


def _draw_added(frame: MapFrame, added: AddedShape, *, em: float) -> None:
    style = plot_style(added.layer, em=em)
    if added.shape.area:
        draw_shape(frame.axes, frame.project(added.shape), zorder=5, **{**style, "linewidth": 0})
        outline = frame.project(shapely.boundary(added.shape))
        draw_shape(frame.axes, outline, zorder=5.1, **{**style, "facecolor": "none"})
    elif added.shape.length:
        draw_shape(
            frame.axes, frame.project(added.shape), zorder=5.1, **{**style, "facecolor": "none"}
        )
    else:
        for point in shapely.get_parts(added.shape):
            x, y = frame.project_point(point.x, point.y)
            frame.axes.plot(
                [x], [y], "o", markersize=0.7 * em, markerfacecolor=style["edgecolor"],
                markeredgecolor=_PAPER, markeredgewidth=0.1 * em, zorder=6.2,
            )  # fmt: skip


def _draw_rings(frame: MapFrame, zone: Zone, overlay: Overlay, *, em: float) -> None:
    centre = find_centre(zone, overlay.marks)
    if centre is None:
        return
    for ring in project_rings(frame, centre, overlay.marks.rings_km):
        draw_shape(frame.axes, ring, facecolor="none", zorder=5.4, **ring_style(em=em))
    for line in list_city_lines(zone, overlay.marks):
        drawn = frame.project(line.shape)
        draw_shape(frame.axes, drawn, facecolor="none", zorder=5.3, **ray_style(em=em))
    _draw_point(frame, centre, sizes_em=(0.7,), em=em)


def project_rings(
    frame: MapFrame, centre: tuple[float, float], rings_km: Sequence[float]
) -> list[Geometry]:
    """Return what is in the frame of each ring, points of the map."""
    return [frame.project(make_ring(centre, km)) for km in rings_km]


def _draw_path(frame: MapFrame, overlay: Overlay, *, em: float) -> None:
    marks, path = overlay.marks, trace_path(overlay.marks)
    if path is not None:
        if path.is_ring and path.length and marks.path_kind == "area":
            inside = frame.project(shapely.make_valid(shapely.Polygon(path)))
            fill = to_rgba(_INK, _AREA_OPACITY)
            draw_shape(frame.axes, inside, facecolor=fill, linewidth=0, zorder=5.5)
        line = frame.project(path)
        draw_shape(frame.axes, line, facecolor="none", zorder=5.6, **line_style(em=em))
    for corner in list_corners(marks):
        _draw_point(frame, corner, sizes_em=(0.75,), em=em)


def _draw_point(
    frame: MapFrame, at: tuple[float, float], *, sizes_em: Sequence[float], em: float
) -> None:
    """Draw circles around a point, the largest first; nothing outside the frame."""
    x, y = frame.project_point(*at)
    if not (0 <= x <= frame.width and 0 <= y <= frame.height):
        return
    for n, size in enumerate(sizes_em):
        is_dot = n > 0
        frame.axes.plot(
            [x], [y], "o", markersize=size * em, markerfacecolor=_INK if is_dot else _PAPER,
            markeredgecolor=_INK, markeredgewidth=0.14 * em, zorder=6.6 + 0.1 * n,
        )  # fmt: skip
