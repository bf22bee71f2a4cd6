"""The zone as GeoPackage: parts and companions, with styles for QGIS and metadata."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from threading import RLock

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from geo.io.temporary import temporary_folder
from geo.zone import Zone
from maps.content.credits import all_layers, gather_credits
from maps.export.crs import CGCS2000_EPSG, ExportCrs, choose_crs
from maps.export.provenance import make_provenance_note
from maps.export.qgis_styles import render_styles
from maps.export.vector_files import flatten_parts, subset_zone
from maps.figure.options import FigureOptions

_GDAL_LOCK = RLock()  # GDAL's settings belong to the whole process
_VERSION = "1.3"  # GDAL before 3.7, as in QGIS 3.22, warns of 1.4
_FIXED_DATE = "2000-01-01T00:00:00.000Z"
_CREATE_STYLES_SQL = (
    "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT, f_table_catalog TEXT(256), "
    "f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), "
    "styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, "
    "owner TEXT(30), ui TEXT(30), update_time DATETIME)"
)
_INSERT_STYLE_SQL = (
    "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, "
    "styleName, styleQML, useAsDefault, description, owner, update_time) "
    "VALUES ('', '', ?, 'geom', ?, ?, 1, '', '', ?)"
)
_INSERT_CONTENTS_SQL = (
    "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) "
    "VALUES ('layer_styles', 'attributes', 'layer_styles', ?)"
)


def render_geopackage(zone: Zone, options: FigureOptions) -> bytes:
    """Return a GeoPackage with a table for each kind of thing; equal inputs, equal bytes.

    A table has one type of geometry, since a program draws areas and lines of one table as one of
    them, and a style. In a Gauss-Krüger zone are only the parts: the rest, which reaches beyond
    it, is in degrees of CGCS2000.
    """
    cut = subset_zone(zone, options)
    crs = choose_crs(options, cut.parts)
    beside = ExportCrs(CGCS2000_EPSG) if crs.grid else crs
    note = make_provenance_note(cut, cut.parts, crs)
    companions = {name: table for name, table in _list_companions(zone).items() if len(table)}
    with temporary_folder() as folder, _fix_gdal_date():
        path = Path(folder) / "zone.gpkg"
        _write_layer(path, "parts", crs.move(flatten_parts(cut)), note)
        for name, table in companions.items():
            layer = name if name in all_layers(zone) else "context"
            shown = gather_credits(cut, cut.parts.head(0), {layer: table})
            about = make_provenance_note(cut, cut.parts, beside, shown=shown)
            _write_layer(path, name, beside.move(_flatten_sources(table)), about, append=True)
        _add_styles(path, ("parts", *companions))
        return path.read_bytes()


def _list_companions(zone: Zone) -> Mapping[str, gpd.GeoDataFrame]:
    """Return what lies around the parts, by the name of its table; a table may be empty."""
    kind, size = zone.context["kind"], shapely.get_dimensions(zone.context.geometry.values)
    return {
        "places": zone.places,
        "counties": zone.context[(kind == "county") & (size == 2)],
        "county_lines": zone.context[(kind == "county") & (size == 1)],
        "rivers": zone.context[(kind == "river") & (size == 1)],
        "river_areas": zone.context[(kind == "river") & (size == 2)],
        "stations": zone.stations,
    }


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
        dataset_options=None if append else {"VERSION": _VERSION},
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


def _add_styles(path: Path, tables: Iterable[str]) -> None:
    """Add the table in which QGIS looks for the style that a layer opens with."""
    styles = render_styles()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(_CREATE_STYLES_SQL)
        for name in tables:
            database.execute(_INSERT_STYLE_SQL, (name, name, styles[name], _FIXED_DATE))
        database.execute(_INSERT_CONTENTS_SQL, (_FIXED_DATE,))
        database.commit()
        database.execute("PRAGMA page_size = 1024")  # most tables fill a small part of a page
        database.execute("VACUUM")
