"""GeoPackage and GeoParquet, read as Arrow batches in constant memory."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyogrio
from pyarrow import parquet
from pyproj import CRS

from geo.batch.chunks import Chunk, ChunkSource
from geo.batch.placing import ShownColumn, choose_move, find_lost
from geo.batch.to_degrees import ToDegrees
from geo.errors import N_, InputError, Phrase, quote_value
from geo.reading.arcs import MAX_DEVIATION_M
from geo.reading.arrow_coordinates import find_column_faults
from geo.reading.arrow_text import make_decoder
from geo.reading.arrow_values import find_unreadable_times, list_times, replace_unreadable
from geo.reading.collector import raise_empty
from geo.reading.coordinate_columns import NumberStyle, choose_number_style, parse_coordinates
from geo.reading.faults import describe_library_faults
from geo.reading.gdal import isolate_file
from geo.reading.layer import ReadOptions
from geo.reading.ogr import choose_layer, find_geometry, list_layers
from geo.reading.opened import OpenedFile, describe_reading
from geo.reading.parquet import (
    check_row_groups,
    choose_parquet_columns,
    describe_places,
    read_crs,
)
from geo.reading.parquet import find_geometry as find_parquet_geometry
from geo.reading.raw_layers import (
    choose_srid,
    describe_binary,
    make_point_shapes,
    parse_declared_crs,
)
from geo.reading.shapes import ReadShapes, describe_shapes, read_shapes
from geo.reading.units import choose_unit_m

_SAMPLE_ROWS = 1000


def open_ogr(path: Path, *, rows: int, options: ReadOptions) -> ChunkSource:
    """Open a layer of a GeoPackage (GDAL).

    Raises
    ------
    InputError
        When it has no layer that can be read, several and none was named, no features, or no CRS
        that is known or given.
    """
    with describe_library_faults(path.name), isolate_file(path, "GeoPackage") as isolated:
        layer = choose_layer(list_layers(isolated), options.layer, name=path.name)
        info = pyogrio.read_info(isolated, layer=layer)
        with pyogrio.open_arrow(isolated, layer=layer, use_pyarrow=True) as (_, it):
            place = find_geometry(it.schema, name=path.name)
            first = next(_iter_tables(it, it.schema, path.name))[:_SAMPLE_ROWS]
    decode, count = make_decoder(given=options.encoding, name=path.name), info["features"]
    sample, steps = decode(first)
    crs = parse_declared_crs(info["crs"])
    style = NumberStyle(unit_m=choose_unit_m(crs, options.crs))
    read = _read_sample(sample, place, (), path.name, style)
    to_degrees, told = choose_move(read.shapes, crs, options, name=path.name)

    def chunks() -> Iterator[Chunk]:
        with (
            isolate_file(path, "GeoPackage") as isolated,
            pyogrio.open_arrow(isolated, layer=layer, batch_size=rows, use_pyarrow=True) as (_, it),
        ):
            tables = (decode(table)[0] for table in _iter_tables(it, it.schema, path.name))
            yield from _iter_chunks(tables, place, to_degrees, (), style)

    opened = OpenedFile(path, "GeoPackage", layer)
    said = describe_reading(path.name, opened, count, layer)
    steps = (*steps, *_describe_binary(sample, place))
    guesses = (*said, *steps, *_describe_sample(read, count), *told)
    return ChunkSource(path, guesses, count, chunks, to_degrees.describe_rows, to_degrees.crs)


def open_parquet(path: Path, *, rows: int, options: ReadOptions) -> ChunkSource:
    """Open a GeoParquet file, or a Parquet file with columns of longitude and latitude.

    Raises
    ------
    InputError
        When it is no Parquet file, has no coordinates or rows, or no CRS that is known or given.
    """
    with describe_library_faults(path.name):
        schema = parquet.read_schema(path)
        count = parquet.read_metadata(path).num_rows
        name, about = find_parquet_geometry(schema, name=path.name)
        with parquet.ParquetFile(path) as file:
            check_row_groups(file.metadata, name=path.name)
            batches = file.iter_batches(batch_size=_SAMPLE_ROWS)
            sample = next(_iter_tables(batches, file.schema_arrow, path.name))
            times = find_unreadable_times(file.iter_batches(columns=list_times(file.schema_arrow)))
        sample = replace_unreadable(sample, times, name=path.name)
    places = () if name else choose_parquet_columns(sample, options, name=path.name)
    if len(places) == 1:
        name, places = places[0], ()
    place = schema.get_field_index(name) if name else None
    declared = read_crs(about) if about else None
    style = _choose_style(sample, places, declared, options)
    read = _read_sample(sample, place, places, path.name, style)
    crs = declared if about else choose_srid(read, options, name=path.name)
    to_degrees, told = choose_move(
        read.shapes, crs, options, name=path.name, is_undeclared=not (about or read.srids)
    )

    def chunks() -> Iterator[Chunk]:
        with parquet.ParquetFile(path) as file:
            batches = file.iter_batches(batch_size=rows)
            tables = _iter_tables(batches, file.schema_arrow, path.name)
            tables = (replace_unreadable(each, times, name=path.name) for each in tables)
            yield from _iter_chunks(tables, place, to_degrees, places, style)

    opened = OpenedFile(path, "GeoParquet", None)
    steps = [describe_places(places)] if places else []
    steps += _describe_binary(sample, place)
    said = describe_reading(path.name, opened, count, "")
    guesses = (*said, *steps, *_describe_sample(read, count), *told)
    return ChunkSource(path, guesses, count, chunks, to_degrees.describe_rows, to_degrees.crs)


def _choose_style(
    sample: pa.Table, places: Sequence[str], declared: CRS | None, options: ReadOptions
) -> NumberStyle:
    """Return how the texts among columns of coordinates are to be understood."""
    if not places:
        return NumberStyle(unit_m=choose_unit_m(declared, options.crs))
    columns = [sample.column(name) for name in places]
    texts = [each.to_pylist() for each in columns if _is_text(each.type)]
    return choose_number_style(texts, options.crs, name=", ".join(places))


def _read_sample(
    sample: pa.Table,
    place: int | None,
    places: Sequence[str],
    name: str,
    style: NumberStyle,
) -> ReadShapes:
    """Return the first shapes, in the CRS of the file and its units; refuse an empty file."""
    if not len(sample):
        raise_empty(name)
    if place is None:
        return _read_points(sample, places, style)
    return _read_column(sample, place, style)


def _describe_sample(read: ReadShapes, count: int) -> list[Phrase]:
    """Return what is done to the shapes of a file, as far as the first ones of `count` show it."""
    more = count > len(read.shapes) and read.deviation_m is not None
    deviation_m = max(read.deviation_m or 0.0, MAX_DEVIATION_M) if more else read.deviation_m
    return describe_shapes(replace(read, closed=(), deviation_m=deviation_m), ())


def _iter_tables(batches: Iterable[Any], schema: pa.Schema, name: str) -> Iterator[pa.Table]:
    """Yield each batch as a table; an empty one when there is none."""
    iterator, is_empty = iter(batches), True
    while True:
        with describe_library_faults(name):
            batch = next(iterator, None)
            if batch is None:
                break
            table = pa.Table.from_batches([batch])
        is_empty = False
        yield table
    if is_empty:
        yield schema.empty_table()


def _iter_chunks(
    tables: Iterable[pa.Table],
    place: int | None,
    to_degrees: ToDegrees,
    places: Sequence[str],
    style: NumberStyle,
) -> Iterator[Chunk]:
    seen = 0
    for number, table in enumerate(tables):
        if place is None:
            read, own, raws = _read_points(table, places, style), table, None
        else:
            read, own = _read_column(table, place, style), table.remove_column(place)
            raws = ShownColumn(table.column(place))
        rows = np.arange(seen + 1, seen + len(table) + 1)
        seen += len(table)
        # Arcs and heights are told beforehand.
        to_degrees.tally.add(replace(read, deviation_m=None, has_height=False), rows)
        moved = to_degrees(read.shapes, rows)
        faults = read.faults | find_lost(read.shapes, moved)
        plain = own.drop_columns(_list_binary(own))
        yield Chunk(number, rows, plain, moved, [], raws, faults)


def _list_binary(table: pa.Table) -> list[str]:
    return [
        field.name
        for field in table.schema
        if pa.types.is_binary(field.type) or pa.types.is_large_binary(field.type)
    ]


def _describe_binary(sample: pa.Table, place: int | None) -> list[Phrase]:
    own = sample if place is None else sample.remove_column(place)
    return describe_binary(_list_binary(own))


def _read_column(table: pa.Table, place: int, style: NumberStyle) -> ReadShapes:
    return read_shapes(table.column(place).to_pylist(), unit_m=style.unit_m)


def _read_points(table: pa.Table, places: Sequence[str], style: NumberStyle) -> ReadShapes:
    columns = [table.column(name) for name in places]
    x, y = (_read_numbers(*each, style) for each in zip(columns, places, strict=True))
    blank = pa.chunked_array([pa.nulls(len(table), pa.string())])
    texts = [each if _is_text(each.type) else blank for each in columns]
    return make_point_shapes(x, y, find_column_faults(texts, (x, y), style))


def _read_numbers(column: Any, name: str, style: NumberStyle) -> Any:
    """Return a column of numbers, or of texts value by value; NaN where there is no number."""
    if _is_text(column.type):
        return parse_coordinates(column.to_pylist(), decimal_comma=style.decimal_comma)
    try:
        return np.asarray(column.cast(pa.float64(), safe=False).fill_null(pa.scalar(np.nan)))
    except pa.ArrowException:
        raise InputError(
            N_(
                "The column %(name)s contains %(kind)s, not numbers. Rename it, and the one with "
                "degrees to lon or lat."
            ),
            name=quote_value(name),
            kind=quote_value(column.type),
        ) from None


def _is_text(kind: pa.DataType) -> bool:
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    )
