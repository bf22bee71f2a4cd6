"""The shipped evidence and what is drawn from it, read without the code under test."""

import json
from pathlib import Path
from typing import Any

import pytest
import shapely
from geographiclib.geodesic import Geodesic
from shapely.geometry import shape

DATA = Path(__file__).parents[2] / "data"


NAMES = ("boundaries", "context", "places")


DRAWN = (*NAMES, "basemap", "basemap_osm")


INPUTS = (
    *("evidence.json", "raw/counties.geojson", "raw/rivers.geojson"),
    "raw/river_from_county_lines.geojson",
)


def read(name: str) -> dict[str, Any]:
    return json.loads((DATA / name).read_text("utf-8"))


def area_km2(polygon: shapely.Polygon) -> float:
    """Signed by direction: positive when counter-clockwise (geographiclib, not pyproj)."""
    ring = Geodesic.WGS84.Polygon()
    for lon, lat in polygon.exterior.coords[:-1]:
        ring.AddPoint(lat, lon)
    return ring.Compute(False, True)[2] / 1e6


EVIDENCE_FILE = read("evidence.json")


EVIDENCE = {part["id"]: part for part in EVIDENCE_FILE["parts"]}


FEATURES = {item["id"]: item for item in read("boundaries.geojson")["features"]}


SHAPES = {key: shape(item["geometry"]) for key, item in FEATURES.items()}


TOP = [key for key, part in EVIDENCE.items() if part["parent"] is None]


PARKS = [key for key, part in EVIDENCE.items() if part["kind"] == "park"]


COUNTIES = {
    item["properties"]["county"]: shape(item["geometry"])
    for item in read("raw/counties.geojson")["features"]
}


CONTEXT = {item["id"]: item for item in read("context.geojson")["features"]}


EACH = pytest.mark.parametrize("key", EVIDENCE)
