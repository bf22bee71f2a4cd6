"""The browser's print: map, legend, table, panel and sources on white paper, in both languages."""

import io
from unicodedata import normalize

import pytest
from pypdf import PdfReader

pytestmark = pytest.mark.browser

WORDS = {
    "en": ("Luzhou Hi-tech", "Legend", "Table of parts", "Measured area", "Sources", "No machine-readable official boundary", "Schematic map · not reviewed for publication", "SHA-256"),
    "zh": ("泸州国家", "图例", "分区一览表", "量算面积", "资料来源", "未取得可机读的官方界线", "示意图 · 未经审核,无审图号", "数据校验值"),
}  # fmt: skip
BUTTONS = {"en": ("Zoom in", "Region", "中文"), "zh": ("放大", "区位", "English")}


def printed(page):
    reader = PdfReader(io.BytesIO(page.pdf(format="A4")))
    return [normalize("NFKC", each.extract_text()) for each in reader.pages]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_the_printed_page_has_all_and_no_buttons(open_page, site, lang, size):
    page = open_page(f"{site}/?lang={lang}", size=size, color_scheme="dark")
    pages = printed(page)
    text = "\n".join(pages).replace("\n", "")
    assert len(pages) <= 3
    for said in WORDS[lang]:
        assert said.replace(" ", "") in text.replace(" ", ""), said
    for button in BUTTONS[lang]:
        assert button not in text.replace("园区位于", ""), button
    order = [text.index(word) for word in (WORDS[lang][2], WORDS[lang][-1])]
    assert order == sorted(order)


def test_help_is_not_printed(open_page, site):
    page = open_page(f"{site}/quality?lang=en", ready="main")
    page.locator(".explain summary").click()
    text = "".join(printed(page))
    assert "Boundary quality" in text
    for said in ("fit for use", "correct it before"):
        assert said in page.locator("main").inner_text()
        assert said not in text


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("quality?", "once it is read"),
        ("changes?", "once it is read"),
        ("locate?at=28.88,105.45&", "Another point"),
    ],
)
def test_a_form_for_another_answer_is_not_printed(open_page, site, path, said):
    page = open_page(f"{site}/{path}lang=en", ready="main")
    assert said in page.locator("main").inner_text()
    assert said not in "".join(printed(page)).replace("\n", " ")


FOUR = "part=longmatan-core&part=jiangyang-district&part=machinery-park&part=new-energy-park"
FOR_THE_SCREEN = {"en": ("Show on the map", "Word"), "zh": ("在地图上显示", "Word")}


@pytest.mark.parametrize("margin", ["0", "10mm", "14mm"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_printed_comparison_fills_its_pages(open_page, site, lang, margin):
    page = open_page(f"{site}/compare?{FOUR}&lang={lang}", ready="main")
    sides = dict.fromkeys(("top", "right", "bottom", "left"), margin)
    reader = PdfReader(io.BytesIO(page.pdf(format="A4", margin=sides)))
    pages = [normalize("NFKC", each.extract_text()) for each in reader.pages]
    assert len(pages) <= 3
    for text in pages:
        assert len(text) > 400  # none with a few rows, or the small print, only
    assert not any(said in text for text in pages for said in FOR_THE_SCREEN[lang])


def test_the_panel_is_printed_when_it_is_open(open_page, site):
    page = open_page(f"{site}/parts/luxian-district?lang=en")
    text = "".join(printed(page))
    assert "about 87.4 km2 (assumed)" in text  # as NFKC has it
    assert "Chongqing" in text


def test_after_printing_the_screen_is_as_it_was(open_page, site):
    page = open_page(site)
    state = """(({ zone: { _map } }) => [_map.getCenter(), _map.getZoom(), _map.getSize().x])(document.querySelector('.zone-map'))"""
    before = page.evaluate(state)
    printed(page)
    page.wait_for_timeout(200)
    after = page.evaluate(state)
    assert after[0]["lat"] == pytest.approx(before[0]["lat"], abs=1e-4)
    assert after[1:] == before[1:]
    assert not page.locator("html").evaluate("e => e.classList.contains('printing')")
    assert page.locator(".credits").get_attribute("open") is None


FRAME = '<p>Before</p><iframe title="Map" src="%s" width="720" height="480"></iframe><p>After</p>'


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_printed_frame_has_its_sources(open_page, other_origin, site, lang):
    page = open_page(
        other_origin(FRAME % f"{site}/embed?lang={lang}"), ready="iframe", silent=False
    )
    page.frame_locator("iframe").locator("path.part").first.wait_for(state="attached")
    (text,) = printed(page)
    for said in ("GeoNames", "CC BY 4.0", "OpenStreetMap"):
        assert said in text.replace("\n", " "), said
    assert "OurAirports" not in text  # credits, not the list of all sources
    inner = page.frames[1]
    inner.evaluate("void window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    # What does not fit is cut at the edge of the box, and letters are higher than a narrow line.
    room = inner.locator(".credits").evaluate(
        "e => e.querySelector('summary').getBoundingClientRect().top - e.getBoundingClientRect().top"
    )
    assert room >= 2
    assert inner.locator(".credits").evaluate("e => e.scrollHeight <= e.clientHeight")
