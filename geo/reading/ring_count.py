"""How many rings a shape has, before GDAL compares each of them with each other."""

import re
from pathlib import Path

import numpy as np

from geo.errors import N_, InputError, file_label

MAX_RINGS = 5_000
_REGION = re.compile(rb"^[ \t]*region[ \t]+(\d+)", re.IGNORECASE | re.MULTILINE)
_HEADER_BYTES, _BOX_BYTES, _RING_BYTES = 100, 36, 68
_POLYGONS = (5, 15, 25)


def check_mif_rings(path: Path, *, name: str) -> None:
    """Refuse a MapInfo interchange file with a shape of too many rings.

    Raises
    ------
    InputError
        When there is one.
    """
    counts = (int(found[1][:10]) for found in _REGION.finditer(path.read_bytes()))
    _check_count(max(counts, default=0), name=name)


def check_shp_rings(shp: Path, *, name: str) -> None:
    """Refuse a Shapefile, which has its index, with a shape of too many rings.

    Raises
    ------
    InputError
        When there is one.

    References
    ----------
    ESRI (1998). ESRI Shapefile Technical Description, p. 8, 23.
    """
    index = shp.with_suffix(".shx").read_bytes()[_HEADER_BYTES:]
    words = np.frombuffer(index[: len(index) // 8 * 8], dtype=">i4").reshape(-1, 2).astype(np.int64)
    with shp.open("rb") as file:
        for offset in words[words[:, 1] * 2 > MAX_RINGS * _RING_BYTES, 0].tolist():
            file.seek(max(offset, 0) * 2 + 8)
            start = np.frombuffer(file.read(_BOX_BYTES + 4)[: _BOX_BYTES + 4], dtype=np.uint8)
            if len(start) == _BOX_BYTES + 4 and start[:4].view("<i4")[0] in _POLYGONS:
                _check_count(int(start[_BOX_BYTES:].view("<i4")[0]), name=name)


def _check_count(count: int, *, name: str) -> None:
    if count > MAX_RINGS:
        raise InputError(
            N_("%(name)s has a shape of more than %(n)s rings. Split it."),
            name=file_label(name),
            n=f"{MAX_RINGS:,}",
        )
