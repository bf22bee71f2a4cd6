"""Many sites in one request: a file of points of any format, sent back with their locations."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

import geopandas as gpd

from geo.arrays import Json
from geo.batch.headings import Wording
from geo.batch.renames import RESERVED_COLUMNS, resolve_name_conflicts
from geo.io.json_text import read_all_properties
from geo.lookup.index import ZoneIndex
from geo.lookup.part_names import PART_COLUMNS
from maps.content.wording import make_code_wording
from webapp.api.responses import CSV, GEOJSON, XLSX, negotiate_form
from webapp.api.services.locations import LOCATION_FIELDS, build_locations
from webapp.api.services.reading import (
    COLUMN_PARAMETERS,
    READING_PARAMETERS,
    describe_left_out,
    list_notes,
    open_sent_file,
    translate_sentence,
    translate_steps,
)
from webapp.http.language import lang
from webapp.http.workbook import make_workbook
from webapp.serialize import add_names, map_names, to_compact_json, to_csv
from webapp.state import current_measured, state
from webapp.work.jobs import read_sent_sites

if TYPE_CHECKING:
    from webapp.api.services.site_rows import SiteFile, SiteRow

CHUNK_SITES = 500
_ADDED = (*LOCATION_FIELDS, "error")
_TYPES: Mapping[str, Sequence[str]] = MappingProxyType({"json": GEOJSON, "csv": CSV, "xlsx": XLSX})


@dataclass(frozen=True)
class Sites:
    """The sites of a request.

    Attributes
    ----------
    form : str
        Of the answer: `json` (GeoJSON), `csv` or `xlsx`.
    columns : sequence of str
        The file's own.
    records : sequence of dict
        Those of the rows, as the form has them: a table's cells, else `id` and `properties`.
    rows : sequence of SiteRow
        Those of the answer.
    faults : sequence of str or None
        Why each can't be used, in the language of the request.
    told : dict
        `steps` and `left_out`, in that language: the answer is made when the request is gone.
    datum : str
        Of the degrees.
    """

    form: str
    columns: Sequence[str]
    records: Sequence[Json]
    rows: "Sequence[SiteRow]"
    faults: Sequence[str | None]
    told: Json
    datum: str

    @property
    def media_type(self) -> str:
        """Of the answer."""
        return _TYPES[self.form][0]


def read_sites() -> Sites:
    """Return the sites in the request's body, a file of any format.

    Raises
    ------
    InputError
        When a parameter or the file can't be used, or it has more than `MAX_SITES`.
    UnsupportedMediaType
        When the format is of no kind that is read.
    """
    with open_sent_file((*READING_PARAMETERS, *COLUMN_PARAMETERS)) as (path, options, told):
        found: SiteFile = state().work.run(read_sent_sites, current_measured(), path, options)
    form = _choose_form(found)
    rows = [row for row in found.rows if not (row.fault and options.skip_unusable)]
    faults = [translate_sentence(row.fault) if row.fault else None for row in rows]
    left_out = [(row.number, row.fault) for row in found.rows if row.fault]
    said = {
        "steps": translate_steps([*told, *found.steps]),
        "left_out": describe_left_out(left_out if options.skip_unusable else []),
    }
    records = [_shape_record(row.record, form, is_table=bool(found.columns)) for row in rows]
    columns = found.columns or _list_columns(records, form)
    return Sites(form, columns, records, rows, faults, said, found.datum)


def _choose_form(found: "SiteFile") -> str:
    """Return the form that is asked for, else that of the file: a table is answered as CSV."""
    first = "csv" if found.columns else "json"
    return negotiate_form({first: _TYPES[first], **_TYPES})


def _shape_record(record: Json, form: str, *, is_table: bool) -> Json:
    """Return a row's own values as the form of the answer has them."""
    if form == "json":
        return {"id": None, "properties": record} if is_table else record
    return record if is_table else {**record["properties"], **_name_id(record)}


def _list_columns(records: Sequence[Json], form: str) -> list[str]:
    """Return the names of the features' properties, as cells with their ids."""
    own = [record["properties"] for record in records] if form == "json" else records
    return list(dict.fromkeys(name for each in own for name in each))


def _name_id(record: Json) -> Json:
    """Return the id of a feature as a cell, unless its properties have the same one."""
    own = read_all_properties(record)
    return {name: own[name] for name in ("id", "feature_id") if own.get(name) is not None}


def locate_sites(sites: Sites, index: ZoneIndex) -> Iterator[bytes] | bytes:
    """Return a short answer whole, a long one as an iterator of `CHUNK_SITES` sites each.

    The first piece is made at once, so that an error is raised before the headers are sent.
    """
    pieces, zone = _locate_chunks(sites, index), current_measured().zone
    if sites.form == "xlsx":
        return _make_sites_workbook(sites, pieces)
    all_pieces = chain([next(pieces)], pieces)
    encoded = (
        _csv_pieces(sites, all_pieces, index.parts, make_code_wording(zone, lang()))
        if sites.form == "csv"
        else _feature_pieces(sites, all_pieces)
    )
    return b"".join(encoded) if len(sites.rows) <= CHUNK_SITES else encoded


def _locate_chunks(sites: Sites, index: ZoneIndex) -> Iterator[list[tuple[Json, Json]]]:
    for start in range(0, len(sites.rows), CHUNK_SITES):
        rows = sites.rows[start : start + CHUNK_SITES]
        places = build_locations(
            index, [row.lon for row in rows], [row.lat for row in rows], sites.datum
        )
        faults = sites.faults[start : start + CHUNK_SITES]
        records = sites.records[start : start + CHUNK_SITES]
        yield [
            (record, {"error": fault} if fault else found)
            for record, fault, found in zip(records, faults, places, strict=True)
        ]


def _feature_pieces(sites: Sites, pieces: Iterator[list[tuple[Json, Json]]]) -> Iterator[bytes]:
    yield b'{"type":"FeatureCollection","features":[\n'
    name = free_name("location", set(sites.columns))
    between = ""
    for piece in pieces:
        yield (between + ",\n".join(_located_feature(*each, name) for each in piece)).encode()
        between = ",\n"
    yield f"\n],{to_compact_json(sites.told)[1:]}\n".encode()


def free_name(name: str, taken: Container[str]) -> str:
    """Return the name, prefixed as often as needed to differ from those taken.

    >>> free_name("part", ["lon", "lat"]), free_name("part", ["part"])
    ('part', 'located_part')
    """
    while name in taken:
        name = f"located_{name}"
    return name


def _located_feature(record: Json, location: Json, name: str) -> str:
    has_point = "error" not in location
    xy = [location["longitude"], location["latitude"]] if has_point else None
    found = {
        "type": "Feature",
        **({} if record["id"] is None else {"id": record["id"]}),
        "geometry": {"type": "Point", "coordinates": xy} if xy else None,
        "properties": {**record["properties"], name: location},
    }
    return to_compact_json(found)


def _csv_pieces(
    sites: Sites,
    pieces: Iterator[list[tuple[Json, Json]]],
    parts: gpd.GeoDataFrame,
    wording: Wording,
) -> Iterator[bytes]:
    names = _name_columns(sites)
    columns = [*names.values(), *_ADDED]
    named = {column: map_names(parts) for column in PART_COLUMNS}
    # Every piece is encoded with its header, which is then left out of all but the first.
    head = to_csv(*add_names([], columns, named))
    own = [*names.values()]
    yield head.encode()
    for piece in pieces:
        rows = _list_cells(piece, names)
        named_rows = add_names(rows, columns, named)
        yield to_csv(*named_rows, wording, own=own)[len(head) :].encode()


def _name_columns(sites: Sites) -> dict[str, str]:
    """Return the file's own columns with their names beside the ones that are added."""
    own = list(sites.columns)
    free = resolve_name_conflicts(own, {*RESERVED_COLUMNS, *_ADDED})
    return dict(zip(own, free, strict=True))


def _list_cells(piece: list[tuple[Json, Json]], names: Mapping[str, str]) -> list[Json]:
    return [
        {
            **{name: record.get(own) for own, name in names.items()},
            **{name: location.get(name) for name in _ADDED},
        }
        for record, location in piece
    ]


def _make_sites_workbook(sites: Sites, pieces: Iterator[list[tuple[Json, Json]]]) -> bytes:
    names = _name_columns(sites)
    rows = [row for piece in pieces for row in _list_cells(piece, names)]
    own = [*names.values()]
    return make_workbook(rows, [*own, *_ADDED], own=own, notes=list_notes(sites.told))
