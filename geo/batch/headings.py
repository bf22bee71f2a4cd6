"""Headings of the columns that are computed, with their units, for people who read tables."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

_TITLE = b"title"
_UNITS: Mapping[str, str] = {"m": "m", "m2": "m²", "deg": "°"}
_DEGREES = ("longitude", "latitude")


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


def read_heading(field: "pa.Field[Any]") -> str:
    """Return the heading of a column; one of the input keeps its name."""
    return str((field.metadata or {}).get(_TITLE, field.name.encode()).decode())
