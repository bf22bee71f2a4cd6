"""What a brief is of: a part, a point or a plot; and the zone with it drawn on."""

import hashlib
import json
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.fields.languages import field_names
from geo.importing.fact_columns import RowFacts
from geo.io.geojson import parse_collection
from geo.io.parts import read_parts
from geo.lookup.locate import Location, locate_point
from geo.measured import Measured
from geo.zone import Zone
from maps.content.plot_place import locate_inside
from maps.figure.bounds import Bounds, surround_shape
from maps.figure.options import MAX_PARTS
from maps.theme import BROUGHT

_NOTHING = RowFacts()
SITE_ID = "brief-site"  # of what is added to the zone
_AROUND_M, _MOST_AROUND_M = 1_500.0, 20_000.0


@dataclass(frozen=True, eq=False)
class Site:
    """What a brief is of.

    Attributes
    ----------
    kind : str
        `part`, `plot` or `point`.
    id, name : str
        Of a part its id, and no name; of a plot what its file calls it; empty where unknown.
    measured : Measured
        The zone.
    shape : Geometry
        WGS 84 degrees.
    at : Location
        Of a point inside.
    drawn : Zone
        The zone with the site.
    shown : tuple of str
        The ids of the parts that the map shows.
    bounds : Bounds or None
        What the map shows at least; None for the parts.
    keys : tuple of str
        The numbers and names that a plot is known by in a facts file.
    stated : RowFacts
        What a plot's own file states.
    remarks : tuple of str
        What is to be warned of in a plot, in the language of the brief.
    """

    kind: str
    id: str
    name: str
    measured: Measured
    shape: Geometry
    at: Location
    drawn: Zone
    shown: tuple[str, ...]
    bounds: Bounds | None = None
    keys: tuple[str, ...] = ()
    stated: RowFacts = _NOTHING
    remarks: tuple[str, ...] = ()


def make_part_site(measured: Measured, part_id: str) -> Site:
    """Return a part as the subject of a brief; raise UnknownIdError where there is none."""
    measured.zone.part(part_id)
    shape = measured.zone.parts.geometry[part_id]
    at = locate_inside(measured, shape)
    parent = measured.zone.part(part_id)["parent"]
    shown = (part_id,) if parent is None else (parent, part_id)
    bounds = surround_shape(shape, _get_reach_m(measured.zone, part_id))
    return Site("part", part_id, "", measured, shape, at, measured.zone, shown, bounds)


def make_point_site(measured: Measured, lon: float, lat: float, *, datum: str = "wgs84") -> Site:
    """Return a point as the subject of a brief.

    Parameters
    ----------
    measured : Measured
        The zone.
    lon, lat : float
        Degrees, in `datum`.
    datum : str
        One of `geo.geodesy.datum.DATUMS`.

    Raises
    ------
    InputError
        When it is not on Earth.
    """
    at = locate_point(measured.index, lon, lat, datum=datum)
    point = shapely.Point(at.longitude, at.latitude)
    zone = measured.zone
    drawn = replace(zone, places=_add_place(zone.places, point), digest=_hash_with(zone, point.wkt))
    shown = at.parts or (at.nearest_part,)
    bounds = surround_shape(point, _get_reach_m(zone, at.nearest_part))
    return Site("point", "", "", measured, point, at, drawn, shown, bounds)


def make_plot_site(
    measured: Measured,
    shape: Geometry,
    name: str,
    *,
    keys: tuple[str, ...] = (),
    stated: RowFacts = _NOTHING,
    remarks: tuple[str, ...] = (),
) -> Site:
    """Return a plot as the subject of a brief.

    Parameters
    ----------
    measured : Measured
        The zone.
    shape : Polygon or MultiPolygon
        Valid, WGS 84 degrees.
    name : str
        What its file calls it, its number or its name; empty where it has none.
    keys : tuple of str
        What else it is known by in a facts file.
    stated : RowFacts
        What its file states.
    remarks : tuple of str
        What is to be warned of in it.
    """
    at, zone = locate_inside(measured, shape), measured.zone
    added = _make_parcel(shape, name)
    drawn = replace(
        zone,
        parts=pd.concat([zone.parts, added]),
        digest=_hash_with(zone, shape.wkt, name),
    )
    crossed = [str(key) for key in zone.parts.index[zone.parts.intersects(shape)]]
    shown = (*(crossed[: MAX_PARTS - 1] or (at.nearest_part,)), SITE_ID)
    return Site(
        *("plot", name, name, measured, shape, at, drawn, shown),
        bounds=surround_shape(shape, _AROUND_M),
        keys=keys,
        stated=stated,
        remarks=remarks,
    )


def _hash_with(zone: Zone, *texts: str) -> str:
    return hashlib.sha256("\0".join((zone.digest, *texts)).encode()).hexdigest()


def _make_parcel(shape: Geometry, name: str) -> gpd.GeoDataFrame:
    names = dict.fromkeys(field_names("name"), name or None)
    properties = {"id": SITE_ID, **names, "kind": "parcel"}
    feature = {
        "type": "Feature",
        "geometry": json.loads(shapely.to_geojson(shape)),
        "properties": properties,
    }
    text = json.dumps({"type": "FeatureCollection", "features": [feature]}, ensure_ascii=False)
    parts = read_parts(parse_collection(text.encode(), name="plot"), name="plot")
    return parts.assign(placement=BROUGHT)


def _add_place(places: gpd.GeoDataFrame, point: Geometry) -> gpd.GeoDataFrame:
    """Return the places with the point among them, by a symbol of its own."""
    lon, lat = shapely.get_coordinates(point)[0].tolist()
    said = f"{lat:.5f}, {lon:.5f}"
    row = {
        **dict.fromkeys(places.columns),
        **dict.fromkeys(field_names("name"), said),
        "kind": "site",
        "position_uncertainty_m": 0.0,
        "sources": (),
    }
    values = {name: [value] for name, value in row.items() if name != "geometry"}
    index = pd.Index([SITE_ID], name="id", dtype=object)
    added = gpd.GeoDataFrame(values, geometry=[point], crs=places.crs, index=index, dtype=object)
    return gpd.GeoDataFrame(pd.concat([added, places]) if len(places) else added, crs=places.crs)


def _get_reach_m(zone: Zone, part_id: str) -> float:
    """Return how far around a part, or a point in it, the map reaches: what it may be off by."""
    uncertainty_m = float(zone.part(part_id)["position_uncertainty_m"])
    return max(_AROUND_M, float(np.nan_to_num(min(uncertainty_m, _MOST_AROUND_M))))
