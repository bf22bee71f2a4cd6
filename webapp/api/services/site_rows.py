"""The rows of a file of sites in a request, read by the same rules as `zonemap locate`."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from geo.arrays import Json
from geo.batch.chunks import Chunk, ChunkSource, Reject
from geo.batch.jobs import read_site_points
from geo.batch.sources import open_source
from geo.errors import N_, InputError, Phrase
from geo.io.file_bytes import read_bytes
from geo.reading.collector import raise_empty
from geo.reading.crs_fit import raise_softened
from geo.reading.esri_json import is_esri_json
from geo.reading.geojson_text import list_features
from geo.reading.json_sequences import parse_json_text
from geo.reading.layer import LeftOut, ReadOptions
from geo.reading.opened import is_zip
from geo.reading.sniff import sniff_format
from geo.reading.text_bytes import decode_json
from webapp.api.services.reading import MAX_SITES, make_plain
from webapp.api.services.site_records import is_feature, read_record

_ROWS = 500
_TABLES = ("CSV", "XLSX")


@dataclass(frozen=True)
class SiteRow:
    """A site: its number in the file (from 1), what it says, degrees or NaN, and its fault."""

    number: int
    record: Json
    lon: float
    lat: float
    fault: Phrase | None


@dataclass(frozen=True)
class SiteFile:
    """A file of sites.

    Attributes
    ----------
    columns : sequence of str
        Of a table (CSV, XLSX), else empty.
    rows : sequence of SiteRow
        In the order of the file; records are a table's cells, else `id` and `properties`.
    steps : sequence of Phrase
        How it was read.
    datum : str
        Of the degrees: as it was asked, or as the file says.
    """

    columns: Sequence[str]
    rows: Sequence[SiteRow]
    steps: Sequence[Phrase]
    datum: str = "wgs84"


def read_site_file(path: Path, options: ReadOptions) -> SiteFile:
    """Return the sites of a file of any format, the degrees on the datum that they are in.

    Raises
    ------
    InputError
        When the file can't be read, has no site that can be used, or more than `MAX_SITES`.
    """
    # The datum is undone point by point, by the same function as everywhere.
    source = open_source(
        path, rows=_ROWS, options=replace(options, datum="wgs84", seeks_sites=True)
    )
    format_name = "" if is_zip(path) else sniff_format(path)
    known = _read_json_records(path, options) if format_name == "GeoJSON" else {}
    is_table = format_name in _TABLES
    rows, columns = _read_rows(source, known, is_table=is_table)
    if all(row.fault for row in rows):
        raise_softened(source.guesses)
        raise_empty(path.name, [LeftOut(row.number, row.fault, "") for row in rows if row.fault])
    return SiteFile(columns, rows, (*source.guesses, *source.describe_rows()))


def _read_rows(
    source: ChunkSource, known: Mapping[int, Json], *, is_table: bool
) -> tuple[list[SiteRow], list[str]]:
    rows: list[SiteRow] = []
    columns: list[str] = []
    for chunk in source.chunks():
        columns = chunk.table.column_names if is_table else []
        rows += [_make_row(each, columns, known, is_table) for each in chunk.rejects]
        rows += _read_chunk(chunk, known, is_table)
        if len(rows) > MAX_SITES:
            raise InputError(
                N_("The request has more than %(most)s points. Send fewer at a time."),
                most=MAX_SITES,
            )
    return sorted(rows, key=lambda row: row.number), columns


def _read_chunk(chunk: Chunk, known: Mapping[int, Json], is_table: bool) -> list[SiteRow]:
    lon, lat, faults = read_site_points(chunk)
    found = []
    for n, values in enumerate(chunk.table.to_pylist() or [{}] * len(chunk.rows)):
        number = int(chunk.rows[n])
        fault = chunk.faults.get(n) or (Phrase(faults[n], {}) if faults[n] else None)
        plain = make_plain(values)
        record = plain if is_table else known.get(number, {"id": None, "properties": plain})
        found.append(SiteRow(number, record, lon[n], lat[n], fault))
    return found


def _make_row(
    reject: Reject, columns: Sequence[str], known: Mapping[int, Json], is_table: bool
) -> SiteRow:
    """Return a row that could not be read as a shape, with what is known of it."""
    values = _parse_record(reject.record)
    own = values if isinstance(values, dict) else {}
    if is_table:
        cells = values if isinstance(values, list) else [own.get(name) for name in columns]
        record = dict.fromkeys(columns) | dict(zip(columns, cells, strict=False))
    else:
        properties = make_plain({k: v for k, v in own.items() if k != "geometry"})
        record = known.get(reject.row, {"id": None, "properties": properties})
    return SiteRow(reject.row, record, math.nan, math.nan, reject.fault)


def _parse_record(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _read_json_records(path: Path, options: ReadOptions) -> dict[int, Json]:
    """Return the id and properties of each feature of a GeoJSON file as they are, by number."""
    text = decode_json(read_bytes(path), given=options.encoding, name=path.name)
    found = parse_json_text(text, name=path.name)
    if not isinstance(found, dict) or found.get("type") == "Topology" or is_esri_json(found):
        return {}
    features = list_features(found, name=path.name)
    # What is no feature is among the rows that can't be used.
    return {n: read_record(each, n) for n, each in enumerate(features, 1) if is_feature(each)}
