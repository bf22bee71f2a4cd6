"""GeoPackage, GeoJSON and GeoParquet, read as Arrow batches in constant memory."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyogrio
import shapely
from pyarrow import parquet
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from geo.batch.chunks import (
    LAT_NAMES,
    LON_NAMES,
    Chunk,
    ChunkSource,
    guess_column,
    make_points,
    parse_numbers,
)
from geo.errors import InputError, quote_value
from geo.geodesy.projection import project_shapes

_WGS84 = "OGC:CRS84"


def open_ogr(path: Path, *, rows: int) -> ChunkSource:
    """Open the first layer of a GeoPackage or GeoJSON file (GDAL).

    Raises
    ------
    InputError
        When it has no layer that can be read, or states no CRS.
    """
    try:
        layer = str(pyogrio.list_layers(path)[0][0])
        info = pyogrio.read_info(path, layer=layer)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, IndexError, ValueError):
        raise InputError(
            f"{path.name} can't be read as a layer of shapes. Export it again."
        ) from None
    move = _make_transformer(info["crs"], path.name)

    def chunks() -> Iterator[Chunk]:
        with pyogrio.open_arrow(path, layer=layer, batch_size=rows, use_pyarrow=True) as (meta, it):
            yield from _iter_chunks(
                _iter_tables(it, it.schema), meta["geometry_name"] or "wkb_geometry", move
            )

    guesses = (f"layer {quote_value(layer)}", f"CRS {quote_value(info['crs'])}")
    return ChunkSource(path, guesses, info["features"], chunks)


def open_parquet(path: Path, *, rows: int, lon: str | None, lat: str | None) -> ChunkSource:
    """Open a GeoParquet file, or a Parquet file with columns of longitude and latitude.

    Raises
    ------
    InputError
        When it is no Parquet file, has no coordinates, or states an unknown CRS.
    """
    try:
        schema = parquet.read_schema(path)
    except pa.ArrowInvalid:
        raise InputError(f"{path.name} is not a Parquet file. Export it again.") from None
    geo = json.loads((schema.metadata or {}).get(b"geo", b"{}"))
    name = geo.get("primary_column", "")
    x, y = (
        "" if name else guess_column(schema.names, known, chosen=chosen)
        for known, chosen in ((LON_NAMES, lon), (LAT_NAMES, lat))
    )
    if not name and not (x and y):
        raise InputError(
            f"{path.name} has no geometry and no columns of longitude and latitude. "
            "Name them with --lon and --lat."
        )
    about = geo["columns"][name] if name else {}
    if about.get("encoding", "WKB") != "WKB":
        raise InputError(
            f"{path.name} has geometry of the encoding {quote_value(about['encoding'])}. "
            "Write it as WKB."
        )
    move = _make_transformer(about.get("crs", _WGS84), path.name)

    def chunks() -> Iterator[Chunk]:
        with parquet.ParquetFile(path) as file:
            tables = _iter_tables(file.iter_batches(batch_size=rows), file.schema_arrow)
            yield from _iter_chunks(tables, name, move, (x, y))

    where = (
        f"geometry {quote_value(name)}"
        if name
        else f"longitude {quote_value(x)}, latitude {quote_value(y)}"
    )
    return ChunkSource(path, ("Parquet", where), parquet.read_metadata(path).num_rows, chunks)


def _make_transformer(crs: Any, name: str) -> Transformer | None:
    if crs is None:
        raise InputError(f"{name} has no coordinate reference system. Export it with one.")
    try:
        known = CRS.from_user_input(crs)
    except CRSError:
        raise InputError(
            f"{name} has an unknown coordinate reference system. Export it with a known one."
        ) from None
    same = known.equals(CRS(_WGS84)) or known.equals(CRS("EPSG:4326"), ignore_axis_order=True)
    return None if same else Transformer.from_crs(known, _WGS84, always_xy=True)


def _iter_tables(batches: Iterable[Any], schema: pa.Schema) -> Iterator[pa.Table]:
    """Yield each batch as a table; an empty one when there is none."""
    empty = True
    for batch in batches:
        empty = False
        yield pa.Table.from_batches([batch])
    if empty:
        yield schema.empty_table()


def _iter_chunks(
    tables: Iterable[pa.Table],
    name: str,
    move: Transformer | None,
    lonlat: tuple[str, str] = ("", ""),
) -> Iterator[Chunk]:
    seen = 0
    for number, table in enumerate(tables):
        if lonlat[0]:
            shapes = make_points(*(_read_degrees(table, each) for each in lonlat))
        else:
            wkb = table.column(name).to_numpy(zero_copy_only=False)
            shapes = shapely.force_2d(shapely.from_wkb(wkb, on_invalid="ignore"))
        if move is not None:
            shapes = project_shapes(shapes, move)
        rows = np.arange(seen + 1, seen + len(shapes) + 1)
        seen += len(shapes)
        own = table.drop_columns([name]) if name else table
        yield Chunk(number, rows, own, shapes)


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
