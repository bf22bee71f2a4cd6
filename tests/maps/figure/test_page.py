"""The page: legible text, larger inside a document."""

import pytest
from drawn_figure import drawn

from maps.figure.options import FigureOptions
from maps.figure.page import MIN_PT, Page


@pytest.mark.parametrize("lang", ["en", "both"])
@pytest.mark.parametrize("view", ["zone", "region"])
@pytest.mark.parametrize("size", [(297, 210), (210, 148), (90, 90), (90, 120)])
@pytest.mark.slow
def test_no_letters_are_too_small_to_read(zone, size, view, lang):
    figure = drawn(zone, view=view, lang=lang, width_mm=size[0], height_mm=size[1])
    sizes = [text.get_fontsize() for axes in figure.axes for text in axes.texts]
    assert min(sizes) >= MIN_PT


def test_axes_are_where_they_were_asked_for():
    page = Page(FigureOptions(width_mm=254, height_mm=127))
    axes = page.add_axes(72, 36, 144, 90)
    box = axes.get_position()
    assert (page.width, page.height) == pytest.approx((720, 360))
    assert (box.x0 * 720, (1 - box.y1) * 360) == pytest.approx((72, 36))
    assert (box.width * 720, box.height * 360) == pytest.approx((144, 90))


def test_lines_are_written_below_each_other():
    page = Page(FigureOptions())
    below = page.write_paragraph(10, 20, "one two three " * 20, width=120)
    ys = [text.get_position()[1] for text in page.axes.texts]
    assert len(ys) > 3
    assert ys == sorted(ys)
    assert 20 < ys[0] < ys[-1] < below
