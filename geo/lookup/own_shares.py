"""Which share of a polygon lies in which part, each place counted once.

Parts lie within each other, and overlap a polygon together. Here each place belongs to the
innermost of them, so that the shares and what lies outside add up to the whole.
"""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely

from geo.arrays import Bools, Floats, Ints, Shapes
from geo.geodesy.area import perimeter_m
from geo.lookup.index import ZoneIndex
from geo.lookup.shared_areas import areal_m2, follow_both, keep_areal, shared_areas_m2

SHARE_DECIMALS = 9  # that a share is given with
_SLIVER_SHARE = 0.001


@dataclass(frozen=True, eq=False)
class OwnShares:
    """Pairs of a polygon and a part that it overlaps, sorted by polygon, then outermost first.

    Attributes
    ----------
    polygon, part : arrays of int, shape (k,)
        Positions among the polygons, and in `index.parts`.
    shared_m2, own_m2 : arrays of float, shape (k,)
        Geodesic area of what lies in the part (`geo.lookup.shared_areas.shared_areas_m2`), and of
        what lies in it and in no part further inside.
    is_touch : array of bool, shape (k,)
        Whether they may as well only touch: the polygon's share in the part is less than 0.1 %,
        and narrower than the position uncertainty of the part, or the part states none.
    """

    polygon: Ints
    part: Ints
    shared_m2: Floats
    own_m2: Floats
    is_touch: Bools


def share_out(
    index: ZoneIndex,
    shapes: Shapes,
    areas_m2: Floats,
    overlaps: tuple[Ints, Ints, Floats] | None = None,
) -> OwnShares:
    """Return what of each polygon lies in which part of a zone, without counting a place twice.

    Parameters
    ----------
    index : ZoneIndex
        Of the zone.
    shapes : array of Polygon or MultiPolygon, shape (n,)
        Valid, WGS 84 longitude and latitude in degrees; none missing or empty.
    areas_m2 : array of float, shape (n,)
        Their geodesic areas.
    overlaps : polygons, parts, shared_m2, optional
        What `geo.lookup.shared_areas.shared_areas_m2` has found of them.
    """
    if overlaps is None:
        overlaps = shared_areas_m2(index, shapes, areas_m2)
    polygon, part, shared_m2 = overlaps
    parts, followed = follow_both(index, shapes)
    own_m2, left_m2 = shared_m2.copy(), areas_m2.copy()
    taken: Shapes = np.full(len(shapes), None, dtype=object)
    for pairs in _iter_from_inside(polygon):
        n = polygon[pairs]
        is_whole = shared_m2[pairs] >= areas_m2[n]
        cut = pairs[~is_whole]
        pieces = shapely.intersection(followed[polygon[cut]], parts[part[cut]])
        before = taken[polygon[cut]]
        again = np.flatnonzero(~shapely.is_missing(before))
        own_m2[cut[again]] = areal_m2(shapely.difference(pieces[again], before[again]))
        pieces[again] = shapely.union(pieces[again], before[again])
        taken[polygon[cut]] = pieces
        own_m2[pairs[is_whole]] = left_m2[n[is_whole]]
        taken[n[is_whole]] = followed[n[is_whole]]
        left_m2[n] = np.maximum(left_m2[n] - own_m2[pairs], 0.0)
    is_small = shared_m2 < _SLIVER_SHARE * areas_m2[polygon]
    slivers = shapely.intersection(followed[polygon[is_small]], parts[part[is_small]])
    is_touch = is_small.copy()
    is_touch[is_small] = _are_narrow(index, part[is_small], shared_m2[is_small], slivers)
    return OwnShares(polygon, part, shared_m2, own_m2, is_touch)


def find_main_pairs(
    index: ZoneIndex,
    shapes: Shapes,
    areas_m2: Floats,
    overlaps: tuple[Ints, Ints, Floats],
    shares: OwnShares | None = None,
) -> Ints:
    """Return which pair has the part that each polygon is said to lie in, shape (n,); -1 for none.

    That is the part with most of its area, each place counted once, in the innermost part that it
    is in; the innermost of equals. Not the part with the largest overlap: a district around a park
    always has all that the park has.

    Parameters
    ----------
    index : ZoneIndex
        Of the zone.
    shapes : array of Polygon or MultiPolygon, shape (n,)
        Valid, WGS 84 longitude and latitude in degrees; none missing or empty.
    areas_m2 : array of float, shape (n,)
        Their geodesic areas.
    overlaps : polygons, parts, shared_m2
        What they overlap (`geo.lookup.shared_areas.shared_areas_m2`).
    shares : OwnShares, optional
        What `share_out` returns of all of them, where that is known.
    """
    polygon, part, shared_m2 = overlaps
    own_m2 = shared_m2.copy()
    is_cut = np.bincount(polygon, weights=shared_m2 < areas_m2[polygon], minlength=len(shapes)) > 0
    several = np.bincount(polygon, minlength=len(shapes)) > 1
    crossing = np.flatnonzero(is_cut & several)  # the others lie wholly in what they overlap
    if len(crossing):
        own_m2 = own_m2 if shares is None else shares.own_m2
    if len(crossing) and shares is None:
        of = np.isin(polygon, crossing)
        found = np.searchsorted(crossing, polygon[of]), part[of], shared_m2[of]
        own_m2[of] = share_out(index, shapes[crossing], areas_m2[crossing], found).own_m2
    main = np.full(len(shapes), -1, dtype=np.int64)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.round(own_m2 / areas_m2[polygon], SHARE_DECIMALS)
    order = np.lexsort((part, share, polygon))
    main[polygon[order]] = order
    return main


def _iter_from_inside(polygon: Ints) -> list[Ints]:
    """Return the positions of each polygon's innermost pair, then of the next one, and so on."""
    if not len(polygon):
        return []
    last = np.searchsorted(polygon, polygon, side="right") - 1
    rank = last - np.arange(len(polygon))
    return [np.flatnonzero(rank == n) for n in range(int(rank.max()) + 1)]


def _are_narrow(index: ZoneIndex, part: Ints, shared_m2: Floats, slivers: Shapes) -> Bools:
    """Return which slivers are narrower than the uncertainty of their part, if it states one."""
    around_m = perimeter_m(gpd.GeoSeries(keep_areal(slivers))).to_numpy()
    with np.errstate(invalid="ignore", divide="ignore"):
        width_m = 2 * shared_m2 / around_m
    limit_m = index.parts["position_uncertainty_m"].to_numpy(float)[part]
    return np.asarray(~(width_m >= limit_m))


def find_outside_shares(shares: OwnShares, areas_m2: Floats, are_outside: Bools) -> Floats:
    """Return what of each plot's area lies in no part, 0 to 1, shape (k,).

    Parameters
    ----------
    shares : OwnShares
    areas_m2 : array of float, shape (k,)
        Of the plots on the WGS 84 ellipsoid, in m².
    are_outside : array of bool, shape (k,)
        Whether a plot without an area lies in no part.
    """
    sums = np.bincount(shares.polygon, weights=shares.own_m2, minlength=len(areas_m2))
    is_empty: Bools = areas_m2 <= 0
    held = sums / np.where(is_empty, 1.0, areas_m2)
    outside: Floats = np.clip(np.where(is_empty, are_outside, 1 - held), 0, 1)
    return np.asarray(np.round(outside, SHARE_DECIMALS))
