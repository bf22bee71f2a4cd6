"""A field that no part has: refused with the names that may be meant."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import NoReturn

from geo.errors import N_, InputError, quote_value

_MOST = 3
_CUTOFF = 0.6


def refuse_field(name: str, fields: Sequence[str]) -> NoReturn:
    """Refuse the name of a field, and propose the nearest ones, or all where none is near.

    Raises
    ------
    InputError
        Always.
    """
    near = get_close_matches(name.strip().lower(), fields, n=_MOST, cutoff=_CUTOFF)
    if "area" in name.lower() or "面积" in name:
        raise InputError(
            N_(
                "The field %(name)s is unknown. Use %(field)s: a column whose heading "
                "has its unit, such as 面积_亩, is converted to km²."
            ),
            name=quote_value(name),
            field="published_area_km2",
        )
    raise InputError(
        N_("The field %(name)s is unknown. Use one of %(choices)s."),
        name=quote_value(name),
        choices=", ".join(near or fields),
    )
