"""The labels of an overlay: what was measured, beside what it was measured on."""

from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.zone import Zone
from maps import formatting
from maps.content.part import localize_part_name
from maps.figure.labels import balance_lines
from maps.figure.map_frame import MapFrame
from maps.figure.map_layers import ink_colour
from maps.figure.overlay.draw import PLOT_INKS, project_rings
from maps.figure.overlay.model import Overlay
from maps.figure.overlay.shapes import (
    CityLine,
    find_centre,
    list_city_lines,
    list_corners,
    to_lonlat,
    trace_path,
)
from maps.figure.overlay.words import describe_point, measure_path, measure_shape, name_shape
from maps.figure.page import legible_size_pt
from maps.figure.typography import clean_text
from maps.labels.model import Label
from maps.theme import PRINT_COLOURS

MOST_SHAPES, _MOST_MEASURED = 60, 12
_SOUTH_WEST = 0.625  # of the way around a ring
_REACH_EM, _LEAST_LINE_EM = 9.0, 5.0
_EDGE_PT, _SMALL_EM = 18.0, 4.0


def make_overlay_labels(
    frame: MapFrame, zone: Zone, overlay: Overlay, lang: str, *, em: float
) -> list[Label]:
    """Return the labels of an overlay by rank: the queried point first, added shapes last."""
    size = legible_size_pt(0.85 * em)
    found = [
        *_point_labels(frame, zone, overlay, lang, size),
        *_path_labels(frame, overlay, lang, size),
        *_ring_labels(frame, zone, overlay, size),
        *_city_labels(frame, zone, overlay, lang, size),
        *_shape_labels(frame, overlay, lang, size),
    ]
    inner = frame.border
    return [each for each in found if inner.intersects(shapely.Point(each.anchor))]


def list_overlay_lines(frame: MapFrame, zone: Zone, overlay: Overlay) -> list[Geometry]:
    """Return the lines that no text should cover, points of the map."""
    path = trace_path(overlay.marks)
    rays = [each.shape for each in list_city_lines(zone, overlay.marks)]
    added = [each.shape for each in overlay.shapes if each.shape.length and not each.shape.area]
    return [frame.project(each) for each in (*([] if path is None else [path]), *rays, *added)]


def list_overlay_rings(frame: MapFrame, zone: Zone, overlay: Overlay) -> list[Geometry]:
    """Return the rings that text should rather not cross, points of the map."""
    centre = find_centre(zone, overlay.marks)
    return [] if centre is None else list(project_rings(frame, centre, overlay.marks.rings_km))


def list_overlay_discs(frame: MapFrame, overlay: Overlay, *, em: float) -> list[Geometry]:
    """Return what symbols and small plots cover, points of the map."""
    marks = overlay.marks
    points = [] if marks.point is None else [to_lonlat(marks.point)]
    points += list_corners(marks)
    sites = [each.shape for each in overlay.shapes if not each.shape.length]
    points += [(site.x, site.y) for site in shapely.get_parts(sites)]
    discs = (shapely.Point(frame.project_point(*each)).buffer(0.5 * em) for each in points)
    found: list[Geometry] = [*discs]
    plots = [frame.project(each.shape) for each in overlay.shapes if each.shape.area]
    found += [each for each in plots if not each.is_empty and _is_small(each, em)]
    return [each for each in found if each.intersects(frame.border)]


def _is_small(shape: Geometry, em: float) -> bool:
    """Return whether text over a shape would hide it."""
    west, south, east, north = shape.bounds
    return max(east - west, north - south) < _SMALL_EM * em


def _make_label(
    lines: Sequence[str],
    anchor: tuple[float, float],
    size: float,
    colour: str | None = None,
    *,
    shape: Geometry | None = None,
    may_have_leader: bool = False,
) -> Label:
    cleaned = (clean_text(line) for line in lines)
    return Label(
        lines=tuple((line, size) for line in cleaned if line),
        anchor=anchor,
        shape=shape,
        max_distance=_REACH_EM * size,
        may_have_leader=may_have_leader,
        colour=colour or PRINT_COLOURS["text"],
        zorder=10,
    )


def _point_labels(
    frame: MapFrame, zone: Zone, overlay: Overlay, lang: str, size: float
) -> Iterator[Label]:
    if overlay.marks.point is not None:
        at = frame.project_point(*to_lonlat(overlay.marks.point))
        said = describe_point(zone, overlay.marks.point, lang)
        yield _make_label(said, at, size, may_have_leader=True)


def _path_labels(frame: MapFrame, overlay: Overlay, lang: str, size: float) -> Iterator[Label]:
    marks = overlay.marks
    if len(marks.path) > 1:
        seen = [frame.project_point(*each) for each in reversed(list_corners(marks))]
        inside = [at for at in seen if frame.border.intersects(shapely.Point(at))]
        if inside:
            said = measure_path(marks, lang)
            yield _make_label(said, inside[0], size, may_have_leader=True)


def _ring_labels(frame: MapFrame, zone: Zone, overlay: Overlay, size: float) -> Iterator[Label]:
    """Yield the value of each ring, in the south-west of it or where it is seen."""
    centre = find_centre(zone, overlay.marks)
    if centre is None:
        return
    rings = project_rings(frame, centre, overlay.marks.rings_km)
    inner = frame.border.buffer(-_EDGE_PT)
    for km, ring in zip(overlay.marks.rings_km, rings, strict=True):
        seen = ring.intersection(inner)
        if seen.is_empty:
            continue
        wanted = _ring_point(frame, centre, ring)
        at = shapely.get_coordinates(shapely.shortest_line(seen, wanted))[0]
        yield _make_label([f"{km:g} km"], (float(at[0]), float(at[1])), size)


def _ring_point(frame: MapFrame, centre: tuple[float, float], ring: Geometry) -> Geometry:
    """Return a point far south-west of the centre, points of the map."""
    x, y = frame.project_point(*centre)
    far = float(np.hypot(frame.width, frame.height)) + ring.length
    angle = 2 * np.pi * _SOUTH_WEST
    return shapely.Point(x + far * np.sin(angle), y + far * np.cos(angle))


def _city_labels(
    frame: MapFrame, zone: Zone, overlay: Overlay, lang: str, size: float
) -> Iterator[Label]:
    for line in list_city_lines(zone, overlay.marks):
        seen = frame.project(line.shape)
        if seen.length > _LEAST_LINE_EM * size:
            yield _city_label(frame, line, seen, lang, size)


def _city_label(frame: MapFrame, line: CityLine, seen: Geometry, lang: str, size: float) -> Label:
    """Return the length of a line, with the city's name where that is outside the frame."""
    said = formatting.distance(line.distance_m, lang, uncertainty_m=line.uncertainty_m)
    at = line.row["geometry"]
    end = shapely.Point(frame.project_point(at.x, at.y))
    is_whole = frame.border.intersects(end)
    middle = seen.interpolate(0.5 if is_whole else 0.8, normalized=True)
    lines = [said] if is_whole else [localize_part_name(line.row, lang).text, said]
    return _make_label(lines, (middle.x, middle.y), size)


def _shape_labels(frame: MapFrame, overlay: Overlay, lang: str, size: float) -> Iterator[Label]:
    is_measured = len(overlay.shapes) <= _MOST_MEASURED
    for n, added in enumerate(overlay.shapes[:MOST_SHAPES], 1):
        seen = frame.project(added.shape)
        if seen.is_empty:
            continue
        at = seen.representative_point()
        lines = balance_lines(name_shape(added, n))
        if is_measured and (added.shape.area or added.shape.length):
            lines = [*lines, measure_shape(added, lang)]
        colour = ink_colour(PLOT_INKS[added.layer % len(PLOT_INKS)])
        plot = seen if added.shape.area else None
        yield _make_label(lines, (at.x, at.y), size, colour, shape=plot, may_have_leader=True)
