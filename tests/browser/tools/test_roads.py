"""The route to a place and the areas reached by road, on the map."""

from contextlib import ExitStack

import pytest
from kept_roads import copy_zone, move_place

from geo.zone import read_zone
from maps.export.registry import FORMATS
from maps.figure.options import FigureOptions

pytestmark = pytest.mark.browser
SHOWN = "html[data-roads=ready]"


@pytest.fixture
def servers():
    """Servers that end after the pages which ask them."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def open_part(servers, serving, open_page, tmp_path):
    def opened(*, lang="en", is_stale=False, **look):
        path = copy_zone(tmp_path)
        if is_stale:
            move_place(path)
        site = servers.enter_context(serving("--data", path))
        return open_page(f"{site}/parts/plot?lang={lang}", **look)

    return opened


def press(page, key):
    button = page.locator(f"article:not([hidden]) [data-road='{key}']")
    button.scroll_into_view_if_needed()
    button.click()
    return button


@pytest.mark.parametrize(("lang", "size"), [("en", (1440, 900)), ("zh", (390, 844))])
def test_the_route_of_a_pair_is_drawn_and_told(open_part, lang, size):
    page = open_part(lang=lang, size=size)
    page.wait_for_selector(SHOWN)
    button = press(page, "east/car")
    page.wait_for_selector("path.road-line")
    assert button.get_attribute("aria-pressed") == "true"
    note = page.locator(".legend .road-note").text_content()
    assert {
        "en": "Plot → East: 35.3 km · 28 min (Car, free flow)",
        "zh": "高速旁地块 → 东城：35.3 km · 28 分钟",
    }[lang] in note
    assert "ODbL" in note
    assert page.locator("[role=status]").first.text_content().startswith(note[:20])
    button.click()
    assert page.locator("path.road-line").count() == 0
    assert button.get_attribute("aria-pressed") == "false"


def test_the_areas_have_their_minutes_and_say_where_they_are_open(open_part):
    page = open_part()
    page.wait_for_selector(SHOWN)
    press(page, "areas")
    page.wait_for_selector("path.road-area")
    assert page.locator("path.road-area").count() == 4
    note = page.locator(".legend .road-note").text_content()
    for said in ("Reached by road from Plot", "30 min (open at the edge of the data)", "2 h", "ODbL",
                 "goes on beyond the data"):  # fmt: skip
        assert said in note
    press(page, "mill/car")
    page.wait_for_selector("path.road-line")
    assert page.locator("path.road-area").count() == 0


def test_another_part_takes_the_marks_away(open_part):
    page = open_part()
    page.wait_for_selector(SHOWN)
    press(page, "areas")
    page.wait_for_selector("path.road-area")
    page.locator(".entry", has_text="Sketch").click()
    page.wait_for_function("() => !document.querySelector('path.road-area')")
    assert page.locator(".legend .road-note").is_hidden()


def test_stale_figures_have_neither_table_nor_buttons(open_part):
    page = open_part(is_stale=True)
    page.wait_for_selector(".zone-map[data-tools=ready]")
    assert "The figures by road are not shown" in page.locator("article:not([hidden])").inner_text()
    assert page.locator("[data-road]").count() == 0


def make_file(path):
    return FORMATS["html"].make(read_zone(path), FigureOptions())


def test_a_file_draws_the_same_from_disk(open_page, tmp_path):
    out = tmp_path / "map.html"
    out.write_bytes(make_file(copy_zone(tmp_path)))
    page = open_page(out.as_uri())
    page.wait_for_selector(SHOWN)
    page.locator(".entry", has_text="Plot").click()
    assert "ODbL 1.0" in page.locator("article:not([hidden])").inner_text()
    for key, drawn, said in (
        ("areas", "path.road-area", "30 min (open at the edge of the data)"),
        ("east/car", "path.road-line", "Plot → East: 35.3 km · 28 min"),
    ):
        press(page, key)
        page.wait_for_selector(drawn)
        note = page.locator(".legend .road-note").text_content()
        assert said in note
        assert "ODbL 1.0" in note
        assert page.locator("[role=status]").first.text_content().startswith(note[:20])


def test_a_file_with_stale_figures_has_none_of_it(tmp_path):
    path = copy_zone(tmp_path)
    assert b"road-line" in make_file(path)
    move_place(path)
    text = make_file(path).decode()
    assert "road-line" not in text
    assert "35.3 km" not in text
    assert "The figures by road are not shown" in text
