"""The embed page and the offline file, with no network at all."""

import pytest
from parcel_zone import write_parcel_zone

from geo.zone import DEFAULT_PATH, read_zone
from maps.web.document import render_standalone_html

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=["en", "zh"])
def offline_file(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("offline") / "map.html"
    path.write_text(
        render_standalone_html(read_zone(DEFAULT_PATH), request.param), encoding="utf-8"
    )
    return path


def test_the_file_opens_from_disk(open_page, offline_file):
    page = open_page(offline_file.as_uri(), offline=True)
    assert page.locator("path.part").count() == 8
    page.locator(".entry[data-part=jiangyang-district]").click()
    assert page.locator(".part-detail:visible").get_attribute("data-panel") == "jiangyang-district"
    assert page.url.endswith("#part=jiangyang-district")


def test_the_file_lists_the_keys_that_it_has(open_page, offline_file):
    page = open_page(offline_file.as_uri(), offline=True)
    page.keyboard.press("Shift+?")
    listed = page.locator("dialog.keys kbd").all_inner_texts()
    assert {"Tab", "Enter", "+", "T", "Esc", "?"} < set(listed)
    assert "Ctrl Z" not in listed
    page.keyboard.press("Escape")
    assert not page.locator("dialog.keys").is_visible()
    assert page.locator(".purpose").is_visible()


def test_the_file_opens_at_a_part(open_page, offline_file):
    page = open_page(offline_file.as_uri() + "#part=big-data-park", offline=True)
    assert page.locator("path.selected").get_attribute("data-part") == "big-data-park"


@pytest.mark.parametrize("part_id", ["kiosk", "depot"])
def test_a_parcel_is_large_enough_to_see_when_it_is_chosen(open_page, tmp_path, part_id):
    path = tmp_path / "map.html"
    zone = read_zone(write_parcel_zone(tmp_path))
    path.write_text(render_standalone_html(zone, "en"), encoding="utf-8")
    page = open_page(f"{path.as_uri()}#part={part_id}", offline=True, size=(1366, 860))
    outline = page.locator("path.selected").bounding_box()
    panel = page.locator(".part-detail:visible").bounding_box()
    assert min(outline["width"], outline["height"]) > 8
    assert outline["x"] + outline["width"] < panel["x"]


def test_the_embed_page_is_the_bare_map(open_page, site):
    page = open_page(f"{site}/embed?part=luxian-district&view=region")
    assert page.locator("path.part").count() == 8
    assert page.locator(".bar, .list").count() == 0
    assert page.locator(".part-detail:visible").get_attribute("data-panel") == "luxian-district"


def test_the_embed_page_works_inside_another_page(open_page, site, other_origin):
    host = f"<!doctype html><link rel=icon href=data:,><iframe src='{site}/embed'></iframe>"
    page = open_page(other_origin(host), ready="iframe")
    frame = page.frame_locator("iframe")
    frame.locator("path.part").first.wait_for(state="attached")
    assert frame.locator("path.part").count() == 8


def test_no_other_page_of_the_site_can_be_framed(open_page, site, other_origin):
    host = f"<!doctype html><link rel=icon href=data:,><iframe src='{site}/'></iframe>"
    page = open_page(other_origin(host), ready="iframe", silent=False)
    page.wait_for_timeout(300)
    assert page.frames[1].locator("path.part").count() == 0
