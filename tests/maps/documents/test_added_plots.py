"""The plots that people added, as tables of a composed page."""

import shapely

from maps.documents.added_plots import make_added_tables
from maps.figure.overlay.model import AddedShape, Overlay

STATED = (("en", "40.0 mu (area)", "−0.7 mu"), ("zh", "40.0 亩（面积）", "−0.7 亩"))


def make_plots(count, **about):
    return tuple(
        AddedShape(f"P{n}", shapely.box(105.46, 28.87, 105.4617, 28.8714), **about)
        for n in range(1, count + 1)
    )


def test_plots_have_their_areas_where_they_lie_and_how_far(zone):
    site = AddedShape("site", shapely.Point(105.4, 28.9))
    crossed = AddedShape("crossed", shapely.Polygon([(105, 28), (106, 29), (106, 28), (105, 29)]))
    overlay = Overlay(shapes=(site, *make_plots(1, stated=STATED), crossed))
    heading, areas, shares, distances = make_added_tables(zone, overlay, "zh", most=60)
    assert heading.text == "使用者添加的地块"
    assert areas.head == ["地块", "量算面积", "文件所载面积", "差值（量算 − 文件所载）"]
    ((name, measured, stated, difference),) = areas.rows
    assert (name, stated, difference) == ("P1", "40.0 亩（面积）", "−0.7 亩")
    assert all(f"\xa0{unit}" in measured for unit in ("m²", "ha", "亩"))
    assert [row[0] for row in shares.rows] == [row[0] for row in distances.rows] == ["P1"]
    assert len(distances.head) == 1 + len(zone.places)
    assert all("km" in cell for cell in distances.rows[0][1:])


def test_plots_beyond_the_most_are_told(zone):
    tables = make_added_tables(zone, Overlay(shapes=make_plots(3)), "en", most=2)[1:]
    for each in tables:
        assert len(each.rows) == 2
        assert each.text.endswith("(the first 2 of 3 plots)")
    assert tables[0].head == ["Plot", "Measured area"]


def test_without_plots_there_is_no_table(zone):
    site = AddedShape("site", shapely.Point(105.4, 28.9))
    assert make_added_tables(zone, Overlay(shapes=(site,)), "en", most=60) == []
