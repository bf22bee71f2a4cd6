import copy
from datetime import date

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import Phrase
from geo.geodesy.area import area_m2
from geo.quality import make_dataset, run_checks
from geo.quality.repair import Repair, repair_dataset, repair_shape

RING = [[105.5, 28.9], [105.6, 28.9], [105.6, 29.0], [105.5, 29.0], [105.5, 28.9]]
FOLD = [[105.6, 29.0], [105.595, 29.0], [105.597, 29.001], [105.597, 28.999], [105.5, 29.0]]
SPIKE = [[105.6, 28.95], [105.62, 28.9501], [105.6, 28.9502]]
RINGS = {
    "an open ring was closed": RING[:-1],
    "repeated vertices were removed": [*RING[:2], *RING[1:]],
    "a spike was removed": [*RING[:2], *SPIKE, *RING[2:]],
    "the invalid shape": [*RING[:2], *FOLD, RING[0]],
    "rounded to 9 decimal places": [RING[0], [105.612345678912, 28.9], *RING[2:]],
    "put in the right winding order": RING[::-1],
    "latitude and longitude were swapped": [[y, x] for x, y in RING],
}


def make_rings_dataset(*rings, **properties):
    said = {"name": "A", "name_zh": "甲", "kind": "core", "sources": ["own"], **properties}
    features = [
        {
            "type": "Feature",
            "properties": {"id": f"a{n}", "placement": "surveyed", **said},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for n, ring in enumerate(rings)
    ]
    zone = {"as_of": "2026-10"}
    sources = {"own": {"title": "Own"}}
    collection = {
        "type": "FeatureCollection",
        "zone": zone,
        "sources": sources,
        "features": features,
    }
    return make_dataset(collection, name="a.geojson", today=date(2026, 11, 24))


def remade(collection):
    return make_dataset(collection, name="a.geojson", today=date(2026, 11, 24))


@pytest.mark.parametrize("action", RINGS)
def test_defect_is_repaired_and_reported(action):
    dataset = make_rings_dataset(RINGS[action])
    assert run_checks(dataset)
    collection, changes = repair_dataset(dataset)
    assert run_checks(remade(collection)) == []
    assert any(action in str(change.phrase) for change in changes)


@pytest.mark.parametrize("action", RINGS)
def test_repair_is_done_once(action):
    collection, _ = repair_dataset(make_rings_dataset(RINGS[action]))
    again, changes = repair_dataset(remade(collection))
    assert (again, changes) == (collection, [])


def test_sound_file_stays_as_it_is():
    dataset = make_rings_dataset(RING)
    before = copy.deepcopy(dataset.collection)
    assert repair_dataset(dataset) == (before, [])
    assert dataset.collection == before


def test_vertices_that_rounding_makes_equal_are_one():
    ring = [*RING[:2], [105.6 + 1e-10, 28.9 + 1e-10], *RING[2:]]
    collection, changes = repair_dataset(make_rings_dataset(ring))
    assert collection["features"][0]["geometry"]["coordinates"] == [RING]
    assert [str(change.action) for change in changes] == [
        "coordinates were rounded to 9 decimal places",
        "repeated vertices were removed",
    ]


def test_exchange_of_axes_reports_the_area():
    _, changes = repair_dataset(make_rings_dataset([[y, x] for x, y in RING]))
    assert changes[0].area_m2 == pytest.approx(area(shapely.Polygon(RING)))


@pytest.mark.parametrize(
    ("area_m2", "said"),
    [
        (1_081_095.2, "a: done; the area grows by 1.08 km² (1,622 mu)"),
        (-0.3, "a: done; the area shrinks by 0.30 m² (0.00 mu)"),
        (0.004, "a: done"),  # 0.00 m²
    ],
)
def test_a_change_of_the_area_is_told_in_a_fitting_unit(area_m2, said):
    assert str(Repair("a", Phrase("done", {}), area_m2=area_m2).phrase) == said


def test_bow_tie_is_left_alone():
    """Half of it would be turned inside out: nobody knows which half was meant."""
    bow = [[105, 28], [106, 29], [106, 28], [105, 29.5], [105, 28]]
    collection, _ = repair_dataset(make_rings_dataset(bow))
    assert [p.rule for p in run_checks(remade(collection))] == ["invalid-ring"]


POINT = [105.55, 28.95]


def test_a_hole_of_one_point_is_taken_out():
    dataset = make_rings_dataset(RING)
    dataset.collection["features"][0]["geometry"]["coordinates"].append([POINT] * 5)
    collection, changes = repair_dataset(remade(dataset.collection))
    assert run_checks(remade(collection)) == []
    assert "invalid shape" in str(changes[0].action)


@pytest.mark.parametrize("ring", [[POINT] * 4, [POINT, POINT, [105.6, 28.9], POINT]])
def test_an_outline_without_extent_is_left_alone(ring):
    dataset = make_rings_dataset(ring)
    collection, changes = repair_dataset(dataset)
    assert changes == []
    assert run_checks(remade(collection))


@pytest.mark.parametrize("changed", [
    {"type": None}, {"type": []}, {"coordinates": [[{"a": 1}]]}, {"coordinates": {"a": 1}},
    {"coordinates": ["ab"]}, {"coordinates": [[[]]]}, {"coordinates": None},
])  # fmt: skip
def test_a_geometry_of_another_structure_is_left_alone(changed):
    dataset = make_rings_dataset(RING[:-1])
    geometry = dataset.collection["features"][0]["geometry"]
    geometry.update(changed)
    if changed.get("type", "") is None:
        del geometry["type"]
    collection, changes = repair_dataset(remade(dataset.collection))
    assert (collection["features"], changes) == (dataset.collection["features"], [])


def test_ids_are_never_made_up():
    dataset = make_rings_dataset(RING, RING[::-1], id="same")
    collection, _ = repair_dataset(dataset)
    assert "duplicate-id" in {p.rule for p in run_checks(remade(collection))}


def area(shape):
    return float(area_m2(gpd.GeoSeries([shape]))[0])


@given(
    corners=st.lists(
        st.tuples(st.floats(105, 105.2), st.floats(28, 28.2)), min_size=3, max_size=9, unique=True
    )
)
def test_area_changes_by_no_more_than_is_reported(corners):
    before = shapely.Polygon(corners)
    changes = []
    after = repair_shape(before, "a", changes)
    reported = sum(change.area_m2 for change in changes)
    assert area(after) - area(before) == pytest.approx(reported, abs=1e-3)
