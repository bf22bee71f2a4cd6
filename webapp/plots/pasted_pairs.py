"""Pasted lines of two numbers: how they are cut, read and named; and the file that they become."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geo.arrays import Floats
from geo.errors import N_, Phrase
from geo.reading.coordinate_columns import choose_number_style, parse_coordinates

SEPARATORS = ("\t", ";", "、", ", ", ",", None)  # None: white space
_LAT_FIRST = N_(
    "Of the two coordinates of each line the first is taken as the latitude, as the second is over "
    "90."
)


@dataclass(frozen=True)
class PastedFile:
    """What a text is as a file: its suffix, its content, and what was decided.

    Where its lines name their coordinate system, `is_placed`: it is in WGS 84 whatever is asked.
    """

    suffix: str
    text: str
    told: tuple[Phrase, ...] = ()
    is_placed: bool = False


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
