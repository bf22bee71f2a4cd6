"""The shipped outlines keep every promise that their documentation makes."""

import math
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from shapely.geometry import shape
from shipped_data import (
    CONTEXT,
    COUNTIES,
    EACH,
    EVIDENCE,
    FEATURES,
    NAMES,
    PARKS,
    SHAPES,
    TOP,
    area_km2,
    read,
)

from geo.fields.source import SOURCE_FIELDS
from geo.schematic.draw import WRITTEN_FIELDS


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
    shipped = {name for name in SOURCE_FIELDS if "_" not in name or name.endswith("_zh")}
    for source in given.values():  # a third language needs no texts here
        assert tuple(source) == tuple(name for name in SOURCE_FIELDS if name in source)
        assert shipped <= source.keys()


def test_sources_say_everything_in_both_languages() -> None:
    for source in read("boundaries.geojson")["sources"].values():
        assert bool(source["licence"]) == bool(source["licence_zh"])
        assert bool(source["note"]) == bool(source["note_zh"])


def test_shipped_texts_follow_the_rules_of_both_languages() -> None:
    """A space between Chinese and digits; no half-width mark after Chinese; every note stops."""
    texts = [*iterate_texts(read("boundaries.geojson")), *iterate_texts(read("places.geojson"))]
    assert len(texts) > 60
    for field, text in texts:
        if field.endswith("_zh") and not field.startswith("industries"):
            plain = re.sub(r"“[^”]*”|（[\d., ]+）", "", text)
            assert not re.search(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]", plain), (
                text
            )
            assert not re.search(r"[\u4e00-\u9fff] ?[,;:.!?]", plain), text
        if field in ("note", "note_zh", "description", "description_zh"):
            assert text[-1] in "。.", text
        assert not re.search(
            "has been published in|Generalised|概略|四个园区|高新区及各园区", text
        ), text


def iterate_texts(found: Any) -> Iterator[tuple[str, str]]:
    """Yield every named text of a JSON value, with its name."""
    if isinstance(found, dict):
        for key, value in found.items():
            if isinstance(value, str):
                yield key, value
            yield from iterate_texts(value)
    elif isinstance(found, list):
        for each in found:
            yield from iterate_texts(each)


def test_names_are_those_of_the_sources() -> None:
    names = {key: FEATURES[key]["properties"]["name"] for key in TOP}
    assert names == {
        "longmatan-core": "Longmatan Core Area",
        "jiangyang-district": "Jiangyang Area",
        "luxian-district": "Luxian Area",
    }
    assert FEATURES["pharmaceutical-park"]["properties"]["name_zh"] == "医药产业园"
    assert read("boundaries.geojson")["zone"]["name_zh"] == "泸州高新技术产业开发区"


def test_machinery_and_new_energy_parks_lie_side_by_side() -> None:
    """One notice names both; no other two parks are as close, and both say the same doubt."""
    pair = ("machinery-park", "new-energy-park")
    apart = {(a, b): SHAPES[a].distance(SHAPES[b]) for a in PARKS for b in PARKS if a < b}
    assert min(apart, key=lambda key: apart[key]) == pair
    assert apart[pair] * 111_000 < 700
    assert [EVIDENCE[key]["position_uncertainty_m"] for key in pair] == [7000, 7000]
    assert all("cjdsb-2020" in FEATURES[key]["properties"]["sources"] for key in pair)
    assert all("inferred" in FEATURES[key]["properties"]["note"] for key in pair)


def test_pharmaceutical_park_covers_both_of_its_places() -> None:
    """Its earlier seed point, and 泸县城西工业园区 some 2.4 km west of that."""
    part = EVIDENCE["pharmaceutical-park"]
    assert (part["seed_lon"], part["seed_lat"]) == (105.34, 29.152)
    west = Geodesic.WGS84.Direct(29.152, 105.362, 270, 2400)
    for lon, lat in [(105.362, 29.152), (west["lon2"], west["lat2"])]:
        away = Geodesic.WGS84.Inverse(lat, lon, part["seed_lat"], part["seed_lon"])["s12"]
        assert away < part["position_uncertainty_m"] == 4000


@EACH
def test_part_says_that_it_is_schematic_in_both_languages(key: str) -> None:
    found = FEATURES[key]["properties"]
    assert tuple(found) == WRITTEN_FIELDS
    assert found["placement"] == "schematic"
    assert "Schematic outline" in found["note"]
    assert "示意轮廓" in found["note_zh"]
    assert len(found["industries"] or ()) == len(found["industries_zh"] or ())
    assert "assumed" in found["note"] or found["published_area_km2"]


def test_parks_with_one_seed_say_that_their_spreading_is_drawing() -> None:
    shared = [key for key in PARKS if EVIDENCE[key]["parent"] == "jiangyang-district"]
    assert len(shared) == 4
    assert all("drawing, not data" in FEATURES[key]["properties"]["note"] for key in shared)
    assert all("不是数据" in FEATURES[key]["properties"]["note_zh"] for key in shared)
