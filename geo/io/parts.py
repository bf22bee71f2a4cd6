"""The parts of a zone file: at least one, at least one edge among them, and sound parents."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np

from geo.errors import N_, InputError, quote_value
from geo.geodesy.edges import have_edges
from geo.io.geojson import describe_feature, read_features
from geo.rows import replace_empty_lists, to_json_value
from geo.schema import PART_FIELDS


def read_parts(collection: Mapping[str, Any], *, name: str) -> gpd.GeoDataFrame:
    """Return the parts of a zone, WGS 84 longitude and latitude in degrees, indexed by `id`.

    Parameters
    ----------
    collection : Mapping
        As `geo.io.geojson.parse_collection` returns it.
    name : str
        Names the file in an error sentence.

    Raises
    ------
    InputError
        For the first feature that can't be used, as `read_features` says; where there are none;
        where all cover the whole globe, so that there is no edge to measure to; for a parent that
        is no part, or below its own part.
    """
    parts = read_features(collection["features"], PART_FIELDS, name=name)
    if parts.empty:
        raise InputError(N_("%(name)s has no features. A zone needs at least one part."), name=name)
    if not have_edges(np.asarray(parts.geometry.array)):
        raise InputError(
            N_("%(name)s has no edge: all its parts cover the whole globe. Draw a smaller part."),
            name=name,
        )
    _check_parents(parts, name=name)
    return parts


def _check_parents(parts: gpd.GeoDataFrame, *, name: str) -> None:
    parents = parts["parent"].to_dict()
    for n, part_id in enumerate(parents, 1):
        where = describe_feature(name, n, part_id)
        seen, above = {part_id}, parents[part_id]
        while above is not None:
            if above not in parents:
                raise InputError(
                    N_(
                        "%(where)s has the parent %(above)s, which is not a part. "
                        "Name a part, or null."
                    ),
                    where=where,
                    above=quote_value(above),
                )
            if above in seen:
                raise InputError(
                    N_(
                        "%(where)s is its own ancestor, or is below a part that is. "
                        "Correct the parents."
                    ),
                    where=where,
                )
            seen.add(above)
            above = parents[above]


def make_properties(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a part's fields as JSON has them; `other` is left out where it is empty."""
    found = replace_empty_lists({name: to_json_value(row[name]) for name in PART_FIELDS})
    if not found["other"]:
        del found["other"]
    return found
