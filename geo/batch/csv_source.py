"""CSV files of points or polygons, read chunk by chunk in constant memory; bad rows kept aside."""

import csv
import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa
import shapely

from geo.batch.chunks import (
    LAT_NAMES,
    LON_NAMES,
    WKT_NAMES,
    Chunk,
    ChunkSource,
    Reject,
    guess_column,
    make_points,
    parse_numbers,
)
from geo.errors import InputError, file_label, quote_value
from geo.io.encoding import detect_encoding
from geo.io.reasons import describe_csv_fault

_MAX_FIELD_CHARACTERS = 2**24
SOURCE_SUFFIXES = (".csv", ".geojson", ".gpkg", ".parquet")


def open_csv(
    path: Path, *, rows: int, lon: str | None = None, lat: str | None = None
) -> ChunkSource:
    """Open a CSV file whose rows carry longitude and latitude, or a WKT geometry.

    UTF-8, UTF-16 with a mark, or GB 18030; comma, semicolon or tab; every value stays text.

    Raises
    ------
    InputError
        When it has no header, no coordinates' columns, an unknown encoding, or (as the chunks
        are read) a quote that swallows the rows after it.
    """
    encoding, lines = detect_encoding(path)
    csv.field_size_limit(_MAX_FIELD_CHARACTERS)
    with path.open(encoding=encoding, newline="") as file:
        head = file.readline(_MAX_FIELD_CHARACTERS)
        delimiter = max(",;\t", key=head.count)
        file.seek(0)
        header = next(_iter_records(file, delimiter, path.name), [])
    if isinstance(header, Reject):
        raise InputError(
            f"{file_label(path.name)} has no header: {header.reason}. Correct that line."
        )
    names = _make_names_unique(header)
    x = guess_column(names, LON_NAMES, chosen=lon)
    y = guess_column(names, LAT_NAMES, chosen=lat)
    wkt = "" if x and y else guess_column(names, WKT_NAMES)
    if not (wkt or (x and y)):
        raise InputError(
            f"{path.name} has no columns of longitude and latitude (nor WKT) among "
            f"{quote_value(', '.join(names))}. Name them with --lon and --lat."
        )
    where = (
        f"geometry from {quote_value(wkt)} (WKT)"
        if wkt
        else f"longitude {quote_value(x)}, latitude {quote_value(y)}"
    )

    def chunks() -> Iterator[Chunk]:
        with path.open(encoding=encoding, newline="") as file:
            records = _iter_records(file, delimiter, path.name)
            next(records, None)
            numbered = enumerate(records, 1)
            number = 0
            while (block := list(islice(numbered, rows))) or not number:
                yield _make_chunk(number, block, names, (wkt,) if wkt else (x, y))
                number += 1

    return ChunkSource(path, (f"CSV, {encoding}, delimiter {delimiter!r}", where), lines, chunks)


def _make_names_unique(header: Sequence[str]) -> list[str]:
    names: list[str] = []
    for n, name in enumerate(header, 1):
        base = name or f"column_{n}"
        again = sum(known == base or known.startswith(f"{base}_again") for known in names)
        names.append(f"{base}_again{again}" if again else base)
    return names


def _iter_records(lines: Iterable[str], delimiter: str, name: str) -> Iterator[list[str] | Reject]:
    """Yield the fields of each row that is not blank, or its one line that can't be read.

    Raises
    ------
    InputError
        When a row can't be read and took more than one line: those after it may be lost.
    """
    last = deque([""], maxlen=1)
    reader = csv.reader(map(partial(_remember_line, last), lines), delimiter=delimiter, strict=True)
    row = 0  # the header
    while True:
        before = reader.line_num
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if reader.line_num > before + 1 or "end of data" in str(error):
                raise InputError(_describe_open_quote(name, row, before + 1)) from None
            reason = f"line {before + 1} can't be read: {describe_csv_fault(error)}"
            yield Reject(row, reason, last[0].rstrip("\r\n"))
        else:
            if not fields:  # a blank line
                continue
            yield fields
        row += 1


def _remember_line(last: deque[str], line: str) -> str:
    last.append(line)
    return line


def _describe_open_quote(name: str, row: int, line: int) -> str:
    where = f"row {row}" if row else "the header"
    return (
        f"{file_label(name)}: {where} (line {line}) opens a quotation mark that is not closed "
        "properly and takes in what follows. Close it, or double each quotation mark within "
        "quotation marks."
    )


def _make_chunk(
    number: int, block: list[tuple[int, list[str] | Reject]], names: list[str], where: Sequence[str]
) -> Chunk:
    rejects, kept = [], []
    for row, fields in block:
        if isinstance(fields, Reject):
            rejects.append(fields)
        elif len(fields) != len(names):
            reason = f"has {len(fields)} fields, the header has {len(names)}"
            rejects.append(Reject(row, reason, json.dumps(fields, ensure_ascii=False)))
        else:
            kept.append((row, fields))
    columns = list(zip(*(fields for _, fields in kept), strict=True)) or [()] * len(names)
    table = pa.table(
        {
            name: pa.array(_replace_surrogates(c), pa.string())
            for name, c in zip(names, columns, strict=True)
        }
    )
    texts = [columns[names.index(name)] for name in where]
    shapes = (
        make_points(*map(parse_numbers, texts))
        if len(texts) == 2
        else shapely.from_wkt(texts[0], on_invalid="ignore")
    )
    rows = np.array([row for row, _ in kept], dtype=np.int64)
    return Chunk(number, rows, table, np.asarray(shapes, dtype=object), rejects)


def _replace_surrogates(values: Sequence[str]) -> list[str]:
    return [v if v.isascii() else v.encode("utf-8", "replace").decode() for v in values]
