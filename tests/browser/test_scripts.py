"""The scripts' names in the page: one global of ours, and one name on Leaflet."""

import pytest

from geo.zone import DEFAULT_PATH, read_zone
from maps.web.document import render_standalone_html

pytestmark = pytest.mark.browser

NAMES = """() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const bare = new Set(Object.getOwnPropertyNames(frame.contentWindow));
    frame.remove();
    return [
        Object.getOwnPropertyNames(window).filter(name => !bare.has(name) && !/^\\d+$/.test(name)),
        Object.keys(L).filter(name => /zone/i.test(name)),
    ]; }"""


@pytest.fixture(params=["site", "file"])
def page(request, open_page, site, tmp_path):
    if request.param == "site":
        return open_page(f"{site}/?lang=en", ready=".zone-map[data-tools=ready]")
    path = tmp_path / "map.html"
    path.write_text(render_standalone_html(read_zone(DEFAULT_PATH)), encoding="utf-8")
    return open_page(path.as_uri())


def test_the_scripts_make_one_global_and_one_name_on_leaflet(page):
    made, on_leaflet = page.evaluate(NAMES)
    ours = {name for name in made if "playwright" not in name and "leaflet" not in name}
    assert ours == {"L", "ZoneMap"}
    assert on_leaflet == ["zoneLayer"]


def test_a_tool_that_can_not_be_loaded_says_so_once(open_page, site):
    blocked = open_page("about:blank", ready="body", service_workers="block")  # it keeps the tools
    page = blocked.context.new_page()
    asked = []
    page.route("**/tools/ask.js", lambda route: (asked.append(1), route.abort()))
    page.goto(f"{site}/?lang=en")
    page.wait_for_selector(".zone-map[data-tools=ready]")
    page.wait_for_timeout(1500)  # the tools are fetched ahead while nothing else is done
    before = len(asked)
    page.mouse.click(900, 500, button="right")
    page.wait_for_function(
        "() => document.querySelector('[role=status]').textContent.startsWith('This tool could not')",
        timeout=5000,
    )
    assert page.locator("[role=status]").is_visible()
    page.wait_for_timeout(500)
    assert len(asked) - before <= 1
    assert page.evaluate("1 + 1") == 2
    page.close()


def test_the_search_works_once_what_it_needs_can_be_had(open_page, site):
    page = open_page("about:blank", ready="body", silent=False, service_workers="block")
    page.route("**/names/**", lambda route: route.abort(), times=1)
    page.goto(f"{site}/?lang=en")
    page.wait_for_selector(".zone-map[data-tools=ready]")
    field = page.locator(".search input")
    field.focus()
    page.locator(".notice", has_text="could not be loaded").wait_for()
    field.fill("Chong")
    page.locator("[role=option]", has_text="Chongqing").wait_for()


@pytest.mark.parametrize(
    ("status", "said"),
    [(502, "could not be loaded"), (None, "longitude")],
    ids=["between", "server"],
)
def test_a_point_that_can_not_be_asked_about_gets_a_sentence(open_page, site, status, said):
    page = open_page("about:blank", ready="body", silent=False)
    if status:
        page.route("**/locate*", lambda route: route.fulfill(status=status, body="<!doctype html>"))
    page.goto(f"{site}/?lang=en#ask=28.9,{105.4 if status else 99999}")
    text = page.locator("#ask-card .answer .warning").inner_text()
    assert "JSON" not in text
    assert said in text
