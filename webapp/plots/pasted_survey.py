"""Pasted lines of a survey as plain ones: without units, X= and Y=, and a heading of columns."""

import re
from collections.abc import Sequence

from geo.lookup.map_links import normalize_text

_PLANE = re.compile(
    r"(?<![\w.+-])(?:(?P<axis>[XY])(?:坐标)?[ \t]*[=:][ \t]*)?"
    r"(?P<number>[0-9]{5,}(?:\.[0-9]+)?)(?:[ \t]*(?P<unit>米|公尺|m(?![\w²³^])))?(?![\w.%])",
    re.I,
)
_UNIT = r"(?:\((?:m|米|°|度)\)|/m|米)?"
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
_CUT = re.compile(r"[ \t]*[\t,;、][ \t]*|[ \t]+")


def simplify_survey(lines: Sequence[str]) -> list[str]:
    """Return lines of plane coordinates with nothing but numbers and names, north first if said.

    Chinese surveys call the northing X and the easting Y. Other lines are returned as they are.

    >>> simplify_survey(["点号 Y（米） X（米）", "J1 35544776.3 3196055.8"])
    ['J1 3196055.8 35544776.3']
    >>> simplify_survey(["X=3205630.2m Y=35442100.5m"])
    ['3205630.2 35442100.5']
    """
    heading = _read_heading(lines[0]) if len(lines) > 1 else None
    rows = lines if heading is None else lines[1:]
    if not _PLANE.search(normalize_text(rows[0])):  # of a long text the first line tells
        return [*lines]
    found = [_simplify_row(each, is_east_first=heading == "east") for each in rows]
    plain = [each for each in found if each is not None]
    is_changed = heading is not None or plain != [*rows]
    return plain if len(plain) == len(rows) and is_changed else [*lines]


def drop_heading(lines: Sequence[str]) -> list[str]:
    """Return lines without one that heads the number of a point and its two coordinates."""
    has_heading = len(lines) > 1 and _read_heading(lines[0]) is not None
    return [*lines[1:]] if has_heading else [*lines]


def _read_heading(line: str) -> str | None:
    """Return which coordinate a heading has first, north or east; None for another line."""
    cells = _CUT.split(normalize_text(line).strip())
    if len(cells) == 3 and _POINT.fullmatch(cells[0]):
        cells = cells[1:]
    if len(cells) != 2:
        return None
    if _NORTH.fullmatch(cells[0]) and _EAST.fullmatch(cells[1]):
        return "north"
    return "east" if _EAST.fullmatch(cells[0]) and _NORTH.fullmatch(cells[1]) else None


def _simplify_row(line: str, *, is_east_first: bool) -> str | None:
    """Return a line with its two plane numbers as they are; None where it hasn't two."""
    plain = normalize_text(line)
    found = [*_PLANE.finditer(plain)]
    if len(found) != 2:
        return None
    first, second = found
    axes = [(each["axis"] or "").upper() for each in found]
    if axes not in (["", ""], ["X", "Y"], ["Y", "X"]):
        return None
    if not any(axes) and not any(each["unit"] for each in found) and not is_east_first:
        return line
    numbers = [first["number"], second["number"]]
    if axes[0] == "Y" or (is_east_first and not any(axes)):
        numbers.reverse()
    between, after = plain[first.end() : second.start()], plain[second.end() :]
    return f"{plain[: first.start()]}{numbers[0]}{between}{numbers[1]}{after}".strip()
