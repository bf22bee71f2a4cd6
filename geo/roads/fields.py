"""The fields of `roads.geojson`, and how each is read."""

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from geo.errors import N_, InputError, Phrase, quote_value
from geo.roads.model import DIRECTIONS, MINUTES, ORIGINS, STATUSES
from geo.roads.vehicles import OPTION_RANGES
from geo.schema import (
    FieldReader,
    make_choice_reader,
    read_flag,
    read_number,
    read_required_text,
    read_text,
    read_texts,
)

_RANGES = (("least_m", "most_m"), ("least_s", "most_s"))
_FOUND = ("least_m", "most_m", "least_s", "most_s", "straight_m", "along_m")
FIGURE_NUMBERS = (*_FOUND, "gap_m", "place_gap_m", "toll_free_m", "toll_free_s")


def read_count(value: object) -> int:
    """Read a whole number; a missing value is 0."""
    number = read_number(value)
    if math.isnan(number):
        return 0
    if not number.is_integer():
        raise InputError(N_("is %(value)s. Use a whole number."), value=quote_value(value))
    return int(number)


def read_minutes(value: object) -> int:
    """Read the minutes of an area, one of `MINUTES`."""
    if value not in MINUTES:
        raise InputError(
            N_("is %(value)s. Use one of %(choices)s."), value=quote_value(value), choices=MINUTES
        )
    return read_count(value)


def read_objects(value: object) -> list[Any]:
    """Read a list; what is in it is read later."""
    if not isinstance(value, list):
        raise InputError(N_("is %(value)s, not a list. Use brackets."), value=quote_value(value))
    return value


def read_vehicles(value: object) -> dict[str, dict[str, float]]:
    """Read the vehicles by id, each with numbers for options of `OPTION_RANGES`."""
    if not isinstance(value, dict) or not all(isinstance(each, dict) for each in value.values()):
        raise InputError(N_("is %(value)s, not an object. Use braces."), value=quote_value(value))
    for options in value.values():
        for name, number in options.items():
            if name not in OPTION_RANGES or math.isnan(read_number(number)):
                raise InputError(
                    N_("contains the option %(name)s. Use numbers for %(choices)s."),
                    name=quote_value(name),
                    choices=tuple(OPTION_RANGES),
                )
    return value


ROADS_FIELDS: Mapping[str, FieldReader] = MappingProxyType(
    {
        "version": read_count,
        "engine": read_required_text,
        "extracts": read_objects,
        "vehicles": read_vehicles,
        "parts_sha256": read_text,
        "places_sha256": read_text,
        "gates_sha256": read_text,
    }
)
EXTRACT_FIELDS: Mapping[str, FieldReader] = MappingProxyType(
    {
        "name": read_required_text,
        "sha256": read_required_text,
        "date": read_text,
        "is_date_of_object": read_flag,
    }
)
FIGURE_FIELDS: Mapping[str, FieldReader] = MappingProxyType(
    {
        "part": read_required_text,
        "place": read_required_text,
        "direction": make_choice_reader(*DIRECTIONS),
        "vehicle": read_required_text,
        "status": make_choice_reader(*STATUSES),
        "limit": read_text,
        "origin": make_choice_reader(*ORIGINS),
        "points_asked": read_count,
        "points_answered": read_count,
        **dict.fromkeys(FIGURE_NUMBERS, read_number),
        "has_toll": read_flag,
        "has_ferry": read_flag,
        "roads": read_texts,
    }
)
REACH_FIELDS: Mapping[str, FieldReader] = MappingProxyType(
    {"part": read_required_text, "minutes": read_minutes, "is_open": read_flag}
)


def check_figure(row: Mapping[str, Any], where: Phrase) -> None:
    """Refuse figures that contradict each other: a way without a length, a length without a way.

    Raises
    ------
    InputError
        `where`, and what is wrong.
    """
    numbers = [row[name] for name in _FOUND]
    is_found = row["status"] == "found"
    if any(math.isnan(each) == is_found for each in numbers):
        raise InputError(
            N_(
                "%(where)s: the status %(status)s does not fit the figures. "
                "Run `zonemap roads` again."
            ),
            where=where,
            status=quote_value(row["status"]),
        )
    if any(row[least] > row[most] for least, most in _RANGES):
        raise InputError(
            N_("%(where)s: the least figure is above the most. Run `zonemap roads` again."),
            where=where,
        )
