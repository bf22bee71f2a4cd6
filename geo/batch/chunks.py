"""Chunks of a large file: rows kept, rows rejected, and the columns that hold coordinates."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import shapely

from geo.arrays import Floats, Ints, Shapes
from geo.errors import N_, InputError, quote_value

LON_NAMES = ("longitude", "lon", "lng", "long", "x", "经度")
LAT_NAMES = ("latitude", "lat", "y", "纬度")
WKT_NAMES = ("wkt", "geometry", "geom", "the_geom")
NUMBER_PATTERN = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")


@dataclass(frozen=True)
class Reject:
    """A row that can't be used: its number in the file (from 1), why, and all its values."""

    row: int
    reason: str
    record: str


@dataclass(frozen=True, eq=False)
class Chunk:
    """Some rows of a file.

    Attributes
    ----------
    number : int
        Of the chunk, from 0.
    rows : array of int
        The kept rows' numbers in the file, from 1 (a header doesn't count); shape (n,).
    table : Table
        Their columns, as they were read, without the geometry.
    shapes : array of Geometry or None, shape (n,)
        WGS 84 longitude and latitude in degrees, or another datum that the caller knows of.
    rejects : list of Reject
    """

    number: int
    rows: Ints
    table: pa.Table
    shapes: Shapes
    rejects: list[Reject] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class ChunkSource:
    """A file ready to be read.

    Attributes
    ----------
    path : Path
        Of the file.
    guesses : sequence of str
        What was guessed about it, for people.
    total : int
        About how many rows it has, for a progress bar.
    chunks : callable
        Yields its chunks; each call reads the file again.
    """

    path: Path
    guesses: Sequence[str]
    total: int
    chunks: Callable[[], Iterator[Chunk]]


def guess_column(names: Sequence[str], known: Sequence[str], *, chosen: str | None = None) -> str:
    """Return the column that was chosen, else the first with a known name ("" if there is none).

    Raises
    ------
    InputError
        When the chosen column is not there.
    """
    if chosen is not None:
        if chosen not in names:
            raise InputError(
                N_("There is no column %(name)s. Use one of %(choices)s."),
                name=quote_value(chosen),
                choices=quote_value(", ".join(names)),
            )
        return chosen
    plain = {name.strip().casefold(): name for name in reversed(names)}
    return next((plain[word] for word in known if word in plain), "")


def parse_numbers(texts: Iterable[str | None]) -> Floats:
    """Return plain decimal numbers (sign, digits, point, exponent), NaN for any other text.

    >>> parse_numbers([" -1.5e2", "1_0", "nan", None]).tolist()
    [-150.0, nan, nan, nan]
    """
    return np.array([_parse_number(text or "") for text in texts], dtype=float)


def _parse_number(text: str) -> float:
    plain = text.strip()
    return float(plain) if NUMBER_PATTERN.fullmatch(plain) else np.nan


def make_points(lon: Floats, lat: Floats) -> Shapes:
    """Return the points at longitudes and latitudes, None where one of them is NaN; shape (n,).

    Parameters
    ----------
    lon, lat : arrays, shape (n,)
        Degrees on WGS 84 or any other datum, not checked for being on Earth.
    """
    found = np.full(len(lon), None, dtype=object)
    known = ~(np.isnan(lon) | np.isnan(lat))
    found[known] = shapely.points(lon[known], lat[known])
    return found


@dataclass(frozen=True, eq=False)
class ChunkResult:
    """What became of one chunk: its table (last column `geometry`, WKB) and its rejects."""

    number: int
    table: pa.Table
    rejects: list[Reject]
