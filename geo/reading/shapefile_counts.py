"""How many shapes and rows a Shapefile has: its index made to fit, its table compared."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from geo.arrays import Ints
from geo.errors import N_, InputError, Phrase, file_label
from geo.reading.collector import raise_empty, show_record
from geo.reading.layer import LeftOut, RawLayer, ReadOptions

_HEADER_BYTES, _RECORD_BYTES = 100, 8
_NO_ROW = Phrase(N_("it has no row in the .dbf"), {})


def fit_index(shp: Path) -> tuple[int, bool]:
    """Return how many shapes a .shp has, and whether its .shx was made or changed.

    An index that leads to records is kept in its order, and those behind the last are added: a
    .shp that was edited may have gaps and outdated records between.

    References
    ----------
    ESRI (1998). ESRI Shapefile Technical Description, p. 5, 23.
    """
    data, shx = shp.read_bytes(), shp.with_suffix(".shx")
    known = _read_index(data, shx.read_bytes()) if shx.exists() else None
    listed = np.zeros((0, 2), dtype=np.int64) if known is None else known
    start = int((2 * listed.sum(axis=1) + _RECORD_BYTES).max(initial=_HEADER_BYTES))
    found = _walk_records(data, start)
    if found or known is None:
        listed = np.concatenate([listed, np.array(found, dtype=np.int64).reshape(-1, 2)])
        _write_index(shp, listed)
        return len(listed), True
    return len(listed), False


def _read_index(data: bytes, index: bytes) -> Ints | None:
    """Return offset and length of each record in 16-bit words; None where one leads to none.

    Of what the index and the record say of themselves, the length or the number must agree: common
    software writes one of them wrong.
    """
    body = index[_HEADER_BYTES:]
    listed = np.frombuffer(body[: len(body) // 8 * 8], dtype=">i4").reshape(-1, 2).astype(np.int64)
    place = np.flatnonzero(listed.any(axis=1))  # 0 and 0 is a shape that was removed
    starts = 2 * listed[place, 0]
    if len(index) < _HEADER_BYTES or np.any(
        (starts < _HEADER_BYTES) | (starts + _RECORD_BYTES > len(data)) | (listed[place, 1] < 0)
    ):
        return None
    octets = np.frombuffer(data, dtype=np.uint8)[starts[:, None] + np.arange(_RECORD_BYTES)]
    heads = octets.reshape(-1).view(">i4").reshape(-1, 2)
    agrees = (heads[:, 0] == place + 1) | (heads[:, 1] == listed[place, 1])
    return listed if agrees.all() else None


def _walk_records(data: bytes, at: int) -> list[tuple[int, int]]:
    """Return offset and length, in 16-bit words, of the records from a byte to the first damage."""
    found, kinds = [], {bytes(4), data[32:36]}
    while at + 12 <= len(data) and data[at + 8 : at + 12] in kinds:
        words = int.from_bytes(data[at + 4 : at + 8], "big")
        if words < 2:
            break
        found.append((at // 2, words))
        at += _RECORD_BYTES + 2 * words
    return found


def _write_index(shp: Path, listed: Ints) -> None:
    """Write the .shx of a .shp in a folder of our own, in place of a link to the user's."""
    head, shx = shp.read_bytes()[:_HEADER_BYTES], shp.with_suffix(".shx")
    length = (_HEADER_BYTES + 8 * len(listed)) // 2
    shx.unlink(missing_ok=True)
    shx.write_bytes(
        head[:24] + length.to_bytes(4, "big") + head[28:] + listed.astype(">i4").tobytes()
    )


def fit_rows(shp: Path, shapes: int, options: ReadOptions, *, name: str) -> int:
    """Return how many of the shapes have no row, and make the shorter of .shp and .dbf as long.

    Without a .dbf none needs one.

    Raises
    ------
    InputError
        When there are no rows, or not as many as shapes and none shall be left out.
    """
    dbf = shp.with_suffix(".dbf")
    if not dbf.exists():
        return 0
    data = dbf.read_bytes()
    head, row = (int.from_bytes(data[at : at + 2], "little") for at in (8, 10))
    whole = max(len(data) - head, 0) // row if row else 0
    rows = min(int.from_bytes(data[4:8], "little"), whole)
    if rows == shapes:
        return 0
    _check_rows(shapes, rows, options, name=name)
    if rows < shapes:
        blank = b" " * row * (shapes - rows)
        dbf.unlink()
        dbf.write_bytes(
            data[:4] + shapes.to_bytes(4, "little") + data[8 : head + rows * row] + blank
        )
    else:
        index = np.frombuffer(shp.with_suffix(".shx").read_bytes()[_HEADER_BYTES:], dtype=">i4")
        removed = np.zeros((rows - shapes, 2), dtype=np.int64)
        _write_index(shp, np.concatenate([index[: 2 * shapes].reshape(-1, 2), removed]))
    return max(shapes - rows, 0)


def _check_rows(shapes: int, rows: int, options: ReadOptions, *, name: str) -> None:
    if not rows:
        raise InputError(
            N_("%(name)s has no rows in its .dbf for its %(shapes)s shapes. Export it again."),
            name=file_label(name),
            shapes=f"{shapes:,}",
        )
    if not options.skip_unusable:
        raise InputError(
            N_(
                "%(name)s has different numbers of shapes (%(shapes)s in the .shp) and rows "
                "(%(rows)s in the .dbf). Export it again, or leave out those without a "
                "counterpart with --skip-unusable."
            ),
            name=file_label(name),
            shapes=f"{shapes:,}",
            rows=f"{rows:,}",
        )


def leave_out_rowless(raw: RawLayer, count: int, *, name: str) -> RawLayer:
    """Return a layer without its last `count` features, which have no row of their own.

    Raises
    ------
    InputError
        When no feature is left.
    """
    if not count:
        return raw
    last = len(raw.table) + len(raw.left_out) - count
    lost = raw.table.geometry[raw.table.index > last]
    others = [each for each in raw.left_out if each.number <= last]
    nulls = [replace(each, reason=_NO_ROW) for each in raw.left_out if each.number > last]
    rowless = [
        LeftOut(n, _NO_ROW, show_record({}, shape.wkt))
        for n, shape in zip(lost.index.tolist(), lost, strict=True)
    ]
    left_out = (*others, *sorted([*nulls, *rowless], key=lambda each: each.number))
    if len(lost) == len(raw.table):
        raise_empty(name, left_out)
    return replace(raw, table=raw.table[raw.table.index <= last], left_out=left_out)
