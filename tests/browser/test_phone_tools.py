"""The tools on a phone: they cover little, stay where they are, and what they say comes to the point."""

import re

import pytest

from tests.browser.conftest import see_sizes
from tests.browser.test_phone import PHONE, open_phone
from tests.browser.test_space import open_map

pytestmark = pytest.mark.browser

SMALL = (320, 640)
READY = ".zone-map[data-tools=ready]"
TARGETS = """() => [...document.querySelectorAll('.map-buttons button, .map-buttons summary, .legend summary')]
    .filter((each) => each.checkVisibility()).map((each) => each.getBoundingClientRect())
    .map(({ left, top, right, bottom }) => [left, top, right, bottom])"""
CLIPPED = (
    "(each) => each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1"
)
# Ordinary words, in letters of Latin script, that stand in two lines; addresses and hashes may break.
BROKEN = """(longest) => { const broken = [], range = document.createRange();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (!node.parentElement.checkVisibility() || node.parentElement.closest('code, .visually-hidden')) continue;
    for (const { 0: word, index } of node.data.matchAll(/(?<![\\w./:])[A-Za-z]{2,}(?![\\w./:])/g)) {
      if (word.length > longest) continue;
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const rows = [...range.getClientRects()].filter(({ width }) => width).map(({ top }) => Math.round(top));
      if (new Set(rows).size > 1) broken.push(word);
    }
  }
  return broken; }"""
LONGEST_WORD = 16
TOOLS = ["ask", "measure", "reach", "compare", "add", "share"]
COMPARED = "/compare?part=pharmaceutical-park&part=new-energy-park&part=longmatan-core"


def open_tools(open_page, site, path, size=PHONE, lang="en"):
    page = open_map(open_page, site, path, size, lang, has_touch=True)
    page.wait_for_selector(READY)
    return page


def use(page, name):
    page.locator(f".tool-button:nth-child({1 + TOOLS.index(name)})").click()
    page.wait_for_selector(f"#{name}-card:not([aria-busy])")
    return page.locator(f"#{name}-card")


@pytest.mark.parametrize("size", [PHONE, SMALL, (768, 1024), (820, 1180)], ids=str)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_legend_keeps_its_place_when_the_tools_can_be_cleared(open_page, site, lang, size):
    page = open_tools(open_page, site, "/", size, lang)
    legend = page.locator(".legend").bounding_box()
    bar = page.locator(".tools > div").bounding_box()
    page.evaluate("() => { location.hash = 'ask=28.9,105.46'; }")
    page.wait_for_selector(".tools button:nth-child(7):not([hidden])")
    assert page.locator(".legend").bounding_box() == legend
    then = page.locator(".tools > div").bounding_box()
    assert (then["y"], then["height"]) == (bar["y"], bar["height"])
    last = page.locator(".tools button:nth-child(7)").bounding_box()
    first = page.locator(".tools button").first.bounding_box()
    assert (last["y"], last["x"] + last["width"] <= size[0]) == (first["y"], True)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_buttons_of_a_small_phone_are_large_and_take_two_rows(open_page, site, lang):
    page = open_tools(open_page, site, "/#ask=28.9,105.46", SMALL, lang)
    page.wait_for_selector(".tools button:nth-child(7):not([hidden])")
    boxes = page.evaluate(TARGETS)
    assert all(right - left >= 39.5 and low - top >= 39.5 for left, top, right, low in boxes)
    assert all(left >= 0 and right <= SMALL[0] for left, _top, right, _low in boxes)
    assert len({round(top) for _left, top, _right, _low in boxes}) == 2
    for n, (left, top, right, low) in enumerate(boxes):
        for x, y, end, bottom in boxes[n + 1 :]:
            assert right <= x + 0.5 or end <= left + 0.5 or low <= y + 0.5 or bottom <= top + 0.5


# How far each word of a row begins behind the word before.
APART = """(words) => words.map((each) => { const range = document.createRange();
    range.selectNodeContents(each); return range.getBoundingClientRect(); })
    .filter(({ width }) => width)
    .map(({ left }, n, all) => left - (all[n - 1]?.right ?? -9)).filter((gap) => gap < 5)"""


def test_the_words_of_a_small_phone_stay_apart(open_page, site):
    page = open_tools(open_page, site, "/#ask=28.9,105.46", SMALL)
    page.wait_for_selector(".tools button:nth-child(7):not([hidden])")
    assert page.locator(".tool-text").evaluate_all(APART) == []
    assert page.locator(".bar nav:first-of-type a").evaluate_all(APART) == []
    for link in page.locator(".bar a").all():
        box = link.bounding_box()
        assert min(box["width"], box["height"]) >= 44
    nav = page.locator(".bar ul").first
    assert nav.evaluate("(each) => each.scrollWidth <= each.clientWidth")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("path", ["/?", "/areas?"])
def test_the_pages_and_the_languages_share_a_line_with_the_name(open_page, site, path, lang):
    sizes = [(width, 800) for width in (720, 768, 859, 860, 875, 975, 1100)]
    page = open_page(f"{site}{path}lang={lang}", size=sizes[0], ready="header.bar")
    for size in see_sizes(page, sizes):
        middles = page.locator("header.bar > *").evaluate_all(
            "(all) => all.map((each) => each.getBoundingClientRect())"
            ".map(({ top, bottom }) => (top + bottom) / 2)"
        )
        assert max(middles) - min(middles) < 3, size
        assert not page.locator("header.bar > :is(h1, .site-name)").evaluate(CLIPPED), size


def test_the_open_legend_of_a_small_phone_covers_no_button(open_page, site):
    page = open_tools(open_page, site, "/", SMALL)
    page.locator(".legend summary").click()
    legend = page.locator(".legend").bounding_box()
    for each in page.locator(".leaflet-right :is(button, summary)").all():
        if each.evaluate("(each) => each.checkVisibility({ visibilityProperty: true })"):
            assert each.bounding_box()["x"] >= legend["x"] + legend["width"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_core_has_its_name_on_a_small_phone(open_page, site, lang):
    page = open_tools(open_page, site, "/", SMALL, lang)
    page.wait_for_selector(".map-label.core:not(.crowded)")
    box = page.locator(".map-label.core").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= SMALL[0]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_header_is_as_high_on_every_page_and_has_the_whole_name(open_page, site, lang):
    heights = {PHONE: set(), SMALL: set()}
    for path in ("/", "/areas", COMPARED, "/quality"):
        address = f"{site}{path}{'&' if '?' in path else '?'}lang={lang}"
        page = open_page(address, size=PHONE, ready="header.bar", has_touch=True)
        name = page.locator("header.bar > :is(h1, .site-name)")
        for size in see_sizes(page, heights):
            heights[size].add(page.locator("header.bar").bounding_box()["height"])
            assert not name.evaluate(CLIPPED), (path, size)
    assert [len(each) for each in heights.values()] == [1, 1], heights


def test_no_ordinary_word_breaks_in_its_middle(open_page, site):
    for path in (COMPARED, "/areas", "/distances", "/locate?lon=105.46&lat=28.9", "/quality"):
        address = f"{site}{path}{'&' if '?' in path else '?'}lang=en"
        page = open_page(address, size=PHONE, ready="main", has_touch=True)
        for size in see_sizes(page, [PHONE, SMALL]):
            assert page.evaluate(BROKEN, LONGEST_WORD) == [], (path, size)
    page = open_tools(open_page, site, "/parts/longmatan-core", SMALL)
    for size in see_sizes(page, [SMALL, PHONE]):
        assert page.evaluate(BROKEN, LONGEST_WORD) == [], size


def test_a_table_that_scrolls_is_shaded_at_its_edge(open_page, site):
    page = open_page(f"{site}/areas?lang=en", size=SMALL, ready="table.data")
    box = page.locator(".scroll").first
    assert box.evaluate("(each) => each.scrollWidth > each.clientWidth")
    shade = "(each) => getComputedStyle(each).boxShadow"
    start = box.evaluate(shade)
    assert "inset" in start
    box.evaluate("(each) => { each.scrollLeft = each.scrollWidth; }")
    page.wait_for_function(
        "(start) => getComputedStyle(document.querySelector('.scroll')).boxShadow !== start",
        arg=start,
    )
    wide = open_page(f"{site}/areas?lang=en", ready="table.data").locator(".scroll").first
    assert wide.evaluate("(each) => each.scrollWidth <= each.clientWidth")
    assert wide.evaluate(shade) == "none"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_hints_say_what_a_finger_does(open_page, site, lang):
    page = open_tools(open_page, site, "/", PHONE, lang)
    text = use(page, "ask").locator(".help").inner_text()
    assert re.search("Tap .* long press|点按.*长按", text)
    assert not re.search("[Cc]lick|右键|Enter|回车", text)
    text = use(page, "measure").inner_text()
    assert re.search("tap|点击", text)
    assert not re.search("right-click|右键|Enter|Backspace|Esc|回车", text)
    desk = open_map(open_page, site, "/", (1440, 900), lang)
    assert re.search("right-click|右键", use(desk, "ask").locator(".help").inner_text())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_verdict_on_a_point_comes_first_and_is_one_sentence(open_page, site, lang):
    page = open_tools(open_page, site, "/#ask=28.8725,105.4835", PHONE, lang)
    first = page.locator(".point-answer > :first-child")
    text = first.inner_text()
    assert "verdict" in first.get_attribute("class")
    assert re.match("Not certain: inside|无法确定：按", text)
    assert len(re.findall(r"[.。]", text)) == 1
    reasons = page.locator(".point-answer .reasons").inner_text()
    assert re.search(r"(no more than its uncertainty of ±|不超过 )\d", reasons)


def test_the_mark_of_a_point_covers_no_name_and_stands_alone(open_page, site):
    page = open_map(open_page, site, "/", (1440, 900), "en")
    page.get_by_role("button", name="Query a point").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#ask-card:not([aria-busy])")
    page.locator(".zone-map").focus()
    page.keyboard.press("ArrowDown")
    assert page.locator(".cross").is_visible()
    page.keyboard.press("Enter")
    page.wait_for_selector(".point-answer")
    assert not page.locator(".cross").is_visible()
    page.evaluate("() => { location.hash = 'ask=28.8953,105.4398'; }")  # where a name would be
    page.wait_for_function(
        "() => document.querySelector('.point-answer').dataset.at.startsWith('28.8953')"
    )
    page.wait_for_function("() => document.querySelector('.zone-map').zone.labels.isSettled")
    covered = page.evaluate(
        """() => { const ring = document.querySelector('path.ask-ring').getBoundingClientRect();
        return [...document.querySelectorAll('.map-label:not(.crowded)')].filter((each) => {
          const box = each.getBoundingClientRect();
          return box.left < ring.right && ring.left < box.right && box.top < ring.bottom && ring.top < box.bottom;
        }).map((each) => each.textContent); }"""
    )
    assert covered == []


@pytest.mark.parametrize("size", [PHONE, SMALL], ids=str)
def test_parts_to_compare_keep_their_order_and_the_button_is_in_reach(open_page, site, size):
    page = open_tools(open_page, site, "/", size)
    card = use(page, "compare")
    names = card.locator(".shortlist li span").all_inner_texts()
    assert len(names) == 8
    for n in (4, 6):
        card.locator(".shortlist .mark").nth(n).click()
        assert card.locator(".shortlist li span").all_inner_texts() == names
        assert card.locator(".shortlist .mark").nth(n).inner_text() == "✓"
        box, button = card.bounding_box(), card.locator("a.button").bounding_box()
        assert box["y"] <= button["y"]
        assert button["y"] + button["height"] <= box["y"] + box["height"]
    card.locator(".shortlist .mark").first.scroll_into_view_if_needed()
    assert card.locator("a.button").bounding_box() == button


def test_a_tool_that_is_taken_up_from_the_tall_sheet_leaves_the_map_at_hand(open_page, site):
    page = open_phone(open_page, site, "/")
    page.wait_for_selector(READY)
    page.locator(".grip").click()
    page.wait_for_function("() => document.querySelector('.map-frame').inert")
    page.locator(".list .mark").nth(2).click()
    page.locator("#compare-card .close-card").click()
    assert not page.evaluate("document.querySelector('.map-frame').inert")
    page.evaluate("void document.querySelector('.zone-map').zone.select('big-data-park')")
    use(page, "compare")  # beside the panel of a part: the list is in the card
    for _ in range(2):
        page.locator(".grip").click()
    page.wait_for_function("() => document.querySelector('.sheet').dataset.height === 'full'")
    page.keyboard.press("Escape")
    page.wait_for_function(
        """() => { const top = document.querySelector('.sheet').getBoundingClientRect().top;
        const map = document.querySelector('.zone-map').getBoundingClientRect();
        return top >= (map.top + map.bottom) / 2 && !document.querySelector('.map-frame').inert; }"""
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_without_scripts_one_sentence_says_what_needs_them(open_page, site, lang):
    options = {"java_script_enabled": False, "ready": "body"}
    page = open_page(f"{site}/?lang={lang}", size=PHONE, **options)
    said = page.locator(".no-script")
    assert re.search("need JavaScript|启用脚本", said.inner_text())
    note, picture = said.bounding_box(), page.locator(".static-map").bounding_box()
    assert note["y"] + note["height"] <= picture["y"] + 1
    for path in ("/embed", "/areas"):
        assert open_page(f"{site}{path}?lang={lang}", **options).locator(".no-script").count() == 0


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_legend_and_the_maps_buttons_lie_apart_on_the_smallest_phone(open_page, site, lang):
    ready = ".zone-map[data-tools=ready]"
    page = open_page(f"{site}/?lang={lang}#view=region", size=(320, 640), ready=ready)
    legend = page.locator(".legend:not(.backgrounds)").bounding_box()
    views = page.locator(".map-buttons .views").bounding_box()
    assert legend["x"] + legend["width"] < views["x"]


@pytest.mark.parametrize("height", ["peek", "half"])
@pytest.mark.parametrize("size", [(390, 844), SMALL])
def test_the_panel_is_as_high_after_a_card_as_before_it(open_page, site, size, height):
    page = open_page(f"{site}/parts/machinery-park?lang=en", size=size, ready=READY)
    page.evaluate(
        "height => void (document.querySelector('.sheet').dataset.height = height)", height
    )
    page.wait_for_timeout(400)  # it glides
    before = page.locator(".grip").bounding_box()["y"]
    for n in range(5):
        page.get_by_role("toolbar").locator(".tool-button").nth(n).click()
        card = page.locator(".tool-card.open:not([aria-busy])")
        card.wait_for()
        card.locator(".close-card").click()
        page.wait_for_timeout(400)
        assert page.locator(".grip").bounding_box()["y"] == pytest.approx(before, abs=1), n


def test_a_panel_that_covers_the_map_gives_way_when_a_card_closes(open_page, site):
    page = open_page(f"{site}/parts/machinery-park?lang=en", size=(390, 844), ready=READY)
    sheet = page.locator(".sheet")
    sheet.evaluate("each => void (each.dataset.height = 'half')")
    page.get_by_role("toolbar").locator(".tool-button").nth(2).click()
    page.locator("#reach-card.open:not([aria-busy])").wait_for()
    assert sheet.get_attribute("data-height") == "peek"
    sheet.evaluate("each => void (each.dataset.height = 'full')")
    page.locator("#reach-card .close-card").evaluate("each => each.click()")
    assert sheet.get_attribute("data-height") != "full"  # what was done is seen
