"""GeoJSON collections, read once into a temporary file and then chunk by chunk; constant memory."""

import pickle
import weakref
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geo.arrays import Ints, Json, Shapes
from geo.batch.chunks import Chunk, ChunkSource, Reject, ShownShapes
from geo.batch.columns import ColumnKinds
from geo.batch.placing import choose_move, find_lost
from geo.io.json_stream import JsonStreamError, iter_members
from geo.io.json_text import raise_too_deep
from geo.io.temporary import open_temporary_file
from geo.reading.collector import raise_empty
from geo.reading.geojson_text import read_declared_crs, read_feature_batch
from geo.reading.layer import LeftOut, ReadOptions
from geo.reading.opened import OpenedFile, describe_reading
from geo.reading.shape_tree import ShapeNotes, describe_notes

_BATCH = 1000
_MAX_CLOSED = 11  # as many as a sentence lists, and one more


class _Spool:
    """The features of a collection, read once by the rules of every GeoJSON file.

    They wait in a temporary file until the types of their columns and the CRS, which may be said
    at the end, are known. A chunk has the features of `rows` places in the file.
    """

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.notes, self.kinds = ShapeNotes(), ColumnKinds()
        self.closed: list[int] = []
        self.count, self.left_out_count = 0, 0
        self.first_left_out: list[LeftOut] = []
        self.sample: Shapes | None = None
        self._file = open_temporary_file()
        self._starts: dict[int, list[int]] = {}  # of batches in the file, by the chunk's number
        weakref.finalize(self, self._file.close)

    def add_features(self, features: Iterator[Any]) -> None:
        """Read features, all of them, numbered from 1."""
        first = 1
        size = min(_BATCH, self.rows)
        while batch := list(islice(features, min(size, self.rows - (first - 1) % self.rows))):
            self._add_batch(batch, first)
            first += len(batch)

    def _add_batch(self, features: Sequence[Any], first: int) -> None:
        read = read_feature_batch(features, first, self.notes)
        kept = [n for n in range(len(features)) if n not in read.left_out]
        rows = [read.rows[n] for n in kept]
        left_out = [read.left_out[n] for n in sorted(read.left_out)]
        self.closed += [first + n for n in sorted(read.closed)][:_MAX_CLOSED]
        self.kinds.add_rows(rows)
        self.count += len(rows)
        self.left_out_count += len(left_out)
        self.first_left_out = self.first_left_out or left_out[:1]
        shapes = read.shapes if len(kept) == len(features) else read.shapes[kept]
        if self.sample is None and len(shapes):
            self.sample = shapes
        self._starts.setdefault((first - 1) // self.rows, []).append(self._file.tell())
        numbers = [first + n for n in kept]
        values = (numbers, rows, shapely.to_wkb(shapes).tolist(), left_out)
        pickle.dump(values, self._file, pickle.HIGHEST_PROTOCOL)

    def iter_chunks(self, to_degrees: Callable[[Shapes, Ints], Shapes]) -> Iterator[Chunk]:
        """Yield the chunks, each moved to degrees."""
        for number, starts in self._starts.items():
            batches = [self._read_batch(start) for start in starts]
            numbers, rows, wkb, left_out = ([*chain(*each)] for each in zip(*batches, strict=True))
            shapes = np.asarray(shapely.from_wkb(np.array([*wkb, None], dtype=object)[:-1]))
            moved = to_degrees(shapes, np.array(numbers, dtype=np.int64))
            yield Chunk(
                number,
                np.array(numbers, dtype=np.int64),
                self.kinds.make_table(rows),
                moved,
                [Reject(each.number, each.reason, each.raw) for each in left_out],
                ShownShapes(shapes),
                find_lost(shapes, moved),
            )

    def _read_batch(self, start: int) -> Any:
        self._file.seek(start)
        return pickle.load(self._file)  # noqa: S301 (our own file)


def open_geojson(path: Path, *, rows: int, options: ReadOptions) -> ChunkSource | None:
    """Open a GeoJSON collection of any size; None for all other JSON, faulty one too.

    Raises
    ------
    InputError
        When it has no features that can be used, or no CRS that is known or given.
    """
    spool = _Spool(rows)
    try:
        members = _read_members(path, spool, options)
    except JsonStreamError:
        return None
    except RecursionError:  # from what keeps the features in a file
        raise_too_deep(path.name)
    if members is None:
        return None
    if spool.sample is None:
        if not spool.first_left_out:
            raise_empty(path.name)
        rejects = spool.left_out_count
        return ChunkSource(path, (), rejects, lambda: spool.iter_chunks(lambda shapes, _: shapes))
    to_degrees, told = choose_move(
        spool.sample, read_declared_crs(members), options, name=path.name
    )

    def chunks() -> Iterator[Chunk]:
        return spool.iter_chunks(to_degrees)

    opened = OpenedFile(path, "GeoJSON", None)
    count = spool.count + spool.left_out_count
    read = describe_reading(path.name, opened, count, "")
    guesses = (*read, *describe_notes(spool.closed, spool.notes), *told)
    return ChunkSource(path, guesses, count, chunks, to_degrees.describe_rows, to_degrees.crs)


def _read_members(path: Path, spool: _Spool, options: ReadOptions) -> Json | None:
    """Return the members of a collection, its features spooled; None where it is none."""
    members: Json = {}
    found = iter_members(path, encoding=options.encoding or "utf-8-sig", array="features")
    for name, value in found:
        if name in members or members.get("type", "FeatureCollection") != "FeatureCollection":
            return None
        if isinstance(value, Iterator):
            spool.add_features(value)
        members[name] = value
    if not isinstance(members.get("features"), Iterator):
        return None
    return members if members.get("type") == "FeatureCollection" else None
