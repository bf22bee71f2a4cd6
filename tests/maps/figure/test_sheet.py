"""How map, key and panel share a page: the map keeps its share, and the legend what matters."""

import pytest
import shapely
from drawn_figure import drawn, map_words

from maps.figure.options import FigureOptions, select_parts
from maps.figure.overlay.marks import Marks
from maps.figure.overlay.model import AddedShape, Overlay
from maps.figure.page import Page
from maps.figure.page_size import SIZES_MM
from maps.figure.sheet import lay_out_sheet

PART = "jiangyang-district"
VIEW = (28.6, 105.2, 29.2, 105.8)
PLOTS = tuple(
    AddedShape(shape=shapely.box(*sides), name=name, layer=n)
    for n, (name, sides) in enumerate(
        {"A": (105.45, 28.85, 105.47, 28.865), "B": (105.36, 29.14, 105.39, 29.165)}.items()
    )
)


def order(size, lang, *, shapes=PLOTS, note="A note"):
    """Return the options of a page of a selected part with rings and plots."""
    width_mm, height_mm = SIZES_MM[size] if isinstance(size, str) else size
    overlay = Overlay(
        marks=Marks(origin=PART, rings_km=(10.0, 25.0)), selected=PART, shapes=shapes, note=note
    )
    return {
        "lang": lang, "bounds": VIEW, "overlay": overlay,
        "width_mm": width_mm, "height_mm": height_mm,
    }  # fmt: skip


@pytest.fixture
def lay_out(zone):
    def lay_out_page(options):
        page = Page(options)
        parts = select_parts(zone, options)
        top, bottom = 0.14 * page.height, 0.82 * page.height
        return page, lay_out_sheet(page, zone, parts, top=top, bottom=bottom)

    return lay_out_page


@pytest.mark.parametrize("lang", ["en", "zh", "both"])
@pytest.mark.parametrize("size", ["16:9", "a5", (160.0, 110.0)])
def test_a_long_legend_leaves_the_map_its_share_and_the_view_that_was_asked_for(
    lay_out, size, lang
):
    page, sheet = lay_out(FigureOptions(**order(size, lang)))
    frame = sheet.frame
    assert frame.width * frame.height > 0.15 * page.width * page.height
    assert frame.width < 3 * frame.height
    boxes = [(frame.left, frame.top, frame.width, frame.height), sheet.panel]
    drawn_on = [shapely.box(x, y, x + w, y + h) for x, y, w, h in boxes]
    assert drawn_on[0].intersection(drawn_on[1]).area == 0


@pytest.mark.parametrize(
    ("size", "shapes"), [("16:9", PLOTS), ((160.0, 110.0), ()), ((85.0, 65.0), ())]
)
def test_no_legend_loses_a_language_or_what_dashes_mean(zone, size, shapes):
    words = " ".join(
        text.get_text() for text in drawn(zone, **order(size, "both", shapes=shapes)).axes[0].texts
    )
    for said in ("图例 Legend", "Dashed outline: schematic", "虚线：示意轮廓", "Sub-zone"):
        assert said in words.replace("  ", " ")


@pytest.mark.parametrize("lang", ["en", "zh", "both"])
def test_the_smallest_figures_name_most_parts_and_say_what_dashes_mean(zone, lay_out, lang):
    figure = drawn(zone, width_mm=85, height_mm=65, lang=lang)
    words = [text.get_text() for text in figure.axes[0].texts]
    assert any(each in said for said in words for each in ("Dashed outline", "虚线"))
    assert "200 km" not in words
    _, sheet = lay_out(FigureOptions(width_mm=85, height_mm=65, lang=lang))
    assert len(sheet.labels.parts.unnamed) <= 4


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_selected_part_is_named_on_the_map(zone, lang):
    figure = drawn(zone, **order((160.0, 110.0), lang, shapes=(), note=""))
    assert {"en": "Jiangyang Area", "zh": "江阳片区"}[lang] in map_words(figure)


@pytest.mark.parametrize("size", [(85, 65), (160, 110)])
def test_each_sign_of_a_place_has_a_name_or_an_entry_of_the_legend(zone, size):
    figure = drawn(zone, lang="both", width_mm=size[0], height_mm=size[1])
    signs = [line for line in figure.axes[1].lines if line.get_zorder() == 6]
    words = " ".join(text.get_text() for text in figure.axes[0].texts)
    assert len(signs) > 3 or size[0] == 85
    if "火车站" not in words:
        names = [*zone.places["name_zh"], *zone.stations["name_zh"]]
        on_map = [text.get_text() for text in figure.axes[1].texts]
        assert len(signs) == sum(name in on_map for name in names)
