"""The marks of the tools as shapes in degrees: rings, lines to the cities, a measured path."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

import geopandas as gpd
import numpy as np
import shapely
from shapely import Point
from shapely.geometry.base import BaseGeometry as Geometry

from geo.geodesy.antimeridian import wrap_degrees
from geo.geodesy.area import area_m2
from geo.geodesy.assumed_size import find_edge_shift_of_part_m
from geo.geodesy.centroid import find_centroids
from geo.geodesy.geodesic import WGS84
from geo.rows import get_row, get_rows, none_if_nan
from geo.zone import Zone
from maps.figure.overlay.marks import LatLon, Marks
from maps.figure.overlay.model import Overlay

_RING_POINTS = 120
_NEAREST_LINE_M = 20_000.0  # nearer than that a line would only cover the part
_LINE_PIECES = 48
_PIECE_M, _MOST_PIECES = 20_000.0, 64  # of a path


@dataclass(frozen=True)
class CityLine:
    """The geodesic from the centre of the rings to a city.

    Attributes
    ----------
    row : mapping
        The city, with its `id`.
    shape : LineString
        WGS 84 degrees.
    distance_m : float
    uncertainty_m : float or None
        The sum of both ends; None where one of them is not stated.
    """

    row: Mapping[str, Any]
    shape: shapely.LineString
    distance_m: float
    uncertainty_m: float | None


def find_centre(zone: Zone, marks: Marks) -> tuple[float, float] | None:
    """Return longitude and latitude (WGS 84) of the centre of the rings; None without any."""
    if marks.origin is None:
        return None
    if isinstance(marks.origin, str):
        centre = cast("Point", find_centroids(zone.parts.loc[[marks.origin]].geometry).iloc[0])
        return centre.x, centre.y
    return to_lonlat(marks.origin)


def to_lonlat(point: LatLon) -> tuple[float, float]:
    """Return longitude, within 180 degrees, and latitude of a point of an address."""
    lat, lon = point
    return float(wrap_degrees(lon)), lat


def make_ring(centre: tuple[float, float], km: float) -> shapely.LineString:
    """Return the points at a distance from a centre, WGS 84 degrees, from the north clockwise."""
    bearings = np.linspace(0, 360, _RING_POINTS + 1)
    lon, lat = (np.full_like(bearings, each) for each in centre)
    lons, lats, _ = WGS84.fwd(lon, lat, bearings, np.full_like(bearings, 1000 * km))
    return shapely.LineString(np.column_stack([np.unwrap(lons, period=360), lats]))


def list_city_lines(zone: Zone, marks: Marks) -> list[CityLine]:
    """Return the lines from the centre to the cities, if the marks have any."""
    centre = find_centre(zone, marks)
    if centre is None or not marks.has_lines:
        return []
    here_m = 0.0
    if isinstance(marks.origin, str):
        here_m = get_row(zone.parts, marks.origin)["position_uncertainty_m"]
    cities = zone.places[zone.places["kind"] == "city"]
    found = []
    for city_id, row in zip(cities.index, get_rows(cities), strict=True):
        at = row["geometry"]
        distance_m = WGS84.inv(*centre, at.x, at.y)[2]
        uncertainty_m = none_if_nan(here_m + row["position_uncertainty_m"])
        if distance_m >= _NEAREST_LINE_M:
            line = _follow_geodesic(centre, (at.x, at.y), _LINE_PIECES)
            named = {**row, "id": city_id}
            found.append(CityLine(named, shapely.LineString(line), distance_m, uncertainty_m))
    return found


def _follow_geodesic(
    start: tuple[float, float], end: tuple[float, float], pieces: int
) -> list[tuple[float, float]]:
    """Return the vertices of a geodesic, WGS 84 degrees; longitudes run on across 180."""
    between = WGS84.npts(*start, *end, pieces - 1) if pieces > 1 else []
    lons, lats = np.array([start, *between, end]).T
    return list(zip(np.unwrap(lons, period=360).tolist(), lats.tolist(), strict=True))


def band_width_m(zone: Zone, overlay: Overlay) -> float:
    """Return how far off the selected outline may be in metres; 0 where that is not stated."""
    if overlay.selected is None:
        return 0.0
    part = get_row(zone.parts, overlay.selected)
    stated_m = float(part["position_uncertainty_m"])
    return stated_m + find_edge_shift_of_part_m(part) if stated_m > 0 else 0.0


def trace_path(marks: Marks) -> shapely.LineString | None:
    """Return the measured path as it runs on the ground, closed if it is an area; else None."""
    points = list_corners(marks)
    if len(points) < 2:
        return None
    if marks.path_kind == "area" and len(points) > 2:
        points.append(points[0])
    vertices = [points[0]]
    for start, end in pairwise(points):
        length_m = WGS84.inv(*start, *end)[2]
        pieces = min(_MOST_PIECES, int(np.ceil(length_m / _PIECE_M))) or 1
        vertices += _follow_geodesic(start, end, pieces)[1:]
    lons, lats = np.array(vertices).T
    return shapely.LineString(np.column_stack([np.unwrap(lons, period=360), lats]))


def list_corners(marks: Marks) -> list[tuple[float, float]]:
    """Return the points of the measured path: longitudes and latitudes."""
    return [to_lonlat(each) for each in marks.path]


def measure_length_m(points: list[tuple[float, float]]) -> float:
    """Return the geodesic length of the way through these points, metres."""
    lons, lats = np.array(points).reshape(-1, 2).T
    return float(WGS84.line_length(lons, lats)) if len(points) > 1 else 0.0


def measure_area_m2(points: list[tuple[float, float]]) -> float | None:
    """Return the geodesic area inside these points; None where their way crosses itself."""
    if len(points) < 3:
        return 0.0
    lons, lats = np.array(points).T
    ring = shapely.LinearRing(np.column_stack([np.unwrap(lons, period=360), lats]))
    if not ring.is_simple:
        return None
    shape = shapely.orient_polygons(shapely.Polygon(ring))
    return float(area_m2(gpd.GeoSeries([shape], crs="OGC:CRS84"))[0])


def iter_extent(zone: Zone, overlay: Overlay) -> Iterator[Geometry]:
    """Yield all that a map shows of an overlay, lines to far cities left out; WGS 84 degrees."""
    marks, centre = overlay.marks, find_centre(zone, overlay.marks)
    if centre is not None:
        yield Point(centre)
        yield from (make_ring(centre, km) for km in marks.rings_km)
    if marks.point is not None:
        yield Point(to_lonlat(marks.point))
    if marks.path:
        yield trace_path(marks) or Point(list_corners(marks)[0])
    yield from (each.shape for each in overlay.shapes)
