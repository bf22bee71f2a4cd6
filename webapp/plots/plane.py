"""Areas in the plane of a zone of the Gauss-Krüger projection, as certificates state them."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from pyproj import CRS, Transformer

from geo.arrays import Floats, Shapes, Texts
from geo.geodesy.gauss_kruger import find_fitting_zone
from geo.geodesy.projection import project_shapes
from geo.reading.crs_candidates import find_code

_METHODS = ("transverse mercator", "gauss-kruger")
_SAME_AS_WGS84 = ("WGS 84", "China Geodetic Coordinate System 2000", "CGCS2000")


@dataclass(frozen=True, eq=False)
class PlaneAreas:
    """Plane areas of n plots, in square metres, and what CRS each is in; NaN and None for none."""

    areas_m2: Floats
    crs: Texts


def measure_plane_areas(shapes: Shapes, crs: CRS | None) -> PlaneAreas:
    """Return the areas of plots in the plane of their file, or in that of the zone they lie in.

    A file in another projection than transverse Mercator, or in degrees, has none of its own:
    then the plane is the 3-degree zone of CGCS2000 that each plot lies in, if it is in China.

    Parameters
    ----------
    shapes : array of Polygon or MultiPolygon, shape (n,)
        WGS 84 longitude and latitude in degrees.
    crs : CRS or None
        What the file's coordinates are in.
    """
    found = PlaneAreas(np.full(len(shapes), np.nan), np.full(len(shapes), None, dtype=object))
    if crs is not None and is_zone(crs):
        found.areas_m2[:] = _measure(shapes, crs)
        found.crs[:] = find_code(crs) or crs.name
        return found
    bounds = shapely.bounds(shapes).tolist()
    zones = [find_fitting_zone((w, s, e, n)) for w, s, e, n in bounds]
    codes = np.array([zone.epsg_code(has_prefix=False) if zone else 0 for zone in zones], dtype=int)
    for code in np.unique(codes[codes > 0]).tolist():
        chosen = codes == code
        found.areas_m2[chosen] = _measure(shapes[chosen], CRS.from_epsg(code))
        found.crs[chosen] = f"EPSG:{code}"
    return found


def is_zone(crs: CRS) -> bool:
    """Return whether a CRS is a zone of a transverse Mercator projection."""
    operation = crs.coordinate_operation
    return crs.is_projected and operation is not None and operation.method_name.lower() in _METHODS


def _measure(shapes: Shapes, crs: CRS) -> Floats:
    metres = crs.axis_info[0].unit_conversion_factor
    found = shapely.area(project_shapes(shapes, _find_projection(crs.to_wkt())))
    return np.asarray(found * metres**2)


@lru_cache(maxsize=32)
def _find_projection(wkt: str) -> Transformer:
    """Return the way from WGS 84 degrees into a zone; CGCS2000 is used as WGS 84."""
    crs = CRS.from_wkt(wkt)
    base = crs.geodetic_crs
    is_same = base is not None and any(word in base.name for word in _SAME_AS_WGS84)
    start = base if is_same else "OGC:CRS84"
    return Transformer.from_crs(start, crs, always_xy=True)
