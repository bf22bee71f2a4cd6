"""JSON texts to values; every fault is told in a sentence."""

import json
from typing import Any

from geo.errors import N_, InputError
from geo.io.reasons import describe_json_fault

_MAX_DIGITS = 300


def _parse_integer(digits: str) -> float:
    """Read a whole number; an absurdly long one is infinite, to be refused with its feature."""
    return int(digits) if len(digits) <= _MAX_DIGITS else float(digits)


DECODER = json.JSONDecoder(parse_constant=float, parse_int=_parse_integer)


def parse_json(text: str, *, name: str) -> Any:
    """Return the value of a JSON text; NaN and Infinity, which are not JSON, are let through.

    Raises
    ------
    InputError
        When it is not JSON, or nests too deeply.
    """
    try:
        return DECODER.decode(text)
    except RecursionError:
        raise InputError(
            N_("%(name)s is nested too deeply for GeoJSON. Export it again."), name=name
        ) from None
    except ValueError as error:
        raise InputError(
            N_(
                "%(name)s is not valid JSON: %(reason)s. Correct it, or export it again as GeoJSON."
            ),
            name=name,
            reason=describe_json_fault(error),
        ) from None
