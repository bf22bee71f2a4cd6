"""The extent of a map: a local equal-area projection, and bounds in its metres."""

import math
from dataclasses import dataclass
from typing import Literal

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import ArrayLike
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats
from geo.geodesy.antimeridian import unwrap_shapes
from geo.geodesy.projection import clip_to_bounds, make_equal_area_plane, project_shapes
from geo.zone import Zone

MIN_SPAN_M = 500.0
GLOBE_RADIUS_M = 12_742e3  # of the disc on which the projection shows the whole globe
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Extent:
    """A Lambert azimuthal equal-area plane around a centre, and the bounds of what is drawn of it.

    At the centre the scale is true; at the distance d it is off by (d / 12742 km)² / 2, which
    is 0.06 % at 400 km.

    Attributes
    ----------
    lon, lat : float
        The centre, WGS 84 degrees.
    bounds : tuple of float
        West, south, east, north in metres from the centre.
    transformer : Transformer
        From WGS 84 longitude and latitude to metres of the plane.
    """

    lon: float
    lat: float
    bounds: Box
    transformer: Transformer

    def project(self, shape: Geometry) -> Geometry:
        """Return a shape (WGS 84 degrees) in metres of this plane.

        One that was cut at the antimeridian is joined again, so that the cut is not drawn.
        """
        (whole,) = unwrap_shapes([shape], seam=self.lon - 180)
        return project_shapes(whole, self.transformer)

    def project_point(self, lon: float, lat: float) -> tuple[float, float]:
        """Return a position (WGS 84 degrees) in metres of this plane; infinite off the plane."""
        x, y = _transform(self.transformer, lon, lat)
        return float(x), float(y)

    def unproject(self, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """Return longitudes and latitudes (WGS 84 degrees) of points given in metres."""
        return _transform(self.transformer, x, y, direction="INVERSE")

    @property
    def is_on_globe(self) -> bool:
        """Whether the bounds, corners included, lie on the disc that shows the globe."""
        return math.hypot(*self.bounds[2:]) < GLOBE_RADIUS_M

    @property
    def shape(self) -> Geometry:
        """The bounds as a shape, metres."""
        return shapely.box(*self.bounds)

    def clip(self, shape: Geometry) -> Geometry:
        """Return a shape (WGS 84 degrees) in metres, cut at the bounds; empty outside them."""
        flat = self.project(shape)
        if not np.isfinite(shapely.get_coordinates(flat)).all():
            return shapely.Point()
        return clip_to_bounds(flat, self.bounds)


def _transform(
    transformer: Transformer,
    x: ArrayLike,
    y: ArrayLike,
    direction: Literal["FORWARD", "INVERSE"] = "FORWARD",
) -> tuple[Floats, Floats]:
    """Return both coordinates as arrays of the shape of the input."""
    moved: tuple[ArrayLike, ArrayLike] = transformer.transform(x, y, direction=direction)
    return np.asarray(moved[0], dtype=np.float64), np.asarray(moved[1], dtype=np.float64)


def fit_extent(shapes: gpd.GeoSeries, *, aspect: float, margin: float = 0.08) -> Extent:
    """Return the extent that contains all shapes, `aspect` times as wide as high.

    Parameters
    ----------
    shapes : GeoSeries
        WGS 84 degrees; may lie on both sides of the antimeridian.
    aspect : float
        Width by height.
    margin : float
        Share of the width that is kept free on each side.

    Returns
    -------
    Extent
        Not `is_on_globe` where the shapes reach over more than about a hemisphere.
    """
    xy = shapely.get_coordinates(shapes.values)
    lon, lat = _mean_position(xy)
    for _ in range(2):  # centred on the mean of the vertices, then on the middle of their bounds
        flat = make_equal_area_plane(lon, lat)
        x, y = _transform(flat, xy[:, 0], xy[:, 1])
        if not np.isfinite([x, y]).all():  # the point opposite the centre is not on the plane
            return Extent(lon, lat, (-math.inf, -math.inf, math.inf, math.inf), flat)
        west, east, south, north = map(float, (x.min(), x.max(), y.min(), y.max()))
        middle = (west + east) / 2, (south + north) / 2
        inverse = _transform(flat, *middle, direction="INVERSE")
        if not np.isfinite(inverse).all():
            break
        lon, lat = (round(float(value), 4) for value in inverse)
    width = max(east - west, (north - south) * aspect, MIN_SPAN_M) / (1 - 2 * margin)
    half = width / 2, width / aspect / 2
    return Extent(lon, lat, (-half[0], -half[1], half[0], half[1]), make_equal_area_plane(lon, lat))


def _mean_position(xy: Floats) -> tuple[float, float]:
    """Return the mean position of points on the globe, degrees, also across the antimeridian."""
    radians: Floats = np.radians(xy)
    lon, lat = radians[:, 0], radians[:, 1]
    x = float((np.cos(lat) * np.cos(lon)).sum())
    y = float((np.cos(lat) * np.sin(lon)).sum())
    z = float(np.sin(lat).sum())
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def region_shapes(zone: Zone, parts: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Return what a map of the region contains: the parts and the reference cities.

    Without cities it is all places, and without places the context.
    """
    cities = zone.places.geometry[zone.places["kind"] == "city"]
    around = cities if len(cities) else zone.places.geometry
    if len(around) == 0:
        around = zone.context.geometry
    return gpd.GeoSeries([*parts.geometry, *around], crs=parts.crs)
