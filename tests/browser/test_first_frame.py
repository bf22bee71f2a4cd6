"""What is painted before the scripts have run: the map as the server drew it, at every size."""

import pytest

pytestmark = pytest.mark.browser

SIZES = [(1440, 900), (1024, 768), (768, 1024), (390, 844), (320, 640)]
BOXES = """() => [...document.querySelectorAll('path.part')].map(each => {
    const { x, y, right, bottom } = each.getBoundingClientRect(); return [x, y, right, bottom]; })"""
FREE = """() => { const { map } = document.querySelector('.zone-map').zone, at = map.getContainer();
    const { left, top } = at.getBoundingClientRect(), free = ZoneMap.freeArea(map);
    return [free.min.x + left, free.min.y + top, free.max.x + left, free.max.y + top]; }"""

MOST_SHIFT = 0.01
SHIFT = """() => new Promise((done) => {
    new PerformanceObserver((list) => done(list.getEntries().reduce((sum, { value }) => sum + value, 0)))
        .observe({ type: 'layout-shift', buffered: true });
    setTimeout(done, 200, 0); })"""
AT_FIRST = """
const look = () => {
  if (document.querySelectorAll('path.part').length < 8) requestAnimationFrame(look);
  else window.sheetsAtFirst = document.querySelectorAll('.sheet').length;
};
requestAnimationFrame(look);"""


@pytest.fixture
def open_first(pages):
    """Open an address whose scripts never come; give the page with its first frame."""
    taken = []

    def opened(address, size, **options):
        watched = pages.take(size, **{"locale": "en-GB", **options})
        taken.append(watched)
        watched.page.route("**/map.js", lambda route: route.abort())
        watched.page.goto(address)
        return watched.page

    yield opened
    for watched in taken:
        watched.page.unroute("**/map.js")
        pages.give_back(watched)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("path", ["/?lang=en", "/?lang=zh", "/embed?lang=zh"])
def test_the_map_takes_its_place_without_a_jump(open_first, open_page, site, path, size):
    first = open_first(site + path, size).evaluate(BOXES)
    page = open_page(site + path, size=size)
    assert page.locator(".first-frame").count() == 0
    then = page.evaluate(BOXES)
    assert len(first) == len(then) == 8
    # Leaflet draws in whole pixels.
    moved = max(
        abs(a - b)
        for one, other in zip(first, then, strict=True)
        for a, b in zip(one, other, strict=True)
    )
    assert moved < 2.1


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("path", ["/?lang=en", "/?lang=zh", "/embed?lang=zh"])
def test_nothing_jumps_while_the_page_is_made(open_page, site, path, size):
    assert open_page(site + path, size=size).evaluate(SHIFT) <= MOST_SHIFT


@pytest.mark.parametrize("path", ["/?lang=en", "/embed?lang=en"])
def test_the_rest_of_the_page_comes_after_the_first_frame(open_page, site, path):
    page = open_page("about:blank", ready="body")
    page.add_init_script(AT_FIRST)
    page.goto(site + path)
    page.wait_for_selector(".sheet", state="attached")
    assert page.evaluate("window.sheetsAtFirst") == 0
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


@pytest.mark.parametrize(
    ("path", "size"),
    [
        *(("/?lang=en", size) for size in SIZES),
        *(("/embed?lang=en", size) for size in [*SIZES, (600, 300), (300, 210), (240, 400)]),
    ],
)
def test_nothing_lies_over_the_zone(open_page, site, path, size):
    page = open_page(site + path, size=size)
    left, top, right, bottom = page.evaluate(FREE)
    for x, y, end, low in page.evaluate(BOXES):
        assert left <= x <= end <= right
        assert top <= y <= low <= bottom


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
    pages.give_back(watched)
