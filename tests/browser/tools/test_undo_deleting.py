"""What was deleted comes back by Undo as it was: its name, its row, and what the browser keeps."""

import pytest
from playwright.sync_api import expect

from tests.browser.tools.test_add_data import ROWS, drop, make_geojson
from tests.browser.tools.test_kept import RING, draw, press, wait_until_kept

pytestmark = pytest.mark.browser

NAME = "Depot A"


def draw_named(tools, kind="area"):
    draw(tools, kind=kind, is_finished=kind != "site")
    field = tools.card("measure").get_by_label(tools.word("Name", "名称"), exact=True)
    field.fill(NAME)
    field.press("Enter")
    return tools.page


def names_kept(kept):
    layers = kept["layers"] if kept else []
    return [each["properties"]["name"] for layer in layers for each in layer["features"]]


def row_names(page):
    return page.locator(f"{ROWS} .plot-name").all_text_contents()


@pytest.mark.parametrize("kind", ["area", "line"])
def test_a_drawn_shape_that_was_deleted_comes_back_with_its_name(desk, kind):
    desk.open()
    page = draw_named(desk, kind)
    wait_until_kept(page, lambda kept: names_kept(kept) == [NAME])
    press(desk, "Delete", "删除")
    wait_until_kept(page, lambda kept: names_kept(kept) == [])
    press(desk, "Undo", "撤销")
    kept = wait_until_kept(page, lambda kept: names_kept(kept) == [NAME])
    assert kept["sketch"] is None
    assert [NAME in each for each in desk.drawn_labels()] == [True]
    page.reload()
    page.locator(".map-label.sized", has_text=NAME).wait_for(state="attached")
    assert [NAME in each for each in desk.drawn_labels()] == [True]


def test_one_of_several_comes_back_in_its_place(desk):
    page = desk.open()
    draw_named(desk, "area")
    desk.page.locator("#measure-card [value=line]").click()
    for point in RING:
        desk.click(*point)
    press(desk, "Finish", "完成")
    before = wait_until_kept(page, lambda kept: len(names_kept(kept)) == 2)
    desk.card("measure").locator(".drawn-entry").first.click()
    press(desk, "Delete", "删除")
    wait_until_kept(page, lambda kept: len(names_kept(kept)) == 1)
    press(desk, "Undo", "撤销")
    after = wait_until_kept(page, lambda kept: len(names_kept(kept)) == 2)
    assert after["layers"][0]["features"] == before["layers"][0]["features"]


def test_points_taken_back_to_none_and_put_back_are_the_same_plot(desk):
    page = desk.open()
    draw_named(desk)
    wait_until_kept(page, lambda kept: names_kept(kept) == [NAME])
    page.evaluate("document.activeElement.blur()")  # in its field the keys are those of text
    for _ in range(3):
        page.keyboard.press("Control+z")
    wait_until_kept(page, lambda kept: names_kept(kept) == [])
    for _ in range(3):
        page.keyboard.press("Control+y")
    wait_until_kept(page, lambda kept: names_kept(kept) == [NAME])


def test_what_was_drawn_since_stays_beside_the_layer_that_comes_back(desk):
    page = desk.open()
    draw_named(desk)
    desk.card("measure").get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Fold or unfold").click()
    page.locator(".plot-layers").get_by_role("button", name="Remove Drawn").click()
    wait_until_kept(page, lambda kept: names_kept(kept) == [])
    draw(desk, kind="line")
    page.locator(".plot-undo button").click()
    kept = wait_until_kept(page, lambda kept: len(names_kept(kept)) == 2)
    assert len(kept["layers"]) == 1
    assert names_kept(kept) == [NAME, "Line 1"]


def test_a_layer_that_was_dropped_comes_back_with_its_rows(desk):
    page = desk.open()
    drop(page, ("plots.geojson", make_geojson()))
    expect(page.locator(ROWS)).to_have_count(3, timeout=30000)
    before = row_names(page)
    kept = wait_until_kept(page, lambda kept: len(names_kept(kept)) == 3)
    page.locator(".plot-layers").get_by_role("button", name="Remove plots").click()
    wait_until_kept(page, lambda kept: names_kept(kept) == [])
    page.locator(".plot-undo button").click()
    after = wait_until_kept(page, lambda kept: len(names_kept(kept)) == 3)
    assert row_names(page) == before
    assert after["layers"][0]["rows"] == kept["layers"][0]["rows"]


@pytest.mark.parametrize("act", [("Delete", "删除"), ("Clear all", "全部清除")])
def test_another_kind_that_is_chosen_leaves_undo_of_what_was_deleted(desk, act):
    desk.open()
    page = draw_named(desk)
    press(desk, *act)
    wait_until_kept(page, lambda kept: names_kept(kept) == [])
    page.locator("#measure-card [value=line]").click()
    press(desk, "Undo", "撤销")
    wait_until_kept(page, lambda kept: names_kept(kept) == [NAME])
    assert [NAME in each for each in desk.drawn_labels()] == [True]
