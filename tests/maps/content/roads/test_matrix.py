from kept_roads import move_place

from geo.measured import Measured
from geo.zone import read_zone
from maps.content.roads.matrix import make_road_matrix


def test_the_matrix_has_a_cell_for_each_part_and_place(measured):
    matrix = make_road_matrix(measured, "en")
    assert [row.part.id for row in matrix.rows] == ["plot", "sketch", "isle"]
    assert [len(row.cells) for row in matrix.rows] == [5, 5, 5]
    assert matrix.rows[0].cells[0].text == "35.3 km · 28 min"
    assert matrix.heading == "By road · Car · to the place"


def test_one_part_or_place_is_a_row_or_a_column(measured):
    row = make_road_matrix(measured, "en", parts=["sketch"])
    column = make_road_matrix(measured, "en", place="mill")
    assert [each.part.id for each in row.rows] == ["sketch"]
    assert column.places == ["mill"]
    assert [len(each.cells) for each in column.rows] == [1, 1, 1]


def test_figures_of_another_state_are_not_shown(kept_path):
    move_place(kept_path)
    matrix = make_road_matrix(Measured(read_zone(kept_path)), "en")
    assert (matrix.rows, matrix.credit) == ((), "")
    assert "the places" in matrix.notes[0]


def test_there_is_none_without_figures(made_zone):
    assert make_road_matrix(Measured(made_zone), "en") is None


def test_the_ranges_say_over_how_many_points_they_are(measured):
    said = "Sketch: each figure is the range over 9 points within the position uncertainty."
    assert make_road_matrix(measured, "en").notes[0] == said
    assert make_road_matrix(measured, "en", parts=["sketch"]).notes[0] == said
    assert "9 个点" in make_road_matrix(measured, "zh").notes[0]
    assert "range" not in " ".join(make_road_matrix(measured, "en", parts=["plot"]).notes)
