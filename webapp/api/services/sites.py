"""Many sites in one request: a file of points of any format, sent back with their locations."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from geo.arrays import Json
from geo.lookup.index import ZoneIndex
from webapp.api.services.locations import LOCATION_FIELDS, build_locations
from webapp.api.services.reading import (
    COLUMN_PARAMETERS,
    READING_PARAMETERS,
    describe_left_out,
    open_sent_file,
    translate_sentence,
    translate_steps,
)
from webapp.serialize import to_compact_json, to_csv
from webapp.state import current_measured, state
from webapp.work.jobs import read_sent_sites

if TYPE_CHECKING:
    from webapp.api.services.site_rows import SiteFile, SiteRow

CHUNK_SITES = 500


@dataclass(frozen=True)
class Sites:
    """The sites of a request.

    Attributes
    ----------
    columns : sequence of str
        Of a table, which is answered as CSV; else empty, and the answer is GeoJSON.
    rows : sequence of SiteRow
        Those of the answer.
    faults : sequence of str or None
        Why each can't be used, in the language of the request.
    told : dict
        `steps` and `left_out`, in that language: the answer is made when the request is gone.
    datum : str
        Of the degrees.
    """

    columns: Sequence[str]
    rows: "Sequence[SiteRow]"
    faults: Sequence[str | None]
    told: Json
    datum: str

    @property
    def media_type(self) -> str:
        """`text/csv` or `application/geo+json`, of the answer."""
        return "text/csv" if self.columns else "application/geo+json"


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
    rows = [row for row in found.rows if not (row.fault and options.skip_unusable)]
    faults = [translate_sentence(row.fault) if row.fault else None for row in rows]
    left_out = [(row.number, row.fault) for row in found.rows if row.fault]
    said = {
        "steps": translate_steps([*told, *found.steps]),
        "left_out": describe_left_out(left_out if options.skip_unusable else []),
    }
    return Sites(found.columns, rows, faults, said, options.datum)


def locate_sites(sites: Sites, index: ZoneIndex) -> Iterator[bytes] | bytes:
    """Return a short answer whole, a long one as an iterator of `CHUNK_SITES` sites each.

    The first piece is made at once, so that an error is raised before the headers are sent.
    """
    write = _csv_pieces if sites.columns else _feature_pieces
    pieces = _locate_chunks(sites, index)
    encoded = write(sites, chain([next(pieces)], pieces))
    return b"".join(encoded) if len(sites.rows) <= CHUNK_SITES else encoded


def _locate_chunks(sites: Sites, index: ZoneIndex) -> Iterator[list[tuple[Json, Json]]]:
    for start in range(0, len(sites.rows), CHUNK_SITES):
        rows = sites.rows[start : start + CHUNK_SITES]
        places = build_locations(
            index, [row.lon for row in rows], [row.lat for row in rows], sites.datum
        )
        faults = sites.faults[start : start + CHUNK_SITES]
        yield [
            (row.record, {"error": fault} if fault else found)
            for row, fault, found in zip(rows, faults, places, strict=True)
        ]


def _feature_pieces(sites: Sites, pieces: Iterator[list[tuple[Json, Json]]]) -> Iterator[bytes]:
    yield b'{"type":"FeatureCollection","features":[\n'
    name = free_name("location", {name for row in sites.rows for name in row.record["properties"]})
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


def _csv_pieces(sites: Sites, pieces: Iterator[list[tuple[Json, Json]]]) -> Iterator[bytes]:
    added = [*LOCATION_FIELDS, "error"]
    names = {name: free_name(name, sites.columns) for name in added}
    columns = [*sites.columns, *names.values()]
    # Every piece is encoded with its header, which is then left out of all but the first.
    head = to_csv([], columns)
    yield head.encode()
    for piece in pieces:
        rows = [
            {**record, **{names[each]: location.get(each) for each in added}}
            for record, location in piece
        ]
        yield to_csv(rows, columns)[len(head) :].encode()
