"""What a page asks to be written to a file: features, parts to compare them with, a title."""

import json
import math
from dataclasses import dataclass

from geo.arrays import Json
from geo.errors import N_, InputError

_MALFORMED = N_(
    "The request is not an object with `features` (a GeoJSON FeatureCollection), and optionally "
    "`part` (a list of identifiers) and `title`. Correct it."
)


@dataclass(frozen=True)
class ExportOrder:
    """What is to be written: features as GeoJSON, parts to compare them with, and a title."""

    features: Json
    parts: tuple[str, ...]
    title: str | None


def _refuse_constant(name: str) -> float:
    raise ValueError(name)


def _parse_finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def parse_order(text: bytes) -> ExportOrder:
    """Return what the body of a request asks for.

    Raises
    ------
    InputError
        When it is not of that form.
    """
    try:
        order = json.loads(text, parse_constant=_refuse_constant, parse_float=_parse_finite)
    except (ValueError, RecursionError):
        raise InputError(_MALFORMED) from None
    if not isinstance(order, dict):
        raise InputError(_MALFORMED)
    features, parts, title = order.get("features"), order.get("part") or [], order.get("title")
    are_parts = isinstance(parts, list) and all(isinstance(each, str) for each in parts)
    if not isinstance(features, dict) or not are_parts or not isinstance(title, str | None):
        raise InputError(_MALFORMED)
    return ExportOrder(features, tuple(parts), title)
