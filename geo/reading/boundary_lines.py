"""The lines of boundary-point text: header, plots, and points in their rings."""

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NoReturn

from geo.errors import N_, InputError, Phrase, file_label, quote_value
from geo.reading.numbers import NUMBER_PATTERN

MAX_POINTS = 2_000_000
MAX_PLOTS = 100_000
MAX_RINGS = 1_000
_MAX_LINE_CHARACTERS = 10_000
_MIN_PLANE_M = 10_000.0  # a number that is smaller is no plane coordinate
_MAX_PLANE_M = 1e8
_MAX_PLANE_MM = 1e11
_MIN_PLANE_KM = 10.0
MAX_PLANE_KM = 1e5
KILOMETRES = ("千米", "公里", "km", "KM", "Km")  # of the unit in the header
_KINDS = ("面", "线", "点")
_RING_PATTERN = re.compile(r"\d{1,6}")


@dataclass
class Plot:
    """A plot as the text gives it.

    Attributes
    ----------
    line : int
        Of its first line, from 1.
    fields : list of str
        Of its own line, the number of points first; empty where that line is missing.
    rings : list of (str, array)
        Each ring's number with its coordinates as written, in metres, or in millimetres or
        kilometres, first and second of each point in turn.
    fault : Phrase or None
        Why it can't be read.
    """

    line: int
    fields: list[str] = field(default_factory=list)
    rings: "list[tuple[str, array[float]]]" = field(default_factory=list)
    fault: Phrase | None = None

    def add_point(self, ring: str, first_m: float, second_m: float) -> None:
        """Add a point; after a ring's last point, which repeats its first, a new ring begins."""
        if not self.rings or self.rings[-1][0] != ring or _is_closed(self.rings[-1][1]):
            self.rings.append((ring, array("d")))
        self.rings[-1][1].extend((first_m, second_m))


def _is_closed(ring: "array[float]") -> bool:
    return len(ring) >= 8 and ring[:2] == ring[-2:]


@dataclass
class BoundaryText:
    """What a file of boundary points says: the header's values by their names, and the plots."""

    header: dict[str, str] = field(default_factory=dict)
    plots: list[Plot] = field(default_factory=list)

    @property
    def unit(self) -> str:
        """The unit that the header names; empty for none."""
        return self.header.get("计量单位", "")


def parse_boundary_lines(lines: Iterable[str], *, name: str) -> BoundaryText:
    """Return the header and the plots.

    Parameters
    ----------
    lines : iterable of str
        Of the file; blank ones, Chinese punctuation and a missing `@` don't matter.
    name : str
        The file's, for the error.

    Raises
    ------
    InputError
        When there are more points, plots or rings than can be read.
    """
    text, count, is_header = BoundaryText(), 0, True
    for number, raw in enumerate(lines, 1):
        line = _clean_line(raw)
        key, equals, value = line.partition("=")
        if not line or line.startswith("["):
            is_header = is_header and "坐标" not in line
        elif equals and "," not in key:
            text.header.setdefault(key.strip(), value.strip())
        elif (point := _parse_point(line, is_km=text.unit in KILOMETRES)) is not None:
            count += 1
            _add_point(text, number, point)
        elif _is_plot(line):
            text.plots.append(Plot(number, _split_fields(line)))
        elif not is_header or text.plots:
            _mark_fault(text, number, line)
        _check_limits(text, count, name=name)
    return text


def _clean_line(raw: str) -> str:
    """Return a line without blanks and a byte order mark, with ASCII punctuation."""
    line = raw[:_MAX_LINE_CHARACTERS].strip().strip("\ufeff\u3000\x00\x1a").strip()
    if line.startswith("【"):
        return "[" + line[1:]
    return line if line.count(",") >= 2 else line.translate(_PUNCTUATION)


_PUNCTUATION = str.maketrans({"，": ",", "\t": ",", "＝": "=", "：": "=", ";": ",", "；": ","})


def _split_fields(line: str) -> list[str]:
    return [each.strip() for each in line.removesuffix("@").split(",")]


def _parse_point(line: str, *, is_km: bool) -> tuple[str, float, float] | None:
    """Return a point's ring and coordinates; None for a line of another kind."""
    fields = _split_fields(line)
    while len(fields) > 3 and not fields[-1]:
        fields.pop()
    if len(fields) == 3 and _are_planes(*fields[1:]):
        return "1", float(fields[1]), float(fields[2])
    if is_km and len(fields) == 3 and not fields[0].isdecimal() and _are_kilometres(*fields[1:]):
        return "1", float(fields[1]), float(fields[2])
    if not 4 <= len(fields) <= 6 or (len(fields) > 4 and fields[4] in _KINDS):
        return None
    ring, first, second = fields[1:4]
    is_named = fields[0] and ("." in first or not fields[0].isdecimal())  # not a plot's own line
    is_in_mm = is_named and _is_millimetre(first) and _is_millimetre(second)
    is_other = is_in_mm or (is_km and is_named and _are_kilometres(first, second))
    if _RING_PATTERN.fullmatch(ring or "1") and (is_other or _are_planes(first, second)):
        return ring or "1", float(first), float(second)
    return None


def _are_planes(first: str, second: str) -> bool:
    return _is_plane(first) and _is_plane(second)


def _is_plane(text: str) -> bool:
    return bool(NUMBER_PATTERN.fullmatch(text)) and (
        _MIN_PLANE_M <= abs(float(text)) < _MAX_PLANE_M
    )


def _is_millimetre(text: str) -> bool:
    """Return whether a number is a plane coordinate in millimetres, which has more digits."""
    return bool(NUMBER_PATTERN.fullmatch(text)) and _MAX_PLANE_M <= abs(float(text)) < _MAX_PLANE_MM


def _are_kilometres(first: str, second: str) -> bool:
    """Return whether two numbers are a position in kilometres: metres have more digits."""
    return all(
        NUMBER_PATTERN.fullmatch(each) and _MIN_PLANE_KM <= abs(float(each)) < MAX_PLANE_KM
        for each in (first, second)
    )


def _is_plot(line: str) -> bool:
    """Return whether a line gives a plot's number of points and its attributes."""
    fields = _split_fields(line)
    return len(fields) >= 3 and bool(re.fullmatch(r"\d{0,9}", fields[0]))


def _add_point(text: BoundaryText, number: int, point: tuple[str, float, float]) -> None:
    if not text.plots:
        text.plots.append(Plot(number))
    text.plots[-1].add_point(*point)


def _mark_fault(text: BoundaryText, number: int, line: str) -> None:
    if not text.plots:
        text.plots.append(Plot(number))
    fault = N_("line %(n)s, %(shown)s, is neither a plot nor a point")
    values = {"n": number, "shown": quote_value(line)}
    text.plots[-1].fault = text.plots[-1].fault or Phrase(fault, values)


def _check_limits(text: BoundaryText, count: int, *, name: str) -> None:
    if count > MAX_POINTS:
        _refuse_size(name, Phrase(N_("%(n)s points"), {"n": f"{MAX_POINTS:,}"}))
    if len(text.plots) > MAX_PLOTS:
        _refuse_size(name, Phrase(N_("%(n)s plots"), {"n": f"{MAX_PLOTS:,}"}))
    if text.plots and len(text.plots[-1].rings) > MAX_RINGS:
        _refuse_size(name, Phrase(N_("%(n)s rings in one plot"), {"n": f"{MAX_RINGS:,}"}))


def _refuse_size(name: str, limit: Phrase) -> NoReturn:
    raise InputError(
        N_("%(name)s has more than %(limit)s. Split it."), name=file_label(name), limit=limit
    )
