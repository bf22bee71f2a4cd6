"""Shapes that are kept in a file, so that a city of them takes little memory."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geo.arrays import Floats, Ints, Shapes
from geo.reading.osm.classes import Drawn

Column = np.ndarray[Any, Any]


class ShapeFile:
    """Shapes with what they are drawn as, in the order in which they were added.

    In memory are where each begins and ends, what it is, and its bounds: 32 bytes. Coordinates are
    of Web Mercator (EPSG:3857) as fractions of the world, not metres, as those of
    `geo.reading.osm.region.project_degrees`.
    """

    def __init__(self, path: Path) -> None:
        """Make a new file; whoever gives its folder removes it."""
        path.write_bytes(b"")
        self._path = path
        self._ids: dict[Drawn, int] = {}
        self._end = 0
        self._columns: dict[str, list[Column]] = {"id": [], "start": [], "length": [], "bounds": []}

    @property
    def kinds(self) -> tuple[Drawn, ...]:
        """What the shapes are drawn as, each once; its place is its number in `ids`."""
        return tuple(self._ids)

    @property
    def ids(self) -> Ints:
        """What each shape is drawn as, by its place in `kinds`."""
        ids: Ints = self._join_column("id", np.zeros(0, dtype=np.uint32))
        return ids

    def add(self, drawn: Sequence[Drawn], shapes: Shapes) -> None:
        """Add shapes (EPSG:3857, fractions of the world, not metres), and what each is drawn as."""
        if not len(shapes):
            return
        found = shapely.to_wkb(shapes).tolist()
        lengths = np.array([len(each) for each in found], dtype=np.uint32)
        ids = [self._ids.setdefault(each, len(self._ids)) for each in drawn]
        bounds = shapely.bounds(shapes)
        # Rounded outwards, so that nothing is missed.
        low = np.nextafter(bounds[:, :2].astype(np.float32), np.float32(-np.inf))
        high = np.nextafter(bounds[:, 2:].astype(np.float32), np.float32(np.inf))
        self._columns["id"].append(np.array(ids, dtype=np.uint32))
        self._columns["start"].append(self._end + np.cumsum(lengths, dtype=np.int64) - lengths)
        self._columns["length"].append(lengths)
        self._columns["bounds"].append(np.hstack([low, high]))
        with self._path.open("ab") as file:
            self._end += file.write(b"".join(found))

    def group_rows(self) -> list[Ints]:
        """Return the rows of each of `kinds`, in their order."""
        ids = self.ids
        order = np.argsort(ids, kind="stable")
        ends = np.searchsorted(ids[order], np.arange(1, len(self._ids)))
        return np.split(order, ends) if len(order) else []

    def find_rows(self, box: Floats) -> Ints:
        """Return the rows whose bounds meet a box: west, north, east, south.

        Its sides are of EPSG:3857 as fractions of the world, not metres, from 0 to 1.
        """
        bounds = self._join_column("bounds", np.zeros((0, 4), dtype=np.float32))
        meets = (bounds[:, :2] <= box[2:]).all(axis=1) & (bounds[:, 2:] >= box[:2]).all(axis=1)
        return np.flatnonzero(meets)

    def read(self, rows: Ints) -> Shapes:
        """Return the shapes of these rows (EPSG:3857, fractions of the world, not metres)."""
        starts = self._join_column("start", np.zeros(0, dtype=np.int64))[rows].tolist()
        lengths = self._join_column("length", np.zeros(0, dtype=np.uint32))[rows].tolist()
        found: Shapes = np.empty(len(rows), dtype=object)
        with self._path.open("rb", buffering=0) as file:
            for n, (start, length) in enumerate(zip(starts, lengths, strict=True)):
                file.seek(start)
                found[n] = file.read(length)
        return shapely.from_wkb(found)

    def _join_column(self, name: str, empty: Column) -> Column:
        pieces = self._columns[name]
        if len(pieces) > 1:
            pieces[:] = [np.concatenate(pieces)]
        return pieces[0] if pieces else empty
