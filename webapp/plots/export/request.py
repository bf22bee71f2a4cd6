"""What a page asks to be written to a file: features, parts to compare them with, a title."""

import json
import math
from dataclasses import dataclass

from geo.arrays import Json
from geo.errors import N_, InputError, quote_value
from geo.io.json_text import MAX_DEPTH, check_depth

_MALFORMED = N_(
    "The request is neither a GeoJSON FeatureCollection nor an object with one as `features` and "
    "optionally `part` (a list of identifiers), `title` and `steps` (a list of sentences). Correct "
    "it."
)


@dataclass(frozen=True)
class ExportRequest:
    """What is to be written: features as GeoJSON, parts to compare them with, and a title.

    `steps` are sentences about how the features were read, which tables for people repeat.
    """

    features: Json
    parts: tuple[str, ...]
    title: str | None
    steps: tuple[str, ...] = ()


def parse_object(text: bytes, *, malformed: str) -> Json:
    """Return a JSON object, whose numbers are finite.

    Raises
    ------
    InputError
        With the sentence `malformed`, when it is none; with the number, when one is not finite;
        when it nests deeper than `MAX_DEPTH`.
    """
    try:
        found = json.loads(text, parse_constant=_refuse_number, parse_float=_parse_finite)
        check_depth(found)
    except RecursionError:
        raise InputError(
            N_(
                "The request is nested too deeply. Send at most %(n)s lists or objects in one "
                "another."
            ),
            n=MAX_DEPTH,
        ) from None
    except ValueError:
        raise InputError(malformed) from None
    if not isinstance(found, dict):
        raise InputError(malformed)
    return found


def _refuse_number(text: str) -> float:
    raise InputError(
        N_("The request has the number %(value)s. Send a finite number, or leave it out."),
        value=quote_value(text, limit=20),
    )


def _parse_finite(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _refuse_number(text)


def parse_features(text: bytes) -> Json:
    """Return the features that the body of a request is.

    Raises
    ------
    InputError
        When it is not of that form.
    """
    return parse_request(text).features


def parse_request(text: bytes) -> ExportRequest:
    """Return what the body of a request asks for.

    Raises
    ------
    InputError
        When it is not of that form.
    """
    body = parse_object(text, malformed=_MALFORMED)
    if body.get("type") == "FeatureCollection":  # the features alone
        body = {"features": body}
    features, title = body.get("features"), body.get("title")
    if not isinstance(features, dict) or not isinstance(title, str | None):
        raise InputError(_MALFORMED)
    return ExportRequest(features, _read_texts(body, "part"), title, _read_texts(body, "steps"))


def _read_texts(body: Json, name: str) -> tuple[str, ...]:
    found = body.get(name) or []
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise InputError(_MALFORMED)
    return tuple(found)
