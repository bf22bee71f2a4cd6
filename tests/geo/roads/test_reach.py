from itertools import pairwise

import pytest
import shapely

from geo.roads.companion import read_roads
from geo.roads.extracts import CELL_DEG
from geo.roads.model import MINUTES
from geo.roads.origins import Origin
from geo.roads.reach import find_reach
from geo.roads.vehicles import CAR

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def areas(built):
    (built.folder / "roads.geojson").write_bytes(built.content)
    return read_roads(built.path, built.zone.parts, built.zone.places, max_bytes=10**7)[0]


def test_areas_are_valid_and_hold_those_of_fewer_minutes(areas):
    found = areas.reach_of("plot")
    assert [each.minutes for each in found] == sorted(MINUTES, reverse=True)
    for outer, inner in pairwise(found):
        assert outer.shape.is_valid
        assert outer.shape.area >= inner.shape.area
        assert outer.shape.buffer(1e-5).covers(inner.shape)


def test_an_area_holds_what_is_reached_in_its_time(built, areas):
    figures = {each.place: each for each in areas.of_part("plot")
               if (each.direction, each.vehicle) == ("to", "car")}  # fmt: skip
    thirty = next(each.shape for each in areas.reach_of("plot") if each.minutes == 30)
    mill = shapely.Point(built.at(-5, -6))
    assert figures["mill"].most_s < 30 * 60
    assert thirty.distance(mill) < 0.01


def test_an_area_at_the_edge_of_the_extracts_is_open(built, areas):
    edge = shapely.boundary(built.network.extent)
    for each in areas.reach:
        assert each.is_open == bool(each.shape.distance(edge) < CELL_DEG)
    assert any(each.is_open for each in areas.reach)


def test_an_island_has_no_area_though_the_engine_draws_one(built, areas):
    assert areas.reach_of("isle") == []
    origin = Origin("isle", "centre", (built.at(3.7, -8.7),))
    snap = built.network.snap(origin.points[0], CAR)
    assert snap.is_connected
    assert find_reach(built.network, origin, areas.of_part("isle")) == []


def test_a_point_outside_has_no_area(built):
    assert find_reach(built.network, Origin("x", "centre", (built.at(70, 0),)), []) == []
