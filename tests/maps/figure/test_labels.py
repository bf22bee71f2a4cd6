"""The labels of a figure: what is named, and that no two texts overlap."""

import pytest
from drawn_figure import check_texts_apart, drawn, map_words

from maps.figure.labels import balance_lines, name_lines
from maps.figure.typography import width_em

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("lang", ["en", "zh", "both"])
@pytest.mark.parametrize("size", [(297, 210), (210, 148), (254, 142.875), (210, 297)])
def test_every_part_is_named_on_the_usual_sheets(zone, lang, size):
    figure = drawn(zone, lang=lang, view="zone", width_mm=size[0], height_mm=size[1])
    words = "".join(text.get_text() for axes in figure.axes for text in axes.texts)
    for field, wanted in (("name", "en"), ("name_zh", "zh")):
        if lang in (wanted, "both"):
            names = [name.replace(" ", "") for name in zone.parts[field]]
            assert [name for name in names if name not in words.replace(" ", "")] == []


@pytest.mark.parametrize("view", ["zone", "region"])
@pytest.mark.parametrize("lang", ["en", "zh", "both"])
def test_no_text_of_a_figure_overlaps_another_or_is_cut(zone, view, lang):
    """As drawn: the boxes that the renderer reports, on every axes of the sheet."""
    figure = drawn(zone, lang=lang, view=view, width_mm=210, height_mm=148)
    check_texts_apart(figure)


ZONE = "LuzhouHi-techIndustrialDevelopmentZone"


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
    assert "LuxianArea" in words
    assert ZONE not in words


@pytest.mark.parametrize(
    "name", ["Big data industrial park of Luxian", "国家高新技术产业开发区核心区"]
)
def test_lines_of_a_name_are_about_equally_wide(name):
    lines = balance_lines(name)
    widths = [width_em(line) for line in lines]
    assert "".join(lines).replace(" ", "") == name.replace(" ", "")
    assert max(widths) < 2 * min(widths)


def test_a_name_that_is_the_same_in_both_languages_comes_once():
    row = {"id": "a", "name": "A3", "name_zh": "A3"}
    assert [line for line, _ in name_lines(row, ("zh", "en"), 8.0)] == ["A3"]
    assert [line for line, _ in name_lines({"id": "a", "name": "Yi"}, ("en",), 8.0)] == ["Yi"]
    assert [line for line, _ in name_lines({"id": "a"}, ("en",), 8.0)] == ["a"]
