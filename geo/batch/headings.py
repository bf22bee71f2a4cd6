"""Headings of the columns that are computed, with their units, for people who read tables."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple

import pyarrow as pa

from geo.batch.number_columns import read_number


class Cell(NamedTuple):
    """A column for people: its heading, what its values become, and how Excel shows them."""

    title: str
    tell: Callable[[Any], Any]
    number_format: str = "General"


Wording = Callable[[str], Sequence[Cell]]  # from the name of a column that is computed
TITLE = b"title"
_UNITS: Mapping[str, str] = {
    "m": "m",
    "m2": "m²",
    "km2": "km²",
    "ha": "ha",
    "mu": "mu",
    "deg": "°",
    "percent": "%",
}
_DEGREES = ("longitude", "latitude", "lon", "lat")


def describe_column(name: str) -> dict[str, str]:
    """Return the metadata of a column: its heading as `title`, and its `unit` if it has one.

    >>> describe_column("edge_distance_m")
    {'title': 'Edge distance (m)', 'unit': 'm'}
    """
    words, _, last = name.rpartition("_")
    unit = "°" if name in _DEGREES else _UNITS.get(last, "") if words else ""
    plain = (words if words and last in _UNITS else name).replace("_", " ")
    title = plain[:1].upper() + plain[1:]
    return {"title": f"{title} ({unit})", "unit": unit} if unit else {"title": title}


def make_title(name: str) -> str:
    """Return the English heading of a column that is computed."""
    return describe_column(name)["title"]


def keep_value(value: Any) -> Any:
    """Return a value as it is."""
    return value


def word_plainly(name: str) -> list[Cell]:
    """Return a computed column under its English heading, the values as they are."""
    return [Cell(make_title(name), keep_value)]


def keep_columns(name: str) -> list[Cell]:
    """Return a computed column under its own name, the values as they are."""
    return [Cell(name, keep_value)]


def tell_values(table: pa.Table, wording: Wording) -> pa.Table:
    """Return a table whose computed columns keep their names, their values worded.

    Of several cells that a column has for people, the first one's words are taken.
    """
    for n, field in enumerate(table.schema):
        tell = wording(field.name)[0].tell if TITLE in (field.metadata or {}) else keep_value
        if tell is not keep_value:
            values = pa.array([tell(each) for each in table.column(n).to_pylist()])
            if pa.types.is_null(values.type):
                values = values.cast(field.type)
            table = table.set_column(n, field.with_type(values.type), values)
    return table


def list_cells(
    schema: pa.Schema, wording: Wording, numbers: Collection[str] = ()
) -> list[tuple[str, Cell]]:
    """Return the columns of a table for people, each with the name of the one that it is from.

    Those of the input keep their names and values; in `numbers`, texts that are numbers become it.
    """
    return [
        (field.name, cell)
        for field in schema
        for cell in (
            wording(field.name)
            if TITLE in (field.metadata or {})
            else [Cell(field.name, read_number if field.name in numbers else keep_value)]
        )
    ]
