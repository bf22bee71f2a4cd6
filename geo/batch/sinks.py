"""Tables with shapes, written piece by piece in constant memory: by suffix, in seven formats.

Only a drawing (DXF), whose zone depends on all shapes, and a Shapefile are collected first. The
libraries that write one format alone are loaded for it.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import shapely

from geo.batch.csv_lines import TextEscaper, iter_csv_lines
from geo.batch.headings import TITLE, Cell, Wording, list_cells, tell_values, word_plainly
from geo.batch.number_columns import find_number_columns
from geo.batch.renames import CRS_KEY, GEOMETRY_COLUMN, renamed_columns
from geo.errors import N_, InputError, file_label, quote_value
from geo.io.json_text import to_json

if TYPE_CHECKING:
    from geo.io.xlsx import Sheet

BOM = "\ufeff"
_WORDED = (".csv", ".zip")  # which keep the names of columns, for programs
_GEOPARQUET_METADATA = {
    "version": "1.1.0",
    "primary_column": GEOMETRY_COLUMN,
    "columns": {GEOMETRY_COLUMN: {"encoding": "WKB", "geometry_types": []}},
}


def check_sink(path: Path, *, rows: int | None = None, has_areas: bool = True) -> None:
    """Raise InputError when results can't be written to a path.

    There may be no writer for its suffix, no such folder, more rows than the format allows (`rows`
    may be unknown), or no areas to draw.
    """
    if path.suffix.casefold() not in _WRITERS:
        raise InputError(
            N_("Unknown file format: %(name)s. Use one of %(choices)s."),
            name=file_label(path.name),
            choices=", ".join(_WRITERS),
        )
    if not path.parent.is_dir():
        raise InputError(
            N_("The folder %(path)s does not exist. Create it first."),
            path=file_label(path.parent),
        )
    if path.suffix.casefold() == ".xlsx":
        from geo.io.xlsx import check_size  # noqa: PLC0415

        check_size(rows or 0, 0, name=path.name)
    if path.suffix.casefold() == ".dxf" and not has_areas:
        others = ", ".join(each for each in _WRITERS if each != ".dxf")
        raise InputError(
            N_("A DXF is for areas, and these are points. Use one of %(choices)s."), choices=others
        )


def write_tables(
    tables: Iterable[pa.Table],
    schema: pa.Schema,
    path: Path,
    *,
    escape: TextEscaper,
    wording: Wording = word_plainly,
    sheets: Sequence["Sheet"] = (),
) -> None:
    """Write tables of one schema, the last column `geometry` (WKB, WGS 84), by the suffix.

    `escape` makes a text safe for a spreadsheet and is used for CSV alone; `wording` makes the
    cells of computed columns of XLSX, and names its sheet; of CSV and Shapefiles it words the
    values alone. `sheets` follow in XLSX. CSV and XLSX have no geometry column. A zip has a
    Shapefile for each kind of shape.

    Raises
    ------
    InputError
        When a GeoPackage can't be written, the rows are too many for XLSX, or the areas lie in no
        zone that a DXF could be in; other formats raise OSError.
    """
    suffix = path.suffix.casefold()
    how: Any = {".xlsx": (wording, sheets), ".dxf": wording}.get(suffix, escape)
    if suffix in _WORDED:
        tables = (tell_values(table, wording) for table in tables)
        schema = tell_values(schema.empty_table(), wording).schema
    _WRITERS[suffix](tables, schema, path, how)


def _write_csv(
    tables: Iterable[pa.Table], schema: pa.Schema, path: Path, escape: TextEscaper
) -> None:
    with path.open("wb") as file:
        file.write(render_csv_header(schema.names, escape))
        for table in tables:
            file.writelines(iter_lines(table, escape))


def render_csv_header(names: Iterable[str], escape: TextEscaper) -> bytes:
    """Return the byte order mark and the first line of a CSV file, without the geometry."""
    header = io.StringIO(newline="")
    csv.writer(header).writerow([escape(name) for name in names if name != GEOMETRY_COLUMN])
    return (BOM + header.getvalue()).encode()


def iter_lines(table: pa.Table, escape: TextEscaper) -> Iterator[memoryview]:
    """Yield a table's rows as lines of CSV (`iter_csv_lines`), without the geometry."""
    names = [name for name in table.column_names if name != GEOMETRY_COLUMN]
    return iter_csv_lines(table.select(names), escape=escape)


def _write_xlsx(
    tables: Iterable[pa.Table],
    schema: pa.Schema,
    path: Path,
    how: tuple[Wording, Sequence["Sheet"]],
) -> None:
    wording, others = how
    from geo.io.xlsx import Sheet, SheetColumn, write_workbook  # noqa: PLC0415

    names = [name for name in schema.names if name != GEOMETRY_COLUMN]
    from geo.importing.feature_names import find_name_columns  # noqa: PLC0415 (reads all formats)

    shown = pa.schema([schema.field(name) for name in names])
    own = [field.name for field in shown if TITLE not in (field.metadata or {})]
    # What can be gone through once alone stays text.
    again = [] if iter(tables) is tables else tables
    cells = list_cells(shown, wording, find_number_columns(again, own))
    columns = [SheetColumn(cell.title, cell.number_format) for _, cell in cells]
    rows = (row for table in tables for row in _iter_rows(table, cells))
    (results,) = wording("results")
    leading = 2 if cells[1:] and cells[1][0] in find_name_columns(own)[:1] else 1
    sheets = [Sheet(results.title, columns, rows, leading), *others]
    write_workbook(path, sheets, name=path.name)


def _iter_rows(table: pa.Table, cells: Sequence[tuple[str, Cell]]) -> Iterator[list[Any]]:
    values = {name: table.column(name).to_pylist() for name, _ in cells}
    for row in zip(*(map(cell.tell, values[name]) for name, cell in cells), strict=True):
        yield [to_json(value) if isinstance(value, dict | list) else value for value in row]


def _write_parquet(
    tables: Iterable[pa.Table], schema: pa.Schema, path: Path, _: TextEscaper
) -> None:
    write_geoparquet(tables, schema, path)


def write_geoparquet(tables: Iterable[pa.Table], schema: pa.Schema, sink: Any) -> None:
    """Write tables of a schema, the last column `geometry` (WKB, WGS 84), to a path or stream."""
    from pyarrow import parquet  # noqa: PLC0415 (no page waits for it)

    labelled = schema.with_metadata({b"geo": json.dumps(_GEOPARQUET_METADATA).encode()})
    options: Any = {"compression": "zstd", "use_dictionary": _list_repetitive(schema)}
    with parquet.ParquetWriter(sink, labelled, **options) as writer:
        for table in tables:
            writer.write_table(table.cast(labelled))


def _list_repetitive(schema: pa.Schema) -> list[str]:
    """Return the columns of which Parquet should write each value once: not those of numbers."""
    return [field.name for field in schema if pa.types.is_string(field.type)]


def _write_geojson(
    tables: Iterable[pa.Table], schema: pa.Schema, path: Path, _: TextEscaper
) -> None:
    names = [name for name in schema.names if name != GEOMETRY_COLUMN]
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        between = "\n"
        for table in tables:
            shapes = shapely.to_geojson(shapely.from_wkb(table.column(GEOMETRY_COLUMN).to_pylist()))
            for row, shape in zip(table.select(names).to_pylist(), shapes, strict=True):
                start = f'{between}{{"type": "Feature", "properties": {to_json(row)}, '
                file.write(f'{start}"geometry": {shape}}}')
                between = ",\n"
        file.write("\n]}\n")


def _write_gpkg(tables: Iterable[pa.Table], schema: pa.Schema, path: Path, _: TextEscaper) -> None:
    import pyogrio  # noqa: PLC0415

    renamed = renamed_columns(schema.names, path)
    inside = pa.schema([field.with_name(renamed.get(field.name, field.name)) for field in schema])
    batches = (
        batch
        for table in tables
        for batch in table.rename_columns(inside.names).cast(inside).to_batches()
    )
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2000-01-01T00:00:00.000Z"})
    try:
        pyogrio.write_arrow(
            pa.RecordBatchReader.from_batches(inside, batches),
            path,
            layer=path.stem,
            driver="GPKG",
            geometry_name=GEOMETRY_COLUMN,
            geometry_type="Unknown",
            crs=(schema.metadata or {}).get(CRS_KEY, b"EPSG:4326").decode(),
        )
        whole = pyogrio.read_info(path)["capabilities"]["fast_spatial_filter"]
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise InputError(
            N_("%(path)s can't be written: %(reason)s. Choose another output."),
            path=file_label(path.name),
            reason=quote_value(error, limit=200),
        ) from None
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
    if not whole:  # GDAL writes the index last, and reports nothing when there is no room for it
        raise InputError(
            N_("%(path)s could not be written completely. Free some disk space."),
            path=file_label(path.name),
        )


def _write_dxf(tables: Iterable[pa.Table], _: pa.Schema, path: Path, wording: Wording) -> None:
    from geo.batch.drawing import draw_areas  # noqa: PLC0415

    path.write_bytes(draw_areas(tables, name=path.name, wording=wording))


def _write_zip(tables: Iterable[pa.Table], schema: pa.Schema, path: Path, _: TextEscaper) -> None:
    from geo.batch.shapefile import pack_shapefiles  # noqa: PLC0415

    path.write_bytes(pack_shapefiles(tables, schema))


_WRITERS: dict[str, Callable[[Iterable[pa.Table], pa.Schema, Path, Any], None]] = {
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
    ".geojson": _write_geojson,
    ".gpkg": _write_gpkg,
    ".parquet": _write_parquet,
    ".dxf": _write_dxf,
    ".zip": _write_zip,
}
