"""A site brief in LibreOffice Writer and in Poppler: one page, whatever it says."""

from dataclasses import replace
from datetime import date

import pytest
from document_text import pdf_pages
from site_briefs import LONG_NAME, make_sites, state_all

from maps.documents.brief.formats import render_brief
from maps.documents.brief.forms import BriefRequest


@pytest.mark.parametrize(("kind", "lang"), [("part", "zh"), ("plot", "en")])
@pytest.mark.parametrize("keys", [(), ("big-data-park", LONG_NAME)])
def test_writer_prints_a_brief_on_one_page(zone, convert_office, tmp_path, kind, *, lang, keys):
    site = make_sites(replace(zone, stated=state_all(*keys)))[kind]
    path = tmp_path / "brief.docx"
    path.write_bytes(render_brief(site, BriefRequest("docx", lang, date(2026, 11, 27))))
    (page,) = pdf_pages(convert_office(path, "pdf", by="writer").read_bytes())
    assert zone.sha256[:12] in page


def test_poppler_reads_the_page(zone, run_program, tmp_path):
    path = tmp_path / "brief.pdf"
    order = BriefRequest("pdf", "zh", date(2026, 11, 27))
    path.write_bytes(render_brief(make_sites(zone)["part"], order))
    said = run_program("pdftotext", path, "-", package="poppler-utils").stdout
    assert "未载明" in said
    assert "未知事项及核定单位" in said
