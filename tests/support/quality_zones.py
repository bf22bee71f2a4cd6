"""Small zones to check: one without any finding, one across the antimeridian."""

import json
from datetime import date

import geopandas as gpd
import shapely
from shapely import affinity

from geo.geodesy.area import area_m2

TODAY = date(2026, 11, 24)
MIDDLE = (105.55, 28.95)  # of the eastern district
EAST = [[105.5, 28.9], [105.6, 28.9], [105.6, 29.0]]
ROUND = shapely.Point(105.5, 29.4).buffer(0.05).normalize()


def box(west, south, east, north):
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def part(key, rings, kind="district", **properties):
    said = {"name": key.title(), "name_zh": "区", "placement": "surveyed", "county": "510502"}
    return {
        "type": "Feature",
        "properties": {"id": key, "kind": kind, "sources": ["own"], **said, **properties},
        "geometry": {"type": "Polygon", "coordinates": rings},
    }


def clean():
    """Two districts that tile, and a park inside the western one."""
    west, east = box(105.4, 28.9, 105.5, 29.0), box(105.5, 28.9, 105.6, 29.0)
    size = float(area_m2(gpd.GeoSeries([shapely.Polygon(west[0])], crs="OGC:CRS84"))[0])
    return {
        "type": "FeatureCollection",
        "zone": {"name": "Made", "as_of": "2026-10"},
        "sources": {"own": {"title": "Own survey"}},
        "features": [
            part("west", west, published_area_km2=round(size / 1e6, 2)),
            part("east", east),
            part("park", box(105.42, 28.92, 105.44, 28.94), kind="park", parent="west"),
        ],
    }


def feature(properties, shape):
    return {"type": "Feature", "properties": properties, "geometry": json.loads(shape)}


def shape(zone, n, rings, **geometry):
    zone["features"][n]["geometry"] = {"type": "Polygon", "coordinates": rings, **geometry}


def say(zone, n, **properties):
    zone["features"][n]["properties"].update(properties)


def across(rings):
    """Return rings (degrees) moved so that longitude 105.5 lies on 180, cut there, as a geometry."""
    moved = affinity.translate(shapely.Polygon(rings[0], rings[1:]), 74.5)
    east = shapely.clip_by_rect(moved, 0, -90, 180, 90)
    west = shapely.clip_by_rect(moved, 180, -90, 360, 90)
    west = affinity.translate(west, -360)
    pieces = [each for each in shapely.get_parts([east, west]) if each.area]
    return json.loads(shapely.to_geojson(shapely.orient_polygons(shapely.multipolygons(pieces))))


def crossing():
    """Return a zone of two districts on both sides of the antimeridian, with a hole between."""
    south = [[105.4, 28.9], [105.6, 28.9], [105.6, 28.95], [105.51, 28.95], [105.51, 28.94]]
    south += [[105.49, 28.94], [105.49, 28.95], [105.4, 28.95], [105.4, 28.9]]
    north = [[x, 57.9 - y] for x, y in reversed(south)]
    zone = clean()
    zone["features"] = [part("south", [south], county=None), part("north", [north], county=None)]
    for feature in zone["features"]:
        feature["geometry"] = across(feature["geometry"]["coordinates"])
    return zone
