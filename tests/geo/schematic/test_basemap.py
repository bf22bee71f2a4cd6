"""The shipped base map: each line once, no stubs, nothing beyond its box, and a credit for all."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from shapely.geometry import shape
from shipped_data import DATA, SHAPES, read

from geo.fields.basemap import LAYERS
from geo.schematic.basemap import find_admin_level
from geo.zone import read_zone

BOX = shapely.box(100.9, 25.3, 110.0, 31.9)
FILES = {name: read(f"{name}.geojson") for name in ("basemap", "basemap_osm")}
FEATURES = [each for found in FILES.values() for each in found["features"]]
OURS = {each["id"]: each for each in FILES["basemap"]["features"]}


def lines_of(layer, **wanted):
    return [
        shape(each["geometry"])
        for each in FEATURES
        if each["properties"]["layer"] == layer
        and all(each["properties"].get(key) == value for key, value in wanted.items())
    ]


def length_km(line):
    lonlat = shapely.get_coordinates(line)
    steps = pairwise(lonlat)
    return sum(Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0])["s12"] for a, b in steps) / 1000


def test_base_map_fills_its_box():
    assert FILES["basemap"]["bbox"] == list(BOX.bounds)


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_beyond_the_box(name):
    shapes = [shape(each["geometry"]) for each in FILES[name]["features"]]
    assert all(map(BOX.covers, shapes))
    assert FILES[name]["bbox"] == list(shapely.total_bounds(shapes))


def test_no_line_is_of_a_national_border():
    levels = {each["properties"].get("admin_level") for each in FEATURES}
    assert levels == {4, 5, 6, None}


def test_every_layer_is_of_the_schema_and_there():
    assert {each["properties"]["layer"] for each in FEATURES} == set(LAYERS)


def test_openstreetmap_is_in_a_file_of_its_own_with_its_credit():
    layers = {
        name: {each["properties"]["layer"] for each in f["features"]} for name, f in FILES.items()
    }
    assert layers["basemap_osm"] == {"streets", "public_transport"}
    assert not layers["basemap"] & layers["basemap_osm"]
    assert "© OpenStreetMap contributors, ODbL" in FILES["basemap_osm"]["attribution"]
    assert "2025-01-24" in FILES["basemap_osm"]["attribution"]
    assert "GeoNames, CC BY 4.0" in FILES["basemap"]["attribution"]
    for found in FILES.values():
        for source in found["sources"].values():
            assert source["date"]
            assert source["licence"]
        named = {key for each in found["features"] for key in each["properties"]["sources"]}
        assert named == set(found["sources"])


def test_no_two_boundaries_share_a_stretch():
    pieces = [line for each in lines_of("boundaries") for line in shapely.get_parts(each)]
    steps = Counter()
    for line in pieces:
        xy = [tuple(point) for point in shapely.get_coordinates(line).tolist()]
        steps.update(tuple(sorted(step)) for step in pairwise(xy))
    assert max(steps.values()) == 1


def test_boundaries_fill_the_view_without_loose_ends():
    """Every end of a line of provinces or prefectures meets another line, or the box."""
    found = [line for level in (4, 5) for line in lines_of("boundaries", admin_level=level)]
    pieces = [part for each in found for part in shapely.get_parts(each).tolist()]
    edge, everything = BOX.boundary, shapely.STRtree(pieces)
    for n, line in enumerate(pieces):
        for end in (shapely.Point(line.coords[0]), shapely.Point(line.coords[-1])):
            others = [
                k for k in everything.query(end.buffer(2e-5), predicate="intersects") if k != n
            ]
            assert others or end.distance(edge) < 2e-5 or line.is_closed, end
    west, south, east, north = shapely.union_all(pieces).bounds
    assert (west, south, east, north) == pytest.approx(BOX.bounds, abs=1e-5)


def test_counties_are_near_the_zone_only():
    zone = shapely.union_all(list(SHAPES.values()))
    counties = lines_of("boundaries", admin_level=6)
    assert max(shapely.distance(shapely.points(shapely.get_coordinates(counties)), zone)) < 2.0
    assert shapely.union_all(counties).envelope.covers(zone)


def test_rivers_have_names_and_ranks_and_no_steps():
    rivers = [each for each in FEATURES if each["properties"].get("kind") == "river"]
    by_name = {each["properties"]["name_zh"]: each["properties"]["rank"] for each in rivers}
    assert by_name["长江"] == by_name["金沙江"] == 1
    assert by_name["沱江"] == by_name["乌江"] == by_name["嘉陵江"] == 2
    for each in rivers:
        line = shape(each["geometry"])
        assert line.geom_type == "LineString", each["id"]
        step = np.diff(shapely.get_coordinates(line), axis=0)
        turn = np.abs(np.angle(np.roll(step @ (1, 1j), -1)[:-1] / (step @ (1, 1j))[:-1], deg=True))
        assert (turn[np.hypot(*step.T)[:-1] > 0.01] < 170).all(), each["id"]


def test_rivers_near_the_zone_are_those_of_the_context():
    """On the county line, without a gap where the river of the region meets it."""
    context = {each["id"]: shape(each["geometry"]) for each in read("context.geojson")["features"]}
    for key in ("river-yangtze", "river-tuo"):
        near = shapely.clip_by_rect(shape(OURS[key]["geometry"]), 105.1, 28.7, 105.8, 29.2)
        assert near.geom_type == "LineString"
        assert near.hausdorff_distance(context[key].intersection(near.envelope.buffer(0.01))) < 0.05
        points = shapely.points(shapely.get_coordinates(near))
        assert max(shapely.distance(points, context[key])) < 0.002


def test_the_jinsha_becomes_the_yangtze_where_the_min_joins():
    ends = [shape(OURS[f"river-{name}"]["geometry"]).coords for name in ("jinsha", "yangtze")]
    assert ends[0][-1] == pytest.approx(ends[1][0], abs=1e-4)
    lon, lat = ends[1][0]
    assert length_km(shapely.LineString([(lon, lat), (104.62, 28.77)])) < 3


def test_runways_are_as_long_as_they_say():
    stated = sorted(
        each["properties"]["length_m"] for each in read("raw/runways.geojson")["features"]
    )
    drawn = sorted(
        1000 * length_km(line)
        for each in lines_of("streets", kind="runway")
        for line in shapely.get_parts(each)
    )
    assert drawn == pytest.approx(stated, rel=0.01)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("510521", "500153", 4),
        ("510521", "511502", 5),
        ("510521", "510502", 6),
        ("500112", "500233", 6),
        ("110101", "110229", 6),
        ("429004", "420923", 5),
    ],
)
def test_level_of_a_line_follows_the_codes_of_its_counties(one, other, level):
    assert find_admin_level(one, other) == find_admin_level(other, one) == level


def test_zone_has_the_base_map_of_both_files():
    zone = read_zone(DATA / "boundaries.geojson")
    assert len(zone.basemap) == len(FEATURES)
    assert zone.basemap.index.is_unique
    assert {"wdbii", "natural-earth", "osm-railways", "osm-transport"} <= set(zone.sources)
    assert sum("OpenStreetMap" in each for each in zone.attributions) == 2
