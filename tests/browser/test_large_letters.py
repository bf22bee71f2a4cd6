"""Letters that a reader has enlarged: every text grows, and nothing is cut or reaches off the screen."""

import pytest

pytestmark = pytest.mark.browser

PHONES = [(390, 844), (320, 640)]
SIZES = [*PHONES, (1024, 768)]
PAGES = [
    "/locate?at=28.8721,105.4429",
    "/areas?",
    "/distances?",
    "/compare?part=pharmaceutical-park&part=big-data-park",
    "/report?",
    "/api?",
    "/?",
]
ENLARGE = "(percent) => { document.documentElement.style.fontSize = `${percent}%`; }"
LETTERS = """() => [...document.querySelectorAll('body, body *')].filter((each) => [...each.childNodes].some((node) =>
    node.nodeType === Node.TEXT_NODE && node.data.trim()) && !each.closest('svg, script, style, .leaflet-container'))
    .map((each) => parseFloat(getComputedStyle(each).fontSize))"""
CUT = """() => [...document.querySelectorAll('.bar h1, .bar .site-name')].filter((each) =>
  each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1).length"""
TO_READ = """(selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility()).every((each) => {
  each.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  const box = each.getBoundingClientRect();
  return box.left >= -1 && box.right <= innerWidth + 1; })"""


def open_page_of(open_page, site, path, size, lang):
    return open_page(f"{site}{path}&lang={lang}", size=size, ready=".bar")


@pytest.mark.parametrize("path", PAGES)
def test_every_text_grows_with_the_letters_of_the_browser(open_page, site, path):
    page = open_page_of(open_page, site, path, (1440, 900), "zh")
    before = min(page.evaluate(LETTERS))
    page.evaluate(ENLARGE, 200)
    assert min(page.evaluate(LETTERS)) >= 1.9 * before > 15


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_the_screen(open_page, site, path, size, lang):
    page = open_page_of(open_page, site, path, size, lang)
    for percent in (130, 150, 200):
        page.evaluate(ENLARGE, percent)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], percent
        assert page.evaluate(CUT) == 0, percent
        assert page.evaluate(TO_READ, ".bar a, .sights td"), percent
