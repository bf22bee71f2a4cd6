"""Chunks of a large file: rows kept, rows rejected, and the columns that hold coordinates."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from geo.arrays import Floats, Ints, Shapes
from geo.batch.point_wkb import (
    are_coordinates,
    make_wkb_array,
    pack_shapes,
    read_wkb_array,
    unpack_shapes,
)
from geo.errors import Phrase


@dataclass(frozen=True)
class Reject:
    """A row that can't be used: its number in the file (from 1), why, and all its values."""

    row: int
    fault: Phrase
    record: str

    @property
    def reason(self) -> str:
        """Why it can't be used, in English."""
        return str(self.fault)


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
    packed : array of Geometry or None, shape (n,), or array of float, shape (n, 2)
        The shapes: WGS 84 longitude and latitude in degrees, or another datum that the caller
        knows of. Coordinates are those of points, which are made where they are first asked for,
        so that who reads a file makes none for other processes.
    rejects : list of Reject
    raws : sequence of str or None
        Their geometry as it was in the file, as text; None where the table has it too.
    faults : Mapping
        By position, why there is no shape, where the reader knows.
    """

    number: int
    rows: Ints
    table: pa.Table
    packed: NDArray[Any]
    rejects: list[Reject] = field(default_factory=list)
    raws: Sequence[str] | None = None
    faults: Mapping[int, Phrase] = field(default_factory=dict)

    @cached_property
    def shapes(self) -> Shapes:
        """Return the shapes in degrees, as objects; shape (n,)."""
        return unpack_shapes(self.packed) if are_coordinates(self.packed) else self.packed

    def __reduce__(self) -> tuple[Callable[..., "Chunk"], tuple[Any, ...]]:
        """Return how to make a copy in another process: its shapes all at once."""
        given = {each.name: getattr(self, each.name) for each in fields(self)}
        packed = self.packed if are_coordinates(self.packed) else pack_shapes(self.packed)
        return _make_chunk, (given | {"packed": packed},)


def _make_chunk(given: Mapping[str, Any]) -> Chunk:
    packed = given["packed"]
    is_packed = isinstance(packed, np.ndarray)
    return Chunk(**{**given, "packed": packed if is_packed else unpack_shapes(packed)})


@dataclass(frozen=True, eq=False)
class ChunkSource:
    """A file ready to be read.

    Attributes
    ----------
    path : Path
        Of the file.
    guesses : sequence of Phrase
        How it is read, a sentence each, for people.
    total : int
        About how many rows it has, for a progress bar.
    chunks : callable
        Yields its chunks; each call reads the file again.
    describe_rows : callable
        Returns what is to be said of rows that were read, for people.
    crs : CRS or None
        What the coordinates are read as; None where nothing can be read.
    """

    path: Path
    guesses: Sequence[Phrase]
    total: int
    chunks: Callable[[], Iterator[Chunk]]
    describe_rows: Callable[[], Sequence[Phrase]] = tuple
    crs: CRS | None = None


class ShownShapes(Sequence[str]):
    """Shapes as text (WKT), made only for those that are looked at; empty for a missing one.

    Parameters
    ----------
    shapes : array of Geometry or None, shape (n,)
        In any CRS and unit, degrees or metres.
    originals : Mapping, optional
        By position, the text of those that the file has in another form.
    """

    def __init__(self, shapes: Shapes, originals: Mapping[int, str] | None = None) -> None:
        self._shapes, self._originals = shapes, dict(originals or {})

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._shapes)

    def __getitem__(self, n: Any) -> Any:
        """Return the text of one, in its own CRS and units, degrees or metres."""
        if int(n) in self._originals:
            return self._originals[int(n)]
        shape = self._shapes[int(n)]
        return "" if shape is None else shape.wkt

    def __reduce__(self) -> tuple[Callable[..., "ShownShapes"], tuple[Any, ...]]:
        """Return how to make a copy in another process."""
        return _show_wkb, (make_wkb_array(self._shapes), self._originals)


def _show_wkb(found: "pa.Array[Any]", originals: Mapping[int, str]) -> ShownShapes:
    return ShownShapes(read_wkb_array(found), originals)


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
    """What became of one chunk: its table (last column `geometry`, WKB), its rejects, notices."""

    number: int
    table: pa.Table
    rejects: list[Reject]
    notices: Sequence[Phrase] = ()
