"""A zone with figures by road, which the engine wrote once (`road_network.py`)."""

import json
import shutil
from pathlib import Path

KEPT = Path(__file__).parent / "roads_zone"


def copy_zone(folder):
    """Copy the zone's files, and return the path of the boundary file."""
    shutil.copytree(KEPT, folder / "kept")
    return folder / "kept" / "boundaries.geojson"


def move_place(path):
    """Move a place, so that the figures are of another state of the zone."""
    places = path.with_name("places.geojson")
    content = json.loads(places.read_bytes())
    content["features"][0]["geometry"]["coordinates"][0] += 0.001
    places.write_text(json.dumps(content), "utf-8")


def change_roads(path, edit):
    """Change what `roads.geojson` contains."""
    roads = path.with_name("roads.geojson")
    content = json.loads(roads.read_bytes())
    edit(content)
    roads.write_text(json.dumps(content), "utf-8")
