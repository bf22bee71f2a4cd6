"""Polygons against a zone's parts: geodesic area and perimeter, and how much is in which part.

An edge is the geodesic between its vertices here too: before they are intersected, both sides get
vertices along their long edges, to 1 cm (`geo.geodesy.densify.follow_geodesics`). Where an outline
is narrower than its edges bow, so that it would cross itself, they are taken as straight in
longitude and latitude.
"""

from collections.abc import Iterable
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Faults, Floats, Ints, Shapes, Texts, split_columns
from geo.errors import N_, Phrase
from geo.geodesy.area import extract_polygons, perimeter_m, shape_areas_m2
from geo.geodesy.densify import follow_geodesics
from geo.io.geometry import crosses_antimeridian, describe_invalidity
from geo.lookup.index import ZoneIndex, index_zone
from geo.lookup.input_points import find_point_faults
from geo.quality.repair import find_repairable
from geo.zone import Zone

_DECIMALS = 9
_POINT, _POLYGON, _MULTIPOLYGON, _COLLECTION = 0, 3, 6, 7
_INVALID = N_(
    "not a valid shape: %(reason)s; repair it with `zonemap check SOURCE --repair -o FILE`"
)
_BEYOND_REPAIR = N_("not a valid shape: %(reason)s; redraw it")
_CROSSES = Phrase(
    N_(
        "it has an edge that spans 180° of longitude or more; cut it at the antimeridian, or add "
        "vertices along the edge"
    ),
    {},
)
TO_REDRAW = frozenset({_INVALID, _BEYOND_REPAIR, _CROSSES.text})  # faults of an outline
NO_POLYGON = Phrase(N_("not a polygon"), {})
POINT_FOR_POLYGON = Phrase(N_("a point, not a polygon"), {})
_NO_GEOMETRY, _EMPTY = Phrase(N_("no geometry"), {}), Phrase(N_("empty geometry"), {})


def find_polygon_faults(shapes: Shapes) -> Faults:
    """Return for each shape why it can't be measured, or None.

    Parameters
    ----------
    shapes : array of Geometry or None, shape (n,)
        WGS 84 longitude and latitude in degrees, as they come.

    Returns
    -------
    array of Phrase or None, shape (n,)
        Missing, empty and invalid shapes, other than polygons, those not on Earth, and those with
        an edge over half of all longitudes or more.
    """
    faults: Faults = np.full(len(shapes), None, dtype=object)
    _find_invalid(shapes, faults)
    faults[crosses_antimeridian(shapes)] = _CROSSES
    corners = shapely.bounds(shapes).reshape(-1, 2)
    off = find_point_faults(*split_columns(corners)).reshape(-1, 2)
    first = np.where(off[:, 0].astype(bool), off[:, 0], off[:, 1])
    for n in np.flatnonzero(first).tolist():
        faults[n] = Phrase(first[n], {})
    kind = shapely.get_type_id(shapes)
    faults[(kind != _POLYGON) & (kind != _MULTIPOLYGON)] = NO_POLYGON
    faults[kind == _POINT] = POINT_FOR_POLYGON
    faults[shapely.is_empty(shapes)] = _EMPTY
    faults[shapely.is_missing(shapes)] = _NO_GEOMETRY
    return faults


def _find_invalid(shapes: Shapes, faults: Faults) -> None:
    """Say of each invalid polygon whether it can be repaired; other kinds are no polygons."""
    areal = np.isin(shapely.get_type_id(shapes), (_POLYGON, _MULTIPOLYGON))
    invalid = np.flatnonzero(areal & ~shapely.is_valid(shapes))
    is_far = (np.abs(shapely.bounds(shapes[invalid])) > (180, 90, 180, 90)).any(axis=1)
    found = np.zeros(len(invalid), dtype=bool)
    found[~is_far] = find_repairable(shapes[invalid[~is_far]])
    for n, can_be in zip(invalid.tolist(), found.tolist(), strict=True):
        fault = _INVALID if can_be else _BEYOND_REPAIR
        faults[n] = Phrase(fault, {"reason": describe_invalidity(shapes[n])})


def measure_polygons(zone: Zone | ZoneIndex, shapes: Shapes) -> dict[str, Any]:
    """Return one array for each column: geodesic measures, and the overlap with the parts.

    Columns: area_m2, perimeter_m, part (that most of the polygon is in; of nested ones the
    innermost), overlap_share (of the polygon's area, 0 to 1), parts and overlap_shares (all
    that it overlaps, outermost first, joined by "; "), placement, position_uncertainty_m (of
    `part`, in metres, NaN for none). Missing texts are None.

    Parameters
    ----------
    zone : Zone or ZoneIndex
        Whose parts; an index (`geo.lookup.index.index_zone`) saves time from the second call on.
    shapes : array of Polygon or MultiPolygon, shape (n,)
        Valid, WGS 84 longitude and latitude in degrees; none missing or empty.
    """
    index = zone if isinstance(zone, ZoneIndex) else index_zone(zone)
    area = shape_areas_m2(shapes)
    perimeter: Floats = perimeter_m(gpd.GeoSeries(shapes)).to_numpy()
    parts = index.parts
    shape, part, common_m2 = shared_areas_m2(index, shapes, area)
    with np.errstate(invalid="ignore", divide="ignore"):
        share: Floats = np.clip(common_m2 / area[shape], 0, 1)
    ids: Texts = np.array([str(part_id) for part_id in parts.index], dtype=object)
    most = _find_most_overlap(len(shapes), shape, part, share)
    chosen = np.where(most >= 0, part[most], -1) if len(part) else np.full(len(shapes), -1)
    return {
        "area_m2": area,
        "perimeter_m": np.asarray(perimeter, dtype=float),  # also of no polygons
        "part": np.array([*ids, None], dtype=object)[chosen],
        "overlap_share": np.where(most >= 0, np.append(share, 0.0)[most], 0.0),
        "parts": _join_texts(len(shapes), shape, ids[part]),
        "overlap_shares": _join_texts(len(shapes), shape, [f"{s:.{_DECIMALS}g}" for s in share]),
        "placement": np.array([*parts["placement"], None], dtype=object)[chosen],
        "position_uncertainty_m": np.append(
            parts["position_uncertainty_m"].to_numpy(float), np.nan
        )[chosen],
    }


def make_overlap_table(index: ZoneIndex, shape: Geometry, *, area_m2: float) -> pd.DataFrame:
    """Return one row for each part that overlaps a polygon, outermost first, indexed by `id`.

    Columns: overlap_area_m2, percent_of_polygon, percent_of_part (0 to 100), placement,
    position_uncertainty_m (NaN where it is not stated). Empty where no part overlaps.

    Parameters
    ----------
    index : ZoneIndex
        Of the zone.
    shape : Polygon or MultiPolygon
        Valid, WGS 84 longitude and latitude in degrees.
    area_m2 : float
        The shape's own geodesic area.
    """
    own: Shapes = np.array([shape], dtype=object)
    _, part, common_m2 = shared_areas_m2(index, own, np.array([area_m2]))
    parts = index.parts.iloc[part]
    whole_m2 = areal_m2(np.asarray(parts.geometry.array))
    return parts[["placement", "position_uncertainty_m"]].assign(
        overlap_area_m2=common_m2,
        percent_of_polygon=100 * common_m2 / area_m2 if area_m2 else 0.0,
        percent_of_part=100 * common_m2 / whole_m2,
    )


def shared_areas_m2(
    index: ZoneIndex, shapes: Shapes, areas_m2: Floats
) -> tuple[Ints, Ints, Floats]:
    """Return which polygons overlap which parts, and the geodesic area that they share.

    Shapes that only touch do not overlap.

    Parameters
    ----------
    index : ZoneIndex
        Of the zone.
    shapes : array of Polygon or MultiPolygon, shape (n,)
        Valid, WGS 84 longitude and latitude in degrees; none missing or empty.
    areas_m2 : array, shape (n,)
        The shapes' own geodesic areas, which are shared where a part covers a shape.

    Returns
    -------
    polygons, parts : arrays of int, shape (k,)
        Positions in `shapes` and in `index.parts`, sorted by polygon, then by part.
    shared_m2 : array, shape (k,)
        Square metres.
    """
    parts, shapes = follow_both(index, shapes)
    shape, part = shapely.STRtree(parts).query(shapes, predicate="intersects")
    order = np.lexsort((part, shape))
    shape, part = shape[order], part[order]
    shapely.prepare(parts)
    common_m2: Floats = areas_m2[shape]
    cut = np.flatnonzero(~shapely.covers(parts[part], shapes[shape]))
    common_m2[cut] = areal_m2(shapely.intersection(shapes[shape[cut]], parts[part[cut]]))
    overlaps = common_m2 > 0
    return shape[overlaps], part[overlaps], common_m2[overlaps]


def follow_both(index: ZoneIndex, shapes: Shapes) -> tuple[Shapes, Shapes]:
    """Return the parts and some polygons as they are intersected, with vertices on long edges.

    Parameters
    ----------
    index : ZoneIndex
        Of the zone.
    shapes : array of Polygon or MultiPolygon, shape (n,)
        Valid, WGS 84 longitude and latitude in degrees.
    """
    parts = _keep_valid(index.part_grid.shapes, np.asarray(index.parts.geometry.array))
    return parts, _keep_valid(follow_geodesics(shapes), shapes)


def _keep_valid(followed: Shapes, straight: Shapes) -> Shapes:
    """Return the shapes whose edges follow the geodesics; the straight ones where those cross."""
    pairs = zip(followed.tolist(), straight.tolist(), strict=True)
    changed = np.flatnonzero([one is not other for one, other in pairs])
    broken = changed[~shapely.is_valid(followed[changed])]
    sound = followed.copy()
    sound[broken] = straight[broken]
    return sound


def areal_m2(shapes: Shapes) -> Floats:
    """Return the geodesic areas of what is polygonal in shapes, shape (n,).

    Parameters
    ----------
    shapes : array of Geometry, shape (n,)
        WGS 84 longitude and latitude in degrees.
    """
    return shape_areas_m2(keep_areal(shapes))


def keep_areal(shapes: Shapes) -> Shapes:
    """Return the polygons of shapes alone: an intersection may also contain lines and points.

    Parameters
    ----------
    shapes : array of Geometry, shape (n,)
        In any CRS and unit, degrees or metres.
    """
    kept: Shapes = np.array(shapes, dtype=object)
    for n in np.flatnonzero(shapely.get_type_id(kept) == _COLLECTION).tolist():
        kept[n] = extract_polygons(kept[n])
    return kept


def _find_most_overlap(count: int, shape: Ints, part: Ints, share: Floats) -> Ints:
    """Return the position of each shape's pair with the most overlap, the innermost of equals."""
    most = np.full(count, -1, dtype=np.int64)
    order = np.lexsort((part, np.round(share, _DECIMALS), shape))
    most[shape[order]] = order
    return most


def _join_texts(count: int, shape: Ints, texts: Iterable[str]) -> Texts:
    joined: Texts = np.full(count, None, dtype=object)
    for n, text in zip(shape.tolist(), texts, strict=True):
        joined[n] = text if joined[n] is None else f"{joined[n]}; {text}"
    return joined
