"""The distance lines carry the numbers of the table of distances."""

import pytest
from drawn_figure import drawn, map_words
from matplotlib.text import Text

from geo.geodesy.tables import make_distance_table
from maps import formatting
from maps.content.measures import join_uncertainty
from maps.figure.options import FigureOptions
from maps.figure.page import Page
from maps.figure.sheet import lay_out_sheet


def find_row(zone, place):
    table = make_distance_table(zone.parts.loc[["longmatan-core"]], zone.places)
    return table.set_index("place").loc[place]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_distances_are_those_of_the_tables(zone, lang):
    words = map_words(drawn(zone, view="region", lang=lang))
    for place in ("chengdu", "chongqing", "guiyang"):
        row = find_row(zone, place)
        far = formatting.distance(row["centre_distance_m"], lang)
        assert f"{far} {formatting.uncertainty(row['position_uncertainty_m'], lang)}" in words


@pytest.mark.parametrize("height_mm", [60.0, 65.0])
def test_a_length_without_room_on_the_map_is_in_the_legend(zone, height_mm):
    figure = drawn(zone, view="region", lang="zh", width_mm=85.0, height_mm=height_mm)
    words = [text.get_text() for text in figure.findobj(Text)]
    legend = "".join(each for each in words if "\n" not in each).replace(" ", "")
    row = find_row(zone, "chongqing")
    far = join_uncertainty(row["centre_distance_m"], row["position_uncertainty_m"], "zh")
    assert far not in map_words(figure)
    assert f"不确定度：重庆{far}".replace(" ", "") in legend


@pytest.mark.parametrize("size_mm", [(85.0, 60.0), (85.0, 65.0), (160.0, 110.0)])
def test_a_length_stands_beside_its_line_or_in_the_legend(zone, size_mm):
    page = Page(FigureOptions(view="region", width_mm=size_mm[0], height_mm=size_mm[1]))
    sheet = lay_out_sheet(page, zone, zone.parts, top=40.0, bottom=page.height - 60.0)
    labels, told = sheet.labels, {each.city_id for each in sheet.labels.unlabelled}
    boxes = {each.label.lines: each.box for each in labels.others}
    for line in labels.lines:
        box = boxes.get(line.label.lines)
        assert (box is None) == (line.city_id in told)
        assert box is None or box.distance(line.shape) <= line.label.lines[0][1]
    assert told | {each.city_id for each in labels.lines} == {"chengdu", "chongqing", "guiyang"}
