"""Whether a file has more features than may be read, found out before it is read."""

import mmap
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from geo.reading.layer import ReadOptions
from geo.reading.opened import OpenedFile, open_layer_file
from geo.reading.text_table import open_text_table

# What each feature begins with; a table has a line for each at least.
_MARKS: Mapping[str, tuple[re.Pattern[bytes], ...]] = MappingProxyType(
    {
        "CSV": (re.compile(rb"\n"),),
        "GeoJSON": (
            re.compile(rb'"type"\s*:\s*"Feature"'),
            re.compile(rb'"attributes"\s*:\s*\{'),  # Esri's
        ),
        "KML": (re.compile(rb"<(\w+:)?Placemark[\s>]"),),
        "MapInfo MIF": (re.compile(rb"(?im)^[ \t]*(point|pline|line|region|rect|ellipse)[ \t]"),),
    }
)
_POINTS, _AREAS = re.compile(rb"\bpoint\b", re.I), re.compile(rb"\b(multi)?polygon\b", re.I)
_HEAD_BYTES = 2**20


@dataclass(frozen=True)
class CrowdedFile:
    """A file with more features than was asked for.

    Attributes
    ----------
    has_points : bool
        Whether they are points, as far as its start shows.
    """

    has_points: bool


def find_crowded(path: Path, options: ReadOptions, most: int) -> CrowdedFile | None:
    """Return what a file is that has more than `most` features; None where it may have fewer.

    Formats of text are searched for what their features begin with: to read the features takes a
    hundred times as long. Other formats, and single layers, are not counted.

    Raises
    ------
    InputError
        When it can't be opened.
    """
    with open_layer_file(path, options) as opened:
        marks = _MARKS.get(opened.format_name, ()) if opened.layer is None else ()
        if not marks or not opened.path.is_file() or not opened.path.stat().st_size:
            return None
        with (
            opened.path.open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
        ):
            if max(_count(mark, data, most) for mark in marks) <= most:
                return None
            head = data[:_HEAD_BYTES]
        return _judge(opened, head, options, most)


def _judge(opened: OpenedFile, head: bytes, options: ReadOptions, most: int) -> CrowdedFile | None:
    points, areas = (_count(each, head, len(head)) for each in (_POINTS, _AREAS))
    if opened.format_name != "CSV":
        return CrowdedFile(points > areas)
    table = open_text_table(opened.path, options)  # a row may have several lines
    if sum(1 for _ in islice(table.iter_rows(), most + 1)) <= most:
        return None
    return CrowdedFile(len(table.places) == 2 or points > areas)


def _count(mark: re.Pattern[bytes], data: "bytes | mmap.mmap", most: int) -> int:
    """Return how often a mark is found, at most once more than `most`."""
    return sum(1 for _ in islice(mark.finditer(data), most + 1))
