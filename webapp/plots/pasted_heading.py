"""The heading of a survey's table of points, and its rows as plain lines: number, north, east."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from geo.lookup.map_links import normalize_text

_KM = r"\((?:km|公里|千米)\)|/km"
_UNIT = rf"(?:\((?:m|米|°|度)\)|/m|米|{_KM})?"
_NORTH = re.compile(
    rf"(?:x|n|北|纵)(?:坐标)?{_UNIT}|northing{_UNIT}|纬度{_UNIT}|lat(?:itude)?", re.I
)
_EAST = re.compile(
    rf"(?:y|e|东|横)(?:坐标)?{_UNIT}|easting{_UNIT}|经度{_UNIT}|lon(?:gitude)?|lng", re.I
)
_POINT = re.compile(
    r"(?:界址|拐|角)?点(?:编|序|名)?号?|序号|编号|no\.?|point(?: ?(?:no|number|id)\.?)?|corner|id",
    re.I,
)
_BESIDE = re.compile(  # what a corner is told with; another column may name the plot
    rf"(?:h|z|s|d|高程?|标高|大地高|正常高|边长|间距|距离|(?:坐标)?方位角|备注|heights?|elevation"
    rf"|length|distance|side(?: length)?|bearing|remarks?|notes?){_UNIT}",
    re.I,
)
_CUT = re.compile(r"[ \t]*[\t,;、][ \t]*|[ \t]+")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_MILLIONS = re.compile(r"(?<![\w.,+-])[0-9]{1,3}(?:,[0-9]{3}){2,}(?:\.[0-9]+)?(?![\w.,])")
_THOUSANDS = re.compile(r"(?<![\w.,+-])[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![\w.,])")
_LEAST_M = 1e4  # of a plane coordinate


class Heading(NamedTuple):
    """The columns of a heading: places of the point's number, of north and of east."""

    cells: int
    number: int | None
    north: int
    east: int
    is_in_km: bool

    @property
    def is_east_first(self) -> bool:
        """Whether the easting stands before the northing."""
        return self.east < self.north


def read_heading(line: str) -> Heading | None:
    """Return the heading of two coordinates, a point's number and what stands beside them.

    >>> read_heading("界址点号 Y坐标 X坐标 边长")
    Heading(cells=4, number=0, north=2, east=1, is_in_km=False)
    >>> read_heading("点号,X,Y,地块") is None
    True
    """
    cells = _CUT.split(normalize_text(line).strip())
    north = [n for n, each in enumerate(cells) if _NORTH.fullmatch(each)]
    east = [n for n, each in enumerate(cells) if _EAST.fullmatch(each)]
    numbers = [n for n, each in enumerate(cells) if _POINT.fullmatch(each)]
    if len(north) != 1 or len(east) != 1 or abs(north[0] - east[0]) != 1:
        return None
    others = {*range(len(cells))} - {*north, *east, *numbers}
    number = numbers[-1] if numbers else None
    if (others and number is None) or not all(_BESIDE.fullmatch(cells[n]) for n in others):
        return None
    is_in_km = all(re.search(_KM, cells[n], re.I) for n in (north[0], east[0]))
    return Heading(len(cells), number, north[0], east[0], is_in_km)


def cut_table(lines: Sequence[str]) -> list[str] | None:
    """Return the rows below a heading of more than a number and metres; None for other lines.

    Of corners numbered J1, J2, … nothing but the number and the two coordinates is left. Of points
    numbered 1, 2, … what is beside them stays behind. Kilometres are written as metres.

    >>> cut_table(["点号,X（公里）,Y（公里）", "J1,3198.26547,35542.91455"])
    ['J1 3198265.47 35542914.55']
    """
    heading = read_heading(lines[0]) if len(lines) > 1 else None
    if heading is None or heading.number is None:
        return None
    if heading.cells == 3 and not heading.is_in_km:
        return None
    rows = [_CUT.split(normalize_text(each).strip()) for each in lines[1:]]
    least = max(heading.number, heading.north, heading.east)
    if any(not least < len(row) <= heading.cells for row in rows):
        return None
    numbers = [row[heading.number] for row in rows]
    pairs = [[_to_metres(row[n], heading) for n in (heading.north, heading.east)] for row in rows]
    if all(re.fullmatch("J[0-9]{1,6}", each, re.I) for each in numbers):
        return [" ".join([number, *pair]) for number, pair in zip(numbers, pairs, strict=True)]
    used = {heading.number, heading.north, heading.east}
    others = [[each for n, each in enumerate(row) if n not in used] for row in rows]
    is_plain = len({*map(len, others)}) == 1 and all(map(_is_plane, pairs))
    if not is_plain or not all(re.fullmatch("[0-9]{1,6}", each) for each in numbers):
        return None
    parts = zip(numbers, pairs, others, strict=True)
    return [",".join([number, *pair, *beside]) for number, pair, beside in parts]


def drop_thousands(line: str) -> str:
    """Return a line without the commas in its millions and thousands; others stay as they are.

    >>> drop_thousands("J1 3,198,265.47 542,914.55"), drop_thousands("105,440 28,900")
    ('J1 3198265.47 542914.55', '105,440 28,900')
    """
    plain = normalize_text(line)
    if not _MILLIONS.search(plain):
        return line
    return _THOUSANDS.sub(lambda found: found[0].replace(",", ""), plain)


def _to_metres(cell: str, heading: Heading) -> str:
    if not heading.is_in_km or not _NUMBER.fullmatch(cell):
        return cell
    return f"{(Decimal(cell) * 1000).normalize():f}"


def _is_plane(pair: Sequence[str]) -> bool:
    return all(_NUMBER.fullmatch(each) and float(each) >= _LEAST_M for each in pair)
