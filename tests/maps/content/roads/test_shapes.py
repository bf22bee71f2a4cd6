import shapely
from kept_roads import move_place

from geo.measured import Measured
from geo.zone import read_zone
from maps.content.roads.shapes import make_road_shapes


def test_a_route_is_told_with_its_ends_and_vehicle(measured):
    found = make_road_shapes(measured, "plot", "en")
    route = found["routes"]["east/car"]
    assert route["text"] == "Plot → East: 35.3 km · 28 min (Car, free flow)"
    figure = measured.zone.roads.of_part("plot")[0]
    assert route["line"] == [
        [lat, lon] for lon, lat in shapely.get_coordinates(figure.line).tolist()
    ]
    assert "bank/car" not in found["routes"]  # that way there is none


def test_areas_are_told_with_their_minutes_and_open_edges(measured):
    found = make_road_shapes(measured, "plot", "zh")
    assert [each["label"] for each in found["areas"]] == [
        "2 小时",
        "1 小时 30 分",
        "1 小时",
        "30 分钟",
    ]
    assert all(each["text"].endswith("（在数据范围边界处开口）") for each in found["areas"])
    for each, area in zip(found["areas"], measured.zone.roads.reach_of("plot"), strict=True):
        drawn = shapely.MultiPolygon(
            [(rings[0], rings[1:]) for rings in each["polygons"]]
        )  # latitude first
        assert abs(drawn.area - area.shape.area) < 1e-6
    assert "ODbL" in found["credit"]


def test_an_island_has_no_areas(measured):
    assert make_road_shapes(measured, "isle", "en")["areas"] == []


def test_there_is_nothing_of_another_state(kept_path):
    move_place(kept_path)
    found = make_road_shapes(Measured(read_zone(kept_path)), "plot", "en")
    assert (found["routes"], found["areas"], found["credit"]) == ({}, [], "")
