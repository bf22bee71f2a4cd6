"""The one way in: a file of any format to a layer in degrees, with every step told."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
from pyproj import CRS

from geo.errors import N_, Phrase
from geo.reading.boundary_points import read_boundary_points
from geo.reading.cad import read_dxf
from geo.reading.crs import assign_crs, split_lost, to_lonlat
from geo.reading.crs_fit import find_layer_misfits, raise_misfit
from geo.reading.delimited import read_csv
from geo.reading.faults import describe_library_faults
from geo.reading.geojson_text import read_geojson
from geo.reading.gml import read_gml
from geo.reading.kml import read_kml
from geo.reading.layer import Layer, RawLayer, ReadOptions
from geo.reading.mapinfo import read_mif, read_tab
from geo.reading.ogr import read_ogr
from geo.reading.opened import (
    WITHOUT_LAYERS,
    OpenedFile,
    describe_reading,
    open_layer_file,
    refuse_layer,
)
from geo.reading.parquet import read_parquet
from geo.reading.polygons import describe_left_out
from geo.reading.raw_layers import drop_binary
from geo.reading.shapefile import read_shapefile
from geo.reading.sniff import refuse_format
from geo.reading.spreadsheet import read_xlsx
from geo.reading.transform import make_transformer

MAX_TOLD = 20
Reader = Callable[[Path, ReadOptions], RawLayer]
READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "GeoJSON": read_geojson,
        "GeoPackage": read_ogr,
        "Shapefile": read_shapefile,
        "KML": read_kml,
        "FlatGeobuf": read_ogr,
        "GeoParquet": read_parquet,
        "CSV": read_csv,
        "GML": read_gml,
        "MapInfo TAB": read_tab,
        "MapInfo MIF": read_mif,
        "FileGDB": read_ogr,
        "Boundary points": read_boundary_points,
        "DXF": read_dxf,
        "XLSX": read_xlsx,
    }
)


def read_layer(path: Path, options: ReadOptions | None = None) -> Layer:
    """Return a layer of a file in OGC:CRS84 degrees.

    Raises
    ------
    InputError
        When the file can't be read, is empty, has several layers and none was named, or its
        coordinates can't be brought to degrees.
    """
    options = options or ReadOptions()
    raw, opened = read_raw_layer(path, options)
    return place_layer(raw, options, opened, name=path.name)


def read_raw_layer(path: Path, options: ReadOptions) -> tuple[RawLayer, OpenedFile]:
    """Return a layer of a file in its own CRS, and which file it was.

    Raises
    ------
    InputError
        When the file can't be read, is empty, or has several layers and none was named.
    """
    with open_layer_file(path, options) as opened:
        return _read_raw(opened, replace(options, layer=opened.layer)), opened


def place_layer(raw: RawLayer, options: ReadOptions, opened: OpenedFile, *, name: str) -> Layer:
    """Return a raw layer in degrees, with all that was done told."""
    count = len(raw.table) + len(raw.left_out)
    told = [*describe_reading(name, opened, count, raw.layer_name), *raw.steps]
    known, warnings_of_crs = assign_crs(raw.table, crs=options.crs, name=name, near=options.near)
    crs = CRS.from_user_input(known.crs)
    shapes = np.asarray(raw.table.geometry.values)
    make_transformer(crs, name=name, shapes=shapes, near=options.near)
    told += raise_misfit(find_layer_misfits(raw.table, crs, options, name=name))
    known, lost = split_lost(known, skip_unusable=options.skip_unusable, name=name)
    raw = replace(raw, left_out=tuple(sorted((*raw.left_out, *lost), key=lambda e: e.number)))
    placed, messages, shifts_m = to_lonlat(known, datum=options.datum, name=name)
    told += [*warnings_of_crs, *messages]
    told += [describe_left_out(each) for each in raw.left_out[:MAX_TOLD]]
    if len(raw.left_out) > MAX_TOLD:
        more = {"n": len(raw.left_out) - MAX_TOLD}
        told.append(Phrase(N_("%(n)s more features were left out."), more))
    return Layer(
        placed,
        tuple(told),
        raw.left_out,
        opened.format_name,
        raw.layer_name,
        raw.members,
        shifts_m,
        is_geojson=raw.is_geojson,
        is_moved=not np.array_equal(known.geometry.bounds, placed.geometry.bounds),
    )


def _read_raw(opened: OpenedFile, options: ReadOptions) -> RawLayer:
    """Return what the format's reader returns; whatever a library raises becomes one sentence."""
    name, reader = opened.path.name, READERS.get(opened.format_name)
    if reader is None:
        refuse_format(opened.path)
    if opened.format_name in WITHOUT_LAYERS:
        refuse_layer(opened.path, opened.layer, name=name)
    with describe_library_faults(name):
        return drop_binary(reader(opened.path, options))
