"""The parts as GeoJSON and CSV, each with its provenance note inside."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geo.fields.languages import field_names
from geo.geodesy.area import area_m2
from geo.geodesy.tables import find_area_basis
from geo.io.plain_text import replace_controls
from geo.io.spreadsheet import escape_formula
from geo.zone import Zone, to_geojson
from maps.export.crs import WGS84, choose_crs
from maps.export.other_columns import spread_other
from maps.export.provenance import make_provenance_note
from maps.figure.options import FigureOptions, select_parts
from maps.i18n import LANGUAGES, get_translator

_LIST_FIELDS = (*field_names("industries"), "sources")
_MAX_CELL_CHARACTERS = 32_767  # of a spreadsheet


def subset_zone(zone: Zone, options: FigureOptions) -> Zone:
    """Return the zone with only the chosen parts; a parent that is left out becomes None."""
    parts = select_parts(zone, options)
    kept = parts["parent"].where(parts["parent"].isin(parts.index), None)
    return replace(zone, parts=parts.assign(parent=kept.astype(object)))


def flatten_parts(zone: Zone) -> gpd.GeoDataFrame:
    """Return the parts as a table of plain values: lists joined by `; `, the area added.

    That is `area_m2`, square metres, and `area_basis`, what it rests on. The other fields are
    columns of their own, after all others but the shapes: `other.` and the name. Control
    characters are replaced.
    """
    table = zone.parts.drop(columns="other")
    for name, values in spread_other(zone.parts["other"]).items():
        table.insert(len(table.columns) - 1, str(name), values)
    for name in _LIST_FIELDS:
        table[name] = ["; ".join(values) or None for values in table[name]]
    for name in table.columns.drop("geometry"):
        if any(isinstance(value, str) for value in table[name]):
            cleaned = [_clean_value(value) for value in table[name]]
            table[name] = pd.Series(cleaned, index=table.index, dtype=object)
    before = list(table.columns).index("published_area_km2")
    size, basis = _measure_areas(zone)
    table.insert(before, "area_m2", size)
    table.insert(before + 1, "area_basis", basis)
    return table.reset_index(names="part_id").drop(columns="id").rename(columns={"part_id": "id"})


def _clean_value(value: Any) -> Any:
    return replace_controls(value) if isinstance(value, str) else value


def _measure_areas(zone: Zone) -> tuple[pd.Series, pd.Series]:
    """Return the area of each part in square metres, to 1 cm², and what it rests on."""
    parts = zone.parts
    size = area_m2(parts.geometry)
    basis = find_area_basis(size, parts["published_area_km2"], parts["placement"])
    return size.round(4), basis


def render_geojson(zone: Zone, options: FigureOptions) -> bytes:
    """Return GeoJSON (RFC 7946) in the zone's own schema, with `provenance` beside it.

    Each part has its `area_m2` and `area_basis` too, which are not read from a zone file.
    """
    cut = subset_zone(zone, options)
    collection = to_geojson(cut)
    features = collection.pop("features")
    for feature, size, basis in zip(features, *_measure_areas(cut), strict=True):
        feature["properties"] |= {"area_m2": size, "area_basis": basis}
    collection |= {"provenance": make_provenance_note(cut, cut.parts), "features": features}
    return json.dumps(collection, ensure_ascii=False, allow_nan=False).encode("utf-8") + b"\n"


def render_csv(zone: Zone, options: FigureOptions) -> bytes:
    """Return a CSV for spreadsheets: one row for each part, with WKT and the provenance note.

    Text that a spreadsheet would take for a formula gets a leading apostrophe. A CRS other than
    WGS 84 is named in a column `crs`: GDAL reads no WKT that begins with it. Where the WKT of one
    part is longer than a spreadsheet's cell may be, the column `wkt` is left out, and
    `geometry_note` says where the outlines are.
    """
    cut = subset_zone(zone, options)
    crs = choose_crs(options, cut.parts)
    table = _name_references(zone, pd.DataFrame(flatten_parts(cut).drop(columns="geometry")))
    shapes = crs.move(cut.parts).geometry.values
    texts = shapely.to_wkt(shapes, rounding_precision=crs.decimals).tolist()
    if max(map(len, texts)) > _MAX_CELL_CHARACTERS:
        table["geometry_note"] = _explain_missing_wkt(texts)
    else:
        table["wkt"] = texts
    if crs != WGS84:
        table["crs"] = crs.code
    note = make_provenance_note(cut, cut.parts, crs)
    table["provenance"] = " | ".join(note.split("\n")).strip(" |")
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(table.columns)
    writer.writerows(
        [_format_cell(value) for value in row] for row in table.itertuples(index=False)
    )
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def _name_references(zone: Zone, table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of parts with the names of the parent and the county beside their ids."""
    counties = zone.context[zone.context["kind"] == "county"].set_index("county")
    named = table.copy()
    for field, known in {"parent": zone.parts, "county": counties}.items():
        for name in reversed(field_names("name")):
            values = named[field].map(dict(zip(known.index, known[name], strict=True)))
            at = list(named.columns).index(field) + 1
            named.insert(at, f"{field}_{name}", values.astype(object))
    return named


def _explain_missing_wkt(texts: Sequence[str]) -> str:
    values = {"count": f"{max(map(len, texts)):,}", "most": f"{_MAX_CELL_CHARACTERS:,}"}
    said = []
    for lang in LANGUAGES:
        _ = get_translator(lang)
        words = _(
            "The outlines are left out: one takes %(count)s characters, and a cell of a "
            "spreadsheet has room for %(most)s. Take them from the GeoJSON or GeoPackage file."
        )
        said.append(words % values)
    return " | ".join(said)


def _format_cell(value: Any) -> Any:
    if isinstance(value, str):
        text = escape_formula(value)
        return text if len(text) <= _MAX_CELL_CHARACTERS else f"{text[: _MAX_CELL_CHARACTERS - 1]}…"
    return "" if pd.isna(value) else value
