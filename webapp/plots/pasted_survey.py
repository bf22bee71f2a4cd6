"""Pasted lines of a survey as plain ones: without units, X= and Y=, and a heading of columns."""

import re
from collections.abc import Sequence

from geo.lookup.map_links import normalize_text
from webapp.plots.pasted_heading import cut_table, drop_thousands, read_heading

_PLANE = re.compile(
    r"(?<![\w.+-])(?:(?P<axis>[XY])(?:坐标)?[ \t]*[=:][ \t]*)?"
    r"(?P<number>[0-9]{5,}(?:\.[0-9]+)?)(?:[ \t]*(?P<unit>米|公尺|m(?![\w²³^])))?(?![\w.%])",
    re.I,
)


def simplify_survey(lines: Sequence[str]) -> list[str]:
    """Return lines of plane coordinates with nothing but numbers and names, north first if said.

    Chinese surveys call the northing X and the easting Y. Other lines are returned as they are.

    >>> simplify_survey(["点号 Y（米） X（米）", "J1 35544776.3 3196055.8"])
    ['J1 3196055.8 35544776.3']
    >>> simplify_survey(["X=3205630.2m Y=35442100.5m"])
    ['3205630.2 35442100.5']
    """
    plain_lines = [drop_thousands(each) for each in lines]
    cut = cut_table(plain_lines)
    if cut is not None:
        return cut
    heading = read_heading(lines[0]) if len(lines) > 1 else None
    rows = plain_lines if heading is None else plain_lines[1:]
    if not _PLANE.search(normalize_text(rows[0])):  # of a long text the first line tells
        return [*lines]
    is_east_first = heading is not None and heading.is_east_first
    found = [_simplify_row(each, is_east_first=is_east_first) for each in rows]
    plain = [each for each in found if each is not None]
    return plain if len(plain) == len(rows) else [*lines]


def drop_heading(lines: Sequence[str]) -> list[str]:
    """Return lines without one that heads the number of a point and its two coordinates."""
    cut = cut_table(lines)
    if cut is not None:
        return cut
    has_heading = len(lines) > 1 and read_heading(lines[0]) is not None
    return [*lines[1:]] if has_heading else [*lines]


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
