"""The HTML of a site brief: printed on one page, and read on a phone."""

from datetime import date

import pytest
from document_text import pdf_pages
from site_briefs import make_sites

from maps.documents.brief.formats import render_brief
from maps.documents.brief.forms import BriefRequest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("kind", "lang"), [("part", "zh"), ("plot", "en")])
def test_a_brief_is_printed_on_one_page_and_fits_a_phone(zone, open_page, tmp_path, kind, lang):
    path = tmp_path / "brief.html"
    site = make_sites(zone)[kind]
    path.write_bytes(render_brief(site, BriefRequest("html", lang, date(2026, 11, 27))))
    page = open_page(path.as_uri(), size=(390, 800), ready="main", java_script_enabled=False)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.images[0].naturalWidth > 0 && document.images[0].alt !== ''")
    (printed,) = pdf_pages(page.pdf(prefer_css_page_size=True))
    assert zone.sha256[:12] in printed
