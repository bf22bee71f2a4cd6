"""Letters that a reader has enlarged: every text grows, and nothing is cut or reaches off the screen."""

import pytest

from tests.browser.conftest import see_sizes

pytestmark = pytest.mark.browser

PHONES = [(390, 844), (320, 640)]
SIZES = [*PHONES, (1024, 768)]
PAGES = [
    "/locate?at=28.8721,105.4429",
    "/areas?",
    "/distances?",
    "/compare?part=pharmaceutical-park&part=big-data-park",
    "/report?",
    "/api?",
    "/?",
]
ENLARGE = "(percent) => { document.documentElement.style.fontSize = `${percent}%`; }"
LETTERS = """() => [...document.querySelectorAll('body, body *')].filter((each) => [...each.childNodes].some((node) =>
    node.nodeType === Node.TEXT_NODE && node.data.trim()) && !each.closest('svg, script, style, .leaflet-container'))
    .map((each) => parseFloat(getComputedStyle(each).fontSize))"""
CUT = """() => [...document.querySelectorAll('.bar h1, .bar .site-name')].filter((each) =>
  each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1).length"""
TO_READ = """(selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility()).every((each) => {
  each.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  const box = each.getBoundingClientRect();
  return box.left >= -1 && box.right <= innerWidth + 1; })"""
# Whether more links of the bar than are seen are told by a shade at the edge.
MORE = """() => { const list = document.querySelector('.bar nav:first-of-type ul');
  list.scrollLeft = 0;
  const edge = list.getBoundingClientRect().right + 1, shade = getComputedStyle(list).backgroundAttachment;
  const seen = [...list.querySelectorAll('a')].filter((each) => each.getBoundingClientRect().right <= edge).length;
  return list.scrollWidth <= list.clientWidth + 1 || (shade.includes('local') && seen > 2); }"""


def open_page_of(open_page, site, path, size, lang):
    return open_page(f"{site}{path}&lang={lang}", size=size, ready=".bar")


@pytest.mark.parametrize("path", PAGES)
def test_every_text_grows_with_the_letters_of_the_browser(open_page, site, path):
    page = open_page_of(open_page, site, path, (1440, 900), "zh")
    before = min(page.evaluate(LETTERS))
    page.evaluate(ENLARGE, 200)
    assert min(page.evaluate(LETTERS)) >= 1.9 * before > 15


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_the_screen(open_page, site, path, lang):
    page = open_page_of(open_page, site, path, SIZES[0], lang)
    for percent in (130, 150, 200):
        page.evaluate(ENLARGE, percent)
        for size in see_sizes(page, SIZES):
            look = (percent, size)
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0], look
            assert page.evaluate(CUT) == 0, look
            assert page.evaluate(MORE), look
            assert page.evaluate(TO_READ, ".bar a, .sights td"), look


UNDER = """() => { const shown = [...document.querySelectorAll('.tools button, .legend summary, .mover summary, ' +
    '.zoom button, .views button, .credits summary')].filter((each) => each.checkVisibility());
  const found = [];
  for (const each of shown) {
    each.scrollIntoView({ inline: 'center', block: 'nearest' });
    const box = each.getBoundingClientRect();
    for (const [x, y] of [[0.1, 0.5], [0.5, 0.15], [0.5, 0.85], [0.9, 0.5]]) {
      const top = document.elementFromPoint(box.x + box.width * x, box.y + box.height * y);
      if (!top || !each.contains(top)) found.push(each.textContent || each.title);
    } }
  return [...new Set(found)]; }"""
ZONE_IS_SEEN = """() => { const { zone } = document.querySelector('.zone-map'), { map } = zone;
  const [low, high] = zone.data.bounds.zone.map((each) => map.latLngToContainerPoint(each));
  const frame = map.getContainer().getBoundingClientRect(), bottom = (selector) => Math.max(...[...document
    .querySelectorAll(selector)].map((each) => each.getBoundingClientRect().bottom)) - frame.top;
  const below = document.querySelector('.credits').getBoundingClientRect().top - frame.top;
  return high.y >= bottom('.tools, .legend, .leaflet-right .zoom') - 1 && low.y <= below + 1
    && low.x >= 0 && high.x <= frame.width; }"""
ROWS = """() => { const card = document.querySelector('#compare-card'), frame = card.getBoundingClientRect();
  const bottom = Math.min(frame.bottom, innerHeight), head = card.querySelector('header').getBoundingClientRect().bottom;
  return [...card.querySelectorAll('.shortlist .phone-only')].filter((each) => {
    const box = each.querySelector('button').getBoundingClientRect();
    return box.top >= head - 1 && box.bottom <= bottom + 1 && box.right <= innerWidth; }).length; }"""


def open_enlarged(open_page, site, percent, size, lang):
    """Open the map in large letters: they are there before it is drawn, as the browser's own are."""
    page = open_page(f"{site}/areas?lang={lang}", size=size, ready=".bar", has_touch=size[0] < 720)
    page.add_init_script(
        f"""new MutationObserver((_, observer) => {{ if (!document.documentElement) return;
        document.documentElement.style.fontSize = '{percent}%'; observer.disconnect(); }})
        .observe(document, {{ childList: true }})"""
    )
    page.goto(f"{site}/?lang={lang}")
    page.wait_for_selector(".zone-map[data-tools=ready]")
    page.wait_for_function("() => document.querySelector('.zone-map').zone.labels.isSettled")
    return page


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("percent", [130, 150, 200])
@pytest.mark.parametrize("sizes", [PHONES, [(1024, 768), (768, 1024), (1440, 900)]], ids=str)
def test_no_button_of_the_map_lies_under_another(open_page, site, percent, sizes, lang):
    sizes = sizes if lang == "en" else sizes[::-1]  # the map starts in the first
    page = open_enlarged(open_page, site, percent, sizes[0], lang)
    for size in see_sizes(page, sizes):
        assert page.evaluate(UNDER) == [], size
        if size == (390, 844) or (size[0], percent) == (1024, 200):
            assert page.evaluate(ZONE_IS_SEEN), size


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("percent", [150, 200])
def test_parts_to_compare_are_seen_in_large_letters(open_page, site, percent, lang):
    page = open_enlarged(open_page, site, percent, (390, 844), lang)
    page.locator(".tools .tool-button").nth(3).click()
    page.wait_for_selector("#compare-card .shortlist .phone-only button")
    assert page.evaluate(ROWS) >= 3


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("size", "percent"), [(PHONES[0], 100), (PHONES[1], 100), (PHONES[0], 200)]
)
def test_the_open_legend_leaves_the_views_and_shows_that_it_scrolls(
    open_page, site, size, percent, lang
):
    page = open_enlarged(open_page, site, percent, size, lang)
    page.locator(".legend summary").first.click()
    page.wait_for_timeout(200)
    assert page.evaluate(UNDER) == []
    legend = page.locator(".legend").first
    assert legend.evaluate("(each) => each.scrollHeight > each.clientHeight")
    assert "scroll" in legend.evaluate("(each) => getComputedStyle(each).backgroundAttachment")


FREE = """() => { const { map } = document.querySelector('.zone-map').zone;
    const { min, max } = ZoneMap.freeArea(map);
    const box = map.getContainer().getBoundingClientRect();
    const buttons = document.querySelector('.leaflet-right .map-buttons').getBoundingClientRect();
    return [buttons.height, max.y - buttons.bottom + box.top]; }"""


@pytest.mark.parametrize("path", ["/?lang=zh", "/?lang=en", "/?lang=zh#ask=28.95,105.42"])
def test_a_phones_page_at_twice_its_size_leaves_some_of_the_map(open_page, site, path):
    page = open_page(f"{site}{path}", size=(195, 422), has_touch=True)
    page.wait_for_selector(".zone-map[data-tools=ready]")
    if "ask" in path:
        page.locator(".point-answer").wait_for()
        dot = page.locator("path.ask-dot").bounding_box()
        at = [dot["x"] + dot["width"] / 2, dot["y"] + dot["height"] / 2]
        over = (
            "([x, y]) => document.elementFromPoint(x, y).closest('.map-buttons, .legend, .credits')"
        )
        assert page.evaluate(over, at) is None
    else:
        row, left = page.evaluate(FREE)
        assert row < 60
        assert left > 15
