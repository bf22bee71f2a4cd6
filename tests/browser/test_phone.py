"""On a phone: a sheet of three heights, targets for thumbs, and nothing hidden that has the focus."""

import pytest

pytestmark = pytest.mark.browser

PHONE = {"size": (390, 844), "has_touch": True}
TOO_SMALL = """least => [...document.querySelectorAll('button, summary, input, .bar a, .entry')]
  .filter(e => e.checkVisibility()).map(e => [e.textContent.trim().slice(0, 20), (e.closest('label, summary, button, a') ?? e).getBoundingClientRect()])
  .filter(([, box]) => box.width < least || box.height < least).map(([name]) => name)"""
HIDDEN = """() => { const e = document.activeElement, box = e.getBoundingClientRect();
  for (let a = 0.5; a < 16; a += 1) for (let b = 0.5; b < 16; b += 1) {
    const top = document.elementFromPoint(box.x + a / 16 * box.width, box.y + b / 16 * box.height);
    if (top && (e.contains(top) || top.contains(e) && !top.matches('.sheet, .detail, .list'))) return false;
  }
  return true; }"""


def height(page):
    return page.locator(".sheet").get_attribute("data-height")


def drag(page, to_y):
    page.wait_for_timeout(300)  # the sheet moves to its height
    box = page.locator(".grip").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(200, to_y, steps=6)
    page.mouse.up()


def test_the_sheet_is_dragged_to_three_heights(open_page, site):
    page = open_page(site, **PHONE)
    for to_y, expected in ((830, "peek"), (450, "half"), (120, "full"), (500, "half")):
        drag(page, to_y)
        assert height(page) == expected


def test_the_sheet_is_moved_by_presses_and_keys(open_page, site):
    page = open_page(site, **PHONE)
    grip = page.locator(".grip")
    assert grip.get_attribute("aria-label") == "Panel at half height, press to raise"
    grip.click()
    assert height(page) == "full"
    assert page.locator(".map-frame").evaluate("e => e.inert")
    grip.press("ArrowDown")
    grip.press("ArrowDown")
    assert height(page) == "peek"
    assert not page.locator(".map-frame").evaluate("e => e.inert")
    assert page.locator("#parts-title").is_visible()


@pytest.mark.parametrize("path", ["/", "/parts/longmatan-core", "/embed", "/areas"])
@pytest.mark.parametrize("size", [(390, 844), (320, 640)])
def test_targets_are_for_thumbs(open_page, site, path, size):
    page = open_page(site + path, size=size, has_touch=True, ready="main")
    page.wait_for_timeout(200)
    least = 24 if path == "/areas" else 44
    assert page.evaluate(TOO_SMALL, least) == []


@pytest.mark.parametrize("size", [(390, 844), (320, 640), (760, 600), (1440, 900)])
def test_what_has_the_focus_is_never_hidden(open_page, site, size):
    page = open_page(f"{site}/parts/big-data-park", size=size)
    seen = 0
    for _ in range(45):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        seen += 1
        page.wait_for_timeout(30)
        assert not page.evaluate(HIDDEN), page.evaluate(
            "document.activeElement.outerHTML.slice(0, 200)"
        )
    assert seen > 20


def test_a_scroll_on_the_sheet_never_moves_the_page(open_page, site):
    page = open_page(site, **PHONE)
    page.mouse.move(200, 700)
    page.mouse.wheel(0, 5000)
    page.wait_for_timeout(200)
    assert page.evaluate("[scrollY, document.documentElement.scrollHeight - innerHeight]") == [0, 0]
    assert page.locator(".sheet").evaluate("e => getComputedStyle(e).overscrollBehaviorY") == (
        "contain"
    )


@pytest.mark.parametrize("width", [320, 390])
def test_the_pages_of_the_site_are_in_sight(open_page, site, width):
    page = open_page(f"{site}/?lang=en", size=(width, 640))
    seen = page.evaluate(
        """() => [...document.querySelectorAll('.bar li a, .list input')].filter(e => { const box = e.getBoundingClientRect();
        return e.contains(document.elementFromPoint(box.x + 9, box.y + 4)); }).map(e => e.textContent)"""
    )
    assert {"Map", "Areas", "English", "中文"} <= set(seen)


COVERED = """() => {
  const over = [...document.querySelectorAll('.tools, .legend, .credits, .sheet, .map-buttons')].map(e => e.getBoundingClientRect());
  return [...document.querySelectorAll('.map-label.place:not(.crowded)')].filter(label => {
    const box = label.getBoundingClientRect();
    return over.some(o => o.width && box.left < o.right && o.left < box.right && box.top < o.bottom && o.top < box.bottom);
  }).map(label => label.textContent);
}"""


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_region_view_keeps_the_cities_clear_of_what_lies_over_the_map(open_page, site, lang):
    page = open_page(f"{site}/?view=region&lang={lang}", size=(390, 844), has_touch=True)
    page.wait_for_selector(".tools button >> nth=4")
    shown = page.locator(".map-label.place:not(.crowded)").all_inner_texts()
    cities = ("Chongqing", "Chengdu", "Guiyang") if lang == "en" else ("重庆", "成都", "贵阳")
    assert set(cities) <= set(shown)
    assert page.evaluate(COVERED) == []


@pytest.mark.parametrize("path", ["/", "/parts/pharmaceutical-park"])
def test_the_tools_are_in_one_row(open_page, site, path):
    page = open_page(f"{site}{path}?lang=en", size=(390, 844))
    page.wait_for_selector(".zone-map[data-tools=ready]")
    tops = page.locator(".tools button:visible").evaluate_all(
        "all => all.map((each) => Math.round(each.getBoundingClientRect().top))"
    )
    assert len(tops) == 6
    assert len(set(tops)) == 1
