"""Measured features as a table with the columns of `zonemap measure` and `locate`."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import shapely

from geo.arrays import Floats, Texts
from geo.batch.chunks import Chunk
from geo.batch.columns import ColumnKinds
from geo.batch.renames import GEOMETRY_COLUMN
from geo.batch.runner import add_columns
from geo.fields.languages import field_names
from geo.fields.units import M2_PER_HA, M2_PER_MU
from geo.geodesy.datum import convert_datum
from geo.lookup.index import ZoneIndex
from geo.lookup.own_shares import SHARE_DECIMALS
from geo.lookup.part_names import SEPARATOR, name_parts
from geo.quality.stated_areas import StatedArea
from webapp.plots.export.features import BroughtFeatures, spread
from webapp.plots.plot_shares import list_shares
from webapp.plots.rows import KINDS
from webapp.plots.zone_words import ZoneWords

_METRES, _DEGREES, _HA, _MU = 4, 7, 6, 4  # decimals
_PLACED = ("placement", "position_uncertainty_m")
# What people look for first, in this order; then come a file's own columns, then all the rest.
_FIRST = (
    *("row", "name", "layer", "kind", "verdict"),
    *("reason", "shares", "outside_share", "touched_parts"),
    *("area_m2", "area_ha", "area_mu", "stated_area_m2", "stated_difference_m2", "length_m"),
    "findings",
    *(*field_names("edge_part_name"), "edge_distance_m", "edge_uncertainty_m"),
)
_NEXT = (
    *(*field_names("county_name"), "county_verdict"),
    *("longitude", "latitude", "gcj02_longitude", "gcj02_latitude"),
)


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
        "findings": np.array([*brought.findings, None], dtype=object)[:-1],
        **roads,
    }
    table = add_columns(chunk, name_parts(columns, index)).table
    return table.select(_order_columns(table, list(map(str, index.places.index)), list(roads)))


def _order_columns(table: pa.Table, places: Sequence[str], roads: Sequence[str]) -> list[str]:
    """Return the columns: verdict, shares, sizes, distances, then the file's own, then others."""
    names = [field.name for field in table.schema if field.name != GEOMETRY_COLUMN]
    own = [field.name for field in table.schema if not field.metadata and field.name in names]
    distances = [f"{place}_distance_m" for place in places]
    first = [*_FIRST, *distances, *roads, *_NEXT, *own]
    listed = [name for name in dict.fromkeys((*first, *names)) if name in names]
    return [*listed, GEOMETRY_COLUMN]


def _list_sizes(brought: BroughtFeatures) -> dict[str, Any]:
    measures, count = brought.measures, len(brought.names)
    area_m2 = spread(measures.areas["area_m2"], measures, count)
    plane_crs: Texts = np.full(count, None, dtype=object)
    plane_crs[measures.plots] = brought.plane.crs
    stated_m2 = _get_stated_m2(brought.stated, count)
    kinds = [KINDS[each] for each in shapely.get_dimensions(brought.file.shapes).tolist()]
    return {
        "name": np.array([*brought.names, None], dtype=object)[:-1],
        **({"layer": np.array(brought.layers, dtype=object)} if brought.layers else {}),
        "kind": np.array(kinds, dtype=object),
        "area_m2": area_m2,
        "area_ha": np.round(area_m2 / M2_PER_HA, _HA),
        "area_mu": np.round(area_m2 / M2_PER_MU, _MU),
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
    kinds = [KINDS[each] for each in shapely.get_dimensions(brought.file.shapes).tolist()]
    reasons = words.list_reasons(measures, kinds)
    outside = np.full(count, np.nan)
    outside[measures.plots] = measures.outside_shares
    return {
        "verdict": measures.verdicts,
        "reason": np.array(reasons, dtype=object),
        "shares": _write_shares(words, brought),
        **{name: _merge(brought, name) for name in ("part", "parts")},
        "own_shares": _list_own_shares(words, brought),
        **{name: _take_of_plots(brought, name) for name in ("overlap_share", "overlap_shares")},
        "outside_share": outside,
        "touched_parts": _list_touches(words, brought),
        **{f"part_{name}": _merge(brought, name) for name in _PLACED},
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


def _write_shares(words: ZoneWords, brought: BroughtFeatures) -> Texts:
    """Return in words which shares of each plot lie in which parts; they add up to the whole."""
    column: Texts = np.full(len(brought.names), None, dtype=object)
    for n, own, outside, area_m2 in zip(
        brought.measures.plots.tolist(),
        list_shares(words, brought.measures),
        brought.measures.outside_shares.tolist(),
        brought.measures.areas_m2.tolist(),
        strict=True,
    ):
        column[n] = words.describe_shares(own, outside, area_m2, int(brought.measures.edges[n]))
    return column


def _list_own_shares(words: ZoneWords, brought: BroughtFeatures) -> Texts:
    """Return the shares that add up, in the order of `parts`."""
    measures = brought.measures
    column: Texts = np.full(len(brought.names), None, dtype=object)
    shares: list[dict[str, float]] = [{} for _ in measures.plots]
    found = measures.shares
    pairs = (found.polygon.tolist(), found.part.tolist(), found.own_m2.tolist())
    for n, part, own_m2 in zip(*pairs, strict=True):
        whole_m2 = measures.areas_m2[n]
        shares[n][words.part_ids[part]] = own_m2 / whole_m2 if whole_m2 else 0.0
    for n, own, parts in zip(measures.plots.tolist(), shares, measures.areas["parts"], strict=True):
        keys = parts.split(SEPARATOR) if parts else []
        column[n] = SEPARATOR.join(
            np.format_float_positional(own.get(key, 0.0), precision=SHARE_DECIMALS, trim="-")
            for key in keys
        )
    return column


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
