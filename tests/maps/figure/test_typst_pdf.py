"""PDFs by Typst: tagged, of the size asked for, and text never read as markup."""

import io

import pytest
from pypdf import PdfReader

from geo.errors import ZoneError
from maps.figure.typst_pdf import typeset_pdf

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path d="M0 0h4v2z"/></svg>'


def data(**changes):
    given = {"title": "A map", "description": "What it shows", "keywords": ["k"], "lang": "en"}
    return {**given, "width_mm": 100, "height_mm": 50, **changes}


def test_a_page_is_tagged_and_as_large_as_the_figure():
    reader = PdfReader(io.BytesIO(typeset_pdf("figure.typ", data(), figure=SVG)))
    (page,) = reader.pages
    assert float(page.mediabox.width) == pytest.approx(100 / 25.4 * 72, abs=0.01)
    assert float(page.mediabox.height) == pytest.approx(50 / 25.4 * 72, abs=0.01)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data().decode()


def test_words_are_no_markup():
    hostile = '#panic("no") $x$ *b*'
    reader = PdfReader(io.BytesIO(typeset_pdf("figure.typ", data(title=hostile), figure=SVG)))
    assert reader.metadata.title == hostile


def test_a_broken_figure_is_said():
    with pytest.raises(ZoneError, match="could not be typeset"):
        typeset_pdf("figure.typ", data(), figure=b"<svg")
