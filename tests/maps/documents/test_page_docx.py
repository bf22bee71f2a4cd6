"""A composed page in Word: words that can be edited, the map as a picture, the code."""

import io

import docx
import pytest
from drawn_figure import drawn

from maps.content.part import localize_part_name
from maps.documents.factsheet_docx import MARGIN_MM
from maps.documents.page_docx import make_inner_figure, render_page_docx
from maps.figure.options import FigureOptions
from maps.figure.overlay.marks import Marks
from maps.figure.overlay.model import Overlay

ADDRESS = "https://maps.example.org/#ask=28.93,105.46"
MARKS = Marks(point=(28.93, 105.46), path_kind="line", path=((28.9, 105.4), (28.95, 105.45)))


def read(data):
    document = docx.Document(io.BytesIO(data))
    return document, "\n".join(each.text for each in document.paragraphs)


@pytest.mark.slow
def test_the_words_of_a_page_are_text(zone):
    overlay = Overlay(marks=MARKS, note="For the visit.")
    data = render_page_docx(zone, FigureOptions(overlay=overlay, title="Options for a site"))
    document, words = read(data)
    for each in ("Options for a site", "For the visit.", "Not a legal", "Measured: 7.38\xa0km",
                 "Queried point: 28.930000, 105.460000", "Sources"):  # fmt: skip
        assert each in words
    (section,) = document.sections
    assert round(section.page_width.mm), round(section.page_height.mm) == (297, 210)
    (picture,) = document.inline_shapes
    assert "Measured: 7.38 km" in picture._inline.docPr.get("descr")
    assert picture.width.mm <= section.page_width.mm - section.left_margin.mm * 2 + 0.1
    assert data == render_page_docx(
        zone, FigureOptions(overlay=overlay, title="Options for a site")
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_areas_and_distances_of_what_is_shown_are_tables(zone, lang):
    west, _south, _east, north = zone.parts.total_bounds.tolist()
    east = zone.parts.geometry["luxian-district"].bounds[2]
    options = FigureOptions(lang=lang, bounds=(29.05, west, north, east))
    areas, distances = read(render_page_docx(zone, options))[0].tables
    names = {localize_part_name({"id": key, **zone.part(key)}, lang).text
             for key in ("luxian-district", "pharmaceutical-park")}  # fmt: skip
    assert len(areas.rows) == len(distances.rows) == 1 + len(names)
    assert {each.cells[0].text for each in distances.rows[1:]} == names
    cells = [each.text for row in distances.rows[1:] for each in row.cells[1:]]
    # A place in a part, or beside it, is told in words.
    assert sum("±" in each for each in cells) >= len(cells) - len(names) > 0
    (uncertainty,) = [n for n, each in enumerate(areas.rows[0].cells)
                      if each.text in {"Position uncertainty", "位置不确定度"}]  # fmt: skip
    assert all("±" in row.cells[uncertainty].text for row in areas.rows[1:])


@pytest.mark.parametrize("size", [(297.0, 210.0), (210.0, 297.0)])
def test_tables_are_as_wide_as_the_page_lets_them_be(zone, size):
    options = FigureOptions(lang="zh", width_mm=size[0], height_mm=size[1])
    document, _ = read(render_page_docx(zone, options))
    for table in document.tables:
        width_mm = sum(column.width.mm for column in table.columns)
        assert width_mm == pytest.approx(size[0] - 2 * MARGIN_MM, abs=1)


def test_the_code_is_a_picture_and_the_address_a_link(made_zone):
    pytest.importorskip("segno")
    data = render_page_docx(made_zone, FigureOptions(lang="zh", overlay=Overlay(address=ADDRESS)))
    document, words = read(data)
    assert "扫码打开此视图" in words
    assert len(document.inline_shapes) == 2
    links = {each.target_ref for each in document.part.rels.values() if each.is_external}
    assert ADDRESS in links


@pytest.mark.parametrize("size_mm", [(210.0, 297.0), (297.0, 210.0)])
def test_the_figure_leaves_its_page_room_for_title_note_warning_and_caption(size_mm):
    figure = make_inner_figure(FigureOptions(width_mm=size_mm[0], height_mm=size_mm[1]), size_mm)
    lines = 8 if size_mm[0] > size_mm[1] else 11  # of 6 mm
    assert figure.height_mm <= size_mm[1] - 2 * MARGIN_MM - 6 * lines


def test_a_page_of_a_selected_part_is_about_what_its_map_shows(zone):
    options = FigureOptions(lang="en", overlay=Overlay(selected="luxian-district"))
    document, words = read(render_page_docx(zone, options))
    names = {row.cells[0].text.partition(" (")[0] for row in document.tables[0].rows[1:]}
    assert names == {"Luxian Area", "Pharmaceutical industrial park"}
    assert "Position uncertainty: ±4\xa0km." in words
    figure = drawn(zone, lang="en", overlay=Overlay(selected="luxian-district"))
    said = " ".join(text.get_text() for text in figure.axes[0].texts)
    assert "Position uncertainty: ±4 km." in said
