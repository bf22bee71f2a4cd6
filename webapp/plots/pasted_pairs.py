"""Pasted lines of two numbers: how they are cut, read and named; and the file that they become."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geo.arrays import Floats
from geo.errors import N_, InputError, Phrase, quote_value
from geo.reading.coordinate_columns import choose_number_style, parse_coordinates

_COMMA_PAIR = re.compile(r"(?:^|[\s,;])(?P<x>[-+]?[0-9]+,[0-9]+)[ \t]+(?P<y>[-+]?[0-9]+,[0-9]+)$")
_POINT_PAIR = re.compile(r"[0-9]+[.][0-9]+[ \t]*,[ \t]*[-+]?[0-9]+(?:[.][0-9]+)?$")
_LINK = re.compile(  # of a chain: a comma before decimals is no decimal comma
    r"(?:J?[0-9]{1,6}[ :、]+)?"
    r"[-+]?[0-9]+(?:[.][0-9]+)?(?:[ \t]*,[ \t]*|[ \t]+)[-+]?[0-9]+[.][0-9]+",
    re.I,
)
_LEAST_LINKS = 2
_WIDE = str.maketrans("，：．\u3000", ",:. ")
_MIXED = N_(
    "Line %(n)s has decimal commas, and other lines have decimal points: %(line)s. Write its "
    "numbers as “%(fixed)s”."
)
SEPARATORS = ("\t", ";", "、", ", ", ",", None)  # None: white space
_LAT_FIRST = N_(
    "Of the two coordinates of each line the first is taken as the latitude, as the second is over "
    "90."
)


@dataclass(frozen=True)
class PastedFile:
    """What a text is as a file: its suffix, its content, and what was decided.

    Where its lines name their coordinate system, `is_placed`: it is in WGS 84 whatever is asked.
    Where its lines are points that may as well be the corners of one plot, `is_sequence`.
    """

    suffix: str
    text: str
    told: tuple[Phrase, ...] = ()
    is_placed: bool = False
    is_sequence: bool = False


def refuse_mixed_commas(lines: Mapping[int, str]) -> None:
    """Raise InputError where some pairs have decimal commas, and others points and a comma between.

    Read as a table, the first line would decide how many columns the others have to have.

    Parameters
    ----------
    lines : mapping of int to str
        By their number in the text.
    """
    with_commas = {n: found for n, line in lines.items() if (found := _COMMA_PAIR.search(line))}
    others = [line for n, line in lines.items() if n not in with_commas]
    if with_commas and any(map(_POINT_PAIR.search, others)):
        n, found = next(iter(with_commas.items()))
        fixed = f"{found['x']}, {found['y']}".replace(",", ".").replace(". ", ", ")
        raise InputError(_MIXED, n=n, line=quote_value(lines[n]), fixed=fixed)


def split_chain(text: str) -> list[str]:
    """Return the positions of one line, which semicolons separate; another text as it is.

    >>> split_chain("105.44,28.90; 105.45,28.91;")
    ['105.44,28.90', '105.45,28.91']
    >>> split_chain("105,44;28,9")
    ['105,44;28,9']
    """
    parts = [each.strip() for each in re.split("[;；]", text) if each.strip()]
    is_chain = "\n" not in text and all(_LINK.fullmatch(each.translate(_WIDE)) for each in parts)
    return parts if len(parts) >= _LEAST_LINKS and is_chain else [text]


def split_pairs(lines: Sequence[str], separator: str | None) -> list[list[str]] | None:
    """Return lines cut into two at a separator; None where one has more or fewer."""
    rows = [split_line(line.strip("[](),;"), separator) for line in lines]
    return rows if all(len(row) == 2 for row in rows) else None


def split_halves(lines: Sequence[str]) -> list[list[str]] | None:
    """Return lines of degrees, minutes and seconds with nothing but spaces between all of them."""
    rows = [line.split() for line in lines]
    if any(len(row) < 4 or len(row) % 2 for row in rows):
        return None
    return [[" ".join(row[: len(row) // 2]), " ".join(row[len(row) // 2 :])] for row in rows]


def read_pairs(cells: Sequence[Sequence[str]]) -> Floats:
    """Return the numbers in two columns, degrees or metres, NaN for what is none; shape (n, 2)."""
    columns = [*zip(*cells, strict=True)]
    is_comma = choose_number_style(columns, None).decimal_comma
    return np.column_stack([parse_coordinates(each, decimal_comma=is_comma) for each in columns])


def split_line(line: str, separator: str | None) -> list[str]:
    """Return the cells of a line; None separates at white space."""
    return [each.strip() for each in line.split(separator)]


def name_axes(xy: Floats) -> tuple[list[str], list[Phrase]]:
    """Return the headings of two columns of numbers, and what there is to tell of it."""
    greatest = np.abs(xy).max(axis=0)
    if greatest[0] <= 90 < greatest[1] <= 180:
        return ["latitude", "longitude"], [Phrase(_LAT_FIRST, {})]
    return (["longitude", "latitude"] if greatest.max() <= 360 else ["x", "y"]), []


def write_csv(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as comma-separated text."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()


def find_separator(line: str) -> str | None:
    """Return what separates the cells of a table's line; None where nothing does."""
    return next((each for each in ("\t", ";", ",") if each in line), None)
