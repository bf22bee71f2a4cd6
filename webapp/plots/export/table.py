"""Measured features as a table with the columns of `zonemap measure` and `locate`."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import shapely

from geo.arrays import Floats, Texts
from geo.batch.chunks import Chunk
from geo.batch.columns import ColumnKinds
from geo.batch.runner import add_columns
from geo.geodesy.datum import convert_datum
from geo.lookup.index import ZoneIndex
from geo.lookup.part_names import SEPARATOR, name_parts
from webapp.plots.columns import StatedArea
from webapp.plots.export.features import BroughtFeatures, spread
from webapp.plots.rows import KINDS
from webapp.plots.zone_words import ZoneWords

_METRES, _DEGREES = 4, 7  # decimals
_PLACED = ("placement", "position_uncertainty_m")


def make_export_table(
    index: ZoneIndex, words: ZoneWords, brought: BroughtFeatures, roads: Mapping[str, Any]
) -> pa.Table:
    """Return a row for each feature: `row`, its own columns, what was measured, its shape as WKB.

    Columns that the commands have too are called as theirs, and have the same values.

    Parameters
    ----------
    index : ZoneIndex
        Of the zone.
    words : ZoneWords
    brought : BroughtFeatures
    roads : mapping
        Columns of the ways by road.
    """
    kinds = ColumnKinds()
    kinds.add_rows(brought.file.records)
    own = kinds.make_table(brought.file.records)
    chunk = Chunk(0, brought.file.numbers, own, brought.file.shapes)
    columns = {
        **_list_sizes(brought),
        **_list_parts(words, brought),
        **_list_places(index, brought),
        **roads,
    }
    return add_columns(chunk, name_parts(columns, index)).table


def _list_sizes(brought: BroughtFeatures) -> dict[str, Any]:
    measures, count = brought.measures, len(brought.names)
    plane_crs: Texts = np.full(count, None, dtype=object)
    plane_crs[measures.plots] = brought.plane.crs
    stated_m2 = _get_stated_m2(brought.stated, count)
    kinds = [KINDS[each] for each in shapely.get_dimensions(brought.file.shapes).tolist()]
    return {
        "name": np.array([*brought.names, None], dtype=object)[:-1],
        "kind": np.array(kinds, dtype=object),
        "area_m2": spread(measures.areas["area_m2"], measures, count),
        "perimeter_m": spread(measures.areas["perimeter_m"], measures, count),
        "length_m": np.round(measures.lengths_m, _METRES),
        "plane_area_m2": np.round(spread(brought.plane.areas_m2, measures, count), _METRES),
        "plane_crs": plane_crs,
        "stated_area_m2": np.round(stated_m2, _METRES),
        "stated_difference_m2": np.round(brought.measured_m2 - stated_m2, _METRES),
    }


def _get_stated_m2(stated: StatedArea | None, count: int) -> Floats:
    return np.full(count, np.nan) if stated is None else stated.areas_m2


def _list_parts(words: ZoneWords, brought: BroughtFeatures) -> dict[str, Any]:
    """Return the verdict, and the parts: of plots by area, of sites and lines by their point."""
    measures, count = brought.measures, len(brought.names)
    verdicts = measures.verdicts.tolist()
    reasons = [
        words.describe_verdict(verdict, part)
        for verdict, part in zip(verdicts, measures.deciding.tolist(), strict=True)
    ]
    outside = np.full(count, np.nan)
    outside[measures.plots] = measures.outside_shares
    return {
        "verdict": measures.verdicts,
        "reason": np.array(reasons, dtype=object),
        **{name: _merge(brought, name) for name in ("part", "parts")},
        **{name: _take_of_plots(brought, name) for name in ("overlap_share", "overlap_shares")},
        "outside_share": outside,
        "touched_parts": _list_touches(words, brought),
        **{name: _merge(brought, name) for name in _PLACED},
    }


def _merge(brought: BroughtFeatures, name: str) -> Any:
    """Return a column of `locate`, for the plots that of `measure`."""
    column = np.array([*brought.measures.located[name], None], dtype=object)[:-1]
    for n, value in zip(brought.measures.plots.tolist(), brought.measures.areas[name], strict=True):
        column[n] = value
    return column.astype(float) if name.endswith("_m") else column


def _take_of_plots(brought: BroughtFeatures, name: str) -> Any:
    column: Texts = np.full(len(brought.names), None, dtype=object)
    for n, value in zip(brought.measures.plots.tolist(), brought.measures.areas[name], strict=True):
        column[n] = value
    return column.astype(float) if name == "overlap_share" else column


def _list_touches(words: ZoneWords, brought: BroughtFeatures) -> Texts:
    shares = brought.measures.shares
    touched: dict[int, list[str]] = {}
    for n in np.flatnonzero(shares.is_touch).tolist():
        touched.setdefault(int(shares.polygon[n]), []).append(words.part_ids[shares.part[n]])
    column: Texts = np.full(len(brought.names), None, dtype=object)
    for n, parts in touched.items():
        column[brought.measures.plots[n]] = SEPARATOR.join(parts)
    return column


def _list_places(index: ZoneIndex, brought: BroughtFeatures) -> Mapping[str, Any]:
    """Return the inside point in two datums, its county, the nearest edge, and the places."""
    measures = brought.measures
    lonlat = np.column_stack([shapely.get_x(measures.inside), shapely.get_y(measures.inside)])
    moved = np.round(convert_datum(lonlat, source="wgs84", target="gcj02"), _DEGREES)
    uncertainty_m = index.parts["position_uncertainty_m"].to_numpy(float)
    edge_parts = [str(each) for each in index.parts.index[measures.edges]]
    places = [f"{place}_{what}" for place in index.places.index for what in _WAYS]
    return {
        **{name: _take_located(brought, name) for name in ("longitude", "latitude")},
        "gcj02_longitude": moved[:, 0],
        "gcj02_latitude": moved[:, 1],
        **{name: _take_located(brought, name) for name in _COUNTY},
        "edge_part": np.array(edge_parts, dtype=object),
        "edge_distance_m": measures.edges_m,
        "edge_uncertainty_m": uncertainty_m[measures.edges],
        **{name: _take_located(brought, name) for name in places},
    }


_WAYS = ("distance_m", "bearing_deg")
_COUNTY = ("county", "county_name", "county_verdict")


def _take_located(brought: BroughtFeatures, name: str) -> Any:
    values: Sequence[Any] = brought.measures.located[name]
    if name.endswith(("_m", "_deg", "itude")):
        return np.array(values, dtype=float)
    return np.array([*values, None], dtype=object)[:-1]
