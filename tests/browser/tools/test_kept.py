"""What was drawn stays in this browser: after a reload at once, in another window when it is wanted."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.tools.conftest import Tools
from tests.browser.tools.test_add_data import ROWS, drop, make_geojson

pytestmark = pytest.mark.browser

RING = [(29.05, 105.48), (29.11, 105.52), (29.04, 105.55)]
KEPT = """() => new Promise(done => { const open = indexedDB.open('zonemap-plots', 1);
    open.onupgradeneeded = () => open.result.createObjectStore('values');
    open.onsuccess = () => { const get = open.result.transaction('values').objectStore('values').getAll();
      get.onsuccess = () => { open.result.close(); const all = get.result;
        done(all.length ? { layers: all.flatMap(({ layers }) => layers ?? []),
          sketch: all.map(({ sketch }) => sketch).find(Boolean) ?? null } : null); }; }; })"""
FULL = "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };"
CLOSED = """Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } });
    indexedDB.open = () => { throw new DOMException('', 'SecurityError'); };"""
UNMARKED = (
    "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };"
)
SILENT = "indexedDB.open = () => ({});"


def press(tools, english, chinese):
    name = tools.word(english, chinese)
    tools.page.get_by_role("button", name=name, exact=True).locator("visible=true").click()


def draw(tools, *, is_finished=True, kind="area"):
    tools.use("measure")
    tools.page.locator(f"#measure-card [value={kind}]").click()
    for point in RING:
        tools.click(*point)
    if is_finished:
        press(tools, "Finish", "完成")
        tools.page.wait_for_selector(".map-label.sized", state="attached")


def wait_until_kept(page, condition):
    for _ in range(60):
        kept = page.evaluate(KEPT)
        if condition(kept):
            return kept
        page.wait_for_timeout(100)
    pytest.fail(f"never kept: {json.dumps(kept)[:300]}")


def again(tools, path="/"):
    """Open the site in another window, as after the browser was closed."""
    tools.page.goto(f"{tools._site}/healthz")  # the page keeps what it has when it is left
    tools.page.evaluate("sessionStorage.clear()")
    address = f"{tools._site}{path}?lang={tools.lang}"
    tools.page.goto(address)
    tools.page.wait_for_selector(".zone-map[data-tools=ready]")
    return tools.page


@pytest.mark.any_look
def test_it_is_there_again_after_a_reload(tools):
    page = tools.open()
    draw(tools)
    label = tools.drawn_labels()
    wait_until_kept(page, lambda kept: kept and kept["layers"])
    page.reload()
    page.wait_for_function(
        "(label) => document.querySelector('.map-label.sized')?.textContent === label", arg=label[0]
    )
    expect(page.locator(".map-label.sized")).to_have_count(1)
    assert page.locator(".notice").count() == 0


def test_a_phone_lists_what_was_drawn_after_a_reload(open_page, site):
    phone = Tools(open_page, site, "phone-zh")
    page = phone.open(has_touch=True)
    draw(phone)
    wait_until_kept(page, lambda kept: kept and kept["layers"])
    page.reload()
    page.wait_for_selector(".map-label.sized", state="attached")
    page.locator("#measure-card .close-card").tap()
    page.get_by_role("button", name="您的数据", exact=True).tap()
    row = page.locator(".plots tbody tr[data-key]")
    row.wait_for()
    page.locator(".opens-export").tap()
    assert page.locator("#plots-export").is_visible()


def test_the_folded_table_adds_data_after_a_reload(desk):
    page = desk.open()
    draw(desk)
    wait_until_kept(page, lambda kept: kept and kept["layers"])
    page.reload()
    table = page.get_by_role("region", name="Your data")
    table.get_by_role("button", name="Export", exact=True).click()
    assert page.locator("#plots-export").is_visible()
    page.get_by_role("button", name="Fold or unfold").click()
    assert page.locator("#plots-export").is_hidden()
    table.get_by_role("button", name="Add", exact=True).click()
    page.locator("#add-card .plot-choose").wait_for()


def test_what_was_added_is_told_in_the_other_language(desk):
    page = desk.open()
    site = b'{"type":"Feature","properties":{"name":"x"},"geometry":{"type":"Point","coordinates":[null,1]}}'
    shapes = make_geojson().replace(b'"features": [', b'"features": [' + site + b",")
    drop(page, ("plots.geojson", shapes))
    page.locator(ROWS).nth(2).wait_for()
    page.locator(f"{ROWS} .plot-name").get_by_text("A-1", exact=True).click()
    page.locator(".plot-reason").wait_for()
    wait_until_kept(page, lambda kept: kept and kept["layers"])
    page.locator(".languages a[hreflang^=zh]").click()
    page.wait_for_selector("html[lang=zh-Hans] .zone-map[data-tools=ready]")
    row = page.locator(f"{ROWS} .plot-name").get_by_text("A-1", exact=True)
    row.wait_for()
    page.wait_for_function("() => document.querySelector('.plots').textContent.includes('片区')")
    row.click()
    detail = page.locator(".plot-detail")
    expect(detail.locator(".plot-reason")).to_contain_text("位置不确定度")
    expect(detail).to_contain_text("重庆")
    assert "Chongqing" not in detail.inner_text()
    told = wait_until_kept(page, lambda kept: kept and kept["layers"][0]["lang"] == "zh")
    (layer,) = told["layers"]
    assert "已从 plots.geojson" in layer["steps"][0]
    assert layer["told"]["en"]["steps"][0].startswith("Read ")
    assert all("Chongqing" not in str(each) for each in layer["rows"])


def test_another_window_asks_and_restores(tools):
    page = tools.open()
    draw(tools)
    wait_until_kept(page, lambda kept: kept and kept["layers"])
    page = again(tools)
    notice = page.get_by_role("region", name=tools.word("Notice", "提示"))
    notice.wait_for()
    assert page.locator(".map-label.sized").count() == 0
    press(tools, "Restore", "恢复")
    page.wait_for_selector(".map-label.sized", state="attached")
    assert notice.count() == 0


def test_starting_fresh_forgets_with_one_click(tools):
    page = tools.open()
    draw(tools)
    wait_until_kept(page, lambda kept: kept and kept["layers"])
    page = again(tools)
    page.wait_for_selector(".notice")
    press(tools, "Start fresh", "清除并重新开始")
    wait_until_kept(page, lambda kept: kept is None)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.reload()
    page.wait_for_selector(".zone-map[data-tools=ready]")
    assert page.locator(".notice, .map-label.sized").count() == 0


@pytest.mark.any_look
def test_an_unfinished_drawing_is_there_again(tools):
    page = tools.open()
    draw(tools, is_finished=False, kind="line")
    wait_until_kept(
        page, lambda kept: kept and kept["sketch"] and len(kept["sketch"]["points"]) == 3
    )
    page = again(tools)
    page.wait_for_selector(".notice")
    press(tools, "Restore", "恢复")
    page.wait_for_selector("path.measure-point", state="attached")
    assert page.locator("path.measure-point").count() == 3
    press(tools, "Finish", "完成")
    page.wait_for_selector(".map-label.sized", state="attached")


def test_what_is_drawn_before_the_answer_does_not_overwrite(desk):
    page = desk.open()
    draw(desk)
    wait_until_kept(page, lambda kept: kept and kept["layers"])
    page = again(desk)
    page.wait_for_selector(".notice")
    draw(desk, kind="line")
    kept = wait_until_kept(page, lambda kept: kept and len(kept["layers"]) == 2)
    kinds = [layer["features"][0]["geometry"]["type"] for layer in kept["layers"]]
    assert sorted(kinds) == ["LineString", "Polygon"]


def test_two_windows_keep_what_each_has(desk):
    page = desk.open()
    draw(desk)
    wait_until_kept(page, lambda kept: kept and kept["layers"])
    other = Tools(lambda address, **_look: open_beside(page, address), desk._site, "desk-en")
    other.open()
    draw(other, kind="line")
    kept = wait_until_kept(page, lambda kept: kept and len(kept["layers"]) == 2)
    kinds = [layer["features"][0]["geometry"]["type"] for layer in kept["layers"]]
    assert sorted(kinds) == ["LineString", "Polygon"]
    for each, expected in ((page, "Plot 1"), (other.page, "Line 1")):
        each.reload()
        each.locator(".map-label.sized", has_text=expected).wait_for(state="attached")
        assert each.locator(".map-label.sized").count() == 1
        assert each.locator(".notice").count() == 0


def open_beside(page, address):
    other = page.context.new_page()
    other.set_viewport_size({"width": 1440, "height": 900})
    other.goto(address)
    return other


def test_clearing_all_leaves_nothing(desk):
    page = desk.open()
    draw(desk)
    wait_until_kept(page, lambda kept: kept and kept["layers"])
    press(desk, "Clear all", "全部清除")
    wait_until_kept(page, lambda kept: kept is None)
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("fault", [FULL, CLOSED, UNMARKED, SILENT])
def test_a_full_disk_or_a_private_window_is_one_sentence(desk, fault):
    page = desk.open()
    page.evaluate(f"() => {{ {fault} }}")
    draw(desk)
    page.wait_for_selector(".notice", timeout=30_000)
    assert "cannot keep your data" in page.locator(".notice").inner_text()
    assert len(desk.drawn_labels()) == 1


def test_what_an_older_site_left_is_no_harm(desk):
    page = desk.open()
    for value in (7, {"layers": [{"name": 1}]}, {"layers": [], "sketch": {"kind": "x"}}):
        page.evaluate(KEPT)
        page.evaluate(
            """(value) => new Promise(done => { const open = indexedDB.open('zonemap-plots', 1);
            open.onsuccess = () => { const put = open.result.transaction('values', 'readwrite').objectStore('values')
              .put(value, 'zonemap-plots'); put.onsuccess = () => { open.result.close(); done(0); }; }; })""",
            value,
        )
        page.evaluate("localStorage.setItem('zonemap-plots', '1')")
        page.reload()
        page.wait_for_selector(".zone-map[data-tools=ready]")
        page.wait_for_timeout(800)
        assert page.locator(".notice").count() == 0, value


KEYS = """() => new Promise(done => { const open = indexedDB.open('zonemap-plots', 1);
    open.onsuccess = () => { const names = open.result.objectStoreNames;
      const get = open.result.transaction('values').objectStore('values').getAllKeys();
      get.onsuccess = () => { open.result.close(); done(get.result); }; }; })"""
WATCH = """() => { const { put } = IDBObjectStore.prototype;
    window.written = [];
    IDBObjectStore.prototype.put = function (value, key) { window.written.push(key); return put.call(this, value, key); }; }"""
COUNT = "() => document.querySelector('.plot-table')?.getAttribute('aria-rowcount') === '701'"


def test_a_large_layer_is_written_once_and_is_there_again(desk):
    page = desk.open()
    lines = "".join(f"{n},{105.3 + n / 5000},28.87\n" for n in range(700))
    drop(page, ("many.csv", f"name,longitude,latitude\n{lines}".encode()))
    page.wait_for_function(COUNT, timeout=30_000)
    wait_until_kept(page, bool)
    page.evaluate(WATCH)
    page.locator("#plots-layers").get_by_role("checkbox").first.uncheck()
    page.wait_for_function("() => window.written.length > 0")
    assert not [key for key in page.evaluate("window.written") if "|" in key]
    assert len([key for key in page.evaluate(KEYS) if "|" in key]) == 1
    page.reload()
    page.wait_for_selector(".zone-map[data-tools=ready]")
    page.wait_for_selector(".plots", state="attached")
    shown = page.locator("#plots-layers").get_by_role("checkbox").first
    assert not shown.is_checked()
    if not shown.is_visible():
        page.locator(".plots .fold").click()
    shown.check()
    page.wait_for_function(COUNT)
    page.get_by_role("button", name="Remove from this browser").click()
    page.wait_for_function("() => localStorage.length === 0")
    assert page.evaluate(KEYS) == []
    assert page.locator(ROWS).count() == 0


@pytest.mark.any_look
def test_what_another_open_window_has_can_be_copied_here(tools):
    first = tools.open()
    draw(tools)
    label = tools.drawn_labels()
    wait_until_kept(first, lambda kept: kept and kept["layers"])
    second = first.context.new_page()
    second.goto(f"{tools._site}/?lang={tools.lang}")
    notice = second.locator(".notice")
    notice.wait_for()
    assert tools.word("Another window has 1 of your shapes", "另一个窗口中已打开您的 1 个图形") in (
        notice.inner_text()
    )
    notice.get_by_role("button", name=tools.word("Copy here", "复制到此处")).click()
    second.wait_for_selector(".map-label.sized", state="attached")
    assert second.locator(".map-label.sized").all_text_contents() == label
    assert tools.drawn_labels() == label  # the first one keeps its own
    second.close()
