"""The inset marks the extent of the large map."""

import pytest
from drawn_figure import drawn
from matplotlib.patches import Rectangle

from maps.figure.inset import FRAME_EM
from maps.figure.options import FigureOptions
from maps.figure.page import Page


def test_the_frame_of_a_small_part_is_seen_in_the_inset(zone):
    options = FigureOptions(parts=("big-data-park",))
    (frame,) = [
        patch
        for axes in drawn(zone, parts=options.parts).axes
        for patch in axes.patches
        if isinstance(patch, Rectangle) and patch.get_zorder() == 6.5
    ]
    least = FRAME_EM * Page(options).em
    assert min(frame.get_width(), frame.get_height()) == pytest.approx(least)
