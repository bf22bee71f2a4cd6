"""Open a large file: those of the streamed formats chunk by chunk, others whole."""

from pathlib import Path

from geo.batch.arrow_source import open_ogr, open_parquet
from geo.batch.chunks import ChunkSource
from geo.batch.csv_source import open_csv
from geo.batch.whole_source import open_whole
from geo.errors import N_, InputError, file_label
from geo.reading.crs_member import is_plain_geojson
from geo.reading.layer import ReadOptions
from geo.reading.opened import is_zip
from geo.reading.sniff import sniff_format

MAX_WHOLE_JSON_BYTES = 32 * 2**20


def open_source(
    path: Path, *, rows: int = 50_000, options: ReadOptions | None = None
) -> ChunkSource:
    """Open a file by its first bytes.

    CSV, GeoPackage, GeoParquet and large, plain GeoJSON files are streamed, the others read whole.

    Parameters
    ----------
    path : Path
        Of the file.
    rows : int
        How many rows a chunk has.
    options : ReadOptions, optional
        How to read it.

    Raises
    ------
    InputError
        When the file is missing, of an unknown format, or can't be read.
    """
    options = options or ReadOptions()
    if not path.exists():
        raise InputError(
            N_("%(path)s does not exist. Name an existing file."), path=file_label(path)
        )
    format_name = "" if is_zip(path) else sniff_format(path)
    if format_name == "CSV":
        return open_csv(path, rows=rows, options=options)
    if format_name == "GeoParquet":
        return open_parquet(path, rows=rows, options=options)
    is_large = path.stat().st_size > MAX_WHOLE_JSON_BYTES
    is_streamed = format_name == "GeoJSON" and is_large and is_plain_geojson(path)
    if format_name == "GeoPackage" or is_streamed:
        return open_ogr(path, rows=rows, options=options)
    return open_whole(path, rows=rows, options=options)
