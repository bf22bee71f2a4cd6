"""The foot of a page: the note, the sources, and the code, clear of the map."""

import pytest
from drawn_figure import check_texts_apart, drawn
from matplotlib.patches import PathPatch

from maps.figure.overlay.model import Overlay
from maps.figure.overlay.words import describe_code
from maps.figure.qr_code import list_modules

ADDRESS = "https://maps.example.org/#bounds=28.85,105.35,29,105.6&ask=28.93,105.46"
NOTE = "Prepared for the visit on 2 December."


def page_words(figure):
    return " ".join(text.get_text() for text in figure.axes[0].texts)


def test_a_note_stands_above_the_sources(zone):
    figure = drawn(zone, overlay=Overlay(note=NOTE))
    found = {text.get_text(): text.get_position()[1] for text in figure.axes[0].texts}
    (sources,) = [y for words, y in found.items() if "Sources:" in words]
    assert found[NOTE] < sources  # y is downwards
    assert "Opens this view" not in page_words(figure)
    check_texts_apart(figure)


def test_a_figure_inside_a_document_has_no_note(zone):
    size = {"width_mm": 174, "height_mm": 112}
    assert NOTE not in page_words(drawn(zone, **size, embedded=True, overlay=Overlay(note=NOTE)))


@pytest.mark.parametrize("size", [(297, 210), (254, 142.875), (210, 297)])
@pytest.mark.slow
def test_a_code_has_its_quiet_zone(zone, size):
    pytest.importorskip("segno")
    width_mm, height_mm = size
    overlay = Overlay(note=NOTE, address=ADDRESS)
    figure = drawn(zone, width_mm=width_mm, height_mm=height_mm, overlay=overlay)
    assert "Opens this view" in page_words(figure)
    page, frame = figure.axes[0], figure.axes[1]
    (code,) = [
        patch
        for patch in page.patches
        if isinstance(patch, PathPatch) and len(patch.get_path().vertices) > 1000
    ]
    box = code.get_path().get_extents()
    assert box.width == pytest.approx(box.height)
    module = box.width / len(list_modules(ADDRESS))
    assert module >= 1.0  # 0.35 mm
    map_bottom = page.transData.inverted().transform(frame.bbox.p0)[1]
    assert box.y0 - map_bottom > 4 * module
    assert page.get_xlim()[1] - box.x1 > 4 * module
    check_texts_apart(figure)


@pytest.mark.parametrize("size", [(297, 210), (254, 142.875), (210, 297)])
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.slow
def test_what_is_said_below_a_code_stays_on_the_page(zone, lang, size):
    pytest.importorskip("segno")
    width_mm, height_mm = size
    overlay = Overlay(note=NOTE, address=ADDRESS, is_partly_addressed=True)
    figure = drawn(zone, lang=lang, width_mm=width_mm, height_mm=height_mm, overlay=overlay)
    words = describe_code(overlay, lang)
    assert "".join(words.split()) in "".join(page_words(figure).split())
    page = figure.axes[0]
    (left, right), margin = page.get_xlim(), 5.0
    for text in page.texts:
        box = text.get_window_extent().transformed(page.transData.inverted())
        assert left + margin < box.x0
        assert box.x1 < right - margin
    check_texts_apart(figure)
