"""On a phone nothing that is read lies under the sheet, its bar or the credits."""

import pytest

from tests.browser.test_space import COVERED, open_map

pytestmark = pytest.mark.browser

PHONE = (390, 844)
SCROLLED = """() => { const sheet = document.querySelector('.sheet'), grip = document.querySelector('.grip');
  sheet.scrollTop = 200;
  const box = grip.getBoundingClientRect(), seen = [];
  for (let x = box.x + 4; x < box.right; x += 12)
    for (let y = box.y + 2; y < box.bottom; y += 8) seen.push(document.elementFromPoint(x, y));
  return seen.filter((each) => each?.closest('.detail') && !each.closest('.close')).length; }"""
FREE_OF_SHEET = """(selector) => { const part = document.querySelector(selector).getBoundingClientRect();
  const over = [...document.querySelectorAll('.sheet, .credits')].map((each) => each.getBoundingClientRect().top);
  return part.bottom <= Math.min(...over) + 1; }"""
FITS = """(selector) => { const each = document.querySelector(selector);
  return each.getBoundingClientRect().right <= innerWidth && each.scrollWidth <= each.clientWidth + 1; }"""


def open_phone(open_page, site, path, lang="en"):
    return open_map(open_page, site, path, PHONE, lang, has_touch=True)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_text_goes_under_the_bar_of_the_sheet(open_page, site, lang):
    page = open_phone(open_page, site, "/parts/pharmaceutical-park", lang)
    assert page.evaluate(SCROLLED) == 0


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_part_that_is_tapped_is_not_left_under_the_sheet(open_page, site, lang):
    page = open_phone(open_page, site, "/", lang)
    page.locator(".grip").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_function("() => document.querySelector('.sheet').dataset.height === 'peek'")
    page.evaluate(
        "void document.querySelector('.zone-map').zone.map.panBy([0, -150], { animate: false })"
    )
    page.evaluate(
        "document.querySelector('.zone-map').zone.select('jiangyang-district', { by: 'map' })"
    )
    page.wait_for_function(FREE_OF_SHEET, arg="path.part.kind-district.selected")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_open_legend_ends_above_the_credits(open_page, site, lang):
    page = open_phone(open_page, site, "/", lang)
    page.locator(".legend summary").first.click()
    page.wait_for_function(
        """() => document.querySelector('.legend').getBoundingClientRect().bottom
        <= document.querySelector('.credits').getBoundingClientRect().top + 1"""
    )
    page.locator(".legend p").first.evaluate("(each) => each.scrollIntoView({ block: 'end' })")
    assert not page.evaluate(COVERED, ".legend p")


def test_the_open_credits_leave_the_navigation_free(open_page, site):
    page = open_phone(open_page, site, "/")
    page.locator(".credits summary").click()
    assert not page.evaluate(COVERED, ".bar nav a")
    assert not page.evaluate(COVERED, ".credits summary")


@pytest.mark.parametrize("size", [PHONE, (820, 1180)])
def test_the_distances_of_a_part_fit_with_their_uncertainty(open_page, site, size):
    page = open_map(open_page, site, "/parts/longmatan-core", size, "en")
    page.locator(".part-detail .scroll td", has_text="±11 km").first.wait_for()
    assert page.evaluate(FITS, ".part-detail .scroll")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_measured_areas_are_seen_at_once(open_page, site, lang):
    page = open_page(f"{site}/areas?lang={lang}", size=PHONE, ready="table.data")
    right = page.locator("table.data tbody tr:first-child td:nth-child(4)").bounding_box()
    assert right["x"] + right["width"] <= PHONE[0] + 1
    assert page.get_by_text("6,930").first.is_visible()


def test_parts_are_chosen_in_the_card_that_compares(open_page, site):
    page = open_phone(open_page, site, "/")
    page.get_by_role("button", name="Compare", exact=False).first.click()
    card = page.locator("#compare-card")
    for name in ("Luxian Area", "Big data industrial park"):
        card.get_by_role("button", name=name).click()
    assert card.locator(".shortlist li:not(.phone-only)").count() == 2
    assert "part=luxian-district&part=big-data-park" in card.locator("a.button").get_attribute(
        "href"
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_tool_stands_alone_in_a_row(open_page, site, lang):
    page = open_phone(open_page, site, "/#ask=28.9,105.46", lang)
    page.wait_for_selector(".map-buttons.tools > div > button:nth-child(7):not([hidden])")
    tops = page.evaluate(
        """() => [...document.querySelectorAll('.map-buttons.tools button')]
        .filter((each) => each.checkVisibility()).map((each) => each.getBoundingClientRect().top)"""
    )
    assert len(tops) == 7
    assert all(tops.count(each) > 1 for each in tops)


def test_the_number_of_the_scale_is_not_struck_through(open_page, site):
    page = open_phone(open_page, site, "/")
    bar = page.locator(".leaflet-control-scale-line")
    assert bar.evaluate("(each) => getComputedStyle(each).borderRightWidth") == "0px"
    assert bar.evaluate("(each) => getComputedStyle(each, '::after').borderRightWidth") == "2px"


def test_a_printed_comparison_has_no_switch_and_no_note_larger_than_its_number(open_page, site):
    page = open_page(f"{site}/compare?part=pharmaceutical-park&part=big-data-park", size=(720, 900))
    page.emulate_media(media="print")
    assert not page.locator(".only-differences").is_visible()
    size = "(each) => parseFloat(getComputedStyle(each).fontSize)"
    number = page.locator(".comparison td .number").first.evaluate(size)
    for kind in (".quiet", ".rank"):
        assert page.locator(f".comparison td {kind}").first.evaluate(size) <= number
