"""Headings of the columns that are computed, with their units, for people who read tables."""

from collections.abc import Callable, Mapping

import pyarrow as pa

Heading = Callable[[str], str]
_TITLE = b"title"
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


def make_headings(schema: pa.Schema, heading: Heading) -> list[str]:
    """Return the heading of each column: by `heading` if computed; one of the input its name."""
    return [
        heading(field.name) if _TITLE in (field.metadata or {}) else field.name for field in schema
    ]
