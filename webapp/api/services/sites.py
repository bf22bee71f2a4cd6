"""Many sites in one request: GeoJSON points or CSV, sent back with their locations."""

import math
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from flask import request
from werkzeug.exceptions import UnsupportedMediaType

from geo.arrays import Json
from geo.errors import N_, InputError, quote_value
from geo.lookup.index import ZoneIndex
from webapp.api.query import check_parameters
from webapp.api.responses import GEOJSON
from webapp.api.services.locations import LOCATION_FIELDS, build_locations
from webapp.api.services.measures import parse_json_object
from webapp.api.services.site_table import read_csv_sites
from webapp.serialize import to_compact_json, to_csv

MAX_SITES = 10_000
CHUNK_SITES = 500


@dataclass(frozen=True)
class Sites:
    """The sites of a request.

    Attributes
    ----------
    media_type : str
        `application/geo+json` or `text/csv`, of the request and of the answer.
    columns : sequence of str
        A CSV's, else empty.
    records : sequence of dict
        The features' properties or the CSV's rows.
    lon, lat : sequence of float
        Degrees; NaN where there is no point.
    """

    media_type: str
    columns: Sequence[str]
    records: Sequence[Json]
    lon: Sequence[float]
    lat: Sequence[float]


def read_sites() -> Sites:
    """Return the sites in the request's body.

    Raises
    ------
    InputError
        When the body holds no sites, or more than `MAX_SITES`.
    UnsupportedMediaType
        When it is neither GeoJSON nor CSV.
    """
    check_parameters(("datum",), common=("lang",))
    if request.mimetype in GEOJSON:
        sites = _read_features(parse_json_object(request.get_data()))
    elif request.mimetype == "text/csv":
        sites = Sites("text/csv", *read_csv_sites(request.get_data()))
    else:
        raise UnsupportedMediaType
    if not 0 < len(sites.records) <= MAX_SITES:
        raise InputError(
            N_("The request has %(count)s points. Send 1 to %(most)s."),
            count=len(sites.records),
            most=MAX_SITES,
        )
    return sites


def _read_features(found: Json) -> Sites:
    features = found.get("features")
    if found.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise InputError(N_("The request is not a FeatureCollection. Send the points as one."))
    records, points = [], []
    for n, feature in enumerate(features, 1):
        records.append(_read_record(feature, n))
        points.append(_read_point(feature.get("geometry"), n))
    lon, lat = zip(*points, strict=True) if points else ((), ())
    return Sites("application/geo+json", (), records, lon, lat)


def _read_record(feature: Any, n: int) -> Json:
    """Return a feature's id and properties, checked to be encodable as JSON again."""
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise InputError(
            N_("Feature %(n)s is not a GeoJSON Feature. Set its type to Feature."), n=n
        )
    key, properties = feature.get("id"), feature.get("properties")
    if isinstance(key, bool) or not isinstance(key, str | int | float | None):
        raise InputError(
            N_("Feature %(n)s has the id %(key)s. Use text or a number."), n=n, key=quote_value(key)
        )
    if not isinstance(properties, dict | None):
        raise InputError(
            N_(
                "Feature %(n)s has the properties %(properties)s, not an object. "
                "Put them in braces."
            ),
            n=n,
            properties=quote_value(properties),
        )
    record = {"id": key, "properties": properties or {}}
    try:
        to_compact_json(record).encode()
    except (UnicodeEncodeError, RecursionError):
        raise InputError(
            N_(
                "Feature %(n)s contains an unpaired surrogate, which is not a valid character, or "
                "is nested too deeply. Correct its properties."
            ),
            n=n,
        ) from None
    except ValueError:
        raise InputError(
            N_("Feature %(n)s contains a number too large for JSON. Correct it."), n=n
        ) from None
    return record


def _read_point(geometry: object, n: int) -> tuple[float, float]:
    """Return a Point's longitude and latitude; NaN for anything but a number."""
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        raise InputError(
            N_("Feature %(n)s is not a Point. Send points here; use measure for polygons."), n=n
        )
    xy = geometry.get("coordinates")
    if not isinstance(xy, list) or len(xy) < 2:
        return math.nan, math.nan
    return _parse_degrees(xy[0]), _parse_degrees(xy[1])


def _parse_degrees(value: object) -> float:
    """Return a JSON number; NaN for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return math.nan
    return float(value) if abs(value) < 1e300 else math.nan


def locate_sites(sites: Sites, index: ZoneIndex, datum: str) -> Iterator[bytes] | bytes:
    """Return a short answer whole, a long one as an iterator of `CHUNK_SITES` sites each.

    The first piece is made at once, so that an error is raised before the headers are sent.
    """
    write = _csv_pieces if sites.columns else _feature_pieces
    pieces = _locate_chunks(sites, index, datum)
    encoded = write(sites, chain([next(pieces)], pieces))
    return b"".join(encoded) if len(sites.records) <= CHUNK_SITES else encoded


def _locate_chunks(sites: Sites, index: ZoneIndex, datum: str) -> Iterator[list[tuple[Json, Json]]]:
    for start in range(0, len(sites.records), CHUNK_SITES):
        part = slice(start, start + CHUNK_SITES)
        found = build_locations(index, sites.lon[part], sites.lat[part], datum)
        yield list(zip(sites.records[part], found, strict=True))


def _feature_pieces(sites: Sites, pieces: Iterator[list[tuple[Json, Json]]]) -> Iterator[bytes]:
    yield b'{"type":"FeatureCollection","features":[\n'
    name = free_name("location", {name for each in sites.records for name in each["properties"]})
    between = ""
    for piece in pieces:
        yield (between + ",\n".join(_located_feature(*each, name) for each in piece)).encode()
        between = ",\n"
    yield b"\n]}\n"


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
