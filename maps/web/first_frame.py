"""The map's first frame: the zone as inline SVG, painted before any script runs.

It is in the map's own projection and fits the same bounds, so that Leaflet replaces it without a
jump; where no scripts run, it stays.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats, Ints
from geo.geodesy.antimeridian import find_seam, unwrap_shapes
from geo.geodesy.simplify import reduce_vertices
from geo.measured import Measured
from geo.zone import Zone
from maps.content.part_list import has_many_parts
from maps.svg.ground import list_ground
from maps.web.layer_data import make_view_bounds

EXTENT = 1600  # units of the longer side: half a pixel each on a desktop screen
BEYOND = 1200  # units drawn beyond the bounds: what wide and high screens show
TOLERANCE = 1  # units that simplifying may move a line
MAX_CHARS = 24_000  # of path data: what is more is left to the scripts
MAX_DEGREES = 45.0  # a wider zone would need a zoom below the map's lowest
MAX_LATITUDE = 85.0  # the projection ends at 85.05
DEEPEST_PX_PER_DEGREE = 256 * 2**18 / 360  # at the map's deepest zoom


@dataclass(frozen=True)
class FirstFrame:
    """What the template of the first frame needs.

    Attributes
    ----------
    width, height : int
        Of the bounds that the map fits, in units of the drawing, whose origin is north-west.
    deepest_width_px, deepest_height_px : int
        The same at the map's deepest zoom, from which the style sheet shrinks the drawing.
    ground : list of (class names, path data)
        What lies beneath the parts; empty where it would be too much.
    parts : list of (class names, path data, id)
    """

    width: int
    height: int
    deepest_width_px: int
    deepest_height_px: int
    ground: list[tuple[str, str]]
    parts: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Window:
    """Bounds in spherical Mercator: degrees of longitude in both directions, and units of each."""

    west: float
    north: float
    wide: float
    high: float

    @property
    def scale(self) -> float:
        """Units of the drawing in a degree of longitude."""
        return EXTENT / max(self.wide, self.high)

    def project(self, lonlat: Floats) -> Floats:
        """Return unwrapped degrees, shape (n, 2), in units of the drawing."""
        x, y = lonlat[:, 0] - self.west, self.north - _mercator(lonlat[:, 1])
        return np.column_stack([x, y]) * self.scale


def draw_first_frame(
    measured: Measured, *, view: str = "zone", has_ground: bool = True
) -> FirstFrame | None:
    """Return the first frame of a view, `zone` or `region`, with or without what lies beneath.

    None where it would be too large to be sent ahead of the map, or could not be what the map
    shows: a zone drawn on a canvas, at a pole, or wider than the map's lowest zoom shows.
    """
    window = _make_window(make_view_bounds(measured.zone)[view])
    if window is None or has_many_parts(measured.zone):
        return None
    ground, parts = _draw_layers(measured.zone, window)
    spare = MAX_CHARS - sum(len(path) for _, path, _ in parts)
    if spare < 0:
        return None
    return FirstFrame(
        width=round(window.wide * window.scale),
        height=round(window.high * window.scale),
        deepest_width_px=math.ceil(window.wide * DEEPEST_PX_PER_DEGREE),
        deepest_height_px=math.ceil(window.high * DEEPEST_PX_PER_DEGREE),
        ground=ground if has_ground and sum(len(path) for _, path in ground) <= spare else [],
        parts=parts,
    )


def _mercator(lat: Floats) -> Floats:
    """Return latitudes in spherical Mercator, in degrees of longitude from the equator."""
    within = np.clip(lat, -MAX_LATITUDE, MAX_LATITUDE)
    projected: Floats = np.degrees(np.arcsinh(np.tan(np.radians(within))))
    return projected


def _make_window(bounds: list[list[float]]) -> Window | None:
    """Return bounds [[south, west], [north, east]] projected; None where the map can't fit them."""
    (south, west), (north, east) = bounds
    bottom, top = _mercator(np.array([south, north])).tolist()
    wide, high = east - west, top - bottom
    is_shown = max(-south, north) < MAX_LATITUDE and 0 < max(wide, high) < MAX_DEGREES
    return Window(west, top, wide, high) if is_shown else None


def _draw_layers(
    zone: Zone, window: Window
) -> tuple[list[tuple[str, str]], list[tuple[str, str, str]]]:
    """Return what is drawn of the ground and of the parts, each from below to above."""
    seam = find_seam(zone.parts.geometry.values)
    kinds, placements = zone.parts["kind"], zone.parts["placement"]
    names = [f"part kind-{a} placement-{b}" for a, b in zip(kinds, placements, strict=True)]
    paths = _iter_paths(zone.parts, window, seam=seam)
    parts = list(zip(names, paths, map(str, zone.parts.index), strict=True))
    ground = list_ground(zone)
    names = [
        f"{kind}{' host' * bool(is_host)}"
        for kind, is_host in zip(ground["kind"], ground["host"], strict=True)
    ]
    drawn = zip(names, _iter_paths(ground, window, seam=seam), strict=True)
    return [(name, path) for name, path in drawn if path], parts


def _iter_paths(rows: gpd.GeoDataFrame, window: Window, *, seam: float | None) -> Iterator[str]:
    """Yield path data of each row's shape; empty where it lies outside what is drawn."""
    frame = (-BEYOND, -BEYOND, EXTENT + BEYOND, EXTENT + BEYOND)
    shapes = unwrap_shapes(rows.geometry.array, seam=seam)
    drawn = shapely.clip_by_rect(shapely.transform(shapes, window.project), *frame)
    for shape in reduce_vertices(drawn, TOLERANCE):
        yield "".join(map(_format_line, _list_lines(shape)))


def _list_lines(shape: Geometry) -> list[Geometry]:
    """Return the rings of polygons, and lines themselves."""
    pieces: list[Geometry] = shapely.get_parts(shape).tolist()
    rings: list[Geometry] = shapely.get_rings(pieces).tolist()
    return rings or pieces


def _format_line(line: Geometry) -> str:
    """Return a line as path data, in whole units, each vertex from the one before.

    >>> _format_line(shapely.LineString([(0, 0), (10.2, 0), (10, -7)]))
    'M0 0l10 0 0-7'
    """
    xy: Ints = np.rint(shapely.get_coordinates(line)).astype(np.int64)
    steps = np.diff(xy, axis=0)
    steps = steps[steps.any(axis=1)]
    if not len(steps):
        return ""
    (x, y), is_closed = xy[0].tolist(), bool((xy[0] == xy[-1]).all())
    drawn = " ".join(f"{dx} {dy}" for dx, dy in (steps[:-1] if is_closed else steps).tolist())
    return f"M{x} {y}l{drawn}{'z' * is_closed}".replace(" -", "-")
