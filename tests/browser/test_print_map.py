"""The printed map: it fills the first page on paper either way, with the numbers of what was measured."""

import io
from unicodedata import normalize

import pytest
from pypdf import PdfReader

pytestmark = pytest.mark.browser

LINE = "#line=28.9,105.4;28.95,105.45;28.97,105.52"
RINGS = "&from=28.9,105.46&rings=10"


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("marks", [LINE, LINE + RINGS])
def test_the_map_is_the_first_page_with_its_numbers(open_page, site, marks, landscape):
    page = open_page(f"{site}/?lang=en{marks}")
    page.wait_for_selector(".zone-map[data-tools=ready]")
    reader = PdfReader(io.BytesIO(page.pdf(format="A4", landscape=landscape)))
    first, *rest = (normalize("NFKC", each.extract_text()) for each in reader.pages)
    assert "14.56 km" in first  # whatever tool is open
    assert "Legend" in first
    assert "Table of parts" not in first
    assert len(rest) <= 3
    for words in rest:
        assert len(words) > 150  # none with the hash of the data only
