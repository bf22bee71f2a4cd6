"""What part of the ground a figure shows, flat: a projection around it and a frame in metres."""

import math
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats
from geo.geodesy.antimeridian import unwrap_shapes
from geo.geodesy.projection import make_equal_area_plane, project_shapes
from geo.zone import Zone

MIN_SPAN_M = 500.0
GLOBE_RADIUS_M = 12_742e3  # of the disc that the plane shows the whole globe in
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Extent:
    """A Lambert azimuthal equal-area plane around a centre, and the frame drawn of it.

    At the centre the scale is true; at the distance d it is off by (d / 12742 km)² / 2, which
    is 0.06 % at 400 km.

    Attributes
    ----------
    lon, lat : float
        The centre, WGS 84 degrees.
    frame : tuple of float
        West, south, east, north in metres from the centre.
    """

    lon: float
    lat: float
    frame: Box
    flat: Transformer

    def flatten(self, shape: Geometry) -> Geometry:
        """Return a shape in metres of this plane from one in WGS 84 degrees.

        One that was cut at the antimeridian is joined again, so that the cut is not drawn.
        """
        (whole,) = unwrap_shapes([shape], seam=self.lon - 180)
        return project_shapes(whole, self.flat)

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Return a point in metres of this plane."""
        x, y = self.flat.transform(lon, lat)
        return float(x), float(y)

    def lonlat(self, x: Any, y: Any) -> tuple[Floats, Floats]:
        """Return WGS 84 degrees from metres of this plane."""
        lon, lat = self.flat.transform(x, y, direction="INVERSE")
        return np.asarray(lon), np.asarray(lat)

    @property
    def is_on_globe(self) -> bool:
        """Whether every point of the frame is a point of the ground, corners included."""
        return math.hypot(*self.frame[2:]) < GLOBE_RADIUS_M

    @property
    def box(self) -> Geometry:
        """The frame as a shape."""
        return shapely.box(*self.frame)

    def clipped(self, shape: Geometry) -> Geometry:
        """Return the flat shape cut at the frame; empty when it lies outside."""
        flat = self.flatten(shape)
        if not np.isfinite(shapely.get_coordinates(flat)).all():
            return shapely.Point()
        return shapely.clip_by_rect(flat, *self.frame)


def fit_extent(shapes: gpd.GeoSeries, *, aspect: float, margin: float = 0.08) -> Extent:
    """Return the view that holds all shapes, `aspect` times as wide as high.

    Parameters
    ----------
    shapes : GeoSeries
        WGS 84; may lie on both sides of the antimeridian.
    aspect : float
        Width of the frame by its height.
    margin : float
        Free share of the frame on each side.

    Returns
    -------
    View
        Not `is_on_globe` where the shapes reach over more than about a hemisphere.
    """
    xy = shapely.get_coordinates(shapes.values)
    lon, lat = _mean_position(xy)
    for _ in range(2):  # the middle of the vertices, then that of their extent
        flat = make_equal_area_plane(lon, lat)
        x, y = flat.transform(xy[:, 0], xy[:, 1])
        if not np.isfinite([x, y]).all():  # no plane has the point opposite its middle
            return Extent(lon, lat, (-math.inf, -math.inf, math.inf, math.inf), flat)
        west, east, south, north = min(x), max(x), min(y), max(y)
        inverse = flat.transform((west + east) / 2, (south + north) / 2, direction="INVERSE")
        if not np.isfinite(inverse).all():
            break
        lon, lat = (round(float(value), 4) for value in inverse)
    width = max(east - west, (north - south) * aspect, MIN_SPAN_M) / (1 - 2 * margin)
    half = width / 2, width / aspect / 2
    return Extent(lon, lat, (-half[0], -half[1], half[0], half[1]), make_equal_area_plane(lon, lat))


def _mean_position(xy: Floats) -> tuple[float, float]:
    """Return the middle of points on the globe, also across the antimeridian."""
    lon, lat = np.radians(xy).T
    x, y, z = (
        (np.cos(lat) * np.cos(lon)).sum(),
        (np.cos(lat) * np.sin(lon)).sum(),
        np.sin(lat).sum(),
    )
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def region_shapes(zone: Zone, parts: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Return what a region view has to hold: the parts and the reference cities."""
    cities = zone.places.geometry[zone.places["kind"] == "city"]
    around = cities if len(cities) else zone.places.geometry
    if len(around) == 0:
        around = zone.context.geometry
    return gpd.GeoSeries([*parts.geometry, *around], crs=parts.crs)
