"""Pasted rows of a table without headings, of which two columns are numbers."""

from collections.abc import Sequence

import numpy as np

from geo.errors import N_, Phrase
from geo.lookup.coordinate_text import LatLon
from geo.reading.coordinate_columns import choose_number_style, parse_coordinates
from webapp.plots.pasted_numbers import BESIDE, NUMBERED, is_numbering
from webapp.plots.pasted_pairs import PastedFile, find_separator, name_axes, split_line

_NO_HEADINGS = N_(
    "The rows have no headings. Columns %(lon)s and %(lat)s are taken as longitude and latitude."
)


def read_bare_rows(lines: Sequence[str], near: LatLon) -> PastedFile | None:
    """Return rows of a table without headings: its first two numbers are a position.

    A third number before them may be that of the point.
    """
    separator = find_separator(lines[0])
    if separator is None:
        return None
    cells = split_line(lines[0], separator)
    is_comma = separator != "," and choose_number_style([cells], None).decimal_comma
    first = parse_coordinates(cells, decimal_comma=is_comma)
    places = np.flatnonzero(~np.isnan(first)).tolist()
    if len(places) < 2:
        return None
    told = []
    if len(places) > 2 and _has_numbers(lines, separator, places, near, is_comma=is_comma):
        told, places = [Phrase(NUMBERED, {})], places[1:]
    names, said = name_axes(first[None, places[:2]])
    headings = [f"column {n}" for n in range(1, len(first) + 1)]
    headings[places[0]], headings[places[1]] = names
    texts = [n for n in range(len(first)) if np.isnan(first[n])]
    if texts:
        headings[texts[0]] = "name"
    lon, lat = (places[n] + 1 for n in ((1, 0) if names[0] in {"latitude"} else (0, 1)))
    told += [Phrase(_NO_HEADINGS, {"lon": lon, "lat": lat}), *said]
    told += [Phrase(BESIDE, {})] if places[2:] else []
    suffix = ".tsv" if separator == "\t" else ".csv"
    return PastedFile(suffix, "\n".join([separator.join(headings), *lines]) + "\n", tuple(told))


def _has_numbers(
    lines: Sequence[str],
    separator: str,
    places: Sequence[int],
    near: LatLon,
    *,
    is_comma: bool,
) -> bool:
    """Whether the first of three columns of numbers has the numbers of the points."""
    rows = [split_line(line, separator) for line in lines]
    whole = [[row[n] for n in places[:3]] for row in rows if len(row) > places[2]]
    columns = [parse_coordinates(each, decimal_comma=is_comma) for each in zip(*whole, strict=True)]
    xy = np.column_stack(columns[1:])
    used = np.array([not np.isnan(each).any() for each in xy], bool)
    firsts = [row[0] for row, is_used in zip(whole, used.tolist(), strict=True) if is_used]
    return is_numbering(firsts, xy[used], near)
