"""The fields of a base map's features, with the layers and classes of Shortbread.

References
----------
Geofabrik (2024). Shortbread vector tile schema 1.1: https://shortbread-tiles.org/schema/1.0/
"""

import math
from collections.abc import Mapping
from types import MappingProxyType

from geo.errors import N_, InputError, quote_value
from geo.fields.languages import repeat_field
from geo.schema import (
    FieldReader,
    make_choice_reader,
    read_flag,
    read_number,
    read_required_text,
    read_text,
    read_texts,
)

LAYERS = (
    *("boundaries", "boundary_labels", "water_lines", "streets", "public_transport"),
    "place_labels",
)
KINDS = ("river", "rail", "runway", "station", "city", "town", "village")
ADMIN_LEVELS = (4.0, 5.0, 6.0)  # province, prefecture, county: a national border (2) is not drawn
MOST_RANK = 9.0
_read_kind = make_choice_reader(*KINDS)


def read_admin_level(value: object) -> float:
    """Read the administrative level of a line or a name; a missing value is NaN.

    Raises
    ------
    InputError
        When it is not one of `ADMIN_LEVELS`.
    """
    level = read_number(value)
    if math.isnan(level) or level in ADMIN_LEVELS:
        return level
    raise InputError(
        N_("is %(value)s. Use 4 (province), 5 (prefecture) or 6 (county), or null."),
        value=quote_value(value),
    )


def read_kind(value: object) -> str:
    """Read the class of a thing, one of `KINDS`; a missing value is empty."""
    return "" if value is None else _read_kind(value)


def read_rank(value: object) -> float:
    """Read how important a thing is, from 1, the most, to 9; a missing value is 9.

    Raises
    ------
    InputError
        When it is not a whole number from 1 to 9.
    """
    rank = read_number(value)
    if math.isnan(rank):
        return MOST_RANK
    if 1 <= rank <= MOST_RANK and rank.is_integer():
        return rank
    raise InputError(
        N_("is %(value)s. Use a whole number from 1 (most important) to 9, or null."),
        value=quote_value(value),
    )


BASEMAP_FIELDS: Mapping[str, FieldReader] = MappingProxyType(
    {
        "id": read_required_text,
        "layer": make_choice_reader(*LAYERS),
        "kind": read_kind,
        "admin_level": read_admin_level,
        "on_river": read_flag,
        "rank": read_rank,
        **repeat_field("name", read_text),
        "position_uncertainty_m": read_number,
        "sources": read_texts,
    }
)
