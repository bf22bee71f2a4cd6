"""The figure of the region: what is named, which distances stand there, and the inset's frame."""

import pytest
from matplotlib.patches import Rectangle

from geo.geodesy.tables import make_distance_table
from maps import formatting
from maps.figure.compose import draw_figure
from maps.figure.inset import FRAME_EM
from maps.figure.options import FigureOptions
from maps.figure.page import MIN_PT, Page
from maps.figure.render import _drawing_settings

ZONE = "LuzhouHi-techIndustrialDevelopmentZone"


def drawn(zone, **options):
    with _drawing_settings():
        return draw_figure(zone, FigureOptions(**options))


def map_words(figure):
    """What stands on the large map, whose axes come second after the sheet's own."""
    return [text.get_text() for text in figure.axes[1].texts]


@pytest.mark.parametrize("size", [(297, 210), (210, 148), (254, 142.875), (210, 297)])
def test_the_zone_and_the_cities_are_named(zone, size):
    figure = drawn(zone, view="region", lang="both", width_mm=size[0], height_mm=size[1])
    words = "".join(map_words(figure)).replace(" ", "")
    for name in (ZONE, "Chengdu", "Chongqing", "Guiyang", "成都", "重庆", "贵阳"):
        assert name in words
    assert "Luzhou" in map_words(figure)


def test_chosen_parts_are_named_and_not_the_zone(zone):
    parts = ("big-data-park", "luxian-district")
    words = "".join(map_words(drawn(zone, view="region", parts=parts))).replace(" ", "")
    assert "Bigdataindustrialpark" in words
    assert "Luxiandistrict" in words
    assert ZONE not in words


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_distances_are_those_of_the_tables(zone, lang):
    words = map_words(drawn(zone, view="region", lang=lang))
    table = make_distance_table(zone.parts.loc[["longmatan-core"]], zone.places).set_index("place")
    for place in ("chengdu", "chongqing", "guiyang"):
        row = table.loc[place]
        far = formatting.distance(row["centre_distance_m"], lang)
        assert f"{far} {formatting.uncertainty(row['position_uncertainty_m'], lang)}" in words


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


@pytest.mark.parametrize("lang", ["en", "both"])
@pytest.mark.parametrize("view", ["zone", "region"])
@pytest.mark.parametrize("size", [(297, 210), (210, 148), (90, 90), (90, 120)])
def test_no_letters_are_too_small_to_read(zone, size, view, lang):
    figure = drawn(zone, view=view, lang=lang, width_mm=size[0], height_mm=size[1])
    sizes = [text.get_fontsize() for axes in figure.axes for text in axes.texts]
    assert min(sizes) >= MIN_PT


def test_inside_a_document_the_letters_are_larger_and_what_it_says_is_left_out(zone):
    size = {"width_mm": 174, "height_mm": 112}
    alone, inside = FigureOptions(**size), FigureOptions(**size, embedded=True)
    assert Page(inside).em > 1.15 * Page(alone).em
    words = " ".join(
        t.get_text() for axes in drawn(zone, **size, embedded=True).axes for t in axes.texts
    )
    assert "Sources:" not in words
    assert "do not measure" not in words
    assert "Big data industrial park" in words
