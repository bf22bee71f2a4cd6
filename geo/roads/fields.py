"""The fields of `roads.geojson`, and how each is read."""

import math
import re
from collections.abc import Container, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from geo.errors import N_, InputError, Phrase, quote_value
from geo.roads.model import DIRECTIONS, MINUTES, ORIGINS, STATUSES
from geo.roads.vehicles import check_options
from geo.schema import (
    FieldReader,
    make_choice_reader,
    read_flag,
    read_number,
    read_required_text,
    read_text,
    read_texts,
)

_RANGES = (
    ("least_m", "most_m"),
    ("least_s", "most_s"),
    ("least_m", "along_m"),
    ("along_m", "most_m"),
)
_FOUND = ("least_m", "most_m", "least_s", "most_s", "straight_m", "along_m")
FIGURE_NUMBERS = (*_FOUND, "gap_m", "place_gap_m", "toll_free_m", "toll_free_s")
_COUNTS = ("points_asked", "points_answered")
_MOST = 1e8  # metres, seconds or points: more than twice round the Earth, and three years
_KEYS = ("part", "place", "direction", "vehicle", "minutes")
_LEAST_RATIO, _SLACK_M = 0.99, 10.0  # the engine measures on a sphere, between rounded positions


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
    if not value:
        raise InputError(N_("is empty. Run `zonemap roads` again."))
    for options in value.values():
        check_options({name: read_number(number) for name, number in options.items()})
    return value


def read_day(value: object) -> str | None:
    """Read a date, `YYYY-MM-DD`; None where it is missing."""
    text = read_text(value)
    if text is None:
        return None
    try:
        is_date = bool(
            re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) and date.fromisoformat(text)
        )
    except ValueError:
        is_date = False
    if not is_date:
        raise InputError(
            N_("is %(value)s, which is not a date. Run `zonemap roads` again."),
            value=quote_value(value),
        )
    return text


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
        "date": read_day,
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


def check_row(
    row: Mapping[str, Any], known: Mapping[str, Container[str]], earlier: set[Any], where: Phrase
) -> None:
    """Refuse a figure or an area of something unknown, and one that an earlier one is of.

    Parameters
    ----------
    row : Mapping
        As `FIGURE_FIELDS` or `REACH_FIELDS` read it.
    known : Mapping
        The ids that a field may have, by the field's name; any where it is missing.
    earlier : set
        What earlier rows are of; this row's is added.
    where : Phrase

    Raises
    ------
    InputError
        `where`, and what is wrong.
    """
    for name, ids in known.items():
        if name in row and row[name] not in ids:
            raise InputError(
                N_("%(where)s: %(name)s %(value)s is unknown. Run `zonemap roads` again."),
                where=where,
                name=name,
                value=quote_value(row[name]),
            )
    key = tuple(row.get(name) for name in _KEYS)
    if key in earlier:
        raise InputError(
            N_("%(where)s repeats an earlier feature. Run `zonemap roads` again."), where=where
        )
    earlier.add(key)


def check_figure(row: Mapping[str, Any], where: Phrase) -> None:
    """Refuse figures that contradict each other: a way without a length, a length without a way.

    Raises
    ------
    InputError
        `where`, and what is wrong.
    """
    is_found = row["status"] == "found"
    has_way = [not math.isnan(row[name]) for name in _FOUND]
    if any(each != is_found for each in (*has_way, row["points_answered"] > 0)):
        raise InputError(
            N_(
                "%(where)s: the status %(status)s does not fit the figures. "
                "Run `zonemap roads` again."
            ),
            where=where,
            status=quote_value(row["status"]),
        )
    for said in _list_contradictions(row):
        raise InputError(said, where=where)
    for name in (*FIGURE_NUMBERS, *_COUNTS):
        if row[name] > _MOST:
            raise InputError(
                N_("%(where)s: %(name)s %(value)s is too large. Run `zonemap roads` again."),
                where=where,
                name=name,
                value=f"{row[name]:g}",
            )


def _list_contradictions(row: Mapping[str, Any]) -> Iterator[str]:
    if any(row[least] > row[most] for least, most in _RANGES):
        yield N_("%(where)s: the least figure is above the most. Run `zonemap roads` again.")
    if row["points_answered"] > row["points_asked"]:
        yield N_("%(where)s: more points answered than were asked. Run `zonemap roads` again.")
    is_free = [not math.isnan(row[name]) for name in ("toll_free_m", "toll_free_s")]
    if is_free[0] != is_free[1] or (is_free[0] and not row["has_toll"]):
        yield N_("%(where)s: the way without tolls does not fit. Run `zonemap roads` again.")
    off_road_m = row["gap_m"] + row["place_gap_m"] + _SLACK_M
    if row["along_m"] + off_road_m < row["straight_m"] * _LEAST_RATIO:
        yield N_("%(where)s: the way is shorter than the straight line. Run `zonemap roads` again.")
