"""What a figure shows over the zone, where it lies in the frame, and what the legend says of it."""

import pytest
import shapely
from drawn_figure import check_texts_apart, drawn, map_words

from maps.figure.bounds import Bounds
from maps.figure.options import FigureOptions
from maps.figure.overlay.marks import Marks
from maps.figure.overlay.model import AddedShape, Overlay
from maps.figure.render import figure_alt_text, render_svg

BOUNDS: Bounds = (28.85, 105.35, 29.0, 105.6)
OVERLAY = Overlay(
    marks=Marks(
        origin="big-data-park",
        rings_km=(5, 10),
        point=(28.93, 105.46),
        path_kind="line",
        path=((28.9, 105.4), (28.95, 105.45), (28.97, 105.52)),
    ),
    selected="big-data-park",
    shapes=(AddedShape("North plot", shapely.box(105.4, 28.95, 105.42, 28.97)),),
)
NUMBERS = ("14.56 km", "last segment 7.17 km", "5 km", "28.930000, 105.460000", "4.32 km²")


def page_words(figure):
    return " ".join(text.get_text() for text in figure.axes[0].texts)


@pytest.mark.parametrize("size", [(297, 210), (420, 297), (254, 142.875), (210, 297)])
@pytest.mark.slow
def test_numbers_stand_on_the_map_and_in_the_legend_at_any_size(zone, size):
    figure = drawn(zone, bounds=BOUNDS, overlay=OVERLAY, width_mm=size[0], height_mm=size[1])
    assert set(NUMBERS) <= set(map_words(figure))
    said = page_words(figure)
    for each in (
        "Selected part: Big data",
        "Range rings around",
        "Queried point:",
        "North plot: 4.32",
    ):
        assert each in said
    check_texts_apart(figure)


def test_the_legend_is_of_just_what_is_shown(zone):
    said = page_words(drawn(zone, overlay=Overlay(marks=Marks(point=(28.93, 105.46)))))
    assert "Queried point:" in said
    for each in ("Range rings", "Measured", "Shapes added", "Selected part", "outline may lie"):
        assert each not in said


def test_without_bounds_the_map_reaches_as_far_as_the_marks(zone):
    far = Marks(path_kind="line", path=((28.9, 105.4), (27.5, 104.0)))
    figure = drawn(zone, overlay=Overlay(marks=far))
    assert any("km" in each for each in map_words(figure))
    (line,) = [p for p in figure.axes[1].patches if p.get_zorder() == 5.6]
    width, height = figure.axes[1].get_xlim()[1], figure.axes[1].get_ylim()[1]
    (west, south), (east, north) = line.get_path().get_extents().get_points()
    assert 0 < west < east < width
    assert 0 < south < north < height


def test_what_lies_outside_the_frame_is_left_out(zone):
    marks = Marks(point=(40, 100), path_kind="area", path=((40, 100), (41, 101), (40, 101)))
    shapes = (
        AddedShape("Far", shapely.Point(-70, -30)),
        AddedShape("", shapely.box(-71, -31, -70, -30)),
    )
    figure = drawn(zone, bounds=BOUNDS, overlay=Overlay(marks=marks, shapes=shapes))
    assert not any("40.000000" in each or "Far" in each for each in map_words(figure))


def test_lines_from_the_marks_take_the_place_of_those_of_the_region(zone):
    marks = Marks(origin=(28.9, 105.45))
    said = page_words(drawn(zone, view="region", overlay=Overlay(marks=marks)))
    assert said.count("Straight-line (geodesic)") == 1


@pytest.mark.slow
def test_equal_states_give_equal_bytes_and_the_text_alternative_has_the_numbers(zone):
    options = FigureOptions(bounds=BOUNDS, overlay=OVERLAY, dpi=50)
    data = render_svg(zone, options)
    assert data == render_svg(zone, options)
    alt = figure_alt_text(zone, options)
    for each in ("14.56 km", "10 km", "North plot: 4.32 km²", "28.930000, 105.460000"):
        assert each in alt
        assert each in data.decode()
