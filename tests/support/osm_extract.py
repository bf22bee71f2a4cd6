"""OpenStreetMap extracts that tests write: a small one by hand, and one of the zone's own region."""

import json
import math

import osmium
import shapely
from osmium.osm.mutable import Node, Relation, Way

from geo.io.companions import DATA_FOLDER

DATE = "2026-05-01"


class ExtractWriter:
    """Collects objects and writes them as a file, nodes first, as extracts have them."""

    def __init__(self):
        self.nodes, self.ways, self.relations = [], [], []
        self.missing = set()
        self._ids = {}

    def node(self, lon, lat, **tags):
        key = (round(lon, 7), round(lat, 7))
        if not tags and key in self._ids:
            return self._ids[key]
        self.nodes.append((len(self.nodes) + 1, key, _tags(tags)))
        self._ids.setdefault(key, len(self.nodes))
        return len(self.nodes)

    def way(self, points, **tags):
        refs = [self.node(lon, lat) for lon, lat in points]
        self.ways.append((len(self.ways) + 1, refs, _tags(tags)))
        return len(self.ways)

    def area(self, points, **tags):
        return self.way([*points, points[0]], **tags)

    def box(self, west, south, east, north, **tags):
        return self.area([(west, south), (east, south), (east, north), (west, north)], **tags)

    def relation(self, members, **tags):
        self.relations.append((len(self.relations) + 1, members, _tags(tags)))
        return len(self.relations)

    def write(self, path, *, date=DATE, box=None):
        header = osmium.io.Header()
        header.set("generator", "tests")
        if date:
            header.set("osmosis_replication_timestamp", f"{date}T00:00:00Z")
        if box:
            header.add_box(osmium.osm.Box(*box))
        with osmium.SimpleWriter(str(path), header=header, overwrite=True) as writer:
            for number, place, tags in self.nodes:
                if number not in self.missing:
                    writer.add_node(Node(id=number, location=place, tags=tags))
            for number, refs, tags in self.ways:
                writer.add_way(Way(id=number, nodes=refs, tags=tags))
            for number, members, tags in self.relations:
                writer.add_relation(Relation(id=number, members=members, tags=tags))
        return path


def _tags(tags):
    """Python's names as OpenStreetMap's: `name__en` is `name:en`."""
    if not tags:  # as most nodes
        return tags
    return {key.replace("__", ":").rstrip("_"): value for key, value in tags.items()}


def bend(start, end, *, by=0.06, steps=14):
    """A line from point to point with a gentle bend, as roads have."""
    (x0, y0), (x1, y1) = start, end
    for n in range(steps + 1):
        share, aside = n / steps, by * math.sin(2 * math.pi * n / steps)
        yield x0 + (x1 - x0) * share - aside * (y1 - y0), y0 + (y1 - y0) * share + aside * (x1 - x0)


def write_region(path):
    """An extract of the shipped zone's region: real rivers and towns, invented roads."""
    made, shipped = ExtractWriter(), json.loads((DATA_FOLDER / "basemap.geojson").read_bytes())
    towns = _add_places(made, shipped)
    _add_rivers(made, shipped)
    _add_roads(made, towns)
    _add_city(made)
    return made.write(path, box=(100.9, 25.3, 110.0, 31.9))


def _add_places(made, shipped):
    towns = []
    kinds = {"city": "city", "town": "town", "village": "village"}
    for each in shipped["features"]:
        facts = each["properties"]
        if facts["layer"] == "place_labels":
            at, kind = each["geometry"]["coordinates"], kinds[facts["kind"]]
            centre = made.node(*at, place=kind, name=facts["name_zh"], name__en=facts["name"])
            towns.append((kind, at, facts["name_zh"]))
            if kind == "city":
                made.relation([("n", centre, "admin_centre")], type="boundary",
                              boundary="administrative", admin_level="5")  # fmt: skip
    return towns


def _add_rivers(made, shipped):
    """Rivers as lines; near the zone the Yangtze as a multipolygon of two ways, and a broken one."""
    for each in shipped["features"]:
        facts = each["properties"]
        if facts["layer"] != "water_lines":
            continue
        shape = shapely.geometry.shape(each["geometry"])
        named = {"name": facts["name_zh"], "name__en": facts["name"]} if facts["name"] else {}
        for line in shapely.get_parts(shape):
            made.way(list(line.coords), waterway="river", **named)
        near = shapely.intersection(shape, shapely.box(105.2, 28.6, 105.8, 29.0))
        if facts["name_zh"] == "长江" and not near.is_empty:
            _add_river_area(made, near.buffer(0.0035).simplify(0.0005))


def _add_river_area(made, water):
    for part in shapely.get_parts(water):
        ring, half = list(part.exterior.coords), len(part.exterior.coords) // 2
        members = [
            ("w", made.way(ring[: half + 1]), "outer"),
            ("w", made.way(ring[half:]), "outer"),
        ]
        members += [("w", made.way(list(each.coords)), "inner") for each in part.interiors]
        made.relation(members, type="multipolygon", natural="water", water="river", name="长江")
    cut = made.way([(105.30, 28.70), (105.31, 28.71), (105.32, 28.705)])
    made.relation([("w", cut, "outer"), ("w", 999_999, "outer")], type="multipolygon",
                  natural="water", water="river")  # fmt: skip


def _add_roads(made, towns):
    """Motorways between the cities, roads of every class between neighbouring towns."""
    cities = [at for kind, at, _ in towns if kind == "city"]
    others = [at for _, at, _ in towns]
    for n, start in enumerate(cities):
        near = sorted(cities, key=lambda at, start=start: math.dist(at, start))[1:4]
        for k, end in enumerate(near):
            if (end, start) > (start, end) or k < 2:
                points = list(bend(start, end))
                made.way(points, highway="motorway", ref=f"G{60 + n % 30}", name="蓉遵高速公路")
            if k == 0:
                made.way(list(bend(start, end, by=-0.08)), railway="rail", name="成渝铁路")
    for n, start in enumerate(others):
        for k, end in enumerate(
            sorted(others, key=lambda at, start=start: math.dist(at, start))[1:4]
        ):
            kind, ref = (("trunk", f"G{321 + n % 9}"), ("primary", f"S{301 + n % 40}"),
                         ("secondary", f"X{101 + n % 50}"))[k]  # fmt: skip
            made.way(list(bend(start, end, by=0.1 - 0.05 * k)), highway=kind, ref=ref)


def _add_city(made):
    """Streets, buildings, land and an airport around the zone's core."""
    west, south, step = 105.36, 28.82, 0.004
    names = ("龙马大道", "江阳西路", "蜀泸大道", "酒城大道", "连江路")
    for n in range(40):
        kind = ("tertiary", "residential", "residential", "service")[n % 4]
        named = {"name": names[n % 5]} if n % 4 < 2 else {}
        lon, lat = west + n * step, south + n * step * 0.8
        made.way([(lon, south + k * 0.002) for k in range(65)], highway=kind, **named)
        made.way([(west + k * 0.002, lat) for k in range(80)], highway=kind, **named)
    for n in range(20):
        for k in range(16):
            lon, lat = west + 0.0006 + n * step, south + 0.0005 + k * step * 0.8
            made.box(lon, lat, lon + 0.0012, lat + 0.0009, building="yes")
            made.box(lon + 0.0016, lat, lon + 0.0026, lat + 0.0016, building="apartments")
    made.box(west, south, west + 0.09, south + 0.06, landuse="residential")
    made.box(105.46, 28.86, 105.52, 28.9, landuse="industrial", name="泸州高新区")
    made.box(105.40, 28.93, 105.46, 28.97, landuse="forest")
    made.box(105.43, 28.885, 105.445, 28.895, leisure="park", name="忠山公园")
    made.box(105.39, 28.80, 105.41, 28.812, natural="water", name="张坝湖")
    made.way([(105.44, 28.86), (105.446, 28.88), (105.452, 28.90), (105.46, 28.93)],
             highway="primary", bridge="yes", layer="1", name="国窖长江大桥")  # fmt: skip
    made.way([(105.42, 28.93), (105.44, 28.955), (105.45, 28.97)], highway="secondary",
             tunnel="yes", layer="-1", name="忠山隧道")  # fmt: skip
    made.node(105.4684, 29.0305, aeroway="aerodrome", name="泸州云龙机场", iata="LZO",
              name__en="Luzhou Yunlong Airport")  # fmt: skip
    made.way([(105.455, 29.025), (105.482, 29.036)], aeroway="runway")
    made.node(105.393, 28.918, railway="station", name="泸州站")
    gap = made.way([(105.48, 28.84 + n * 0.004) for n in range(9)], highway="tertiary", name="断路")
    made.missing.add(made.ways[gap - 1][1][4])
