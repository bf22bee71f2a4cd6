"""Names beside the ids in what is looked up, for tables that people read."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from geo.arrays import Texts
from geo.fields.languages import field_names
from geo.lookup.index import ZoneIndex

SEPARATOR = "; "  # between the ids of several parts
PART_COLUMNS = ("parts", "part", "nearest_part", "edge_part")
_FIELDS = field_names("name")


def name_parts(columns: Mapping[str, Any], index: ZoneIndex) -> dict[str, Any]:
    """Return the columns with the names of parts and counties beside those of their ids.

    Parameters
    ----------
    columns : mapping of str to array
        As `geo.lookup.locate.locate_points` or `geo.lookup.overlap.measure_polygons` returns them.
    index : ZoneIndex
        Of the same zone.
    """
    named: dict[str, Any] = {}
    for column, values in columns.items():
        named[column] = values
        if column in PART_COLUMNS:
            for field in _FIELDS:
                known = dict(zip(index.parts.index, index.parts[field], strict=True))
                named[f"{column}_{field}"] = _look_up(values, known)
        elif column == "county_name":
            codes = index.counties["county"]
            for field in _FIELDS[1:]:
                known = dict(zip(codes, index.counties[field], strict=True))
                named[f"county_{field}"] = _look_up(columns["county"], known)
    return named


def name_id(text: str, known: Mapping[str, str | None]) -> str | None:
    """Return the name of an id, or those of several that `SEPARATOR` joins.

    >>> name_id("a; b", {"a": "One", "b": "Two"})
    'One; Two'
    """
    if text in known or SEPARATOR not in text:
        return known.get(text)
    return SEPARATOR.join(known.get(each) or each for each in text.split(SEPARATOR))


def _look_up(values: Texts, known: Mapping[str, str | None]) -> Texts:
    """Return the name of each id; None where there is none."""
    codes, found = pd.factorize(np.asarray(values, dtype=object))
    names: Texts = np.array([*(name_id(each, known) for each in found), None], dtype=object)
    return names[codes]
