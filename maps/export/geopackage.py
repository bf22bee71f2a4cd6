"""The zone as GeoPackage: parts and companions, with a style for QGIS and metadata."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio

from geo.schema import KINDS, PLACEMENTS
from geo.zone import Zone
from maps.content.credits import all_layers, gather_credits
from maps.export.crs import CGCS2000_EPSG, ExportCrs, choose_crs
from maps.export.provenance import make_provenance_note
from maps.export.vector_files import flatten_parts, subset_zone
from maps.figure.map_layers import POINTS_PER_PX
from maps.figure.options import FigureOptions
from maps.templating import get_environment
from maps.theme import DASHES, FILL_OPACITY, INKS, LINE_WIDTH_PX, rgb_channels

_GDAL_LOCK = RLock()  # GDAL's settings belong to the whole process
_FIXED_DATE = "2000-01-01T00:00:00.000Z"
_MM_PER_PT = 25.4 / 72
_CREATE_STYLES_SQL = (
    "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT, f_table_catalog TEXT(256), "
    "f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), "
    "styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, "
    "owner TEXT(30), ui TEXT(30), update_time DATETIME)"
)
_INSERT_STYLE_SQL = (
    "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, "
    "styleName, styleQML, useAsDefault, description, owner, update_time) "
    "VALUES ('', '', 'parts', 'geom', 'parts', ?, 1, ?, '', ?)"
)
_INSERT_CONTENTS_SQL = (
    "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) "
    "VALUES ('layer_styles', 'attributes', 'layer_styles', ?)"
)


def render_geopackage(zone: Zone, options: FigureOptions) -> bytes:
    """Return a GeoPackage with parts, places, context and stations; equal inputs, equal bytes.

    In a Gauss-Krüger zone are only the parts: the rest, which reaches beyond it, is in degrees of
    CGCS2000.
    """
    cut = subset_zone(zone, options)
    crs = choose_crs(options, cut.parts)
    beside = ExportCrs(CGCS2000_EPSG) if crs.grid else crs
    note = make_provenance_note(cut, cut.parts, crs)
    with tempfile.TemporaryDirectory() as folder, _fix_gdal_date():
        path = Path(folder) / "zone.gpkg"
        _write_layer(path, "parts", crs.move(flatten_parts(cut)), note)
        for name, table in all_layers(zone).items():
            if len(table):
                shown = gather_credits(cut, cut.parts.head(0), {name: table})
                about = make_provenance_note(cut, cut.parts, beside, shown=shown)
                moved = beside.move(_flatten_sources(table))
                _write_layer(path, name, moved, about, append=True)
        _add_styles(path, note)
        return path.read_bytes()


@contextmanager
def _fix_gdal_date() -> Iterator[None]:
    with _GDAL_LOCK:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _FIXED_DATE})
        try:
            yield
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _write_layer(
    path: Path, name: str, table: gpd.GeoDataFrame, note: str, *, append: bool = False
) -> None:
    pyogrio.write_dataframe(
        table,
        path,
        layer=name,
        driver="GPKG",
        append=append,
        promote_to_multi=None,
        layer_metadata={"PROVENANCE": note},
        geometry_type=None,
        layer_options={"DESCRIPTION": note.splitlines()[1], "FID": "fid"},
    )


def _flatten_sources(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    listed = ["; ".join(values) or None for values in table["sources"]]
    return (
        table.drop(columns="id")
        .assign(sources=pd.Series(listed, index=table.index, dtype=object))
        .reset_index()
    )


def _add_styles(path: Path, note: str) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(_CREATE_STYLES_SQL)
        database.execute(_INSERT_STYLE_SQL, (render_parts_qml(), note.splitlines()[1], _FIXED_DATE))
        database.execute(_INSERT_CONTENTS_SQL, (_FIXED_DATE,))


def render_parts_qml() -> str:
    """Return the style of the parts for QGIS: colour by kind, dashes by placement."""
    return get_environment("en").get_template("parts.qml").render(symbols=make_symbols())


def make_symbols() -> list[dict[str, Any]]:
    """Return the symbol of each kind and placement, widths and dashes in millimetres."""
    found = []
    for kind in KINDS:
        width = LINE_WIDTH_PX[kind] * POINTS_PER_PX * _MM_PER_PT
        for placement in PLACEMENTS:
            dashes = ";".join(f"{each * width:.3f}" for each in DASHES[placement])
            found.append(
                {
                    "kind": kind,
                    "placement": placement,
                    "width": f"{width:.3f}",
                    "rgb": ",".join(map(str, rgb_channels(INKS[kind].light))),
                    "dashes": dashes,
                    "alpha": round(FILL_OPACITY[kind] * 255),
                }
            )
    return found
