"""Every state has an address; back and forward lead through them; sharing copies it."""

import pytest

pytestmark = pytest.mark.browser

WHOLE = (
    "/parts/machinery-park#11.5/28.9/105.45&rings=10,50&from=28.9,105.46"
    "&line=28.9,105.4;29,105.5&compare=longmatan-core,big-data-park"
)
VIEW = "(() => { const m = document.querySelector('.zone-map').zone._map; const c = m.getCenter(); return [m.getZoom(), c.lat, c.lng]; })()"


FREE = """(() => { const zone = document.querySelector('.zone-map').zone;
    const inner = zone.free();
    const [a, b] = [inner.getBottomLeft(), inner.getTopRight()].map(p => zone.map.containerPointToLatLng(p));
    return [a.lat, a.lng, b.lat, b.lng]; })()"""


def view(page):
    return page.evaluate(VIEW)


def shown(page):
    """Return south, west, north and east of what nothing lies over."""
    return page.evaluate(FREE)


def kept(tools):
    return [float(each) for each in tools.state()["bounds"].split(",")]


def degrees_per_px(page):
    return 360 / 256 / 2 ** view(page)[0]


@pytest.mark.any_look
def test_an_address_restores_everything(tools):
    page = tools.open(WHOLE)
    assert view(page) == pytest.approx([11.5, 28.9, 105.45], abs=0.01)
    assert page.locator("path.selected").get_attribute("data-part") == "machinery-park"
    assert page.locator("path.reach-ring").count() == 2
    assert page.locator("path.measure-point").count() == 2
    assert tools.button("compare").inner_text().endswith("2")


def test_the_other_language_keeps_it(tools):
    page = tools.open(WHOLE)
    state = tools.state()
    page.get_by_role("link", name=tools.word("中文", "English")).click()
    page.wait_for_selector(f"html[lang={tools.word('zh-Hans', 'en')}]")
    page.wait_for_selector("path.measure-point", state="attached")
    assert tools.state() == state
    assert page.locator("path.selected").get_attribute("data-part") == "machinery-park"


@pytest.mark.any_look
def test_back_and_forward_lead_through_the_tools(tools):
    page = tools.open()
    tools.use("ask")
    for at in ((28.99, 105.45), (29.0, 105.42)):
        before = tools.state().get("ask")
        tools.click(*at)
        page.wait_for_function("(before) => !location.hash.includes(before)", arg=f"ask={before}")
        page.wait_for_function("() => location.hash.includes('ask=')")
    last = tools.state()["ask"]
    page.go_back()
    page.wait_for_function("(last) => !location.hash.includes(last)", arg=last)
    page.locator(".point-answer").wait_for()
    page.go_back()
    page.wait_for_function("() => !location.hash.includes('ask=')")
    assert page.locator("path.ask-dot").count() == 0
    page.go_forward()
    page.go_forward()
    page.wait_for_selector("path.ask-dot", state="attached")
    assert tools.state()["ask"] == last


def test_a_moved_view_is_kept_and_a_fitted_one_is_not(tools):
    page = tools.open()
    assert tools.state() == {}
    page.get_by_role("button", name=tools.word("Zoom in", "放大")).click()
    page.wait_for_function("() => location.hash.includes('bounds=')")
    assert shown(page) == pytest.approx(kept(tools), abs=3 * degrees_per_px(page))
    page.get_by_role(
        "button", name=tools.word("Show the region", "显示区位（含参照城市）")
    ).first.click()
    assert tools.state() == {"view": "region"}


def test_sharing_copies_the_address(tools):
    page = tools.open("/#compare=longmatan-core", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("toolbar").get_by_role("button").last.click()
    page.get_by_role("dialog").get_by_role("button", name=tools.word("Copy", "复制")).first.click()
    copied = page.get_by_role("dialog").get_by_text(tools.word("Copied", "已复制"))
    copied.locator("visible=true").first.wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_the_toolbar_is_one_stop_with_arrows(tools):
    page = tools.open()
    tools.button("ask").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent") == tools.word("Rings", "距离圈")
    assert page.locator(".tools button[tabindex='0']").count() == 1


def too_small(card, least):
    """Return what there is to press on a card, and is smaller than `least` pixels."""
    targets = card.locator("button, select, label.tick, a.button").all()
    boxes = {each.inner_text(): each.bounding_box() for each in targets if each.is_visible()}
    return [name for name, box in boxes.items() if min(box["height"], box["width"]) < least]


def test_no_card_covers_the_map_and_targets_are_large(tools):
    page = tools.open()
    frame = page.locator(".zone-map").bounding_box()
    for name in ("ask", "measure", "reach", "compare"):
        card = tools.use(name)
        box = card.bounding_box()
        assert box["width"] * box["height"] < 0.6 * frame["width"] * frame["height"], name
        assert too_small(card, 44 if tools.is_phone else 24) == [], name


def test_the_view_that_a_closed_part_leaves_is_kept(tools):
    page = tools.open()
    page.evaluate("void document.querySelector('.zone-map').zone.select('big-data-park')")
    page.wait_for_selector(".part-detail:visible")
    seen = view(page)
    page.keyboard.press("Escape")
    assert page.evaluate("location.pathname") == "/"
    assert shown(page) == pytest.approx(kept(tools), abs=3 * degrees_per_px(page))
    page.reload()
    page.wait_for_selector(".zone-map[data-tools=ready]")
    assert view(page) == pytest.approx(seen, abs=0.01)


@pytest.mark.parametrize("moves", [["Zoom in"] * 3, ["Zoom out"] * 9, ["Zoom in"] * 30])
def test_a_kept_view_is_the_same_after_a_reload(desk, moves):
    page = desk.open()
    for name in moves:
        page.get_by_role("button", name=name).click()
    page.wait_for_timeout(400)
    seen, address, tolerance = view(page), page.url, 2 * degrees_per_px(page)
    page.reload()
    page.wait_for_selector(".zone-map[data-tools=ready]")
    assert view(page)[0] == pytest.approx(seen[0], abs=1e-3)  # the address has a tenth of a pixel
    assert view(page)[1:] == pytest.approx(seen[1:], abs=tolerance)
    assert page.url == address


@pytest.mark.parametrize("size", [(390, 844), (1024, 768), (1920, 1080)])
def test_another_screen_shows_all_of_a_kept_view(open_page, site, size):
    page = open_page(f"{site}/?lang=en#bounds=28.8,105.3,29,105.6", size=size)
    page.wait_for_selector(".zone-map[data-tools=ready]")
    south, west, north, east = shown(page)
    assert south <= 28.8
    assert north >= 29
    assert west <= 105.3
    assert east >= 105.6
    assert min((north - south) / 0.2, (east - west) / 0.3) < 1.3


def test_the_view_is_restored_into_the_space_that_there_is_now(desk):
    page = desk.open("/#12/28.9/105.4")
    page.evaluate("""async () => { const map = document.querySelector('.zone-map');
        map.style.height = "50%";
        window.dispatchEvent(new PopStateEvent("popstate"));
        await new Promise(done => setTimeout(done, 300)); }""")
    assert view(page) == pytest.approx([12, 28.9, 105.4], abs=1e-3)


@pytest.mark.parametrize("word", ["constructor", "__proto__", "toString", "nope"])
def test_an_unknown_view_is_the_zone(open_page, site, word):
    page = open_page(f"{site}/?lang=en#view={word}", size=(1000, 700))
    page.wait_for_selector(".zone-map[data-tools=ready]")
    assert page.evaluate("document.querySelector('.zone-map').zone.view") == "zone"
