"""Definitions of a CRS that would make PROJ open a file."""

import json
import re
from typing import Any

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
