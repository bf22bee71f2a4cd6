"""The map page as a person meets it: pointer, keyboard, list and panel, two languages."""

import pytest

from tests.browser.conftest import see_sizes

pytestmark = pytest.mark.browser

PARTS = 8


def select_by_map(page, part_id):
    page.locator(f"path[data-part={part_id}]").dispatch_event("click")
    page.locator(f".part-detail[data-panel={part_id}]").wait_for()


def test_every_part_is_drawn(open_page, site):
    page = open_page(site)
    assert page.locator("path.part").count() == PARTS
    assert page.locator("path.county").count() > 3
    assert page.locator("path.river").count() >= 2


def test_a_click_on_the_map_fills_the_panel(open_page, site):
    page = open_page(site)
    box = page.locator("path[data-part=luxian-district]").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.5)
    panel = page.locator(".part-detail:visible")
    assert panel.locator("h2").inner_text() == "Luxian Area"
    text = panel.inner_text()
    for said in (
        "泸县片区",
        "about 87.4 km² (assumed)",
        "none published",
        "±4 km",
        "Chongqing",
        "Luzhou Yunlong Airport",
        "Pharmaceutical",
    ):
        assert said in text, said
    assert page.locator(".entry[aria-current]").get_attribute("data-part") == "luxian-district"
    assert page.url.endswith("/parts/luxian-district")


def test_the_title_begins_with_the_part_that_is_open(open_page, site):
    page = open_page(f"{site}/?lang=zh")
    zone = page.title()
    assert zone == "泸州高新技术产业开发区"
    page.locator(".entry[data-part=luxian-district]").click()
    assert page.title() == f"泸县片区 · {zone}"
    select_by_map(page, "longmatan-core")
    assert page.title() == f"龙马潭核心区 · {zone}"
    page.go_back()
    page.wait_for_function("() => document.title.startsWith('泸县片区 · ')")
    page.reload()
    assert page.title() == f"泸县片区 · {zone}"
    page.wait_for_selector(".part-detail[data-panel=luxian-district]:visible")
    page.locator(".detail .close").click()
    assert page.title() == zone


def test_the_list_selects_on_the_map(open_page, site):
    page = open_page(site)
    page.locator(".entry[data-part=big-data-park]").click()
    assert page.locator("path.selected").get_attribute("data-part") == "big-data-park"
    assert page.locator(".part-detail:visible h2").inner_text() == "Big data industrial park"


def test_hover_says_name_kind_and_area(open_page, site):
    page = open_page(site)
    page.locator("path[data-part=longmatan-core]").hover()
    tooltip = page.locator(".leaflet-tooltip").inner_text()
    assert tooltip.splitlines() == [
        "Longmatan Core Area",
        "Core · schematic",
        "4.62 km² · published",
    ]


def test_back_and_forward_follow_the_selection(open_page, site):
    page = open_page(site)
    select_by_map(page, "longmatan-core")
    select_by_map(page, "machinery-park")
    page.go_back()
    assert page.locator(".part-detail:visible").get_attribute("data-panel") == "longmatan-core"
    page.go_back()
    assert page.locator(".detail").is_hidden()


def test_a_part_has_its_own_address(open_page, site):
    page = open_page(f"{site}/parts/new-energy-park?lang=zh")
    assert page.locator(".part-detail:visible h2").inner_text() == "新能源新材料产业园"
    assert page.locator("path.selected").get_attribute("data-part") == "new-energy-park"


def test_keyboard_opens_and_escape_returns(open_page, site):
    page = open_page(site)
    page.locator("path[data-part=machinery-park]").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Escape")
    assert page.locator(".detail").is_hidden()
    assert page.evaluate("document.activeElement.dataset.part") == "machinery-park"


def test_the_region_view_reaches_the_three_cities(open_page, site):
    page = open_page(site)
    page.get_by_role("button", name="Show the region").click()
    frame = page.locator(".zone-map").bounding_box()
    for city in ("Chongqing", "Chengdu", "Guiyang"):
        box = page.locator(".map-label.place", has_text=city).first.bounding_box()
        assert frame["x"] < box["x"] < frame["x"] + frame["width"]
        assert frame["y"] < box["y"] < frame["y"] + frame["height"]


@pytest.mark.parametrize("path", ["/", "/parts/longmatan-core", "/embed"])
def test_a_phone_never_scrolls_sideways(open_page, site, path):
    page = open_page(site + path, size=(320, 844))
    for size in see_sizes(page, [(320, 844), (390, 844)]):
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("path", ["/areas", "/distances", "/nothing-here"])
def test_text_pages_fit_a_phone(open_page, site, path):
    page = open_page(site + path, size=(390, 844), ready="main", silent=path != "/nothing-here")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_chinese_speaks_no_english(open_page, site):
    page = open_page(f"{site}/?lang=zh", locale="zh-CN")
    page.locator(".entry").first.click()
    words = page.evaluate(
        """() => [...document.querySelectorAll('button, summary, dt, h2, h3, th[scope=col], .legend span')]
             .filter(e => e.checkVisibility()).map(e => e.textContent.trim()).join(' ')"""
    )
    assert "核心区" in words
    assert not any(word in words for word in ("Legend", "Area", "Details", "Sources", "Region"))


def test_dark_is_dark(open_page, site):
    page = open_page(site, color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(27, 31, 36)"


def test_sorting_the_table_turns_around(open_page, site):
    page = open_page(f"{site}/areas", ready="table")
    for first in ("Big data", "Jiangyang"):
        page.get_by_role("link", name="Measured area").click()
        page.wait_for_selector("th[aria-sort=ascending], th[aria-sort=descending]")
        assert page.locator("tbody th").first.inner_text().strip().startswith(first)


def test_a_part_that_is_pressed_before_the_page_is_complete_opens(open_page, site):
    page = open_page("about:blank", ready="body").context.new_page()  # closed with its script
    page.add_init_script("""new MutationObserver((_, watch) => {
        const part = document.querySelector("[data-part=luxian-district].part");
        if (!part) return;
        watch.disconnect();
        window.early = document.querySelector(".zone-map").zone === undefined;
        part.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    }).observe(document, { childList: true, subtree: true });""")
    page.goto(f"{site}/?lang=en")
    page.wait_for_selector(".part-detail:visible")
    assert page.evaluate("window.early")
    assert page.locator(".part-detail:visible h2").inner_text() == "Luxian Area"
    assert page.url.endswith("/parts/luxian-district?lang=en")


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (768, 1024), (390, 844)])
def test_the_address_of_a_park_zooms_to_it(open_page, site, size):
    page = open_page(f"{site}/parts/pharmaceutical-park?lang=en", size=size)
    page.wait_for_function("document.querySelector('.zone-map').zone.map.getZoom() > 11.9")
