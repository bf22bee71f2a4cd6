"""The parts of a zone file: at least one, and at least one edge among them."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np

from geo.errors import N_, InputError
from geo.geodesy.edges import have_edges
from geo.io.geojson import read_features
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
        and where all cover the whole globe, so that there is no edge to measure to.
    """
    parts = read_features(collection["features"], PART_FIELDS, name=name)
    if parts.empty:
        raise InputError(N_("%(name)s has no features. A zone needs at least one part."), name=name)
    if not have_edges(np.asarray(parts.geometry.array)):
        raise InputError(
            N_("%(name)s has no edge: all its parts cover the whole globe. Draw a smaller part."),
            name=name,
        )
    return parts
