"""Which parts a plot or a point outside every part may reach, named alike by every output."""

import shapely

from geo.lookup.locate import locate_point
from geo.measured import Measured
from maps.content.candidates import add_candidates, describe_candidates
from maps.content.plot_place import describe_plot_place
from maps.content.point import make_point_view

TRIANGLE = shapely.Polygon(
    [(105.443091, 28.963954), (105.488236, 28.963954), (105.465664, 28.936317)]
)


def test_a_plot_names_the_parts_that_the_point_in_it_does(zone):
    view = make_point_view(zone, locate_point(zone, 105.466, 28.955), "en")
    names = [each.name.text for each in view.rivals]
    assert len(names) == 3
    text = describe_plot_place(Measured(zone), TRIANGLE, "en").text
    assert text.endswith(f"may overlap with {', '.join(names)}")


def test_three_parts_are_named_and_the_others_counted(zone):
    ids = list(zone.parts.index[:5])
    said = add_candidates("x", zone, ids, "zh", is_plot=True)
    assert said.startswith("x；可能与")
    assert said.endswith("及另外 2 个分区重叠")
    rows = [{**zone.parts.loc[each], "id": each} for each in ids]
    also = describe_candidates(rows, "en", is_plot=False, is_outside=False)
    assert also.startswith("It may also lie in ")
    assert also.endswith(" and 2 more.")
    assert describe_candidates([], "en", is_plot=True, is_outside=True) == ""
