"""A composed page as PDF: the figure as it was, then the numbers of what is on it."""

import io

import pytest
from pypdf import PdfReader

from maps.documents.page_pdf import render_page_pdf
from maps.figure.options import FigureOptions

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("lang", "said"), [("en", "Distances"), ("zh", "距离")])
def test_the_numbers_of_what_is_shown_follow_the_figure(zone, lang, said):
    options = FigureOptions(lang=lang, width_mm=254.0, height_mm=143.0, title="Options for a site")
    pdf = render_page_pdf(zone, options)
    first, *others = PdfReader(io.BytesIO(pdf)).pages
    sides = [float(side) / 72 * 25.4 for side in first.mediabox[2:]]
    assert sides == pytest.approx([254, 143], abs=0.1)
    words = "".join(each.extract_text() for each in others)
    assert said in words
    assert "21.3" in words
    assert pdf == render_page_pdf(zone, options)


def test_each_language_has_its_numbers(zone):
    pages = PdfReader(io.BytesIO(render_page_pdf(zone, FigureOptions(lang="both")))).pages
    words = "".join(each.extract_text() for each in pages[1:])
    assert "Position uncertainty" in " ".join(words.split())
    assert "位置不确定度" in words


def test_a_view_beside_the_zone_is_the_figure_alone(zone):
    options = FigureOptions(bounds=(30.0, 103.0, 30.5, 103.5))
    assert len(PdfReader(io.BytesIO(render_page_pdf(zone, options))).pages) == 1
