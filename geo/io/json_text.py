"""JSON texts to values, every fault told in a sentence; and values to strict JSON."""

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from geo.errors import N_, InputError, quote_value
from geo.io.reasons import describe_json_fault

_MAX_DIGITS = 300
MAX_DEPTH = 100  # of lists and objects in one another; files of people have four or five


def _parse_integer(digits: str) -> float:
    """Read a whole number; an absurdly long one is infinite, to be refused with its feature."""
    return int(digits) if len(digits) <= _MAX_DIGITS else float(digits)


def raise_too_deep(name: str) -> NoReturn:
    """Refuse a file whose values are within one another more often than can be followed."""
    raise InputError(
        N_("%(name)s is nested too deeply for GeoJSON. Export it again."), name=name
    ) from None


def check_depth(value: object) -> None:
    """Look for values that nest deeper than `MAX_DEPTH`, without recursion.

    Raises
    ------
    RecursionError
        Where there are: whatever copies, writes or sends them later would.
    """
    level = [value]
    for _depth in range(MAX_DEPTH):
        inner = [each for each in level if isinstance(each, dict | list)]
        if not inner:
            return
        level = [
            one for each in inner for one in (each.values() if isinstance(each, dict) else each)
        ]
    raise RecursionError


class _RepeatError(Exception):
    """An object has a member twice."""


def _make_object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        raise _RepeatError(next(name for name in names if names.count(name) > 1))
    return made


DECODER = json.JSONDecoder(parse_constant=float, parse_int=_parse_integer)
_STRICT_DECODER = json.JSONDecoder(
    parse_constant=float, parse_int=_parse_integer, object_pairs_hook=_make_object
)


def parse_json(text: str, *, name: str, has_repeats: bool = True) -> Any:
    """Return the value of a JSON text; NaN and Infinity, which are not JSON, are let through.

    Of a member that an object repeats, the last one holds, unless there must be no `has_repeats`.

    Raises
    ------
    InputError
        When it is not JSON, nests too deeply, or repeats a member where none may be.
    """
    try:
        return (DECODER if has_repeats else _STRICT_DECODER).decode(text)
    except RecursionError:
        raise_too_deep(name)
    except ValueError as error:
        raise InputError(
            N_(
                "%(name)s is not valid JSON: %(reason)s. Correct it, or export it again as GeoJSON."
            ),
            name=name,
            reason=describe_json_fault(error),
        ) from None
    except _RepeatError as error:
        raise InputError(
            N_("%(name)s has %(key)s twice in one object. Keep one of them."),
            name=name,
            key=quote_value(error.args[0]),
        ) from None


def to_json(value: Any) -> str:
    """Return strict JSON: numbers that are not finite become null, values JSON lacks become text.

    >>> to_json({"depth_m": float("inf"), "levels": [1.5, float("nan")]})
    '{"depth_m": null, "levels": [1.5, null]}'
    """
    return json.dumps(_replace_nonfinite(value), ensure_ascii=False, allow_nan=False, default=str)


def _replace_nonfinite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {name: _replace_nonfinite(each) for name, each in value.items()}
    return (
        [_replace_nonfinite(each) for each in value] if isinstance(value, list | tuple) else value
    )


def read_properties(raw: Mapping[str, Any]) -> Any:
    """Return a feature's properties, with the feature's own `id` where they have none."""
    properties = raw.get("properties")
    properties = {} if properties is None else properties
    if isinstance(properties, dict) and properties.get("id") is None and "id" in raw:
        return {**properties, "id": _plain_id(raw["id"])}
    return properties


def read_all_properties(raw: Mapping[str, Any]) -> Any:
    """Return what `read_properties` does, and as `feature_id` a feature's `id` that differs."""
    properties = read_properties(raw)
    own = _plain_id(raw.get("id"))
    if not isinstance(properties, dict) or not isinstance(own, str | float):
        return properties
    known = properties.get("id")  # of any type
    is_known = own in (known, str(known))
    return properties if is_known else {"feature_id": own, **properties}


def _plain_id(value: Any) -> Any:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if whole else value
