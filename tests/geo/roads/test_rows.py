from kept_roads import move_place

from geo.roads.rows import COLUMNS, make_part_columns, make_road_rows
from geo.zone import read_zone


def test_each_figure_is_a_row_with_its_conditions_and_credit(kept_path):
    rows = make_road_rows(read_zone(kept_path).roads)
    assert len(rows) == 60
    assert tuple(rows[0]) == COLUMNS
    assert all("ODbL" in row["basis"] and "free flow" in row["basis"] for row in rows)


def test_what_is_not_known_is_none_and_never_zero(kept_path):
    rows = make_road_rows(read_zone(kept_path).roads, part="isle", place="east")
    assert {row["status"] for row in rows} == {"no_connection"}
    assert all(
        row["road_distance_m"] is row["road_time_min"] is row["toll"] is None for row in rows
    )


def test_the_numbers_are_those_of_the_figure(kept_path):
    row = make_road_rows(read_zone(kept_path).roads, part="plot", place="east")[0]
    assert (row["direction"], row["vehicle"]) == ("to", "car")
    assert row["road_distance_m"] == 35_330.0
    assert row["road_time_min"] == round(1_694.8 / 60, 1)
    assert row["road_ratio"] == round(35_330.0 / 25_021.0, 3)


def test_there_are_none_without_figures_that_may_be_shown(kept_path):
    assert make_road_rows(None) == []
    move_place(kept_path)
    assert make_road_rows(read_zone(kept_path).roads) == []


def test_the_columns_of_a_part_are_ranges_over_points(kept_path):
    zone = read_zone(kept_path)
    found = make_part_columns(zone.roads, "sketch", ["east", "mill"])
    figure = next(each for each in zone.roads.of_part("sketch") if each.place == "east")
    assert found["east_road_distance_m"] == round(figure.least_m, 1)
    assert found["east_road_distance_most_m"] == round(figure.most_m, 1)
    assert found["east_road_time_most_min"] > found["east_road_time_min"]
    assert found["east_road_points"] == figure.points_answered > 1
    assert "ODbL" in found["road_basis"]
    assert make_part_columns(None, "sketch", ["east"]) == {}
