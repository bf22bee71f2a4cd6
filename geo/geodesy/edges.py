"""The edges of polygons: geodesics between successive vertices, each with the shape it belongs to.

Perimeter, distance, bearing and the index of edges all take their edges from here, so that they
share one definition. The cut that RFC 7946 demands at the 180th meridian is not an edge, nor is
a segment along a pole.

References
----------
RFC 7946 (2016). The GeoJSON Format, section 3.1.9 (antimeridian cutting).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely

from geo.arrays import Bools, Floats, Ints, Shapes, split_columns
from geo.geodesy.geodesic import solve_inverse

_MERIDIAN_DEG = 1e-9
_ROUNDING_DEG = 2e-6  # two sides of a cut may be rounded apart by this much


@dataclass(frozen=True, eq=False)
class Edges:
    """Geodesic edges of several shapes.

    Attributes
    ----------
    start, end : arrays, shape (n, 2)
        WGS 84 longitude and latitude in degrees.
    owner : array of int, shape (n,)
        The position of the shape that each edge belongs to.
    """

    start: Floats
    end: Floats
    owner: Ints

    def __len__(self) -> int:
        """Return how many edges there are."""
        return len(self.owner)

    @cached_property
    def course(self) -> tuple[Floats, Floats, Floats]:
        """Azimuths at the start and at the end, in degrees, and lengths in metres: shape (n,) each.

        Computed on first use: they cost more than finding the edges.
        """
        ahead, back, length = solve_inverse(*split_columns(self.start), *split_columns(self.end))
        return ahead, back + 180, length

    def take(self, which: Ints | Bools) -> "Edges":
        """Return some of the edges (WGS 84 degrees), in the order of `which`.

        Courses that are already known are taken along.

        Parameters
        ----------
        which : array of int or of bool
            Positions, shape (k,), or which edges to take, shape (n,).
        """
        taken = Edges(self.start[which], self.end[which], self.owner[which])
        if "course" in self.__dict__:
            ahead, at_end, length = self.course
            taken.__dict__["course"] = ahead[which], at_end[which], length[which]
        return taken


def split_rings(shapes: Shapes) -> tuple[Shapes, Ints, Ints]:
    """Return the rings of polygons with the polygon of each, and the shape of each polygon.

    Parameters
    ----------
    shapes : array of Polygon, MultiPolygon or None, shape (n,)
        In any CRS and unit, degrees or metres. Missing and empty ones have no rings; an empty
        one is one empty polygon.

    Returns
    -------
    rings : array of LinearRing, shape (m,)
        Shape by shape, each polygon's exterior before its holes.
    polygon : array of int, shape (m,)
        Which single polygon each ring belongs to.
    owner : array of int, shape (k,)
        The position of the shape that each single polygon belongs to.
    """
    polygons, owner = shapely.get_parts(shapes, return_index=True)
    rings, polygon = shapely.get_rings(polygons, return_index=True)
    return rings, polygon, owner


def split_segments(lines: Shapes) -> tuple[Floats, Floats, Ints]:
    """Return the segments between successive vertices of lines or rings, in their order.

    Parameters
    ----------
    lines : array of LineString or LinearRing, shape (n,)
        In any CRS and unit, degrees or metres.

    Returns
    -------
    start, end : arrays, shape (m, 2)
        In the same unit.
    owner : array of int, shape (m,)
        The position of the line that each segment belongs to.
    """
    xy, line = shapely.get_coordinates(lines, return_index=True)
    same: Bools = line[:-1] == line[1:]
    return xy[:-1][same], xy[1:][same], line[:-1][same]


def extract_edges(shapes: Shapes) -> Edges:
    """Return the geodesic edges of polygons, without the cut at the 180th meridian.

    A segment on longitude 180 is part of the cut where the same shape has a counterpart on -180
    (to 0.2 m of latitude); without a counterpart it is an edge. A segment along a pole, where
    every longitude is the same point, is never an edge.

    Parameters
    ----------
    shapes : array of Polygon, MultiPolygon or None
        WGS 84 longitude and latitude in degrees; either ring direction. Missing and empty ones
        have no edges.

    Returns
    -------
    Edges
        In the order of the shapes, except that what is left of a cut comes last.

    References
    ----------
    RFC 7946 (2016), section 3.1.9.
    """
    rings, ring_part, part_owner = split_rings(shapes)
    start, end, ring = split_segments(rings)
    return _remove_cuts(Edges(start, end, part_owner[ring_part[ring]]))


def have_edges(shapes: Shapes) -> bool:
    """Return whether any of several polygons has an edge: those that cover the globe have none.

    Parameters
    ----------
    shapes : array of Polygon, MultiPolygon or None, shape (n,)
        WGS 84 longitude and latitude in degrees. Missing and empty ones have no edges.
    """
    wide, high = np.diff(shapely.bounds(shapes).reshape(-1, 2, 2), axis=1)[:, 0].T
    may_be_globe: Bools = (wide > 359) & (high > 179)
    return bool((~may_be_globe & (high >= 0)).any()) or len(extract_edges(shapes)) > 0


def _remove_cuts(edges: Edges) -> Edges:
    is_level: Bools = edges.start == edges.end
    is_pole: Bools = np.abs(edges.start[:, 1]) == 90
    is_180: Bools = np.abs(np.abs(edges.start[:, 0]) - 180) <= _MERIDIAN_DEG
    at_pole, on_meridian = is_pole & is_level[:, 1], is_180 & is_level[:, 0]
    if not (at_pole.any() or on_meridian.any()):
        return edges
    is_east: Bools = edges.start[:, 0] > 0
    both = np.intersect1d(edges.owner[on_meridian & is_east], edges.owner[on_meridian & ~is_east])
    may_be_cut = on_meridian & np.isin(edges.owner, both)
    kept = [edges.take(~may_be_cut & ~at_pole)]
    for owner in both.tolist():
        own: Bools = may_be_cut & (edges.owner == owner)
        one, other = edges.take(own & is_east), edges.take(own & ~is_east)
        kept += [_subtract_edges(one, other), _subtract_edges(other, one)]
    return Edges(
        np.concatenate([each.start for each in kept]),
        np.concatenate([each.end for each in kept]),
        np.concatenate([each.owner for each in kept]),
    )


def _subtract_edges(edges: Edges, others: Edges) -> Edges:
    """Return what is left of edges on the 180th meridian without what lies opposite, on -180."""
    lines, covered = _to_upright_lines(edges), shapely.union_all(_to_upright_lines(others))
    pieces, whole = shapely.get_parts(shapely.difference(lines, covered), return_index=True)
    _, south, _, north = split_columns(shapely.bounds(pieces).reshape(-1, 4))
    real: Bools = north - south > _ROUNDING_DEG
    whole, south, north = whole[real], south[real], north[real]
    northward = edges.end[whole, 1] > edges.start[whole, 1]
    lon = edges.start[whole, 0]
    return Edges(
        np.column_stack([lon, np.where(northward, south, north)]),
        np.column_stack([lon, np.where(northward, north, south)]),
        edges.owner[whole],
    )


def _to_upright_lines(edges: Edges) -> Shapes:
    lat = np.stack([edges.start[:, 1], edges.end[:, 1]], axis=1)
    return np.asarray(shapely.linestrings(np.stack([np.zeros_like(lat), lat], axis=2)))
