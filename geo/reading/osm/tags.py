"""Tags of OpenStreetMap objects, also of those that are no text."""

from typing import Any

# What is asked of an object, of which one tag or more is no UTF-8.
KEYS = (
    *("type", "boundary", "admin_level", "maritime", "name", "name:zh-Hans", "name:zh", "name:en"),
    *("int_name", "ref", "highway", "railway", "waterway", "aeroway", "service", "tunnel"),
    *("bridge", "layer", "natural", "water", "landuse", "industrial", "leisure", "building"),
    *("area", "place", "capital", "station", "iata"),
)


def read_tags(tags: Any) -> dict[str, str]:
    """Return osmium's tags of an object; without those that are no UTF-8, if there are some.

    A file may hold any bytes as a text, and one such name is no reason to refuse all others.
    """
    try:
        return dict(tags)
    except UnicodeDecodeError:
        found = {key: read_tag(tags, key) for key in KEYS}
        return {key: value for key, value in found.items() if value is not None}


def read_tag(tags: Any, key: str) -> str | None:
    """Return a tag's value; None where there is none, or it is no UTF-8."""
    try:
        value: str | None = tags.get(key)
    except UnicodeDecodeError:
        return None
    return value
