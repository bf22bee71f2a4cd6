"""How a workbook shows the numbers in its cells: as dates, or with zeros before them."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from geo.reading.xml_events import iter_xml_events

_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_PADDED = re.compile(r"0{2,}")  # a format that shows 7 as 007
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,29})")
_MOST_WHOLE, _MOST_PADDED = 1e21, 30
_NO_DATE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|General', re.IGNORECASE)


def read_styles(path: Path, *, name: str) -> tuple[frozenset[int], dict[int, int]]:
    """Return the positions of the cell styles that show a date, and how many digits others pad."""
    dates, padded = set(_DATE_FORMATS), dict[int, int]()
    for each in iter_starts(path, "numFmt", name=name):
        code, number = each.get("formatCode", ""), int(each.get("numFmtId", -1))
        if re.search(r"[ymdhs年月日]", _NO_DATE.sub("", code), re.IGNORECASE):
            dates.add(number)
        elif _PADDED.fullmatch(code):
            padded[number] = min(len(code), _MOST_PADDED)
    styles = _list_styles(path, name=name)
    return (
        frozenset(n for n, each in enumerate(styles) if each in dates),
        {n: padded[each] for n, each in enumerate(styles) if each in padded},
    )


def _list_styles(path: Path, *, name: str) -> list[int]:
    """Return the number of the format of each cell style."""
    styles, is_inside = list[int](), False
    if not path.is_file():
        return styles
    for event in iter_xml_events(path, tags={"cellXfs", "xf"}, name=name):
        if event.tag == "cellXfs":
            is_inside = event.is_start
        elif event.tag == "xf" and event.is_start and is_inside:
            styles.append(int(event.attributes.get("numFmtId", 0)))
    return styles


def iter_starts(path: Path, tag: str, *, name: str) -> Iterator[Mapping[str, str]]:
    """Yield the attributes of each element of a local name; nothing for a missing file."""
    events = iter_xml_events(path, tags={tag}, name=name) if path.is_file() else iter(())
    return (each.attributes for each in events if each.is_start)


def format_number(value: str, number: float) -> str:
    """Return a number with all the digits that the file has, a whole one without a point."""
    if _WHOLE.fullmatch(value):
        return value
    if number.is_integer() and abs(number) < _MOST_WHOLE:
        return str(int(Decimal(value)))
    return repr(number)
