"""Where a point lies, on the made zone: west (surveyed, 5 m) with inner inside, and east."""

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic

from geo.lookup.index import index_zone
from geo.lookup.locate import locate_point, locate_points


@pytest.fixture
def certain_zone(made_zone):
    """The made zone with 1 km of uncertainty in the east, 5 m elsewhere."""
    doubts = made_zone.parts["position_uncertainty_m"].copy()
    doubts[:] = 5.0
    doubts["east"] = 1000.0
    return replace(made_zone, parts=made_zone.parts.assign(position_uncertainty_m=doubts))


def test_nested_parts_come_outermost_first(made_zone):
    found = locate_point(made_zone, 105.43, 28.93)
    assert (found.parts, found.part, found.nearest_part) == (("west", "inner"), "inner", "inner")
    assert found.distance_m == 0
    assert found.edge_distance_m > 900


def test_outside_the_nearest_edge_counts(made_zone):
    found = locate_point(made_zone, 105.51, 28.95)
    expected = Geodesic.WGS84.Inverse(28.95, 105.51, 28.95, 105.5)["s12"]
    assert (found.parts, found.part, found.nearest_part) == ((), None, "west")
    assert found.distance_m == pytest.approx(expected, abs=0.05)  # a foot beside the same latitude
    assert (found.placement, found.position_uncertainty_m) == ("surveyed", 5)


def test_a_shared_corner_belongs(made_zone):
    assert locate_point(made_zone, 105.4, 28.9).parts == ("west",)


@pytest.mark.parametrize(
    ("lon", "certain"),
    [(105.45, True), (105.50004, False), (105.51, True), (105.595, False), (105.65, True)],
)
def test_certain_means_no_outline_can_pass_over(certain_zone, lon, certain):
    assert locate_point(certain_zone, lon, 28.95).certain is certain


def test_unknown_uncertainty_is_never_certain(made_zone):
    assert made_zone.parts["position_uncertainty_m"].isna().any()
    found = locate_point(made_zone, 105.43, 28.93)
    assert (found.certain, found.verdict) == (False, "not known")


def test_the_shipped_core_is_not_certain_of_itself(zone):
    core = zone.parts.geometry["longmatan-core"].representative_point()
    found = locate_point(zone, core.x, core.y)
    assert (found.part, found.county, found.certain) == ("longmatan-core", "510504", False)


def test_places_are_as_geographiclib_has_them(made_zone):
    for seen in locate_point(made_zone, 105.43, 28.93).places:
        place = made_zone.places.geometry[seen.place]
        way = Geodesic.WGS84.Inverse(28.93, 105.43, place.y, place.x)
        assert seen.distance_m == pytest.approx(way["s12"], abs=1e-6)
        assert seen.bearing_deg == pytest.approx(way["azi1"] % 360, abs=1e-9)
        assert seen.position_uncertainty_m == 100
        expected = math.degrees(math.asin(100 / way["s12"]))
        assert seen.bearing_uncertainty_deg == pytest.approx(expected, rel=1e-6)


def test_many_points_get_what_each_gets(zone):
    index = index_zone(zone)
    rng = np.random.default_rng(5)
    lon, lat = 105.45 + rng.uniform(-0.3, 0.3, 200), 28.95 + rng.uniform(-0.3, 0.3, 200)
    columns = locate_points(index, lon, lat)
    for n in range(0, 200, 10):
        one = locate_point(index, lon[n], lat[n])
        assert "; ".join(one.parts) == (columns["parts"][n] or "")
        for name in ("part", "county", "nearest_part", "distance_m", "certain", "verdict",
                     "county_verdict", "edge_part", "edge_uncertainty_m"):  # fmt: skip
            assert getattr(one, name) == columns[name][n]


def test_the_answer_is_plain_values(zone):
    found = locate_point(zone, 105.45, 28.9)
    assert json.loads(json.dumps(vars(found), default=vars))["longitude"] == 105.45
