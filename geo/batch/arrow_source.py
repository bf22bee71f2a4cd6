"""GeoPackage, GeoJSON and GeoParquet, read as Arrow batches in constant memory."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyogrio
from pyarrow import parquet

from geo.batch.chunks import Chunk, ChunkSource
from geo.batch.placing import Move, choose_move, find_lost, show_shape
from geo.errors import N_, InputError, file_label, quote_value
from geo.reading.coordinate_columns import choose_columns
from geo.reading.faults import summarize_fault
from geo.reading.gdal import isolate_file
from geo.reading.layer import ReadOptions
from geo.reading.numbers import parse_numbers
from geo.reading.ogr import choose_layer, find_geometry, list_layers
from geo.reading.parquet import check_row_groups, read_crs
from geo.reading.parquet import find_geometry as find_parquet_geometry
from geo.reading.raw_layers import make_point_shapes, parse_declared_crs
from geo.reading.shapes import ReadShapes, read_shapes
from geo.reading.sniff import sniff_format

_SAMPLE_ROWS = 1000


def open_ogr(path: Path, *, rows: int, options: ReadOptions) -> ChunkSource:
    """Open a layer of a GeoPackage or GeoJSON file (GDAL).

    Raises
    ------
    InputError
        When it has no layer that can be read, several and none was named, or no CRS that is known
        or given.
    """
    format_name = sniff_format(path)
    with _refuse_damage(path.name), isolate_file(path, format_name) as isolated:
        layer = choose_layer(list_layers(isolated), options.layer, name=path.name)
        info = pyogrio.read_info(isolated, layer=layer)
        with pyogrio.open_arrow(isolated, layer=layer, use_pyarrow=True) as (_, it):
            place = find_geometry(it.schema)
            sample = next(iter(_iter_tables(it, it.schema)))[:_SAMPLE_ROWS]
    if place is None:
        raise InputError(f"{path.name} holds no geometry; name another layer or file")
    shapes = _read_column(sample, place).shapes
    crs = parse_declared_crs(info["crs"])
    move, told = choose_move(shapes, crs, options, name=path.name)

    def chunks() -> Iterator[Chunk]:
        with (
            _refuse_damage(path.name),
            isolate_file(path, format_name) as isolated,
            pyogrio.open_arrow(isolated, layer=layer, batch_size=rows, use_pyarrow=True) as (_, it),
        ):
            yield from _iter_chunks(_iter_tables(it, it.schema), place, move)

    guesses = (f"layer {quote_value(layer)}", f"CRS {quote_value(info['crs'])}", *map(str, told))
    return ChunkSource(path, guesses, info["features"], chunks)


def open_parquet(path: Path, *, rows: int, options: ReadOptions) -> ChunkSource:
    """Open a GeoParquet file, or a Parquet file with columns of longitude and latitude.

    Raises
    ------
    InputError
        When it is no Parquet file, has no coordinates, or no CRS that is known or given.
    """
    with _refuse_damage(path.name):
        schema = parquet.read_schema(path)
    name, about = find_parquet_geometry(schema, name=path.name)
    places: Sequence[str] = () if name else choose_columns(schema.names, options, name=path.name)
    with _refuse_damage(path.name), parquet.ParquetFile(path) as file:
        check_row_groups(file.metadata, name=path.name)
        batches = _iter_tables(file.iter_batches(batch_size=_SAMPLE_ROWS), file.schema_arrow)
        sample = next(iter(batches))
    place = schema.get_field_index(name) if name else None
    shapes = _read_points(sample, places) if place is None else _read_column(sample, place)
    crs = read_crs(about) if name else None
    move, told = choose_move(shapes.shapes, crs, options, name=path.name)

    def chunks() -> Iterator[Chunk]:
        with _refuse_damage(path.name), parquet.ParquetFile(path) as file:
            tables = _iter_tables(file.iter_batches(batch_size=rows), file.schema_arrow)
            yield from _iter_chunks(tables, place, move, places)

    where = f"geometry {quote_value(name)}" if name else f"coordinates {', '.join(places)}"
    guesses = ("Parquet", where, *map(str, told))
    return ChunkSource(path, guesses, parquet.read_metadata(path).num_rows, chunks)


@contextmanager
def _refuse_damage(name: str) -> Iterator[None]:
    """Turn what a library raises at a damaged file into one sentence."""
    try:
        yield
    except InputError:
        raise
    except _LIBRARY_FAULTS as error:
        raise InputError(
            N_("%(name)s can't be read: %(reason)s. Export it again."),
            name=file_label(name),
            reason=summarize_fault(error),
        ) from None


_LIBRARY_FAULTS = (
    *(pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError),
    *(pyogrio.errors.GeometryError, pa.ArrowException, OSError, ValueError, RuntimeError),
)


def _iter_tables(batches: Iterable[Any], schema: pa.Schema) -> Iterator[pa.Table]:
    """Yield each batch as a table; an empty one when there is none."""
    empty = True
    for batch in batches:
        empty = False
        yield pa.Table.from_batches([batch])
    if empty:
        yield schema.empty_table()


def _iter_chunks(
    tables: Iterable[pa.Table], place: int | None, move: Move, places: Sequence[str] = ()
) -> Iterator[Chunk]:
    seen = 0
    for number, table in enumerate(tables):
        if place is None:
            read, own, raws, faults = _read_points(table, places), table, None, {}
        else:
            read, own = _read_column(table, place), table.remove_column(place)
            raws, faults = _Shown(table.column(place)), read.faults
        rows = np.arange(seen + 1, seen + len(table) + 1)
        seen += len(table)
        moved = move(read.shapes)
        faults |= find_lost(read.shapes, moved)
        yield Chunk(number, rows, own, moved, [], raws, faults)


class _Shown(Sequence[str]):
    """The geometries of a column as text, made only for those that are looked at."""

    def __init__(self, column: Any) -> None:
        self._column = column

    def __len__(self) -> int:
        return len(self._column)

    def __getitem__(self, n: Any) -> Any:
        value = self._column[int(n)].as_py()
        return "" if value is None else show_shape(value)


def _read_column(table: pa.Table, place: int) -> ReadShapes:
    return read_shapes(table.column(place).to_pylist())


def _read_points(table: pa.Table, places: Sequence[str]) -> ReadShapes:
    x, y = (_read_degrees(table, name) for name in places)
    return make_point_shapes(x, y)


def _read_degrees(table: pa.Table, name: str) -> Any:
    """Return a column of numbers, or of texts value by value; NaN where there is no number."""
    column = table.column(name)
    if _is_text(column.type):
        return parse_numbers(column.to_pylist())
    try:
        return np.asarray(column.cast(pa.float64(), safe=False).fill_null(pa.scalar(np.nan)))
    except pa.ArrowException:
        raise InputError(
            f"The column {quote_value(name)} contains {quote_value(column.type)}, not numbers. "
            "Choose another with --lon and --lat."
        ) from None


def _is_text(kind: pa.DataType) -> bool:
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    )
