"""The WGS 84 ellipsoid and local planes: affine metres, azimuthal equidistant, equal-area.

References
----------
Karney, C. F. F. (2013). Algorithms for geodesics. Journal of Geodesy 87, 43-55.
Snyder, J. P. (1987). Map Projections: A Working Manual. USGS Professional Paper 1395.
"""

import math
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import shapely
from pyproj import Transformer
from shapely import Polygon
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats, Shapes
from geo.geodesy.geodesic import WGS84

DECIMALS = 6
Shape = TypeVar("Shape", bound=Geometry)
Projected = TypeVar("Projected", Geometry, Shapes)


@dataclass(frozen=True, slots=True)
class LocalPlane:
    """A plane of metres about a point, affine to WGS 84 longitude and latitude.

    Being affine it keeps straight edges straight, so what is inside here is inside on the map
    too. Lengths are right to about 1 % within 100 km (below 60 degrees of latitude); areas are
    never taken from it.

    Attributes
    ----------
    lon, lat : float
        The origin, WGS 84 degrees.
    """

    lon: float
    lat: float

    def metres_per_degree(self) -> tuple[float, float]:
        """Return the length of a degree of longitude and of latitude here, in metres."""
        rad = math.radians(self.lat)
        root = math.sqrt(1 - WGS84.es * math.sin(rad) ** 2)
        degree = math.radians(WGS84.a) / root
        return degree * math.cos(rad), degree * (1 - WGS84.es) / root**2

    def project(self, geometry: Shape) -> Shape:
        """Return `geometry` (WGS 84 degrees) in metres from the origin, the short way round.

        Empty ones stay empty.
        """

        def forward(xy: Floats) -> Floats:
            east = np.mod(xy[:, 0] - self.lon + 180, 360) - 180
            return np.column_stack([east, xy[:, 1] - self.lat]) * self.metres_per_degree()

        return shapely.transform(geometry, forward)

    def unproject(self, geometry: Shape) -> Shape:
        """Return `geometry` (metres of this plane) in WGS 84 degrees, rounded to `DECIMALS`.

        Longitudes may be beyond 180. Empty ones stay empty.
        """

        def inverse(xy: Floats) -> Floats:
            return np.round(xy / self.metres_per_degree() + (self.lon, self.lat), DECIMALS)

        return shapely.transform(geometry, inverse)

    def world_extent(self) -> Polygon:
        """Return longitude -180 to 180 in metres: what is cut to it never crosses 180."""
        east, north = self.metres_per_degree()
        west = (-180 - self.lon) * east
        return shapely.box(west, -90 * north, west + 360 * east, 180 * north)


def make_azimuthal_plane(lon: float, lat: float) -> Transformer:
    """Return the azimuthal equidistant projection around a point: WGS 84 degrees to metres.

    Distances and bearings from the centre are exact anywhere on Earth; between other points
    they are right only near the centre. Longitudes may be given beyond 180; the inverse returns
    -180 to 180. The point opposite the centre has no position in the plane.

    Parameters
    ----------
    lon, lat : float
        The centre, WGS 84 degrees.

    References
    ----------
    Snyder (1987), p. 191.
    """
    return _make_plane("aeqd", lon, lat)


def make_equal_area_plane(lon: float, lat: float) -> Transformer:
    """Return Lambert's azimuthal equal-area projection around a point: WGS 84 degrees to metres.

    Parameters
    ----------
    lon, lat : float
        The centre, WGS 84 degrees.

    References
    ----------
    Snyder (1987), p. 182.
    """
    return _make_plane("laea", lon, lat)


def _make_plane(name: str, lon: float, lat: float) -> Transformer:
    """Return a projection around a point; a pipeline is made in a fraction of a CRS's time."""
    return Transformer.from_pipeline(
        "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad "
        f"+step +proj={name} +lon_0={lon!s} +lat_0={lat!s} +ellps=WGS84"
    )


def project_points(plane: Transformer, lon: Floats, lat: Floats) -> Floats:
    """Return points in a plane of metres, shape (n, 2).

    Parameters
    ----------
    plane : Transformer
        From WGS 84 degrees, longitude first.
    lon, lat : arrays, shape (n,)
        WGS 84 degrees. Where the plane has no such point, or one is NaN, the result is infinite.
    """
    return np.column_stack(plane.transform(lon, lat))


def project_shapes(shapes: Projected, transformer: Transformer) -> Projected:
    """Return a shape, or an array of shapes, with every vertex moved by a transformer.

    Only vertices are moved: the edges between them are straight in the target's coordinates
    (`geo.geodesy.densify.follow_geodesics` adds vertices where that matters).

    Parameters
    ----------
    shapes : Geometry or array of Geometry or None
        In the CRS and unit that the transformer starts from, WGS 84 degrees for the planes of
        this module. Missing and empty ones stay.
    transformer : Transformer
        x before y (`always_xy`) on both sides.
    """
    return shapely.transform(shapes, lambda xy: project_points(transformer, *xy.T))


def clip_to_bounds(shape: Geometry, bounds: tuple[float, float, float, float]) -> Geometry:
    """Return what of a shape lies within bounds; empty where nothing does.

    Parameters
    ----------
    shape : Geometry
        In metres of any plane CRS or in degrees, valid or not: projecting a sliver may leave
        nothing between its sides, and clipping that as it is would fail or return all within the
        bounds.
    bounds : tuple of float
        Least x and y, then most x and y, in the units of the shape.
    """
    if not shape.is_valid:
        shape = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    try:
        return shapely.clip_by_rect(shape, *bounds)
    except shapely.errors.GEOSException:
        return shapely.intersection(shape, shapely.box(*bounds))
