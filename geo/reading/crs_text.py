"""Definitions of a CRS as text: those that PROJ knows, and those that make it open a file."""

import json
import re
from functools import lru_cache
from typing import Any

from pyproj import CRS
from pyproj.exceptions import CRSError

_MOST_KEPT_CHARACTERS = 4_096  # of a definition; those of real systems have fewer

# Of PROJ strings, of WKT and of PROJJSON: grids, parameter files, lists of definitions.
_FILE = re.compile(
    r"(grids|file|catalog|model|init)\"?\s*[=:]\s*\"?"
    r"(?!@?null(?:[\s\"]|$)|(?:epsg|esri|ogc):\w+\s*(?:$|\+))"
    r'|PROJ4_GRIDS|PARAMETERFILE|"value"\s*:\s*"',
    re.IGNORECASE,
)


def leads_to_file(definition: Any) -> bool:
    """Return whether a CRS, as text or decoded PROJJSON, names a file of grids or parameters.

    PROJ opens such a file, wherever it is. A CRS that is needed with a grid has a code.

    >>> leads_to_file("+proj=longlat +nadgrids=/etc/hosts"), leads_to_file("EPSG:4490")
    (True, False)
    """
    text = definition if isinstance(definition, str) else json.dumps(definition, default=str)
    if text.lstrip().startswith("{"):
        try:
            text = json.dumps(json.loads(text), ensure_ascii=False)  # without escapes
        except (ValueError, RecursionError):
            return True
    return _FILE.search(text) is not None


def find_crs(definition: Any) -> CRS | None:
    """Return the CRS of a definition in any form; None where PROJ knows none without a file.

    >>> find_crs("EPSG:4490").name, find_crs("no such name")
    ('China Geodetic Coordinate System 2000', None)
    """
    if isinstance(definition, str) and len(definition) <= _MOST_KEPT_CHARACTERS:
        return _find_named_crs(definition)
    return _find_crs(definition)


def _find_crs(definition: Any) -> CRS | None:
    try:
        is_usable = definition and not leads_to_file(definition)
        return CRS.from_user_input(definition) if is_usable else None
    except CRSError:
        return None


# A file's definition is asked for by each reader of the file; one that PROJ doesn't know is
# compared with every name in its database, which takes a fifth of a second.
_find_named_crs = lru_cache(maxsize=64)(_find_crs)
