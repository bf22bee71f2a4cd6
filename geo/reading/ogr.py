"""Formats that GDAL reads: GeoPackage, FlatGeobuf, GML, MapInfo, FileGDB."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pyarrow as pa
import pyogrio

from geo.errors import N_, InputError, file_label, quote_value
from geo.reading.arrow_rows import make_frame
from geo.reading.arrow_text import decode_table, make_decoder
from geo.reading.collector import raise_empty
from geo.reading.encoding_readings import Witness
from geo.reading.gdal import isolate_file
from geo.reading.layer import RawLayer, ReadOptions
from geo.reading.offers import offer_names
from geo.reading.raw_layers import make_raw_layer, parse_declared_crs
from geo.reading.shapes import read_shapes
from geo.reading.sniff import sniff_format
from geo.reading.units import choose_unit_m

# Tables that software keeps beside the layers.
_SIDE_LAYERS = ("layer_styles", "qgis_projects")
_GEOMETRY_MARK = (b"ogc.wkb", b"geoarrow.wkb")
# The driver's own way to Arrow leaves wrong offsets where a feature has no geometry.
pyogrio.set_gdal_config_options({"OGR_FLATGEOBUF_STREAM_BASE_IMPL": True})


def read_ogr(path: Path, options: ReadOptions) -> RawLayer:
    """Return a layer of a file; the only one with geometry where none is named.

    Raises
    ------
    InputError
        When there is none, none of that name, or several and none was named; or when a feature
        can't be used and shall not be left out.
    """
    with isolate_file(path, sniff_format(path)) as isolated:
        layer = choose_layer(list_layers(isolated), options.layer, name=path.name)
        return read_ogr_layer(isolated, layer, options, name=path.name)


def list_layers(path: Path) -> list[str]:
    """Return the names of the layers with features that have geometry, or of all without any."""
    listed = pyogrio.list_layers(path)
    every = [str(name) for name, _ in listed]
    drawn = [str(name) for name, kind in listed if kind is not None and name not in _SIDE_LAYERS]
    if len(drawn) > 1:
        drawn = [name for name in drawn if _has_features(path, name)] or drawn
    return drawn or every


def _has_features(path: Path, layer: str) -> bool:
    """Return whether a layer can be opened and has features: one damaged table hides no other."""
    try:
        return bool(pyogrio.read_info(path, layer=layer)["features"])
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError):
        return False


def choose_layer(names: Sequence[str], chosen: str | None, *, name: str) -> str:
    """Return the layer that was chosen, or the only one.

    Raises
    ------
    InputError
        When there is none, or none of that name, or several and none was chosen.
    """
    if not names:
        raise InputError(N_("%(name)s has no layer. Export it again."), name=file_label(name))
    listed = offer_names(names, "layer", most=20)
    if chosen is None and len(names) > 1:
        raise InputError(
            N_("%(name)s has several layers. Choose one with --layer: %(choices)s."),
            name=file_label(name),
            choices=listed,
        )
    if chosen is not None and chosen not in names:
        raise InputError(
            N_("%(name)s has no layer %(layer)s. Use one of %(choices)s."),
            name=file_label(name),
            layer=quote_value(chosen),
            choices=listed,
        )
    return names[0] if chosen is None else chosen


def read_ogr_layer(
    path: Path,
    layer: str | None,
    options: ReadOptions,
    *,
    name: str,
    encoding: str | None = None,
    witnesses: Sequence[Witness] | None = None,
    open_options: Mapping[str, str] = MappingProxyType({}),
) -> RawLayer:
    """Return a layer as GDAL reads it, its arcs split and its open rings closed.

    Parameters
    ----------
    path, layer, options
        Of the file, apart from others (`isolate_file`, `gather_files`); a named layer, or None for
        the only one; how to read it.
    name : str
        Of the file as it was given.
    encoding : str or None
        The one that GDAL shall take.
    witnesses : sequence of Witness or None
        What the file declares of its encoding, if GDAL takes its text as ISO 8859-1, byte by byte,
        and it is to be decoded here; None if GDAL decodes it.
    open_options : Mapping
        Of the driver.

    Raises
    ------
    InputError
        When it has no geometry or no features, or a feature can't be used and shall not be
        left out.
    """
    meta, table = pyogrio.read_arrow(path, layer=layer, encoding=encoding, **open_options)
    if witnesses is None:
        table, steps = make_decoder(given=options.encoding, name=name)(table)
    else:
        table, steps = decode_table(table, witnesses, given=options.encoding, name=name)
    place = find_geometry(table.schema, name=name)
    if not table.num_rows:
        raise_empty(name)
    values = table.column(place).to_pylist()
    frame = make_frame(table.remove_column(place))
    crs = parse_declared_crs(meta["crs"])
    read = read_shapes(values, unit_m=choose_unit_m(crs, options.crs))
    raw = make_raw_layer(
        frame, read, values, crs=crs, options=options, name=name, layer_name=layer or ""
    )
    return replace(raw, steps=(*steps, *raw.steps))


def find_geometry(schema: pa.Schema, *, name: str) -> int:
    """Return the position of the column with geometry: a property may have the same name.

    Raises
    ------
    InputError
        When there is none in the file `name`.
    """
    marks = [(field.metadata or {}).get(b"ARROW:extension:name") for field in schema]
    place = next((n for n, mark in enumerate(marks) if mark in _GEOMETRY_MARK), None)
    if place is None:
        raise InputError(
            N_("%(name)s has no geometry. Choose another layer or file."), name=file_label(name)
        )
    return place
