"""Every state has an address; back and forward lead through them; sharing copies it."""

import pytest

pytestmark = pytest.mark.browser

WHOLE = (
    "/parts/machinery-park#11.5/28.9/105.45&rings=10,50&from=28.9,105.46"
    "&line=28.9,105.4;29,105.5&compare=longmatan-core,big-data-park"
)
VIEW = "(() => { const m = document.querySelector('.zone-map').zone._map; const c = m.getCenter(); return [m.getZoom(), c.lat, c.lng]; })()"


def view(page):
    return page.evaluate(VIEW)


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
    page.wait_for_function("() => location.hash.includes('/')")
    zoom, lat, lon = map(float, tools.state()["view"].split("/"))
    assert view(page) == pytest.approx([zoom, lat, lon], abs=1e-4)
    page.get_by_role(
        "button", name=tools.word("Show the region", "显示区位（含参照城市）")
    ).first.click()
    assert tools.state() == {"view": "region"}


def test_sharing_copies_the_address(tools):
    page = tools.open("/#compare=longmatan-core", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("toolbar").get_by_role("button").last.click()
    page.get_by_role("dialog").get_by_role("button", name=tools.word("Copy", "复制")).first.click()
    page.get_by_text(tools.word("Copied", "已复制")).first.wait_for()
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
    kept = tools.state()["view"]
    assert [float(each) for each in kept.split("/")] == pytest.approx(seen, abs=0.01)
    page.reload()
    page.wait_for_selector(".zone-map[data-tools=ready]")
    assert view(page) == pytest.approx(seen, abs=0.01)


def test_the_view_is_restored_into_the_space_that_there_is_now(desk):
    page = desk.open("/#12/28.9/105.4")
    page.evaluate("""async () => { const map = document.querySelector('.zone-map');
        map.style.height = "50%";
        window.dispatchEvent(new PopStateEvent("popstate"));
        await new Promise(done => setTimeout(done, 300)); }""")
    assert view(page) == pytest.approx([12, 28.9, 105.4], abs=1e-3)
