"""The shipped data are drawn again from the evidence, and keep every promise they make."""

import copy
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from shapely.geometry import mapping, shape

from geo.errors import InputError
from geo.io.geojson import serialize_collection
from geo.schematic.draw import WRITTEN_FIELDS, draw_zone, main

DATA = Path(__file__).parents[2] / "data"
NAMES = ("boundaries", "context", "places")
INPUTS = ("evidence.json", "raw/counties.geojson", "raw/rivers.geojson")


def read(name: str) -> dict[str, Any]:
    return json.loads((DATA / name).read_text("utf-8"))


def area_km2(polygon: shapely.Polygon) -> float:
    """Signed by direction: positive when counter-clockwise (geographiclib, not pyproj)."""
    ring = Geodesic.WGS84.Polygon()
    for lon, lat in polygon.exterior.coords[:-1]:
        ring.AddPoint(lat, lon)
    return ring.Compute(False, True)[2] / 1e6


EVIDENCE = {part["id"]: part for part in read("evidence.json")["parts"]}
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


@pytest.mark.parametrize("name", NAMES)
def test_shipped_files_are_made_again_byte_for_byte(name: str, tmp_path: Path) -> None:
    main([str(DATA), str(tmp_path)])
    assert (tmp_path / f"{name}.geojson").read_bytes() == (DATA / f"{name}.geojson").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(f"{n}.geojson" for n in NAMES)


def test_inputs_are_not_changed() -> None:
    inputs = [read(name) for name in INPUTS]
    before = copy.deepcopy(inputs)
    draw_zone(*inputs)
    assert inputs == before


def test_main_names_what_is_missing() -> None:
    with pytest.raises(InputError, match="name the data folder"):
        main([])


@EACH
def test_area_is_the_target(key: str) -> None:
    assert area_km2(SHAPES[key]) == pytest.approx(EVIDENCE[key]["drawn_area_km2"], rel=1e-5)


def test_published_areas_are_drawn() -> None:
    published = {k: p["published_area_km2"] for k, p in EVIDENCE.items() if p["published_area_km2"]}
    assert published == {"longmatan-core": 4.62, "pharmaceutical-park": 21.3, "big-data-park": 3.0}
    assert all(area_km2(SHAPES[k]) == pytest.approx(a, rel=1e-4) for k, a in published.items())


def test_core_and_districts_make_up_the_zone() -> None:
    assert sum(area_km2(SHAPES[key]) for key in TOP) == pytest.approx(202, rel=1e-5)


@EACH
def test_part_lies_inside_its_county(key: str) -> None:
    assert COUNTIES[EVIDENCE[key]["county"]].covers(SHAPES[key])
    assert shape(CONTEXT[f"county-{EVIDENCE[key]['county']}"]["geometry"]).covers(SHAPES[key])


@pytest.mark.parametrize("key", PARKS)
def test_park_lies_inside_its_parent_with_a_gap(key: str) -> None:
    parent = SHAPES[EVIDENCE[key]["parent"]]
    assert parent.contains_properly(SHAPES[key])
    assert parent.exterior.distance(SHAPES[key]) > 0.001


@pytest.mark.parametrize("keys", [TOP, PARKS], ids=["top", "parks"])
def test_siblings_stay_apart(keys: list[str]) -> None:
    pairs = [(a, b) for a in keys for b in keys if a < b]
    assert min(SHAPES[a].distance(SHAPES[b]) for a, b in pairs) > 0.005


def test_jiangyang_lies_south_of_the_yangtze() -> None:
    river = shape(CONTEXT["river-yangtze"]["geometry"])
    assert river.distance(SHAPES["jiangyang-district"]) < 0.0005
    inside = SHAPES["jiangyang-district"].buffer(-0.0005)
    assert not river.intersects(inside)
    lon, lat = inside.centroid.coords[0]
    assert river.intersects(shapely.LineString([(lon, lat), (lon, lat + 0.1)]))


def test_jiangyang_follows_real_edges_for_half_of_its_length() -> None:
    river = shape(CONTEXT["river-yangtze"]["geometry"])
    real = shapely.union(COUNTIES["510502"].boundary, river).buffer(0.0006)
    edge = SHAPES["jiangyang-district"].exterior
    assert 0.4 < edge.intersection(real).length / edge.length < 0.9


@EACH
def test_outline_is_one_clean_ring(key: str) -> None:
    outline = SHAPES[key]
    assert outline.geom_type == "Polygon"
    assert outline.is_valid
    assert not outline.interiors
    assert area_km2(outline) > 0, "counter-clockwise"
    assert 12 <= len(outline.exterior.coords) - 1 <= 60


@EACH
def test_outline_has_no_spikes_and_is_no_circle(key: str) -> None:
    xy = np.array(SHAPES[key].exterior.coords) * (math.cos(math.radians(29)), 1)
    step = np.diff(xy, axis=0) @ (1, 1j)
    turn = np.abs(np.angle(np.roll(step, -1) / step, deg=True))
    assert turn.max() < 120
    ring = shapely.Polygon(xy)
    assert 0.5 < 4 * math.pi * ring.area / ring.length**2 < 0.95


@EACH
def test_outline_stays_within_the_uncertainty_of_its_seed(key: str) -> None:
    part, centre = EVIDENCE[key], SHAPES[key].centroid
    away = Geodesic.WGS84.Inverse(centre.y, centre.x, part["seed_lat"], part["seed_lon"])["s12"]
    assert away < part["position_uncertainty_m"]


@pytest.mark.parametrize(("name", "decimals"), [("boundaries", 6), ("context", 5)])
def test_coordinates_are_rounded(name: str, decimals: int) -> None:
    found = read(f"{name}.geojson")["features"]
    xy = shapely.get_coordinates([shape(item["geometry"]) for item in found])
    assert (xy == np.round(xy, decimals)).all()


@pytest.mark.parametrize("name", NAMES)
def test_bbox_is_that_of_the_features(name: str) -> None:
    found = read(f"{name}.geojson")
    shapes = np.array([shape(item["geometry"]) for item in found["features"]])
    assert found["bbox"] == shapely.total_bounds(shapes).tolist()
    assert "crs" not in found


@pytest.mark.parametrize("name", NAMES)
def test_sources_named_are_given(name: str) -> None:
    given = read("boundaries.geojson")["sources"]
    found = [item["properties"] for item in read(f"{name}.geojson")["features"]]
    assert all(item["sources"] and set(item["sources"]) <= set(given) for item in found)
    assert all(set(s) == {"title", "publisher", "url", "date", "licence"} for s in given.values())


@EACH
def test_part_says_that_it_is_schematic_in_both_languages(key: str) -> None:
    found = FEATURES[key]["properties"]
    assert tuple(found) == WRITTEN_FIELDS
    assert found["placement"] == "schematic"
    assert "Generalised outline" in found["note"]
    assert "概略轮廓" in found["note_zh"]
    assert len(found["industries"]) == len(found["industries_zh"])
    assert "assumed" in found["note"] or found["published_area_km2"]


def test_parks_with_one_seed_say_that_their_spreading_is_drawing() -> None:
    shared = [key for key in PARKS if EVIDENCE[key]["parent"] == "jiangyang-district"]
    assert len(shared) == 4
    assert all("drawing, not data" in FEATURES[key]["properties"]["note"] for key in shared)
    assert all("不是数据" in FEATURES[key]["properties"]["note_zh"] for key in shared)


def test_context_counties_keep_their_seams() -> None:
    cover = [shape(c["geometry"]) for c in CONTEXT.values() if c["properties"]["kind"] == "county"]
    assert len(cover) == len(COUNTIES)
    assert shapely.coverage_is_valid(cover, gap_width=0.001)
    assert isinstance(shapely.union_all(cover), shapely.Polygon)
    assert not shapely.union_all(cover).interiors


def test_context_hosts_keep_every_vertex() -> None:
    hosts = [c["properties"]["county"] for c in CONTEXT.values() if c["properties"]["host"]]
    assert sorted(hosts) == ["510502", "510504", "510521"]
    for code in hosts:
        kept = shape(CONTEXT[f"county-{code}"]["geometry"])
        assert shapely.count_coordinates(kept) == shapely.count_coordinates(COUNTIES[code])


def test_context_is_light_enough_to_be_inlined() -> None:
    assert (DATA / "context.geojson").stat().st_size <= 70_000


def test_context_names_the_rivers() -> None:
    names = {key: c["properties"]["name"] for key, c in CONTEXT.items() if key.startswith("river")}
    assert {"Yangtze", "Tuo", "Chishui"} <= set(names.values())
    assert all(names[key] is None for key in names if "unnamed" in key)


def elsewhere(lon: float, lat: float, **changes: Any) -> dict[str, dict[str, Any]]:
    """Draw two free parts and one child in a made-up square of 0.3 degrees."""
    square = shapely.box(lon - 0.15, lat - 0.15, lon + 0.15, lat + 0.15)
    county = {"county": "x", "name": "某县"}
    host = {"type": "Feature", "properties": county, "geometry": mapping(square)}
    base = {"county": "x", "seed_lon": lon, "seed_lat": lat, "sources": ["s"], "kind": "park"}
    a = base | {"id": "a", "drawn_area_km2": 60} | changes
    b = base | {"id": "b", "drawn_area_km2": 20, "seed_lat": lat + 0.11}
    c = base | {"id": "c", "drawn_area_km2": 5, "parent": "a", "seed_lat": a["seed_lat"]}
    evidence = {"zone": {}, "parts": [c, a, b], "sources": {}}
    return draw_zone(evidence, {"features": [host]}, {"features": []})


@pytest.mark.parametrize(("lon", "lat"), [(151.0, -33.8), (179.84, -17.0), (-70.0, 64.0)])
def test_any_zone_can_be_drawn(lon: float, lat: float) -> None:
    found = elsewhere(lon, lat)["boundaries"]["features"]
    shapes = {item["id"]: shape(item["geometry"]) for item in found}
    assert [area_km2(shapes[k]) for k in "abc"] == pytest.approx([60, 20, 5], rel=1e-5)
    assert shapes["a"].contains(shapes["c"])
    assert shapes["a"].disjoint(shapes["b"])
    assert shapely.box(lon - 0.15, lat - 0.15, lon + 0.15, lat + 0.15).covers(shapes["b"])


def test_part_stays_on_its_side_of_the_antimeridian() -> None:
    found = elsewhere(-179.98, -17.0)["boundaries"]
    assert found["bbox"][0] >= -180
    assert found["bbox"][2] < -179.8


def test_parts_that_share_a_seed_are_spread() -> None:
    found = elsewhere(10.0, -5.0, seed_lat=-4.89, drawn_area_km2=20)["boundaries"]["features"]
    shapes = {item["id"]: shape(item["geometry"]) for item in found}
    assert shapes["a"].disjoint(shapes["b"])
    assert shapes["a"].contains(shapes["c"])


def test_parts_that_share_a_seed_without_room_are_refused() -> None:
    with pytest.raises(InputError, match=r"no room|nearest"):
        elsewhere(10.0, -5.0, seed_lat=-4.89, drawn_area_km2=900)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"drawn_area_km2": 2000}, "widen the host"),
        ({"seed_lat": 0.5}, "move the seed inside"),
        ({"county": "y"}, "no county 'y'; name one of x"),
        ({"bounded_by": ["r"]}, "no line 'r'"),
        ({"parent": "c"}, "name another part"),
        ({"parent": "nowhere"}, "name another part"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_what_to_do(
    changes: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        elsewhere(10.0, 0.0, **changes)


def test_text_is_one_line_for_each_feature() -> None:
    written = serialize_collection(read("places.geojson"))
    assert written.endswith("]\n}\n")
    assert sum(line.startswith('{"type":"Feature"') for line in written.splitlines()) == 6
    assert "重庆" in written
