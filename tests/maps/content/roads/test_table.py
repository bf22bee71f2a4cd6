from dataclasses import replace

import pytest
from kept_roads import move_place

from geo.measured import Measured
from geo.zone import read_zone
from maps.content.part import get_part_view
from maps.content.roads.table import describe_figure, make_road_table


def read_rows(table):
    return {
        (row.place.text, row.direction): [cell.text for cell in row.cells] for row in table.rows
    }


def test_both_directions_and_both_vehicles_are_said(measured):
    rows = read_rows(make_road_table(measured, "plot", "en"))
    assert rows["East", "to the place"] == ["35.3 km · 28 min", "27.3 km · 35 min"]
    assert rows["East", "from the place"] == ["33.1 km · 26 min", "27.3 km · 35 min"]
    assert rows["Mill", "both directions"][0] == "10.9 km · 14 min"


def test_a_schematic_part_has_ranges_and_says_over_how_many_points(measured):
    table = make_road_table(measured, "sketch", "en")
    assert read_rows(table)["East", "both directions"][0] == "19.1–22.8 km · 24–29 min"
    assert "over 9 points" in table.notes[0]
    assert table.notes[1] == "Caution: the road that is used is up to 1.1 km away."


def test_tolls_and_ferries_are_remarks(measured):
    rows = {
        (r.place.text, r.direction): r.cells for r in make_road_table(measured, "plot", "en").rows
    }
    assert rows["East", "to the place"][0].remarks == (
        "toll road (without tolls: 27.3 km, 35 min)",
    )
    assert rows["Bank", "from the place"][1].remarks == ("ferry",)
    assert rows["East", "to the place"][1].remarks == ()


def test_why_there_is_no_figure_is_said_and_never_that_there_is_no_road(measured):
    rows = read_rows(make_road_table(measured, "plot", "en"))
    assert rows["Bank", "to the place"][0] == "no connection in this direction in these data"
    assert rows["Near-Out", "both directions"][0] == "beyond the extracts: not computed"
    said = "no connection for this vehicle in these data (height 4 m)"
    assert rows["Mill", "both directions"][1] == said
    rows = read_rows(make_road_table(measured, "isle", "en"))
    assert rows["East", "both directions"] == ["no drivable connection in these data"] * 2
    assert "0 m" not in str(rows)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("status", ["failed", "no_road_near", "restricted", "no_connection"])
def test_every_status_has_its_words(measured, status, lang):
    roads = measured.zone.roads
    figure = replace(roads.figures[0], status=status, limit=None)
    assert describe_figure(roads, figure, lang).length.isprintable()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_conditions_and_credit_are_with_every_table(measured, lang):
    table = make_road_table(measured, "plot", lang)
    assert "49 t" in table.notes[-1]
    assert "17.1 × 2.55 × 4 m" in table.notes[-1]
    for said in ("OpenStreetMap", "ODbL", "2026-05-01", "2026-04-30", "Valhalla 3."):
        assert said in table.credit


def test_figures_of_another_state_are_not_shown(kept_path):
    move_place(kept_path)
    table = get_part_view(Measured(read_zone(kept_path)), "plot", "en").roads
    assert (table.rows, table.credit) == ((), "")
    assert table.notes == (
        "The figures by road are not shown, since these changed afterwards: the places.",
    )


def test_a_zone_without_figures_says_nothing(made_zone):
    assert make_road_table(Measured(made_zone), "west", "en") is None
