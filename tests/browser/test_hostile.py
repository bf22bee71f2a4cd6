"""A hostile zone file is shown as text: nothing runs, nothing is evaluated, the page is whole."""

import json

import pytest
from corpus import TEXTS
from named_tiles import write_named_zone

from geo.zone import read_zone
from maps.export.registry import FORMATS
from maps.figure.options import FigureOptions
from maps.web.document import render_standalone_html
from webapp.saved.export import export_with_tools

pytestmark = pytest.mark.browser

TRIED = (
    "jinja", "jinja statement", "script", "image", "dollar", "bidi", "attribute", "style", "comment",
    "cdata", "javascript address", "control", "proto", "formula",
)  # fmt: skip
NAMES = [*(TEXTS[name] for name in TRIED), "a" * 10_000]

PAGES = (
    "/areas", "/distances", "/embed", "/report", "/?lang=zh", "/api/?f=html",
    "/api/collections/boundaries/items?f=html", "/api/areas?f=html", "/export/figure.svg",
)  # fmt: skip


def hostile_collection():
    features = [
        {
            "type": "Feature",
            "properties": {
                "id": f"{n}{name}",
                "name": name,
                "name_zh": name,
                "kind": "park",
                "industries": [name],
                "note": name,
                "sources": [name],
                name: name,
            },
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[105 + n, 28], [105.5 + n, 28], [105.5 + n, 28.5], [105 + n, 28]]],
            },
        }
        for n, name in enumerate(NAMES)
    ]
    sources = {name: {"title": name, "url": "javascript:window.ran=1"} for name in NAMES}
    zone = {"name": NAMES[2], "name_zh": NAMES[0], "description": NAMES[3]}
    return {"type": "FeatureCollection", "zone": zone, "sources": sources, "features": features}


@pytest.fixture(scope="module")
def hostile_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("hostile") / "zone.geojson"
    path.write_text(json.dumps(hostile_collection()), encoding="utf-8")
    return path


def explore(page):
    """Hover and open every part; return what ran and what is shown."""
    for entry in page.locator(".entry").all():
        entry.click()
    for path in page.locator("path.part").all():
        path.dispatch_event("mouseover")
    shown = page.locator(".part-detail:visible").count()
    return page.evaluate("window.ran"), shown


def check(page):
    ran, shown = explore(page)
    assert ran is None
    assert shown == 1
    names = page.locator(".entry-name").all_text_contents()
    assert [name.strip() for name in names] == [name.strip() for name in NAMES]
    assert page.locator("path.part").count() == len(NAMES)
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# The names of the tiles, those that are hidden too: their text, and what is in it but text.
TILE_NAMES = """() => [...document.querySelectorAll(':is(.town, .road, .lake, .halt, .shield).map-label')]
    .map((each) => [each.textContent, each.childElementCount])"""


def check_tile_names(page):
    page.wait_for_function("() => document.querySelector('.map-label.road:not(.crowded)')")
    found = page.evaluate(TILE_NAMES)
    assert any("<script>" in text for text, _ in found)
    assert {count for _, count in found} == {0}
    assert max(len(text) for text, _ in found) <= 100
    assert not {"\x00", "\x07", "\u202e", "\u200b", "\uffff"} & {
        c for text, _ in found for c in text
    }
    assert page.evaluate("window.ran") is None
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture(scope="module")
def named_file(tmp_path_factory):
    names = [*TEXTS.values(), "a" * 10_000, "😀🏭", "\u200b", "שלום", "名" * 300]
    return write_named_zone(tmp_path_factory.mktemp("named"), names)


def test_names_of_tiles_are_shown_as_text(open_page, named_file, serving):
    with serving("--data", str(named_file)) as site:
        for address in ("/?lang=en", "/embed?lang=zh"):
            page = open_page(f"{site}{address}")
            page.locator("path.part").first.dispatch_event("mouseover")
            check_tile_names(page)


def test_names_of_tiles_are_text_in_a_file_without_a_server(open_page, named_file, tmp_path):
    path = tmp_path / "map.html"
    path.write_text(render_standalone_html(read_zone(named_file)), encoding="utf-8")
    check_tile_names(open_page(path.as_uri()))


def test_the_offline_file_shows_it_as_text(open_page, hostile_file, tmp_path):
    path = tmp_path / "map.html"
    path.write_text(render_standalone_html(read_zone(hostile_file)), encoding="utf-8")
    check(open_page(path.as_uri()))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_saved_map_with_tools_shows_it_as_text(open_page, hostile_file, tmp_path, lang):
    path = tmp_path / "map.html"
    form = FORMATS["html"]
    path.write_bytes(export_with_tools(form, read_zone(hostile_file), FigureOptions(lang="en")))
    page = open_page(f"{path.as_uri()}?lang={lang}")
    page.wait_for_selector(".zone-map[data-tools=ready]")
    check(page)
    page.locator(".map-buttons.tools button").first.click()
    page.locator("#ask-card [name=at]").fill("28.9, 105.4")
    page.locator("#ask-card [name=at]").press("Enter")
    page.locator("#ask-card .point-answer").wait_for()
    assert page.evaluate("window.ran") is None


def test_the_site_shows_it_as_text(open_page, hostile_file, serving):
    with serving("--data", str(hostile_file)) as address:
        check(open_page(address))
        shown = open_page(f"{address}/healthz", ready=":root")
        for path in PAGES:
            shown.goto(address + path)
            assert shown.evaluate("window.ran") is None
            assert shown.locator("a[href^='javascript' i], [onload], [onerror]").count() == 0
            if not path.startswith("/export"):
                assert shown.locator("main").count() == 1
                assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
