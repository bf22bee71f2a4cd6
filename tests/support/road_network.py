"""A made network of roads around a made zone, small enough to check every way by hand.

Positions are kilometres east and north of 105.4° E, 28.87° N. The province line is at x = 12.

- a motorway with tolls, G76, 120 km/h, from x = −5 to 30 on y = 0, joined at x = −4 and 20.5;
- a local road of no name, 40 km/h, on y = −0.167, with streets every kilometre to the X012;
- a northern bank, from which a ferry goes south, and none north;
- a mill, behind a bridge of 3.5 m;
- an island with 64 crossings and no way to it.
"""

import json
import math
from itertools import pairwise
from pathlib import Path

import osmium
from osmium.osm.mutable import Node, Way

LON, LAT = 105.4, 28.87
PROVINCE_X = 12
LOCAL_Y = -0.167
PLACES = {
    "east": (25, LOCAL_Y),
    "bank": (10, 6),
    "mill": (-5, -6),
    "near-out": (40, LOCAL_Y),
    "far-out": (55, LOCAL_Y),
}
STAMP = "2026-04-30T00:00:00Z"


def at(x_km, y_km):
    """Return longitude and latitude, to 7 decimals as OpenStreetMap has them."""
    lon = LON + x_km / (111.32 * math.cos(math.radians(LAT)))
    return round(lon, 7), round(LAT + y_km / 110.8, 7)


class Network:
    def __init__(self):
        self.nodes, self.ways = {}, []

    def add(self, *corners, step_km=1.0, **tags):
        """Add a way with a node at least every `step_km`."""
        refs = []
        for (x0, y0), (x1, y1) in pairwise(corners):
            count = max(1, round(math.hypot(x1 - x0, y1 - y0) / step_km))
            for i in range(count + 1):
                key = (round(x0 + (x1 - x0) * i / count, 4), round(y0 + (y1 - y0) * i / count, 4))
                ref = self.nodes.setdefault(key, len(self.nodes) + 1)
                if refs[-1:] != [ref]:
                    refs.append(ref)
        self.ways.append((len(self.ways) + 1, refs, tags))

    def write(self, path, *, keep=lambda x: True, date="2026-05-01T00:00:00Z", corners=None):
        """Write the ways that have a node where `keep` says so, whole, as extracts are cut."""
        path.unlink(missing_ok=True)
        header = osmium.io.Header()
        if date:
            header.set("osmosis_replication_timestamp", date)
        if corners:
            header.add_box(osmium.osm.Box(*at(*corners[0]), *at(*corners[1])))
        where = {ref: key for key, ref in self.nodes.items()}
        ways = [each for each in self.ways if any(keep(where[ref][0]) for ref in each[1])]
        kept = {"version": 1, "timestamp": STAMP}
        with osmium.SimpleWriter(str(path), header=header) as writer:
            for ref in sorted({ref for _, refs, _ in ways for ref in refs}):
                writer.add_node(Node(id=ref, location=at(*where[ref]), tags={}, **kept))
            for key, refs, tags in ways:
                writer.add_way(Way(id=key, nodes=refs, tags=tags, **kept))


def make_network():
    made = Network()
    motorway = {"highway": "motorway", "oneway": "yes", "ref": "G76", "maxspeed": "120"}
    made.add((-5, 0), (30, 0), step_km=0.5, toll="yes", **motorway)
    made.add((30, 0.03), (-5, 0.03), step_km=0.5, toll="yes", **motorway)
    made.add((-5, LOCAL_Y), (20, LOCAL_Y), (30, LOCAL_Y), step_km=0.5, highway="secondary",
             maxspeed="40")  # fmt: skip
    link = {"highway": "motorway_link", "oneway": "yes"}
    made.add((-4, LOCAL_Y), (-3.5, 0), **link)
    made.add((-3.5, 0.03), (-4, LOCAL_Y), **link)
    made.add((20, 0), (20.5, LOCAL_Y), **link)
    made.add((20.5, LOCAL_Y), (20, 0.03), **link)
    for x in range(-5, 31):
        made.add((x, LOCAL_Y), (x, -1.3), step_km=2, highway="residential")
    made.add((-5, -1.3), (30, -1.3), highway="tertiary", ref="X012")
    _add_bank(made)
    _add_mill(made)
    _add_island(made)
    return made


def _add_bank(made):
    made.add((10, LOCAL_Y), (10, 2), highway="tertiary")
    made.add((10, 5), (10, 2), step_km=5, route="ferry", oneway="yes", duration="00:20",
             motor_vehicle="yes")  # fmt: skip
    for y in (5, 6, 7):
        made.add((5, y), (15, y), highway="tertiary")
    for x in range(5, 16):
        made.add((x, 5), (x, 7), highway="residential")


def _add_mill(made):
    road = {"highway": "tertiary"}
    made.add((-5, -1.3), (-5, -3), **road)
    made.add((-5, -3), (-5, -3.2), bridge="yes", maxheight="3.5", **road)
    made.add((-5, -3.2), (-5, -6), **road)


def _add_island(made):
    for i in range(8):
        made.add((3, -8 - i / 5), (4.4, -8 - i / 5), step_km=0.2, highway="residential")
        made.add((3 + i / 5, -8), (3 + i / 5, -9.4), step_km=0.2, highway="residential")


def write_extracts(folder):
    """Write the two provinces; the eastern has neither a date nor a box."""
    made = make_network()
    west, east = folder / "west.osm.pbf", folder / "east.osm.pbf"
    made.write(west, keep=lambda x: x <= PROVINCE_X, corners=((-6, -10), (PROVINCE_X, 8)))
    made.write(east, keep=lambda x: x > PROVINCE_X, date=None)
    return [west, east]


def _make_part(key, x, y, *, radius_km, name_zh, **fields):
    turns = ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    ring = [at(x + radius_km * east, y + radius_km * north) for east, north in turns]
    properties = {
        "id": key,
        "name": key.title(),
        "name_zh": name_zh,
        "kind": "park",
        **fields,
    }
    return _make_feature(properties, "Polygon", [ring])


def _make_feature(properties, kind, coordinates):
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def write_zone_files(folder: Path) -> Path:
    """Write the zone: a plot beside the motorway, a sketch of a part, and one on the island."""
    sure, rough = (
        {"placement": kind, "position_uncertainty_m": metres}
        for kind, metres in (("surveyed", 1), ("schematic", 1500))
    )
    parts = [
        _make_part("plot", 0, 0.111, radius_km=0.05, name_zh="高速旁地块", **sure),
        _make_part("sketch", 6, -0.6, radius_km=0.3, name_zh="示意片区", **rough),
        _make_part("isle", 3.7, -8.7, radius_km=0.2, name_zh="岛", **sure),
    ]
    names = {"east": "东城", "bank": "北岸", "mill": "磨坊", "near-out": "近外", "far-out": "远外"}
    places = [
        _make_feature(
            {"id": key, "name": key.title(), "name_zh": names[key], "kind": "city"},
            "Point",
            at(*xy),
        )
        for key, xy in PLACES.items()
    ]
    zone = {"name": "Network", "name_zh": "路网"}
    files = {"boundaries": (parts, {"zone": zone}), "places": (places, {}), "context": ([], {})}
    for name, (features, more) in files.items():
        content = {"type": "FeatureCollection", **more, "features": features}
        path = folder / f"{name}.geojson"
        path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return folder / "boundaries.geojson"
