"""The CRS that a large GeoJSON names, found without reading it whole."""

import mmap
import re
from json import JSONDecodeError, JSONDecoder
from pathlib import Path
from typing import Any

from geo.reading.raw_layers import parse_declared_crs

_HEAD_BYTES = 2**16
_MEMBER_BYTES = 2**12
_FEATURES = re.compile(rb'"type"\s*:\s*"Feature(Collection)?"')
# "crs" in any way that JSON can spell it.
_CRS = re.compile(rb'"(?:c|\\u0063)(?:r|\\u0072)(?:s|\\u0073)"\s*:\s*')


def is_plain_geojson(path: Path) -> bool:
    """Return whether a file is GeoJSON without a CRS, or with the name of one that PROJ knows.

    GDAL asks the network for a CRS that is a link, and takes an unknown one for WGS 84.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        is_geojson = _FEATURES.search(data, 0, _HEAD_BYTES) is not None
        return is_geojson and all(
            _is_plain(data[found.end() : found.end() + _MEMBER_BYTES])
            for found in _CRS.finditer(data)
        )


def _is_plain(start: bytes) -> bool:
    """Return whether a value is no description of a CRS, or the name of a known one."""
    if not start.startswith((b"{", b"n")):
        return True  # the property of a feature
    try:
        value: Any = JSONDecoder().raw_decode(start.decode("utf-8", "replace"))[0]
    except (JSONDecodeError, RecursionError):
        return False
    properties = value.get("properties") if isinstance(value, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    is_name = isinstance(value, dict) and value.get("type") == "name" and isinstance(name, str)
    return is_name and {*value} == {"type", "properties"} and parse_declared_crs(name) is not None
