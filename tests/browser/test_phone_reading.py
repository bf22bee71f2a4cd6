"""What somebody who reads Chinese only, on a phone, needs in order to trust what is told."""

import re

import pytest

from tests.browser.conftest import see_sizes
from tests.browser.test_phone import PHONE, open_phone
from tests.browser.test_phone_tools import BROKEN as BROKEN_LATIN
from tests.browser.test_phone_tools import LONGEST_WORD, SMALL
from tests.browser.test_space import open_map
from tests.support.contrast import contrast

pytestmark = pytest.mark.browser

PAIR = "/compare?part=pharmaceutical-park&part=machinery-park"
# Chinese words of tables that break within; the line may end at a mark or between words.
BROKEN = """(words) => { const broken = [], range = document.createRange();
  for (const cell of document.querySelectorAll('td')) {
    const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (!node.parentElement.checkVisibility() || node.parentElement.closest('.sources, code')) continue;
      for (const word of words)
        for (let at = node.data.indexOf(word); at >= 0; at = node.data.indexOf(word, at + 1)) {
          range.setStart(node, at);
          range.setEnd(node, at + word.length);
          const rows = [...range.getClientRects()].filter(({ width }) => width).map(({ top }) => Math.round(top));
          if (new Set(rows).size > 1) broken.push(word);
        }
    }
  }
  return broken; }"""
TERMS = "（假定） 公布 假定 未公布 实测 示意 误差范围内 假定形状 不确定度 按假定面积绘制 较近 较远"
POINTS = "东东北 东北 北东北 北西北 西北 西西北 西西南 西南 南西南 南东南 东南 东东南"
OVERPRINTED = """() => { const bar = document.querySelector('.leaflet-control-scale-line').getBoundingClientRect();
  return [...document.querySelectorAll('.map-label:not(.crowded)')].filter((each) => {
    const box = each.getBoundingClientRect();
    return each.checkVisibility({ visibilityProperty: true }) && box.left < bar.right && box.right > bar.left
      && box.top < bar.bottom && box.bottom > bar.top; }).map((each) => each.textContent); }"""
AT_REST = (
    f"() => document.querySelector('.zone-map').zone.labels.isSettled && !({OVERPRINTED})().length"
)
COLOURS = """(field) => [getComputedStyle(field, '::placeholder').color,
  getComputedStyle(field).backgroundColor]"""


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_two_parts_that_are_compared_fit_side_by_side(open_page, site, lang):
    page = open_page(f"{site}{PAIR}&lang={lang}", size=PHONE, ready="table.comparison")
    for size in see_sizes(page, [PHONE, SMALL]):
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        last = page.locator(".comparison thead th").last.bounding_box()
        assert last["x"] + last["width"] <= size[0]
        assert page.evaluate(BROKEN_LATIN, LONGEST_WORD) == [], size


@pytest.mark.parametrize("path", ["/areas", PAIR, "/distances", "/distances?place=luzhou"])
def test_short_chinese_words_stay_whole_in_narrow_columns(open_page, site, path):
    mark = "&" if "?" in path else "?"
    page = open_page(f"{site}{path}{mark}lang=zh", size=PHONE, ready="table")
    for size in see_sizes(page, [PHONE, SMALL]):
        assert page.evaluate(BROKEN, f"{TERMS} {POINTS}".split()) == [], size


def test_they_stay_whole_in_the_panel_and_in_an_answer_too(open_page, site):
    page = open_map(open_page, site, "/parts/longmatan-core", PHONE, "zh", has_touch=True)
    page.locator(".part-detail td").first.wait_for()
    scroll = page.locator(".part-detail .scroll").first
    for size in see_sizes(page, [PHONE, SMALL]):
        assert page.evaluate(BROKEN, f"{TERMS} {POINTS}".split()) == [], size
        assert scroll.evaluate("(each) => each.scrollWidth <= each.clientWidth + 1"), size
    page = open_map(open_page, site, "/#ask=28.889,105.4461", SMALL, "zh", has_touch=True)
    page.locator(".sights td").first.wait_for()
    for size in see_sizes(page, [SMALL, PHONE]):
        assert page.evaluate(BROKEN, f"{TERMS} {POINTS}".split()) == [], size


@pytest.mark.parametrize(("lang", "sizes"), [("en", [PHONE, SMALL]), ("zh", [SMALL, PHONE])])
@pytest.mark.parametrize("path", ["/", "/#ask=28.889,105.4461", "/#view=region"])
def test_names_give_way_to_the_scale_bar_wherever_the_sheet_puts_it(
    open_page, site, path, lang, sizes
):
    page = open_map(open_page, site, path, sizes[0], lang, has_touch=True)
    if "ask" in path:
        page.locator(".point-answer").wait_for()
    for _size in see_sizes(page, sizes):
        page.wait_for_function(AT_REST)
        if "ask" not in path:
            check_beside_the_sheet(page)


def check_beside_the_sheet(page):
    for height in ("peek", "half"):
        page.evaluate(
            "(height) => { document.querySelector('.sheet').dataset.height = height; }", height
        )
        page.wait_for_timeout(400)  # the sheet glides there
        page.wait_for_function(AT_REST)


@pytest.mark.parametrize("path", ["/", "/#ask=28.9,105.46", "/locate"])
def test_what_a_field_expects_can_be_read(open_page, site, path):
    head, sign, fragment = path.partition("#")
    page = open_page(f"{site}{head}?lang=zh{sign}{fragment}", size=PHONE, ready="input")
    fields = page.locator("input[placeholder]")
    if "#" in path:
        page.locator(".point-answer").wait_for()
    assert fields.count() > 0
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for field in fields.all():
            ink, paper = field.evaluate(COLOURS)
            assert contrast(to_hex(ink), to_hex(paper)) >= 4.5, scheme


def to_hex(colour):
    red, green, blue, *alpha = map(float, re.findall(r"[\d.]+", colour))
    assert not alpha or alpha == [1.0]
    return f"#{int(red):02x}{int(green):02x}{int(blue):02x}"


def test_an_area_is_told_in_mu_to_those_who_count_in_it(open_page, site):
    page = open_phone(open_page, site, "/", "zh")
    listed = page.locator(".list .entry-measure").all_inner_texts()
    assert "6,930 亩" in listed[0]
    assert all("亩" in each for each in listed)
    assert "303,000 亩" in page.locator("#parts-title").inner_text()
    assert "mu" not in open_phone(open_page, site, "/").locator(".list").inner_text().split()


def test_no_checksum_and_no_command_meets_an_investor(open_page, site):
    page = open_phone(open_page, site, "/parts/longmatan-core", "zh")
    assert page.locator(".part-detail .digest").count() == 0
    for path in ("/areas", "/distances", PAIR):
        mark = "&" if "?" in path else "?"
        page = open_page(f"{site}{path}{mark}lang=zh", size=PHONE, ready="table.data")
        said = page.locator("main").inner_text()
        assert not re.search(r"[0-9a-f]{64}|zonemap ", said)
    page.locator(".digest summary").click()
    assert re.search(r"[0-9a-f]{64}", page.locator("main").inner_text())
