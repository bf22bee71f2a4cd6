"""Polygons against a zone's parts: geodesic area and perimeter, and how much is in which part."""

from collections.abc import Iterable
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Faults, Floats, Ints, Shapes, Texts, split_columns
from geo.errors import N_, Phrase
from geo.fields.digits import format_digits
from geo.geodesy.area import perimeter_m, shape_areas_m2
from geo.io.geometry import crosses_antimeridian, describe_invalidity
from geo.lookup.index import ZoneIndex, index_zone
from geo.lookup.input_points import find_point_faults
from geo.lookup.own_shares import (
    SHARE_DECIMALS,
    find_main_pairs,
    find_outside_shares,
    share_out,
)
from geo.lookup.shared_areas import areal_m2, shared_areas_m2
from geo.lookup.uncertainty import judge_shapes
from geo.zone import Zone

_POINT, _POLYGON, _MULTIPOLYGON = 0, 3, 6
_INVALID = N_(
    "not a valid shape: %(reason)s; repair it with `zonemap check SOURCE --repair -o FILE`"
)
BEYOND_REPAIR = N_("not a valid shape: %(reason)s; redraw it")
_CROSSES = Phrase(
    N_(
        "it has an edge that spans 180° of longitude or more; cut it at the antimeridian, or add "
        "vertices along the edge"
    ),
    {},
)
TO_REDRAW = frozenset({_INVALID, BEYOND_REPAIR, _CROSSES.text})  # faults of an outline
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
    # It loads all checks, which the first page of a server does without.
    from geo.quality.repair import find_repairable  # noqa: PLC0415

    areal = np.isin(shapely.get_type_id(shapes), (_POLYGON, _MULTIPOLYGON))
    invalid = np.flatnonzero(areal & ~shapely.is_valid(shapes))
    is_far = (np.abs(shapely.bounds(shapes[invalid])) > (180, 90, 180, 90)).any(axis=1)
    found = np.zeros(len(invalid), dtype=bool)
    found[~is_far] = find_repairable(shapes[invalid[~is_far]])
    for n, can_be in zip(invalid.tolist(), found.tolist(), strict=True):
        fault = _INVALID if can_be else BEYOND_REPAIR
        faults[n] = Phrase(fault, {"reason": describe_invalidity(shapes[n])})


def measure_polygons(
    zone: Zone | ZoneIndex, shapes: Shapes, *, is_judged: bool = False
) -> dict[str, Any]:
    """Return one array for each column: geodesic measures, and the overlap with the parts.

    Columns: area_m2, perimeter_m, part (`geo.lookup.own_shares.find_main_pairs`), overlap_share
    (what of the polygon's area is in it, 0 to 1), parts and overlap_shares (all that it overlaps,
    outermost first, joined by "; "), placement, position_uncertainty_m (of `part`, in metres, NaN
    for none). Missing texts are None.

    Parameters
    ----------
    zone : Zone or ZoneIndex
        Whose parts; an index (`geo.lookup.index.index_zone`) saves time from the second call on.
    shapes : array of Polygon or MultiPolygon, shape (n,)
        Valid, WGS 84 longitude and latitude in degrees; none missing or empty.
    is_judged : bool
        Whether there are two more columns: `verdict` and `outside_share`, how sure it is in which
        parts a polygon lies, and what of it lies in none (0 to 1).
    """
    index = zone if isinstance(zone, ZoneIndex) else index_zone(zone)
    area = shape_areas_m2(shapes)
    perimeter: Floats = perimeter_m(gpd.GeoSeries(shapes)).to_numpy()
    parts = index.parts
    shape, part, common_m2 = shared_areas_m2(index, shapes, area)
    with np.errstate(invalid="ignore", divide="ignore"):
        share: Floats = np.clip(common_m2 / area[shape], 0, 1)
    ids: Texts = np.array([str(part_id) for part_id in parts.index], dtype=object)
    pairs = (shape, part, common_m2)
    shares = share_out(index, shapes, area, pairs) if is_judged else None
    main = find_main_pairs(index, shapes, area, pairs, shares)
    chosen = np.where(main >= 0, part[main], -1) if len(part) else np.full(len(shapes), -1)
    found = {
        "area_m2": area,
        "perimeter_m": np.asarray(perimeter, dtype=float),  # also of no polygons
        "part": np.array([*ids, None], dtype=object)[chosen],
        "overlap_share": np.where(main >= 0, np.append(share, 0.0)[main], 0.0),
        "parts": _join_texts(len(shapes), shape, ids[part]),
        "overlap_shares": _join_texts(
            len(shapes), shape, [format_digits(each, SHARE_DECIMALS) for each in share]
        ),
        "placement": np.array([*parts["placement"], None], dtype=object)[chosen],
        "position_uncertainty_m": np.append(
            parts["position_uncertainty_m"].to_numpy(float), np.nan
        )[chosen],
    }
    if shares is not None:
        found["verdict"] = judge_shapes(index.bands, shapes)
        found["outside_share"] = find_outside_shares(shares, area, main < 0)
    return found


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


def _join_texts(count: int, shape: Ints, texts: Iterable[str]) -> Texts:
    joined: Texts = np.full(count, None, dtype=object)
    for n, text in zip(shape.tolist(), texts, strict=True):
        joined[n] = text if joined[n] is None else f"{joined[n]}; {text}"
    return joined
