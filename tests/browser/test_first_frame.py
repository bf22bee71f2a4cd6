"""What is painted before the scripts have run: the map as the server drew it, at every size."""

from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.browser

SIZES = [(1440, 900), (1024, 768), (768, 1024), (390, 844), (320, 640)]
BOXES = """() => [...document.querySelectorAll('path.part')].map(each => {
    const { x, y, right, bottom } = each.getBoundingClientRect(); return [x, y, right, bottom]; })"""
FREE = """() => { const { map } = document.querySelector('.zone-map').zone, at = map.getContainer();
    const { left, top } = at.getBoundingClientRect(), free = ZoneMap.freeArea(map);
    return [free.min.x + left, free.min.y + top, free.max.x + left, free.max.y + top]; }"""

MOST_SHIFT = 0.01
TO_PAINT_S = 0.4  # more than a frame
SHIFTS = """() => new Promise((done) => {
    const told = ({ value, sources }) => ({ value, moved: sources.map(({ node, previousRect, currentRect }) =>
        [node?.className || node?.nodeName, ...[previousRect, currentRect].map(({ x, y, width, height }) =>
            [x, y, width, height].map(Math.round).join(' '))]) });
    new PerformanceObserver((list) => done(list.getEntries().map(told)))
        .observe({ type: 'layout-shift', buffered: true });
    setTimeout(done, 200, []); })"""
AT_FIRST = """
const look = () => {
  if (document.querySelectorAll('path.part').length < 8) requestAnimationFrame(look);
  else {
    window.sheetsAtFirst = document.querySelectorAll('.sheet').length;
    window.seenAtFirst = [...document.querySelectorAll('.first-frame svg > g')].map(
      (group) => group.checkVisibility({ visibilityProperty: true }));
  }
};
requestAnimationFrame(look);"""


@pytest.fixture(scope="module")
def reading_first(pages):
    """Open an address whose scripts never come: `with reading_first(address, size) as page`."""

    @contextmanager
    def opened(address, size):
        watched = pages.take(size, locale="en-GB")
        watched.page.route("**/{leaflet,map}.js", lambda route: route.abort())
        watched.page.goto(address)
        yield watched.page
        watched.page.unroute("**/{leaflet,map}.js")
        pages.give_back(watched)

    return opened


@pytest.fixture
def open_first(reading_first):
    with ExitStack() as closing:
        yield lambda *all: closing.enter_context(reading_first(*all))


@pytest.fixture(scope="module")
def path_and_size(request):
    return request.param


@pytest.fixture(scope="module")
def first(reading_first, site, path_and_size):
    """The page before its scripts, for tests that only read it."""
    path, size = path_and_size
    with reading_first(site + path, size) as page:
        yield page


@pytest.fixture(scope="module")
def page(reading, site, path_and_size):
    """The page as it was loaded, for tests that only read it."""
    path, size = path_and_size
    with reading(site + path, size=size) as page:
        yield page


def in_looks(*paths, sizes=SIZES):
    """Give a test each path in each size; those with the same ones share a page."""
    looks = [(path, size) for path in paths for size in sizes]
    ids = [f"{path}-{wide}x{high}" for path, (wide, high) in looks]
    return pytest.mark.parametrize("path_and_size", looks, ids=ids, indirect=True, scope="module")


@pytest.fixture
def in_two_pieces(site):
    """Serve a page of the site cut after some bytes, the rest later: `in_two_pieces(path, last)`."""

    class Handler(BaseHTTPRequestHandler):
        cut = b""

        def do_GET(self):
            with urlopen(f"{site}{self.path}") as answer:
                body, kind = answer.read(), answer.headers["Content-Type"]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            at = body.index(self.cut) + len(self.cut) if kind.startswith("text/html") else len(body)
            self.wfile.write(body[:at])
            if at < len(body):
                sleep(TO_PAINT_S)
                self.wfile.write(body[at:])

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()

    def served(path, last):
        Handler.cut = last
        return f"http://127.0.0.1:{server.server_port}{path}"

    yield served
    server.shutdown()
    server.server_close()


@in_looks("/?lang=en", "/?lang=zh", "/embed?lang=zh")
def test_the_map_takes_its_place_without_a_jump(first, page):
    assert page.locator(".first-frame").count() == 0
    before, then = first.evaluate(BOXES), page.evaluate(BOXES)
    assert len(before) == len(then) == 8
    # Leaflet draws in whole pixels.
    moved = max(
        abs(a - b)
        for one, other in zip(before, then, strict=True)
        for a, b in zip(one, other, strict=True)
    )
    assert moved < 2.1


@in_looks("/?lang=en", "/?lang=zh", "/embed?lang=zh")
def test_nothing_jumps_while_the_page_is_made(page):
    shifts = page.evaluate(SHIFTS)
    assert sum(each["value"] for each in shifts) <= MOST_SHIFT, shifts


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=str)
@pytest.mark.parametrize(
    "last", [b"/areas", b"/api/", b'class="languages"', b'class="credits"'], ids=bytes.decode
)
def test_nothing_jumps_where_the_page_is_painted_before_all_of_it_has_come(
    in_two_pieces, open_page, size, last
):
    page = open_page(in_two_pieces("/?lang=en", last), size=size)
    shifts = page.evaluate(SHIFTS)
    assert sum(each["value"] for each in shifts) <= MOST_SHIFT / 5, shifts


CREDITS = """() => {
    const { x, y, width, height } = document.querySelector('.credits').getBoundingClientRect();
    return [x, y, width, height].map(Math.round); }"""


@in_looks("/?lang=en", "/?lang=zh")
def test_that_the_map_is_schematic_is_said_from_the_first_frame_on(first, page):
    assert first.locator(".credits summary").is_visible()
    assert first.evaluate(CREDITS) == page.evaluate(CREDITS)


@pytest.mark.parametrize("path", ["/?lang=en", "/embed?lang=en"])
def test_the_rest_of_the_page_comes_after_the_first_frame(open_page, site, path):
    page = open_page("about:blank", ready="body")
    page.add_init_script(AT_FIRST)
    page.goto(site + path)
    page.wait_for_selector(".sheet", state="attached")
    assert page.evaluate("window.sheetsAtFirst") == 0
    assert page.evaluate("window.seenAtFirst") == [False, True]  # the outlines, then the lines
    assert page.locator("noscript.late-content").count() == 0


def test_the_rest_comes_without_its_styles_if_they_fail(pages, site):
    watched = pages.take((1024, 768), locale="en-GB")
    watched.page.route("**/*.css", lambda route: route.abort())
    watched.page.goto(site)
    watched.page.wait_for_selector(".entry", state="attached")
    assert watched.page.locator("noscript.late-content").count() == 0
    watched.page.unroute("**/*.css")
    pages.give_back(watched)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_without_scripts_the_whole_page_stands(pages, site, size):
    watched = pages.take(size, java_script_enabled=False)
    watched.page.goto(f"{site}/?lang=en")
    page = watched.page
    assert page.locator(".entry").count() == 8
    map_box, list_box = (page.locator(each).bounding_box() for each in (".static-map", ".list"))
    assert list_box["width"] > 200  # with its styles
    assert map_box["height"] > 100
    assert page.locator(".credits summary").is_visible()
    pages.give_back(watched)


@pytest.mark.parametrize("path", ["/?view=region", "/embed?view=region"])
def test_a_base_map_bounds_the_region_so_that_no_frame_is_drawn(open_first, site, path):
    assert open_first(site + path, (390, 844)).locator(".first-frame").count() == 0


def check_that_nothing_lies_over_the_zone(page):
    left, top, right, bottom = page.evaluate(FREE)
    for x, y, end, low in page.evaluate(BOXES):
        assert left <= x <= end <= right
        assert top <= y <= low <= bottom


@in_looks("/?lang=en", "/embed?lang=en")
def test_nothing_lies_over_the_zone(page):
    check_that_nothing_lies_over_the_zone(page)


@in_looks("/embed?lang=en", sizes=[(600, 300), (300, 210), (240, 400)])
def test_nothing_lies_over_the_zone_of_a_small_embedded_map(page):
    check_that_nothing_lies_over_the_zone(page)


@pytest.mark.parametrize(
    "path",
    [
        "/#9/29/105",
        "/#ask=28.9,105.4",
        "/#view=region",
        "/#bounds=28.8,105.3,29,105.6",
        "/?lang=en&bounds=28.8,105.3,29,105.6",
        "/embed#8/29/105",
        "/embed?bounds=28.8,105.3,29,105.6",
    ],
)
def test_another_view_in_the_address_hides_it(open_first, site, path):
    page = open_first(site + path, (1024, 768))
    assert not page.evaluate(
        "() => document.querySelector('.first-frame path.part').checkVisibility({ visibilityProperty: true })"
    )


def test_a_part_that_is_pressed_before_the_scripts_opens(open_first, site):
    page = open_first(f"{site}/?lang=en", (1440, 900))
    box = page.locator("path[data-first=luxian-district]").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.5)
    assert page.locator(".part-detail:visible h2").inner_text() == "Luxian Area"
    assert page.locator("path.selected").get_attribute("data-first") == "luxian-district"


def test_a_part_that_is_pressed_before_its_panel_has_come_opens_as_it_comes(open_first, site):
    page = open_first(f"{site}/areas", (1440, 900))
    press = "document.querySelector('[data-first=luxian-district]').dispatchEvent(new Event('click', { bubbles: true }))"

    def press_while_it_is_parsed(route):
        answer = route.fetch()
        above, rest = answer.text().split("</svg></div>", 1)
        assert 'class="other-panels"' not in above
        headers = {"content-type": "text/html; charset=utf-8"}  # without a policy
        route.fulfill(body=f"{above}</svg></div><script>{press}</script>{rest}", headers=headers)

    page.route("**/?lang=en", press_while_it_is_parsed)
    page.goto(f"{site}/?lang=en")
    assert page.locator(".part-detail:visible h2").inner_text() == "Luxian Area"
    page.unroute("**/?lang=en")


def test_without_scripts_it_stays(pages, tmp_path):
    from geo.zone import DEFAULT_PATH, read_zone
    from maps.web.document import render_standalone_html

    saved = tmp_path / "zone.html"
    saved.write_text(render_standalone_html(read_zone(DEFAULT_PATH)), encoding="utf-8")
    watched = pages.take((1024, 768), java_script_enabled=False)
    watched.page.goto(saved.as_uri())
    drawn = watched.page.locator(".first-frame svg")
    assert drawn.get_attribute("aria-label") == "Map of Luzhou Hi-tech Industrial Development Zone"
    assert drawn.locator("path.part").count() == 8
    assert drawn.locator("path.part").first.is_visible()
    drawn.locator("path.boundaries").first.wait_for()
    pages.give_back(watched)
