"""The numbers of an overlay are those that the map's page writes (tests/js/lib/measured_path.test.mjs)."""

import pytest
import shapely

from maps.figure.overlay.marks import Marks
from maps.figure.overlay.model import AddedShape, Overlay
from maps.figure.overlay.words import describe_overlay, list_numbers, measure_path, path_length

LINE = Marks(path_kind="line", path=((28.9, 105.4), (28.95, 105.45), (28.97, 105.52)))
AREA = Marks(path_kind="area", path=((28.9, 105.4), (28.95, 105.45), (28.97, 105.38)))
CROSSED = Marks(path_kind="area", path=((0, 0), (1, 1), (1, 0), (0, 1)))


def test_a_path_is_measured_as_on_the_page():
    assert measure_path(LINE, "en") == ["14.56 km", "last segment 7.17 km"]
    assert measure_path(AREA, "zh") == ["24.31 km²", "2,431 ha · 36,467 亩", "周长 22.56 km"]
    assert "crosses itself" in measure_path(CROSSED, "en")[0]


@pytest.mark.parametrize(
    ("metres", "said"),
    [(0, "0 m"), (999.4, "999 m"), (999.6, "1.00 km"), (99_949, "99.95 km"), (99_951, "100.0 km")],
)
def test_a_length_between_set_points_is_a_digit_finer(metres, said):
    assert path_length(metres, "en") == said


def test_every_number_of_an_overlay_is_listed(zone):
    overlay = Overlay(
        marks=Marks(origin="big-data-park", rings_km=(5, 10), point=(28.93, 105.46)),
        selected="big-data-park",
        shapes=(
            AddedShape("North", shapely.box(105.4, 28.95, 105.42, 28.97)),
            AddedShape("", shapely.Point(105.5, 28.9)),
            AddedShape("Pipe", shapely.LineString([(105.3, 28.9), (105.45, 28.88)])),
        ),
    )
    assert list_numbers(zone, overlay, "en") == [
        "Selected part: Big data industrial park",
        "Where its outline may lie: ±6 km",
        "Range rings around the centroid of Big data industrial park: 5 km, 10 km (geodesic)",
        "Straight-line (geodesic) distance from the centroid of Big data industrial park: "
        "Chongqing 127.4 km ±6.7 km; "
        "Chengdu 245.1 km ±6.2 km; Guiyang 277.7 km ±7.5 km",
        "Queried point: 28.930000, 105.460000 · Longmatan Core Area · Not certain",
        "Shapes added by the user, not checked: 3; total area 4.32 km² · 432 ha · 6,482 mu",
        "North: 4.32 km²",
        "№ 2: 28.900000, 105.500000",
        "Pipe: 14.80 km",
    ], "Add a new city to the distances above."
    assert describe_overlay(zone, overlay, "zh").endswith("Pipe：14.80 km。")


def test_more_shapes_than_a_legend_has_room_for_are_counted(made_zone):
    shapes = tuple(AddedShape("", shapely.Point(n, n)) for n in range(1, 11))
    *_, last, more = list_numbers(made_zone, Overlay(shapes=shapes), "en")
    assert last.startswith("№ 8: ")
    assert more == "and 2 more shapes"


def test_nothing_is_said_of_nothing(made_zone):
    assert describe_overlay(made_zone, Overlay(), "en") == ""
