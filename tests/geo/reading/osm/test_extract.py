"""What is read of an extract; counted by osmium itself, without the code that is tested."""

import math
from itertools import pairwise

import osmium
import pytest
import shapely

from geo.errors import InputError
from geo.reading.osm.classes import GROUPS
from geo.reading.osm.collect import collect_shapes
from geo.reading.osm.extract import COAST, Extract
from geo.reading.osm.region import Region, Tier

WORLD = [(-180.0, -90.0, 180.0, 90.0)]


def read_all(path, folder, boxes=WORLD):
    extract = Extract.open(path)
    return extract, [(drawn, shapely.from_wkb(wkb)) for drawn, wkb in extract.read(boxes, folder)]


def shapes_of(found, layer):
    return [shape for drawn, shape in found if drawn.layer == layer]


def test_the_header_says_date_and_box(tmp_path, extract):
    extract.way([(105, 28), (105.1, 28)], highway="primary")
    path = extract.write(tmp_path / "a.osm.pbf", box=(105, 28, 106, 29))
    opened = Extract.open(path)
    assert (opened.date, opened.box) == ("2026-05-01", (105, 28, 106, 29))
    undated = extract.write(tmp_path / "b.osm.pbf", date=None)
    assert (Extract.open(undated).date, Extract.open(undated).box) == (None, None)


def test_a_way_is_split_where_a_node_is_missing(tmp_path, extract):
    way = extract.way([(105 + n / 100, 28) for n in range(7)], highway="primary")
    extract.missing.add(extract.ways[way - 1][1][3])
    opened, found = read_all(extract.write(tmp_path / "a.osm.pbf"), tmp_path)
    lines = shapes_of(found, "streets")
    assert [len(line.coords) for line in lines] == [3, 3]
    assert opened.split_ways == 1


def test_a_river_without_all_its_banks_is_drawn_as_those_that_there_are(tmp_path, extract):
    bank = extract.way([(105, 28), (105.1, 28)])
    members = [("w", bank, "outer"), ("w", 999, "outer")]
    extract.relation(members, type="multipolygon", natural="water", water="river")
    extract.relation([("w", 998, "outer")], type="multipolygon", landuse="forest")
    opened, found = read_all(extract.write(tmp_path / "a.osm.pbf"), tmp_path)
    assert shapes_of(found, "water_polygons") == []
    assert shapes_of(found, "water_lines") == [shapely.LineString([(105, 28), (105.1, 28)])]
    assert opened.cut_areas == 2


def test_a_multipolygon_has_its_inner_ring(tmp_path, extract):
    outer = extract.box(105, 28, 105.1, 28.1)
    inner = extract.box(105.04, 28.04, 105.06, 28.06)
    members = [("w", outer, "outer"), ("w", inner, "inner")]
    extract.relation(members, type="multipolygon", natural="water")
    _, found = read_all(extract.write(tmp_path / "a.osm.pbf"), tmp_path)
    (lake,) = shapes_of(found, "water_polygons")
    assert lake.area == pytest.approx(0.01 - 0.0004)


@pytest.mark.parametrize(
    "ring",
    [
        [(105, 28), (105.1, 28.1), (105.1, 28), (105, 28.1)],  # crosses itself
        [(105, 28), (105.1, 28), (105.05, 28)],  # has no area
    ],
)
def test_a_broken_area_is_left_out(tmp_path, extract, ring):
    extract.area(ring, natural="water")
    extract.box(105.2, 28.2, 105.3, 28.3, natural="water")
    _, found = read_all(extract.write(tmp_path / "a.osm.pbf"), tmp_path)
    assert all(shape.is_valid for shape in shapes_of(found, "water_polygons"))
    assert len(shapes_of(found, "water_polygons")) == 1


def test_a_line_between_areas_is_drawn_once_at_the_higher_level(tmp_path, extract):
    border, shared, own = (
        extract.way([(105, 28 + n), (105.1, 28 + n)]) for n in range(3)
    )  # fmt: skip
    common = {"type": "boundary", "boundary": "administrative"}
    extract.relation([("w", border, "outer"), ("w", 99, "outer")], **common, admin_level="2")
    extract.relation([("w", w, "outer") for w in (border, shared)], **common, admin_level="4")
    extract.relation([("w", w, "outer") for w in (shared, own)], **common, admin_level="6")
    _, found = read_all(extract.write(tmp_path / "a.osm.pbf"), tmp_path)
    levels = [dict(drawn.attributes)["admin_level"] for drawn, _ in found]
    assert levels == [4, 6]  # never a national border


def test_what_is_far_away_is_not_read(tmp_path, extract):
    extract.way([(105, 28), (105.1, 28)], highway="primary")
    extract.way([(20, 28), (20.1, 28)], highway="primary")
    _, found = read_all(extract.write(tmp_path / "a.osm.pbf"), tmp_path, [(104, 27, 106, 29)])
    assert len(found) == 1


def test_positions_of_a_large_extract_are_kept_in_a_file(tmp_path, extract, monkeypatch):
    extract.way([(105, 28), (105.1, 28)], highway="primary")
    path = extract.write(tmp_path / "a.osm.pbf")
    monkeypatch.setattr("geo.reading.osm.extract.LARGE_BYTES", 0)
    _, found = read_all(path, tmp_path)
    assert shapes_of(found, "streets") == [shapely.LineString([(105, 28), (105.1, 28)])]
    assert (tmp_path / "nodes").stat().st_size > 0


def damaged(data):
    return {
        "empty": b"", "text": b"hello\n", "png": b"\x89PNG\r\n\x1a\n" + bytes(300),
        "cut": data[: len(data) // 2], "json": b'{"type": "FeatureCollection"}',
        "flipped": data[:200] + bytes(byte ^ 255 for byte in data[200:260]) + data[260:],
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["empty", "text", "png", "cut", "json", "flipped"])
def test_a_damaged_extract_gets_one_sentence(tmp_path, extract, kind):
    for n in range(200):
        extract.way([(105 + n / 999, 28), (105.1, 28)], highway="primary", name=f"way {n}")
    path = extract.write(tmp_path / "a.osm.pbf")
    path.write_bytes(damaged(path.read_bytes())[kind])
    with pytest.raises(InputError, match=r"a\.osm\.pbf is damaged, or is not .* Download it"):
        read_all(path, tmp_path)


def test_a_missing_extract_gets_one_sentence(tmp_path):
    with pytest.raises(InputError, match=r"does not exist\. Check the path"):
        Extract.open(tmp_path / "none.osm.pbf")


def count_by_osmium(path):
    """The length of each class of roads in km, split at missing nodes; squares are no lines."""
    lengths = {}
    for way in osmium.FileProcessor(str(path)).with_locations():
        kind = way.is_way() and way.tags.get("highway")
        if not kind or (way.is_closed() and way.tags.get("area") == "yes"):
            continue
        places = [n.location if n.location.valid() else None for n in way.nodes]
        for a, b in pairwise(places):
            if a is not None and b is not None:
                length = osmium.geom.haversine_distance(
                    osmium.geom.Coordinates(a), osmium.geom.Coordinates(b)
                )
                key = kind.removesuffix("_link")
                lengths[key] = lengths.get(key, 0) + length / 1000
    return lengths


@pytest.mark.parametrize("lat", [0.0, 70.0, -70.0])
def test_a_way_that_begins_far_off_is_read_at_every_latitude(tmp_path, extract, lat):
    far_deg = 1.3 / math.cos(math.radians(lat))  # 145 km
    extract.way([(20 - far_deg, lat), (20.5, lat)], highway="motorway")
    path = extract.write(tmp_path / "a.osm.pbf")
    _, found = read_all(path, tmp_path, [(20.0, lat - 0.1, 21.0, lat + 0.1)])
    assert len(shapes_of(found, "streets")) == 1


def test_lengths_agree_with_those_that_osmium_counts(tmp_path, helsinki):
    box = shapely.box(24, 59, 26, 61)
    region = Region(Tier(box, 4, 10), Tier(box, 11, 15), near=box)
    found = Extract.open(helsinki).read(region.whole.boxes, tmp_path)
    made = collect_shapes(found, region, tmp_path, groups=frozenset(GROUPS))
    known = count_by_osmium(helsinki)
    drawn = {kind: km for (layer, kind), km in made.lengths_km.items() if layer == "streets"}
    assert known["cycleway"] > 8.5  # all-or-nothing ways would be 7.2
    for kind in ("primary", "residential", "footway", "cycleway", "pedestrian", "service", "steps"):
        assert drawn[kind] == pytest.approx(known[kind], rel=0.01), kind


def test_the_real_extract_has_coast_and_says_what_is_cut(tmp_path, helsinki):
    opened, found = read_all(helsinki, tmp_path)
    assert opened.date is None
    assert sum(drawn is COAST for drawn, _ in found) == 4
    assert opened.split_ways > 100
    assert opened.cut_areas > 5


def test_a_lake_that_begins_far_off_is_read_where_it_reaches_a_box(extract, tmp_path):
    lake = [(20, 55), (30, 55), (30, 65), (20, 65)]
    away = [(40, 55), (50, 55), (50, 65), (40, 65)]
    for ring in (lake, away):
        half = [extract.way([*ring[:3]]), extract.way([*ring[2:], ring[0]])]
        members = [("w", each, "outer") for each in half]
        extract.relation(members, type="multipolygon", natural="water")
    path = extract.write(tmp_path / "a.osm.pbf")
    _, found = read_all(path, tmp_path, [(24.9, 60.1, 25.0, 60.2)])
    (shape,) = shapes_of(found, "water_polygons")
    assert shape.bounds == (20, 55, 30, 65)
