"""Polygons measured against a zone: geodesic area and perimeter, and how much of which part."""

from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geo.chart import part_depths
from geo.measure import area_m2, perimeter_m
from geo.zone import Zone

Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
_DECIMALS = 9


def polygon_faults(shapes: Any) -> Any:
    """Return per shape why it can't be measured, in words, or None (array of object)."""
    faults = np.full(len(shapes), None, dtype=object)
    faults[~shapely.is_valid(shapes)] = "invalid"
    for n in np.flatnonzero(faults == "invalid").tolist():
        if shapes[n] is not None:
            faults[n] = f"not a valid shape: {shapely.is_valid_reason(shapes[n])}"
    bounds = shapely.bounds(shapes).reshape(-1, 4)
    far = (np.abs(bounds[:, ::2]) > 180).any(axis=1) | (np.abs(bounds[:, 1::2]) > 90).any(axis=1)
    faults[far] = "outside longitude -180 to 180, latitude -90 to 90"
    kind = shapely.get_type_id(shapes)
    faults[(kind != 3) & (kind != 6)] = "not a polygon"
    faults[shapely.is_empty(shapes)] = "empty geometry"
    faults[shapely.is_missing(shapes)] = "no geometry"
    return faults


def measure_polygons(zone: Zone, shapes: Any) -> dict[str, Any]:
    """Return one array a column: geodesic measures, and the overlap with the zone's parts.

    Columns: area_m2, perimeter_m, part (that the polygon lies in most; of nested ones the
    innermost), overlap_share (of the polygon's area, 0 to 1), parts and overlap_shares (all
    that it meets, outermost first, joined by "; "), placement, position_uncertainty_m (of
    `part`).

    Parameters
    ----------
    zone : Zone
        Whose parts.
    shapes : array of Polygon or MultiPolygon
        Valid, WGS 84.
    """
    series = gpd.GeoSeries(shapes, crs="OGC:CRS84")
    area, perimeter = area_m2(series).to_numpy(), perimeter_m(series).to_numpy()
    parts = zone.parts.iloc[np.argsort(part_depths(zone.parts["parent"]), kind="stable")]
    shape, part, share = _shares(shapes, area, np.asarray(parts.geometry.array))
    ids = np.array([str(part_id) for part_id in parts.index], dtype=object)
    most = _most(len(shapes), shape, part, share)
    chosen = np.where(most >= 0, part[most], -1) if len(part) else np.full(len(shapes), -1)
    return {
        "area_m2": area,
        "perimeter_m": perimeter,
        "part": np.array([*ids, None], dtype=object)[chosen],
        "overlap_share": np.where(most >= 0, np.append(share, 0.0)[most], 0.0),
        "parts": _joined(len(shapes), shape, ids[part]),
        "overlap_shares": _joined(len(shapes), shape, [f"{s:.{_DECIMALS}g}" for s in share]),
        "placement": np.array([*parts["placement"], None], dtype=object)[chosen],
        "position_uncertainty_m": np.append(
            parts["position_uncertainty_m"].to_numpy(float), np.nan
        )[chosen],
    }


def _shares(shapes: Any, area: Floats, parts: Any) -> tuple[Ints, Ints, Floats]:
    """Return (shapes, parts, shares) for all that overlap; a mere touch is no overlap."""
    shape, part = shapely.STRtree(parts).query(shapes, predicate="intersects")
    order = np.lexsort((part, shape))
    shape, part = shape[order], part[order]
    shapely.prepare(parts)
    share = np.ones(len(shape))
    cut = np.flatnonzero(~shapely.covers(parts[part], shapes[shape]))
    common = gpd.GeoSeries(shapely.intersection(shapes[shape[cut]], parts[part[cut]]))
    with np.errstate(invalid="ignore", divide="ignore"):
        share[cut] = np.clip(area_m2(_polygons(common)).to_numpy() / area[shape[cut]], 0, 1)
    overlaps = share > 0
    return shape[overlaps], part[overlaps], share[overlaps]


def _polygons(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return the polygons alone: an intersection may carry lines and points where edges touch."""
    mixed = np.flatnonzero(shapely.get_type_id(shapes.values) == 7)
    kept = np.asarray(shapes.array).copy()
    for n in mixed.tolist():
        pieces = shapely.get_parts(kept[n])
        kept[n] = shapely.multipolygons(pieces[shapely.get_type_id(pieces) == 3])
    return gpd.GeoSeries(kept)


def _most(count: int, shape: Ints, part: Ints, share: Floats) -> Ints:
    """Return the position of each shape's pair with the most overlap, the innermost of equals."""
    most = np.full(count, -1, dtype=np.int64)
    order = np.lexsort((part, np.round(share, _DECIMALS), shape))
    most[shape[order]] = order
    return most


def _joined(count: int, shape: Ints, texts: Any) -> Any:
    joined = np.full(count, None, dtype=object)
    for n, text in zip(shape.tolist(), texts, strict=True):
        joined[n] = text if joined[n] is None else f"{joined[n]}; {text}"
    return joined
