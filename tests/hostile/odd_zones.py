"""The shipped zone, and thirteen odd ones that are all readable: what mutants are made from."""

import copy
import json
import math
from pathlib import Path

from corpus import TEXTS

DATA = Path(__file__).parents[2] / "data"
COMPANIONS = ("places", "context", "stations")


def read_shipped(name="boundaries"):
    return json.loads((DATA / f"{name}.geojson").read_bytes())


def read_companion(name):
    """A few of the shipped features beside the zone, so that a trial is quick."""
    found = read_shipped(name)
    return {**found, "features": found["features"][:6]}


def box(west, south, east, north):
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def wheel(lon, lat, size, count):
    """A ring of `count` corners around a place."""
    angles = [2 * math.pi * n / count for n in range(count)]
    ring = [[lon + size * math.cos(a), lat + size * math.sin(a)] for a in angles]
    return [*ring, ring[0]]


def make_zone(*shapes, zone=None, **properties):
    """A zone with a part for each list of rings, or of polygons."""
    features = []
    for n, rings in enumerate(shapes):
        is_multi = isinstance(rings[0][0][0], list)
        kind = "MultiPolygon" if is_multi else "Polygon"
        said = {"id": f"p{n}", "kind": "district", "name": f"Part {n}", "name_zh": f"区{n}"}
        own = {key: value[n % len(value)] for key, value in properties.items()}
        features.append(
            {
                "type": "Feature",
                "properties": {**said, "sources": ["own"], **own},
                "geometry": {"type": kind, "coordinates": rings},
            }
        )
    sources = {"own": {"title": "Own survey", "url": "https://zone.example/", "date": "2026"}}
    said = {"name": "Odd", "name_zh": "区", "as_of": "2026-10", **(zone or {})}
    zone = {"type": "FeatureCollection", "zone": said, "sources": sources, "features": features}
    return copy.deepcopy(zone)  # the shapes are shared, and mutants are changed in place


def make_small_shipped():
    """The shipped zone with few vertices, so that a trial is quick."""
    zone = read_shipped()
    for feature in zone["features"]:
        rings = feature["geometry"]["coordinates"]
        feature["geometry"]["coordinates"] = [
            [*ring[: -1 : max(1, len(ring) // 12)], ring[0]] for ring in rings
        ]
    return zone


SQUARE = [box(105.4, 28.9, 105.5, 29.0)]
HOLED = [box(105, 28, 106, 29), wheel(105.5, 28.5, 0.2, 9)[::-1]]
CAP = [*([x, 80] for x in range(-180, 181, 20)), [180, 90], [-180, 90], [-180, 80]]
ODD_ZONES = {
    "one part": lambda: make_zone(SQUARE, placement=["surveyed"], position_uncertainty_m=[0]),
    "antimeridian": lambda: make_zone(
        [[box(179.5, -17, 180, -16)], [box(-180, -17, -179.5, -16)]], [box(178, -17, 179, -16)]
    ),
    "pole": lambda: make_zone([wheel(0, 89.9, 0.05, 7)], [CAP]),
    "world": lambda: make_zone([box(-180, -90, 180, 90)], SQUARE),
    "holes": lambda: make_zone(HOLED, [wheel(105.5, 28.5, 0.1, 5)], parent=[None, "p0"]),
    "islands": lambda: make_zone(
        [[wheel(105 + n / 10, 28 + n / 10, 0.03, 5)] for n in range(9)], SQUARE
    ),
    "tiny": lambda: make_zone([box(105.4, 28.9, 105.400001, 28.900001)], SQUARE),
    "overlaps": lambda: make_zone(*([wheel(105.4 + n / 99, 28.9, 0.1, 6)] for n in range(7))),
    "many parts": lambda: make_zone(
        *([box(105 + n / 50, 28, 105 + (n + 1) / 50, 28.02)] for n in range(15)), kind=["parcel"]
    ),
    "hostile texts": lambda: make_zone(
        *([wheel(105.4 + n / 5, 28.9, 0.05, 4)] for n in range(6)),
        name=list(TEXTS.values()), note_zh=list(TEXTS.values())[::-1], zone={"note": "<b>"},
    ),
    "Chinese ids": lambda: make_zone(
        SQUARE, [wheel(105.7, 28.9, 0.1, 6)], id=["江阳 & 片区", "a/b;c?d"], parent=[None]
    ),
    "no words": lambda: make_zone(
        SQUARE, [wheel(105.7, 28.9, 0.1, 6)], name=[None], name_zh=[""], sources=[None]
    ),
    "other fields": lambda: make_zone(
        SQUARE, [wheel(105.7, 28.9, 0.1, 6)], published_area_km2=[108.3, 1e-7], as_of=["1900-01"],
        industries=[["a", "b"]], other=[{"DLBM": "0301", "n": -1.5}, {"名": "x" * 300}],
    ),
}  # fmt: skip
assert len(ODD_ZONES) == 13
SEEDS = {"shipped": read_shipped, "shipped, small": make_small_shipped, **ODD_ZONES}
