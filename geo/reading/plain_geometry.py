"""One GeoJSON geometry of any CRS as a plain one in degrees."""

import json
from typing import Any

import numpy as np
import shapely
from pyproj import CRS

from geo.errors import InputError
from geo.reading.crs import assign_crs, to_lonlat
from geo.reading.crs_fit import find_layer_misfits, raise_misfit
from geo.reading.geojson_text import read_json_layer
from geo.reading.layer import ReadOptions
from geo.reading.polygons import extract_collections


def simplify_geometry(geometry: Any, declared: Any, *, name: str) -> Any:
    """Return a GeoJSON geometry in WGS 84 degrees; of a collection the polygons alone.

    One that makes no shape is returned as it is, for the caller to refuse.

    Parameters
    ----------
    geometry : object
        As decoded from JSON, in the CRS that is declared.
    declared : object
        The member `crs`; None for WGS 84 degrees.
    name : str
        Of what contains it, for sentences.

    Raises
    ------
    InputError
        When the CRS is unknown, or the geometry doesn't fit it.
    """
    feature = {"type": "Feature", "properties": {}, "geometry": geometry}
    collection = {"type": "FeatureCollection", "features": [feature], "crs": declared}
    try:
        raw = read_json_layer(collection, ReadOptions(), name=name)
    except InputError:
        return geometry
    known, _ = assign_crs(raw.table, crs=None, name=name)
    raise_misfit(
        find_layer_misfits(raw.table, CRS.from_user_input(known.crs), ReadOptions(), name=name)
    )
    placed, _, _ = to_lonlat(known, datum="wgs84", name=name)
    shapes, _ = extract_collections(np.asarray(placed.geometry.values))
    return json.loads(shapely.to_geojson(shapes[0]))
