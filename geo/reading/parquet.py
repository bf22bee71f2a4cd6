"""GeoParquet, and Parquet with columns of longitude and latitude."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pyarrow as pa
from pyarrow import parquet
from pyproj import CRS

from geo.errors import N_, InputError, Phrase, file_label, quote_value
from geo.reading.arrow_rows import make_frame
from geo.reading.arrow_values import find_unreadable_times, replace_unreadable
from geo.reading.assumed_degrees import assume_degrees
from geo.reading.collector import raise_empty
from geo.reading.column_choice import choose_columns, find_geometry_column, has_areas
from geo.reading.coordinate_columns import as_text, choose_number_style
from geo.reading.delimited import read_row_shapes
from geo.reading.layer import RawLayer, ReadOptions
from geo.reading.raw_layers import make_raw_layer, parse_declared_crs
from geo.reading.shapes import read_shapes
from geo.reading.sniff import MAX_BYTES
from geo.reading.units import choose_unit_m

MAX_ROWS = 5_000_000
_BATCH_ROWS = 4_096

_SAMPLE_ROWS = 1000


def read_parquet(path: Path, options: ReadOptions) -> RawLayer:
    """Return a GeoParquet file as a raw layer.

    Raises
    ------
    InputError
        When it has no geometry in WKB, or a feature can't be used and shall not be left out.
    """
    table = _read_table(path)
    name, about = find_geometry(table.schema, name=path.name)
    if not table.num_rows:
        raise_empty(path.name)
    own = table.drop_columns([name]) if name else table
    frame = make_frame(own)
    if name:
        values = table.column(name).to_pylist()
        crs = read_crs(about)
        read = read_shapes(values, unit_m=choose_unit_m(crs, options.crs))
        return make_raw_layer(frame, read, values, crs=crs, options=options, name=path.name)
    places = choose_parquet_columns(table, options, name=path.name)
    if len(places) == 1:
        values = table.column(places[0]).to_pylist()
        others = frame.drop(columns=list(places))
        read = read_shapes(values, unit_m=choose_unit_m(None, options.crs))
        raw = make_raw_layer(others, read, values, crs=None, options=options, name=path.name)
        return assume_degrees(raw, options)
    columns = [[as_text(value) for value in frame[place]] for place in places]
    sample = [texts[:_SAMPLE_ROWS] for texts in columns]
    read = read_row_shapes(
        columns, choose_number_style(sample, options.crs, name=", ".join(places))
    )
    texts = [*zip(*columns, strict=True)]
    raw = make_raw_layer(frame, read, texts, crs=None, options=options, name=path.name)
    told = replace(raw, steps=(describe_places(places), *raw.steps))
    return assume_degrees(told, options)


def describe_places(places: Sequence[str]) -> Phrase:
    """Return which columns the coordinates are from, as a sentence."""
    listed = ", ".join(map(quote_value, places))
    return Phrase(N_("Coordinates are from the columns %(places)s."), {"places": listed})


def choose_parquet_columns(sample: pa.Table, options: ReadOptions, *, name: str) -> tuple[str, ...]:
    """Return the columns of longitude and latitude, or the one of geometry, by their values too.

    Parameters
    ----------
    sample : Table
        Some rows, of a file that describes no geometry; any CRS.
    options : ReadOptions
        Of which `lon` and `lat` count.
    name : str
        The file's, for the error.

    Raises
    ------
    InputError
        When there are none.
    """
    plain = [field.name for field in sample.schema if _may_be_geometry(field.type)]
    rows = [[*row.values()] for row in sample.select(plain).slice(0, _SAMPLE_ROWS).to_pylist()]
    fallback = find_geometry_column(plain, rows)
    empty = [each for each in sample.column_names if sample.column(each).null_count == len(sample)]
    return choose_columns(
        sample.column_names,
        options,
        name=name,
        fallback=fallback,
        has_areas=has_areas(plain, rows, fallback),
        empty=empty,
    )


def _may_be_geometry(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_string(kind)
        or pa.types.is_large_string(kind)
        or pa.types.is_binary(kind)
        or pa.types.is_large_binary(kind)
    )


def _read_table(path: Path) -> pa.Table:
    """Return the rows piece by piece: what little bytes become is known only afterwards."""
    with parquet.ParquetFile(path) as file:
        check_row_groups(file.metadata, name=path.name)
        if file.metadata.num_rows > MAX_ROWS:
            raise InputError(
                N_("%(name)s has more than %(n)s rows. Split it."),
                name=file_label(path.name),
                n=f"{MAX_ROWS:,}",
            )
        batches, size = [], 0
        for batch in file.iter_batches(batch_size=_BATCH_ROWS):
            batches.append(batch)
            size += batch.nbytes
            if size > MAX_BYTES:
                _refuse_size(path.name)
        table = pa.Table.from_batches(batches, schema=file.schema_arrow)
    return replace_unreadable(table, find_unreadable_times([table]), name=path.name)


def check_row_groups(metadata: Any, *, name: str) -> None:
    """Refuse a file with a group of rows that is too large when unpacked.

    Raises
    ------
    InputError
        When there is one.
    """
    groups = (metadata.row_group(n).total_byte_size for n in range(metadata.num_row_groups))
    if max(groups, default=0) > MAX_BYTES:
        _refuse_size(name)


def _refuse_size(name: str) -> NoReturn:
    raise InputError(
        N_("%(name)s is larger than %(size)s. Include only the layer of the zone."),
        name=file_label(name),
        size=f"{MAX_BYTES / 2**20:.0f} MiB",
    )


def find_geometry(schema: pa.Schema, *, name: str) -> tuple[str, dict[str, Any]]:
    """Return the column of geometry and its description; an empty name where there is none.

    Raises
    ------
    InputError
        When the description is damaged, or the geometry isn't WKB.
    """
    try:
        geo = json.loads((schema.metadata or {}).get(b"geo", b"{}"))
        column = geo.get("primary_column", "")
        about = geo["columns"][column] if column else {}
        encoding = about.get("encoding", "WKB")
        if column:
            schema.field(column)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputError(
            N_("%(name)s describes its geometry in a damaged way. Export it again."),
            name=file_label(name),
        ) from None
    if encoding != "WKB":
        raise InputError(
            N_("%(name)s has geometry of the encoding %(encoding)s. Write it as WKB."),
            name=file_label(name),
            encoding=quote_value(encoding),
        )
    return column, about


def read_crs(about: dict[str, Any]) -> CRS | None:
    """Return the CRS of a GeoParquet column: WGS 84 by default, None where PROJ lacks it."""
    return parse_declared_crs(about.get("crs", "OGC:CRS84"))
