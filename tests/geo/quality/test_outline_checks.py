"""Rings, vertices and axes of a single outline."""

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from quality_zones import box, clean, say, shape

from geo.quality.outline_checks import SLIVER_M, find_spikes, get_rings, split_reason


@pytest.mark.parametrize(("width_deg", "is_spike"), [(0.0001, True), (0.001, False)])
def test_a_spike_is_narrower_than_one_degree(width_deg, is_spike):
    """Of 0.02° of longitude, so one degree of angle is about 0.0003° wide at its foot."""
    foot = [105.6, 28.95 - width_deg / 2], [105.6, 28.95 + width_deg / 2]
    ring = [[105.5, 28.9], [105.6, 28.9], foot[0], [105.62, 28.95], foot[1], [105.6, 29.0]]
    assert find_spikes(np.array(ring)).tolist() == [False] * 3 + [is_spike] + [False] * 2


def test_a_vertex_that_repeats_is_no_spike():
    ring = [[105.5, 28.9], [105.6, 28.9], [105.6, 28.9], [105.6, 29.0]]
    assert not find_spikes(np.array(ring)).any()


def test_rings_are_those_of_every_polygon():
    holed = shapely.box(0, 0, 3, 3) - shapely.box(1, 1, 2, 2)
    rings = get_rings(shapely.MultiPolygon([holed, shapely.box(5, 5, 6, 6)]))
    assert [len(ring.coords) for ring in rings] == [5, 5, 5]


def test_a_reason_without_a_place_stays_whole():
    assert split_reason("Too few points") == ("Too few points", None)


def test_a_hole_that_runs_counter_clockwise_is_found(check):
    zone = clean()
    (hole,) = box(105.54, 28.94, 105.56, 28.96)
    (outer,) = box(105.5, 28.9, 105.6, 29.0)
    shape(zone, 1, [outer, hole[::-1]])
    assert [found.rule for found in check(zone)] == []
    shape(zone, 1, [outer, hole])
    assert [(found.rule, found.part) for found in check(zone)] == [("ring-direction", "east")]


@pytest.mark.parametrize(("width_m", "is_found"), [(1.5, True), (3.0, False)])
def test_width_of_a_sliver_is_in_metres(check, width_m, is_found):
    a_degree_m = Geodesic.WGS84.Inverse(28.9, 105.65, 28.9, 106.65)["s12"]
    strip = box(105.65, 28.9, 105.65 + width_m / a_degree_m, 28.95)
    zone = clean()
    shape(zone, 1, [box(105.5, 28.9, 105.6, 29.0), strip], type="MultiPolygon")
    found = [each for each in check(zone) if each.rule == "sliver"]
    assert len(found) == is_found
    assert all(float(each.values["width"]) == pytest.approx(width_m, abs=0.05) for each in found)
    assert SLIVER_M == 2


@pytest.mark.parametrize(
    ("width_m", "fields", "is_found"),
    [
        (0.09, {"placement": "surveyed", "position_uncertainty_m": 0.01}, False),
        (0.09, {"placement": "surveyed", "position_uncertainty_m": 0.05}, True),
        (1.5, {"placement": "digitised", "position_uncertainty_m": 0.5}, False),
        (1.5, {"placement": "surveyed", "position_uncertainty_m": None}, True),
        (1.5, {"placement": "schematic", "position_uncertainty_m": 0.01}, True),
        (3.0, {"placement": "surveyed", "position_uncertainty_m": 5.0}, False),
    ],
)
def test_a_narrow_part_is_judged_by_how_well_its_sides_are_known(check, width_m, fields, is_found):
    a_degree_m = Geodesic.WGS84.Inverse(28.9, 105.65, 28.9, 106.65)["s12"]
    zone = clean()
    shape(zone, 1, box(105.65, 28.9, 105.65 + width_m / a_degree_m, 28.901))
    say(zone, 1, **fields)
    assert ("sliver" in {each.rule for each in check(zone)}) == is_found


def test_a_strip_beside_a_surveyed_part_is_a_sliver(check):
    a_degree_m = Geodesic.WGS84.Inverse(28.9, 105.65, 28.9, 106.65)["s12"]
    strip = box(105.65, 28.9, 105.65 + 1.5 / a_degree_m, 28.95)
    zone = clean()
    shape(zone, 1, [box(105.5, 28.9, 105.6, 29.0), strip], type="MultiPolygon")
    say(zone, 1, placement="surveyed", position_uncertainty_m=0.05)
    (found,) = (each for each in check(zone) if each.rule == "sliver")
    assert found.place[0] == pytest.approx(105.65, abs=1e-4)


@pytest.mark.parametrize("start", range(4))
def test_a_cap_around_a_pole_is_no_sliver(check, start):
    ring = [(-180, 85), (180, 85), (180, 90), (-180, 90)]
    turned = [*ring[start:], *ring[:start]]
    zone = clean()
    shape(zone, 1, [[*turned, turned[0]]])
    assert "sliver" not in {each.rule for each in check(zone)}
