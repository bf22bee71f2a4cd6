"""Area, perimeter and compactness: geodesic, on the WGS 84 ellipsoid.

An edge is the geodesic between its two vertices, as `pyproj.Geod` and geographiclib have it.
(An edge that is straight in longitude and latitude encloses another area; the two differ by
less than 1e-9 relative for edges of 1 km and by up to 1e-3 for edges of hundreds of km.)

The area is summed over all edges at once (`geo.geodesy.authalic`). A shape goes to `pyproj.Geod`
instead, one at a time, where that sum can't promise 1e-10 of it: edges so long that the bound of
what is left out exceeds that (some 100 km on a county), beyond 80 degrees of latitude, across the
180th meridian, around a pole; and slivers more than some 500 times longer than wide.
geographiclib itself rounds each edge at about 3e-5 m², so parcels below a few hectares agree with
it to that.

References
----------
Karney, C. F. F. (2013). Algorithms for geodesics. Journal of Geodesy 87, 43-55.
Polsby, D. D., and Popper, R. D. (1991). The third criterion. Yale Law & Policy Review 9(2).
"""

import math

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Bools, Floats, Shapes, split_columns
from geo.geodesy.authalic import GLOBE_M2, flat_areas_m2, polygon_areas_m2
from geo.geodesy.densify import follow_geodesics
from geo.geodesy.edges import extract_edges, split_rings
from geo.geodesy.geodesic import WGS84, solve_inverse

_TOLERANCE = 1e-10
_SLIVER = 500.0
_MOST_COMPACT = 1e6  # 2 is a hemisphere; beyond, the perimeter is rounding
_ROUGH_M = 10_000.0  # to tell the two sides of a ring apart


def area_m2(shapes: gpd.GeoSeries) -> pd.Series:
    """Return the geodesic area of each shape in square metres; holes are subtracted.

    Parameters
    ----------
    shapes : GeoSeries
        Polygons and multipolygons in WGS 84 longitude and latitude, degrees; any ring direction.
        The area is that of the inside in longitude and latitude, also where this is more than
        half the globe, of which geographiclib returns the rest. Missing and empty ones have 0.

    Returns
    -------
    Series of float
        Named area_m2, with the index of `shapes`.

    References
    ----------
    Karney (2013).

    Examples
    --------
    >>> square = gpd.GeoSeries([shapely.box(0, 0, 1, 1)], crs="OGC:CRS84")
    >>> round(float(area_m2(square)[0]) / 1e6, 1)
    12308.8
    """
    areas = shape_areas_m2(np.asarray(shapes.array))
    return pd.Series(areas, index=shapes.index, name="area_m2")


def shape_areas_m2(shapes: Shapes) -> Floats:
    """Return the geodesic areas of an array of shapes in square metres (`area_m2`), shape (n,).

    Parameters
    ----------
    shapes : array of Polygon, MultiPolygon or None, shape (n,)
        WGS 84 degrees; 0 where one is missing or empty.
    """
    areas, bound, gross = polygon_areas_m2(shapes)
    one_by_one = ~is_settled(areas, bound, gross)
    if one_by_one.any():  # which is seldom so, and takes long even of none
        areas[one_by_one] = _geod_areas_m2(shapes[one_by_one])
    return areas


def is_settled(values: Floats, bound: Floats, gross: Floats) -> Bools:
    """Return which areas of `polygon_areas_m2` are exact to 1e-10, and need no second look.

    Parameters
    ----------
    values, bound, gross : arrays, shape (n,)
        As `polygon_areas_m2` returns them for shapes on the WGS 84 ellipsoid, in m². A shape
        without any edge (all three are 0) is settled.
    """
    with np.errstate(invalid="ignore"):
        exact = (bound <= _TOLERANCE * values) & (gross <= _SLIVER * values)
    return exact | ((gross == 0) & (bound == 0))


def _geod_areas_m2(shapes: Shapes) -> Floats:
    rings, part, owner = split_rings(shapes)
    # Unsigned ring by ring: the geodesic edges of a sliver can turn it inside out.
    areas = np.array([abs(WGS84.geometry_area_perimeter(ring)[0]) for ring in rings], dtype=float)
    for n in np.flatnonzero(np.ptp(shapely.bounds(rings).reshape(-1, 2, 2), axis=1)[:, 0] > 180):
        areas[n] = _choose_side_m2(rings[n], areas[n])
    is_hole = np.concatenate([[False], part[1:] == part[:-1]])[: len(part)]
    sums = np.zeros(len(shapes))
    np.add.at(sums, owner[part], np.where(is_hole, -areas, areas))
    return np.maximum(sums, 0)  # rounding may give a little less


def _choose_side_m2(ring: shapely.LinearRing, area: float) -> float:
    """Return the area of a ring's inside in longitude and latitude, which may be the larger part.

    `area` is of the smaller one of the two parts that the ring divides the globe into. Where an
    edge spans 180 degrees or more, which no input may have, it is kept.
    """
    xy = shapely.get_coordinates(ring)
    if ((np.abs(np.diff(xy[:, 0])) >= 180) & (np.abs(xy[1:, 1]) < 90)).any():
        return area
    followed = follow_geodesics(np.array([shapely.Polygon(ring)]), within_m=_ROUGH_M)
    flat, rest = float(flat_areas_m2(followed)[0]), GLOBE_M2 - area
    return rest if abs(flat - rest) < abs(flat - area) else area


def perimeter_m(shapes: gpd.GeoSeries) -> pd.Series:
    """Return the geodesic length of all rings, the holes' too, in metres.

    The cut at the 180th meridian that RFC 7946 demands is not an edge and has no length.

    Parameters
    ----------
    shapes : GeoSeries
        Polygons and multipolygons in WGS 84 longitude and latitude, degrees. Missing and empty
        ones have the perimeter 0.

    Returns
    -------
    Series of float
        Named perimeter_m, with the index of `shapes`.

    References
    ----------
    Karney (2013).
    """
    edges = extract_edges(np.asarray(shapes.array))
    lengths = solve_inverse(*split_columns(edges.start), *split_columns(edges.end))[2]
    sums = np.bincount(edges.owner, weights=lengths, minlength=len(shapes))
    return pd.Series(sums, index=shapes.index, name="perimeter_m")


def compactness(shapes: gpd.GeoSeries) -> pd.Series:
    """Return the Polsby-Popper compactness 4·pi·area / perimeter² (1 is a circle, no unit).

    Parameters
    ----------
    shapes : GeoSeries
        Polygons and multipolygons in WGS 84 longitude and latitude, degrees. Missing and empty
        ones, and those without a perimeter, are 0.

    References
    ----------
    Polsby and Popper (1991).
    """
    return divide_compactness(area_m2(shapes), perimeter_m(shapes))


def divide_compactness(areas_m2: pd.Series, perimeters_m: pd.Series) -> pd.Series:
    """Return the compactness (`compactness`) of known areas in m² and perimeters in metres.

    It is 0 where there is no perimeter, or next to none: of the whole globe too.
    """
    ratio = 4 * math.pi * areas_m2 / perimeters_m.where(perimeters_m > 0) ** 2
    return ratio.where(ratio < _MOST_COMPACT, 0.0).rename("compactness")


def extract_polygons(shape: Geometry) -> Geometry:
    """Return the polygons of a shape; lines and points where outlines only touch are left out.

    Parameters
    ----------
    shape : Geometry
        Any kind, such as the collection that an intersection returns; may be empty. In any CRS
        and unit: degrees or metres, unchanged in the result.

    Returns
    -------
    Polygon or MultiPolygon
        Empty where the shape has no polygon.
    """
    parts = shapely.get_parts(shape)
    flat = np.concatenate([shapely.get_parts(part) for part in parts]) if len(parts) else parts
    return shapely.union_all(flat[shapely.get_dimensions(flat) == 2])


def shape_area_m2(shape: Geometry) -> float:
    """Return the geodesic area of one shape in square metres (`area_m2`).

    Parameters
    ----------
    shape : Polygon or MultiPolygon
        WGS 84 degrees; 0 if it is empty.
    """
    return float(shape_areas_m2(np.array([shape], dtype=object))[0])


def difference_percent(measured_m2: pd.Series, published_km2: pd.Series) -> pd.Series:
    """Return (measured - published) / published in percent.

    Parameters
    ----------
    measured_m2 : Series
        Square metres.
    published_km2 : Series
        Square kilometres, same index; the result is NaN where it is missing or not positive.
    """
    published_m2 = published_km2.where(published_km2 > 0) * 1e6
    return ((measured_m2 - published_m2) / published_m2 * 100).rename("difference_percent")
