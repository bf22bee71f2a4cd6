"""JSON texts of other people: one value, or one record after the other."""

import json
import re
from collections.abc import Iterator
from typing import Any

from geo.errors import InputError
from geo.io.json_text import parse_json

_SEPARATOR = "\x1e"
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_ESCAPE = re.compile(
    r"(?P<pair>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|(?P<lone>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\."
)


def parse_json_text(text: str, *, name: str) -> Any:
    """Return the value of a JSON text; a sequence of features becomes a collection.

    A record of a sequence that is not JSON stays text, to be refused as a feature.

    Raises
    ------
    InputError
        When it is not JSON, or nests too deeply.

    References
    ----------
    RFC 8142 (2017). GeoJSON Text Sequences.
    """
    if not _is_sequence(text):
        return parse_json(text.lstrip(_SEPARATOR), name=name)
    features: list[Any] = []
    for record in _iter_records(text):
        features += _read_record(record, name=name)
    return {"type": "FeatureCollection", "features": features}


def replace_surrogates(text: str) -> str:
    r"""Return a JSON text with U+FFFD for each escape of an unpaired surrogate.

    No file can be written with such half characters.

    >>> replace_surrogates(r'"\ud83d\ude00 \ud800 \\ud800"')
    '"\\ud83d\\ude00 \\ufffd \\\\ud800"'
    """
    if not _SURROGATE.search(text):
        return text
    return _ESCAPE.sub(lambda found: r"\ufffd" if found["lone"] else found[0], text)


def _is_sequence(text: str) -> bool:
    """Return whether a text has several records: so marked, or two lines with an object each."""
    if _SEPARATOR in text[1:]:
        return True
    lines = text.lstrip(" \t\r\n").split("\n", 1)
    rest = lines[1].lstrip(" \t\r\n") if len(lines) > 1 else ""
    return rest.startswith("{") and _is_object(lines[0].strip())


def _is_object(line: str) -> bool:
    if not (line.startswith("{") and line.endswith("}")):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _iter_records(text: str) -> Iterator[str]:
    records = text.split(_SEPARATOR if _SEPARATOR in text else "\n")
    return (record for record in records if record.strip())


def _read_record(record: str, *, name: str) -> list[Any]:
    """Return the features of a record; one that is not JSON as its text."""
    try:
        found = parse_json(record, name=name)
    except InputError:
        return [record.strip()]
    kind = found.get("type") if isinstance(found, dict) else None
    is_plain = kind == "FeatureCollection" and "crs" not in found
    if is_plain and isinstance(found.get("features"), list):
        return list(found["features"])
    if kind != "Feature" and isinstance(found, dict) and {"coordinates", "geometries"} & {*found}:
        return [{"type": "Feature", "properties": {}, "geometry": found}]
    return [found]
