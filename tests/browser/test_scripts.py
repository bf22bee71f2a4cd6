"""The scripts' names in the page: one global of ours, and one name on Leaflet."""

import pytest

from geo.zone import DEFAULT_PATH, read_zone
from maps.interactive import standalone_html

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
    path.write_text(standalone_html(read_zone(DEFAULT_PATH)), encoding="utf-8")
    return open_page(path.as_uri())


def test_the_scripts_make_one_global_and_one_name_on_leaflet(page):
    made, on_leaflet = page.evaluate(NAMES)
    ours = {name for name in made if "playwright" not in name and "leaflet" not in name}
    assert ours == {"L", "ZoneMap"}
    assert on_leaflet == ["zoneLayer"]
