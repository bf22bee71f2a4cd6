"""Open a large file: those of the streamed formats chunk by chunk, others whole."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from geo.batch.chunks import Chunk, ChunkSource
from geo.batch.csv_source import open_csv
from geo.errors import N_, InputError, ZoneError, file_label
from geo.io.file_bytes import refuse_pipe
from geo.reading.layer import ReadOptions
from geo.reading.opened import WITHOUT_LAYERS, is_zip, refuse_layer
from geo.reading.sniff import sniff_format

STREAMED = ("CSV", "GeoJSON", "GeoPackage", "GeoParquet")


def open_source(
    path: Path, *, rows: int = 50_000, options: ReadOptions | None = None
) -> ChunkSource:
    """Open a file by its first bytes.

    CSV, GeoPackage, GeoParquet and GeoJSON collections are streamed, whatever their size; the
    others are read whole, and so are tables of boundary points.

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
    with _tell_faults(path.name):
        source = _open_source(path, rows, options or ReadOptions())
    return replace(source, chunks=partial(_iter_chunks, source.chunks, path.name))


def _iter_chunks(chunks: Callable[[], Iterator[Chunk]], name: str) -> Iterator[Chunk]:
    coming = chunks()
    while True:
        with _tell_faults(name):
            chunk = next(coming, None)
        if chunk is None:
            return
        yield chunk


@contextmanager
def _tell_faults(name: str) -> Iterator[None]:
    """Tell in one sentence what a library raises; what tells it is loaded for that alone."""
    try:
        yield
    except ZoneError:
        raise
    except Exception:
        from geo.reading.faults import describe_library_faults  # noqa: PLC0415

        with describe_library_faults(name):
            raise


def _open_source(path: Path, rows: int, options: ReadOptions) -> ChunkSource:
    refuse_pipe(path)
    if not path.exists():
        raise InputError(
            N_("%(path)s does not exist. Name an existing file."), path=file_label(path)
        )
    format_name = "" if is_zip(path) else sniff_format(path, streamed=STREAMED)
    if format_name in WITHOUT_LAYERS:
        refuse_layer(path, options.layer, name=path.name)
    if format_name == "CSV":
        table = open_csv(path, rows=rows, options=options)
        if table is not None:
            return table
    if format_name in {"GeoParquet", "GeoPackage"}:
        # Here and below, readers are loaded for their own formats alone.
        from geo.batch.arrow_source import open_ogr, open_parquet  # noqa: PLC0415

        open_rows = open_parquet if format_name == "GeoParquet" else open_ogr
        return open_rows(path, rows=rows, options=options)
    if format_name == "GeoJSON":
        from geo.batch.json_source import open_geojson  # noqa: PLC0415

        collection = open_geojson(path, rows=rows, options=options)
        if collection is not None:
            refuse_layer(path, options.layer, name=path.name)
            return collection
    from geo.batch.whole_source import open_whole  # noqa: PLC0415

    return open_whole(path, rows=rows, options=options)
