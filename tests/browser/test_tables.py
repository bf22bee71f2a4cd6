"""The tables on a phone, and the choice of parts to set side by side."""

import pytest

from tests.browser.conftest import see_sizes

pytestmark = pytest.mark.browser

PAIR = "compare?part=longmatan-core&part=big-data-park"
OVERFLOW = """() => Math.max(...[...document.querySelectorAll('.scroll')]
  .map((box) => box.scrollWidth - box.clientWidth))"""
PLACES = ".scroll table:not(.stations)"  # the stations have a table of their own


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("query", ["?", "?place=guiyang&"])
def test_distances_fit_a_phone(open_page, site, query, lang):
    page = open_page(f"{site}/distances{query}lang={lang}", size=(390, 844), ready="main")
    assert page.evaluate(OVERFLOW) <= 0
    assert page.locator(f"{PLACES} tbody th").count() == 8


# Of words in the table's cells: none is broken over two lines.
BROKEN = """() => [...document.querySelectorAll('.scroll :is(th, td)')].flatMap((cell) => {
    const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), found = [];
    while (walk.nextNode()) for (const { 0: word, index } of walk.currentNode.data.matchAll(/[a-z.\\d]+/gi)) {
        const range = document.createRange();
        range.setStart(walk.currentNode, index); range.setEnd(walk.currentNode, index + word.length);
        if (range.getClientRects().length > 1) found.push(word);
    }
    return found; })"""


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_matrix_shows_all_places_where_there_is_room(open_page, site, lang):
    page = open_page(f"{site}/distances?lang={lang}", size=(720, 768), ready="main")
    for size in see_sizes(page, [(width, 768) for width in (720, 768, 834, 929, 930, 1024)]):
        assert page.evaluate(OVERFLOW) <= 0, size
        assert page.locator(f"{PLACES} thead th:visible").count() == 7, size
        assert page.locator(".stations thead th:visible").count() == 4, size
        assert page.evaluate(BROKEN) == [], size


def test_the_matrix_shows_one_place_on_a_phone(open_page, site):
    page = open_page(f"{site}/distances?lang=en", ready="main")
    assert page.locator(".nearest-to:visible, .nearest:visible").count() == 0
    page.set_viewport_size({"width": 390, "height": 844})
    shown = page.locator(f"{PLACES} thead th:visible").all_inner_texts()
    assert shown == ["Part", "Chongqing"]
    assert page.locator(".nearest-to").inner_text() == "Chongqing"
    park = page.locator(".nearest.narrow li").last
    assert park.inner_text().startswith("Park · nearest as drawn: ")
    assert "Possibly nearer" in park.inner_text()


@pytest.mark.parametrize("path", ["/distances?", "/distances?place=chongqing&"])
def test_the_chooser_on_a_phone_says_which_place_is_shown(open_page, site, path):
    page = open_page(f"{site}{path}lang=en", size=(390, 844), ready="main")
    chooser = page.get_by_role("navigation", name="Reference place")
    current = chooser.locator("[aria-current]:visible")
    assert current.all_inner_texts() == ["Chongqing"]
    assert chooser.get_by_role("link", name="Chongqing").count() == 1
    page.set_viewport_size({"width": 1280, "height": 800})
    shown = "All places" if path == "/distances?" else "Chongqing"
    assert current.all_inner_texts() == [shown]
    assert chooser.get_by_role("link", name="Chongqing").count() == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_desktop_shows_every_column_of_the_areas(open_page, site, lang):
    page = open_page(f"{site}/areas?lang={lang}", size=(1280, 800), ready="main")
    beyond = "frame => frame.scrollWidth - frame.clientWidth"
    for width in (1024, 1100, 1200, 1280, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.locator(".scroll").first.evaluate(beyond) <= 0, width


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_tablet_shows_every_column_of_the_areas(open_page, site, lang):
    page = open_page(f"{site}/areas?lang={lang}", size=(768, 1024), ready="main")
    # The least room between the words of a cell and those of the next.
    room = """() => Math.min(...[...document.querySelectorAll('.areas tbody td')].map((cell) => {
        const [words, next] = [cell, cell.nextElementSibling].map((each) => {
            const range = document.createRange();
            if (each) range.selectNodeContents(each);
            return range.getBoundingClientRect(); });
        return next.width ? next.left - words.right : Infinity; }))"""
    for size in see_sizes(page, [(768, 1024), (834, 1112), (1023, 768), (1024, 768)]):
        assert page.evaluate(OVERFLOW) <= 0, size
        assert page.evaluate(BROKEN) == [], size
        assert page.evaluate(room) >= 5, size


# Numbers that a line break parts from their units.
PARTED = """() => { const found = [], main = document.querySelector('main');
    const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        for (const { 0: words, index } of walk.currentNode.data.matchAll(/[\\d.]+\\s(?:km|m|ha|mu)\\b/g)) {
            const range = document.createRange();
            range.setStart(walk.currentNode, index);
            range.setEnd(walk.currentNode, index + words.length);
            const lines = new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom)));
            if (lines.size > 1) found.push(words);
        }
    }
    return found; }"""


def test_numbers_stay_with_their_units_on_a_phone(open_page, site):
    page = open_page(f"{site}/distances?lang=en", size=(390, 844), ready="main")
    for size in see_sizes(page, [(width, 844) for width in range(360, 480, 10)]):
        assert page.evaluate(PARTED) == [], size


def test_no_word_is_broken_in_the_distances_of_a_point(open_page, site):
    page = open_page(f"{site}/?lang=en#ask=28.885,105.42", size=(1024, 768), ready=".sights td")
    assert page.evaluate(BROKEN.replace(".scroll", ".sights")) == []
    lines = """(cell) => { const range = document.createRange(); range.selectNodeContents(cell);
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size; }"""
    bearings = page.locator(".sights tbody td:nth-child(3)").all()
    assert max(each.evaluate(lines) for each in bearings) <= 2


# Cells that the column of names covers in part, at each of some places to which one scrolls.
HALF_COVERED = """async (box) => { const found = [];
    const [first] = box.querySelectorAll('tbody th');
    for (let at = 0; at <= box.scrollWidth; at += 37) {
        box.scrollLeft = at;
        await new Promise(requestAnimationFrame);
        const edge = first.getBoundingClientRect().right;
        for (const each of box.querySelectorAll('td, thead th:not(:first-child)')) {
            const { left, right, width } = each.getBoundingClientRect();
            if (width && left < edge - 1.5 && right > edge + 1.5) found.push([at, each.textContent]);
        }
    }
    return found.slice(0, 9); }"""


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("path", ["/areas?", "/distances?view=rows&", "/?"])
def test_the_names_half_cover_no_number(open_page, site, path, lang):
    sizes = [(320, 640), (390, 844), (600, 900)]
    page = open_page(f"{site}{path}lang={lang}", size=sizes[0], ready="main, .part")
    if path == "/?":
        page.locator(".table-toggle").click()
    box = page.locator(".scroll:visible").first
    for size in see_sizes(page, sizes):
        assert box.evaluate("(each) => each.scrollWidth > each.clientWidth"), size
        assert box.evaluate(HALF_COVERED) == [], size
        assert page.evaluate(BROKEN) == [], size
        end = box.evaluate("(each) => { each.scrollLeft = 9999; return each.scrollLeft; }")
        assert end >= box.evaluate("(each) => each.scrollWidth - each.clientWidth") - 1, size


def test_a_comparison_shows_its_differences_alone(open_page, site):
    page = open_page(f"{site}/{PAIR}&lang=en", size=(390, 844), ready="main")
    assert page.get_by_role("rowheader", name="Boundary type").is_visible()
    page.get_by_label("Only the differences").check()
    assert not page.get_by_role("rowheader", name="Boundary type").is_visible()
    assert page.get_by_role("rowheader", name="Published area").is_visible()
    page.get_by_text("Parts to compare").click()
    assert page.get_by_role("button", name="Compare").is_visible()


@pytest.mark.parametrize(
    ("lang", "full"),
    [
        ("en", "Four parts are already chosen. Remove one first."),
        ("zh", "已选满四个分区，请先移出一个。"),
    ],
)
def test_a_fifth_part_is_not_ticked_and_why_is_said(open_page, site, lang, full):
    page = open_page(f"{site}/compare?lang={lang}", ready="form.picker")
    boxes, said = page.locator(".picker [name=part]"), page.locator(".picker [role=status]")
    for n in range(4):
        boxes.nth(n).check()
    assert said.inner_text() == ""
    boxes.nth(4).click()
    assert not boxes.nth(4).is_checked()
    assert said.inner_text() == full
    boxes.nth(0).uncheck()
    assert said.inner_text() == ""
    boxes.nth(4).check()
    assert page.locator(".picker :checked").count() == 4
