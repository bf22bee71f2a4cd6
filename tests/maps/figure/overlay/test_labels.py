"""The labels of an overlay: beside what they name, or joined to it by a line."""

import shapely

from maps.figure.map_labels import place_map_labels
from maps.figure.options import FigureOptions
from maps.figure.overlay.model import AddedShape, Overlay
from maps.figure.page import Page
from maps.figure.render import drawing_settings
from maps.figure.sheet import lay_out_sheet

PLOTS = (("江阳工业用地", 105.452, 28.873), ("区外地块", 105.3, 28.8), ("地块三", 105.46, 28.926))


def test_a_name_covers_no_small_plot_and_has_a_line_where_it_is_away(zone):
    shapes = tuple(
        AddedShape(name, shapely.box(x, y, x + 0.006, y + 0.005)) for name, x, y in PLOTS
    )
    site = AddedShape("点位", shapely.Point(105.5, 28.95))
    page = Page(FigureOptions(lang="zh", overlay=Overlay(shapes=(*shapes, site))))
    with drawing_settings():
        sheet = lay_out_sheet(page, zone, zone.parts, top=30, bottom=page.height - 40)
    labels = place_map_labels(page, sheet.frame, zone, sheet.parts)
    written = [*labels.others, *labels.parts.named, *labels.parts.numbered.values()]
    for added in (*shapes, site):
        (placed,) = [each for each in written if each.label.lines[0][0] == added.name]
        drawn = sheet.frame.project(added.shape)
        assert not any(each.box.intersects(drawn) for each in written)
        if placed.box.distance(drawn) > 1.5 * placed.label.lines[0][1]:
            assert placed.leader is not None
            assert placed.leader.distance(drawn) == 0
