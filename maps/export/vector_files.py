"""The parts as GeoJSON, CSV and Shapefile, each with its provenance note inside."""

import csv
import io
import json
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from geo.fields.other import COLUMN_PREFIX
from geo.geodesy.area import area_m2
from geo.geodesy.tables import find_area_basis
from geo.io.spreadsheet import escape_formula
from geo.zone import Zone, to_geojson
from maps.export.crs import WGS84, choose_crs
from maps.export.other_columns import shorten_names, spread_other
from maps.export.provenance import make_provenance_note
from maps.figure.options import FigureOptions, select_parts
from maps.zipfiles import zip_files

MAX_DBF_BYTES = 254
_LIST_FIELDS = ("industries", "industries_zh", "sources")
# Column names of a shapefile have at most ten characters.
SHAPEFILE_COLUMNS = {
    "published_area_km2": "publ_km2",
    "position_uncertainty_m": "uncert_m",
    "industries": "industry",
    "industries_zh": "industr_zh",
}


def subset_zone(zone: Zone, options: FigureOptions) -> Zone:
    """Return the zone with only the chosen parts; a parent that is left out becomes None."""
    parts = select_parts(zone, options)
    kept = parts["parent"].where(parts["parent"].isin(parts.index), None)
    return replace(zone, parts=parts.assign(parent=kept.astype(object)))


def flatten_parts(zone: Zone) -> gpd.GeoDataFrame:
    """Return the parts as a table of plain values: lists joined by `; `, the area added.

    That is `area_m2`, square metres, and `area_basis`, what it rests on. The other fields are
    columns of their own, after all others but the shapes: `other.` and the name.
    """
    table = zone.parts.drop(columns="other")
    for name, values in spread_other(zone.parts["other"]).items():
        table.insert(len(table.columns) - 1, str(name), values)
    for name in _LIST_FIELDS:
        table[name] = ["; ".join(values) or None for values in table[name]]
    before = list(table.columns).index("published_area_km2")
    size, basis = _measure_areas(zone)
    table.insert(before, "area_m2", size)
    table.insert(before + 1, "area_basis", basis)
    return table.reset_index(names="part_id").drop(columns="id").rename(columns={"part_id": "id"})


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
    WGS 84 is named in a column `crs`: GDAL reads no WKT that begins with it.
    """
    cut = subset_zone(zone, options)
    crs = choose_crs(options, cut.parts)
    table = pd.DataFrame(flatten_parts(cut).drop(columns="geometry"))
    shapes = crs.move(cut.parts).geometry.values
    table["wkt"] = shapely.to_wkt(shapes, rounding_precision=crs.decimals)
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


def _format_cell(value: Any) -> Any:
    if isinstance(value, str):
        return escape_formula(value)
    return "" if pd.isna(value) else value


def render_shapefile(zone: Zone, options: FigureOptions) -> bytes:
    """Return a zipped Shapefile (UTF-8) with the provenance note as README.txt."""
    cut = subset_zone(zone, options)
    crs = choose_crs(options, cut.parts)
    whole = flatten_parts(cut).rename(columns=SHAPEFILE_COLUMNS)
    own = [name for name in whole.columns if str(name).startswith(COLUMN_PREFIX)]
    short = shorten_names(own, used=whole.columns.drop(own))
    table = whole.rename(columns=short)
    for name in table.columns.drop("geometry"):
        table[name] = table[name].map(_truncate_dbf_text)
    note = (
        make_provenance_note(cut, cut.parts, crs)
        + "\
"
        + _list_short_names(short)
    )
    with tempfile.TemporaryDirectory() as folder:
        pyogrio.write_dataframe(
            crs.move(table),
            Path(folder) / "zone.shp",
            driver="ESRI Shapefile",
            encoding="UTF-8",
            layer_options={"DBF_DATE_LAST_UPDATE": "2000-01-01"},
        )
        files = {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}
    return zip_files({"README.txt": note.encode("utf-8"), **files})


def _truncate_dbf_text(value: Any) -> Any:
    """Return text cut to the bytes that fit a dBase field, between two characters."""
    return (
        value.encode()[:MAX_DBF_BYTES].decode(errors="ignore") if isinstance(value, str) else value
    )


def _list_short_names(others: Mapping[str, str]) -> str:
    names = {**SHAPEFILE_COLUMNS, **others}
    return "".join(f"{short}: {name}\n" for name, short in names.items())
