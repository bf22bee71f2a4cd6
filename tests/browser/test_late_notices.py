"""What a page says when its map, or what belongs on it, does not come."""

import pytest

pytestmark = pytest.mark.browser

AWHILE_MS = 16_000
LACKING = {
    "leaflet": ("**/leaflet*.js", "no-map"),
    "map": ("**/map.js", "no-map"),
    "tools": ("**/app.js", "no-tools"),
}
SAID = {
    ("no-map", "en"): "The interactive map has not loaded yet.",
    ("no-map", "zh"): "交互地图尚未载入",
    ("no-tools", "en"): "Search and tools have not loaded yet.",
    ("no-tools", "zh"): "搜索和工具尚未载入",
}
SHIFTS = """() => new Promise((done) => {
    new PerformanceObserver((list) => done(list.getEntries().map(({ value }) => value)))
        .observe({ type: 'layout-shift', buffered: true });
    setTimeout(done, 200, []); })"""


@pytest.fixture
def open_clocked(browser):
    """Open a page whose clock can be put forward: `open_clocked(lang, size)`."""
    contexts = []

    def opened(lang="en", size=(1280, 800)):
        shape = {"width": size[0], "height": size[1]}
        contexts.append(browser.new_context(locale=lang, viewport=shape))
        page = contexts[-1].new_page()
        page.clock.install()
        return page

    yield opened
    for each in contexts:
        each.close()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("lacking", "fails"), [("leaflet", True), ("map", True), ("map", False), ("tools", True)]
)
def test_a_page_says_what_has_not_come_after_a_while(open_clocked, site, lang, lacking, fails):
    """What has failed is told at once, what is late only when it should have come."""
    address, name = LACKING[lacking]
    page = open_clocked(lang)
    page.route(address, lambda route: route.abort() if fails else None)
    page.goto(f"{site}/?lang={lang}", wait_until="domcontentloaded")
    page.locator(".list .entry").first.wait_for()
    if name == "no-tools":
        page.wait_for_function("() => document.querySelector('.zone-map').zone")
    notice = page.locator(".late-notice")
    assert notice.count() == 0
    assert SAID[name, lang] not in page.evaluate("document.body.innerText")
    page.wait_for_timeout(500)  # the scripts have failed, if they do
    page.clock.run_for(5000)
    assert notice.count() == (1 if fails else 0)
    page.clock.run_for(AWHILE_MS)
    notice.wait_for()
    assert notice.count() == 1
    assert notice.inner_text().startswith(SAID[name, lang])
    assert sum(page.evaluate(SHIFTS)) < 0.01
    frame, box = page.locator(".map-frame").bounding_box(), notice.bounding_box()
    assert frame["x"] <= box["x"]
    assert box["x"] + box["width"] <= frame["x"] + frame["width"]
    if name == "no-map":
        page.locator(".list .entry").first.click()
        page.wait_for_url("**/parts/*")


FRAMES = [(150, 150), (240, 180), (200, 150), (320, 240), (600, 400)]


@pytest.mark.parametrize(("lang", "sizes"), [("en", FRAMES), ("zh", FRAMES[::-1])])
def test_an_embedded_map_says_so_too(open_clocked, site, lang, sizes):
    page = open_clocked(lang, sizes[0])
    page.route("**/leaflet*.js", lambda route: route.abort())
    page.goto(f"{site}/embed?lang={lang}", wait_until="load")
    page.locator(".credits").wait_for()
    page.clock.run_for(AWHILE_MS)
    notice = page.locator(".late-notice")
    notice.wait_for()
    assert notice.inner_text().startswith(SAID["no-map", lang])
    for width, height in sizes:  # only styles place it: no script has come
        page.set_viewport_size({"width": width, "height": height})
        box, look = notice.bounding_box(), (width, height)
        assert box["x"] >= 0, look
        assert box["x"] + box["width"] <= width, look
        assert notice.evaluate("(each) => each.scrollHeight <= each.clientHeight"), look
        assert box["y"] + box["height"] <= page.locator(".credits").bounding_box()["y"], look


@pytest.mark.parametrize("path", ["/", "/embed"])
@pytest.mark.parametrize(
    ("script", "answer"), [("leaflet-lean", ""), ("map", "{"), ("map", "(() => { throw 1; })();")]
)
def test_a_script_that_comes_broken_has_failed(open_clocked, site, path, script, answer):
    page = open_clocked()
    page.route(
        f"**/{script}.js",
        lambda route: route.fulfill(body=answer, content_type="text/javascript"),
    )
    page.goto(f"{site}{path}?lang=en", wait_until="load")
    page.wait_for_timeout(500)
    page.clock.run_for(5000)
    assert page.locator(".late-notice").inner_text().startswith(SAID["no-map", "en"])


def test_a_map_that_stops_while_it_is_drawn_is_told_after_a_while(open_clocked, site):
    def spoil(route):
        route.fulfill(response=(got := route.fetch()), body=got.text() + ";ZoneMap.Page = null;")

    page = open_clocked()
    page.route("**/map.js", spoil)
    page.goto(f"{site}/?lang=en", wait_until="load")
    page.wait_for_timeout(500)
    page.clock.run_for(5000)
    assert page.locator(".late-notice").count() == 0
    page.clock.run_for(AWHILE_MS)
    assert page.locator(".late-notice").inner_text().startswith(SAID["no-map", "en"])


def test_a_map_in_a_frame_that_is_not_shown_is_not_missed(open_clocked, site):
    page = open_clocked()
    host = f'<iframe hidden src="{site}/embed?lang=en"></iframe>'
    page.route("**/host", lambda route: route.fulfill(body=host, content_type="text/html"))
    page.goto(f"{site}/host", wait_until="load")
    frame = page.frame_locator("iframe")
    page.wait_for_timeout(500)
    page.clock.run_for(AWHILE_MS)
    assert frame.locator(".late-notice").count() == 0


def test_it_is_gone_as_soon_as_the_map_comes(open_clocked, site):
    page = open_clocked()
    held = []
    page.route("**/leaflet*.js", lambda route: held.append(route) or None)
    page.goto(f"{site}/?lang=en", wait_until="domcontentloaded")
    page.locator(".list .entry").first.wait_for()
    page.clock.run_for(AWHILE_MS)
    page.locator(".late-notice").wait_for()
    for each in held:
        each.continue_()
    page.wait_for_selector(".leaflet-container")
    page.locator(".late-notice").wait_for(state="detached")
    page.wait_for_selector(".zone-map[data-tools=ready]")
    page.clock.run_for(AWHILE_MS)
    assert page.locator(".late-notice").count() == 0


def test_the_list_does_not_wait_for_styles_that_never_come(open_clocked, site):
    page = open_clocked()
    page.route("**/map*.css", lambda route: None)
    page.goto(f"{site}/?lang=en", wait_until="domcontentloaded")
    page.clock.run_for(AWHILE_MS)
    page.locator(".list .entry").first.wait_for()
    page.clock.run_for(AWHILE_MS)
    page.locator(".late-notice").wait_for()
