"""Every way of the made network, checked by hand; and against what the engine itself answers."""

import json
import math
from itertools import pairwise

import pytest
from geographiclib.geodesic import Geodesic

from geo.roads.companion import read_roads
from geo.roads.engine import Engine, EngineFaultError
from geo.roads.network import RoadNetwork
from geo.roads.origins import Origin
from geo.roads.vehicles import CAR, TRUCK

pytestmark = pytest.mark.slow
LOCAL_Y = -0.167


@pytest.fixture(scope="module")
def figures(built):
    (built.folder / "roads.geojson").write_bytes(built.content)
    roads, _ = read_roads(built.path, built.zone.parts, built.zone.places, max_bytes=10**7)
    return {(each.part, each.place, each.direction, each.vehicle): each for each in roads.figures}


def walk_m(at, *corners):
    """The length of a way by its corners, geodesic, by a library that the code doesn't use."""
    points = [at(*corner) for corner in corners]
    return sum(
        Geodesic.WGS84.Inverse(y0, x0, y1, x1)["s12"] for (x0, y0), (x1, y1) in pairwise(points)
    )


STREET = ((0, LOCAL_Y), (0, -1.3))
BY_HAND = {
    ("plot", "mill", "to", "car"): (*STREET, (-5, -1.3), (-5, -6)),
    ("plot", "mill", "from", "car"): ((-5, -6), (-5, -1.3), (0, -1.3), (0, LOCAL_Y)),
    # West to the motorway, along it to the other join, and on by the local road.
    ("plot", "east", "to", "car"): (
        *STREET, (-4, -1.3), (-4, LOCAL_Y), (-3.5, 0), (20, 0), (20.5, LOCAL_Y), (25, LOCAL_Y),
    ),
    ("plot", "east", "to", "truck"): (*STREET, (25, -1.3), (25, LOCAL_Y)),
    ("plot", "bank", "from", "car"): (
        (10, 6), (10, 2), (10, LOCAL_Y), (0, LOCAL_Y),
    ),
}  # fmt: skip


@pytest.mark.parametrize("key", BY_HAND, ids="/".join)
def test_a_way_is_as_long_as_by_hand(built, figures, key):
    expected = walk_m(built.at, *BY_HAND[key])
    figure = figures[key]
    assert (figure.status, figure.points_asked) == ("found", 1)
    assert figure.least_m == figure.most_m == figure.along_m
    assert figure.least_m == pytest.approx(expected, rel=0.004)


def test_a_time_is_length_by_speed(figures):
    # 10.8 km of 60 and 35 km/h: by hand 1.13 km at 35 and 9.7 km at 60 km/h, and three turns.
    figure = figures["plot", "mill", "to", "car"]
    assert 9.7 / 60 * 3600 + 1.13 / 35 * 3600 < figure.least_s < 900


def test_a_plot_beside_the_motorway_gets_the_local_road(built, figures):
    gap_m = walk_m(built.at, (0, 0.111), (0, LOCAL_Y))
    assert gap_m == pytest.approx(278, abs=1)
    for figure in figures.values():
        if figure.part == "plot" and figure.status == "found":
            assert figure.gap_m == pytest.approx(gap_m, abs=3)


def test_tolls_are_said_with_the_way_without(built, figures):
    tolled, free = (figures["plot", "east", "to", vehicle] for vehicle in ("car", "truck"))
    assert tolled.has_toll
    assert not free.has_toll
    assert "G76" in tolled.roads
    assert tolled.toll_free_m == pytest.approx(
        walk_m(built.at, *BY_HAND["plot", "east", "to", "truck"]), rel=0.004
    )
    assert tolled.toll_free_s > tolled.least_s
    assert math.isnan(free.toll_free_m)


def test_a_ferry_goes_one_way(figures):
    for vehicle in ("car", "truck"):
        south = figures["plot", "bank", "from", vehicle]
        assert (south.status, south.has_ferry) == ("found", True)
        assert south.least_s > 20 * 60
        north = figures["plot", "bank", "to", vehicle]
        assert north.status == "not_this_direction"
        assert math.isnan(north.least_m)


def test_a_low_bridge_stops_the_truck_for_its_height(figures):
    for direction in ("to", "from"):
        assert figures["plot", "mill", direction, "car"].status == "found"
        truck = figures["plot", "mill", direction, "truck"]
        assert (truck.status, truck.limit) == ("restricted", "height")


def test_an_island_has_no_connection_and_fails_nothing_else(figures):
    for place in ("east", "bank", "mill"):
        assert figures["isle", place, "to", "car"].status == "no_connection"
        assert figures["isle", place, "from", "truck"].status == "no_connection"


@pytest.mark.parametrize("place", ["near-out", "far-out"])
def test_a_place_outside_the_extracts_is_not_computed(figures, place):
    found = {each.status for key, each in figures.items() if key[1] == place}
    assert found == {"beyond_extract"}


def test_a_sketch_is_a_range_over_the_points_that_were_asked(built, figures):
    figure = figures["sketch", "east", "to", "car"]
    assert (figure.origin, figure.points_asked, figure.points_answered) == ("uncertainty", 9, 9)
    assert figure.most_m - figure.least_m == pytest.approx(3000, rel=0.3)  # ±1.5 km east and west
    assert figure.least_m <= figure.along_m <= figure.most_m


def test_figures_are_what_the_engine_itself_answers(built, figures):
    import valhalla

    (config,) = built.work.glob("build-*/valhalla.json")
    actor = valhalla.Actor(str(config))
    filtered = {"search_filter": {"max_road_class": "primary"}, "search_cutoff": 5000}
    for key, costing, options in (
        ("car", "auto", CAR.options), ("truck", "truck", TRUCK.options),
    ):  # fmt: skip
        ends = [
            {"lon": lon, "lat": lat, **filtered}
            for lon, lat in (built.at(0, 0.111), built.at(25, LOCAL_Y))
        ]
        asked = {
            "locations": ends, "costing": costing, "costing_options": {costing: dict(options)},
        }  # fmt: skip
        summary = json.loads(actor.route(json.dumps(asked)))["trip"]["summary"]
        figure = figures["plot", "east", "to", key]
        assert figure.least_m == pytest.approx(summary["length"] * 1000, abs=0.1)
        assert figure.least_s == pytest.approx(summary["time"], abs=0.1)


class FailingEngine(Engine):
    def route(self, start, end, vehicle):
        raise EngineFaultError("Could not find candidate edge used for destination label")


def test_a_fault_of_the_engine_is_said_of_its_pair_alone(built):
    (config,) = built.work.glob("build-*/valhalla.json")
    network = RoadNetwork(FailingEngine(config), built.network.extent)
    origin = Origin("plot", "centre", (built.at(0, 0.111),))
    found = network.measure_pair(origin, "east", built.at(25, LOCAL_Y))
    assert {each.status for each in found} == {"failed"}
    found = network.measure_pair(origin, "far-out", built.at(55, LOCAL_Y))
    assert {each.status for each in found} == {"beyond_extract"}
