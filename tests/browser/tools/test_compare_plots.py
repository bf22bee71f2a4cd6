"""Plots that a person added, set side by side with each other and with parts."""

import json
import re

import pytest

pytestmark = pytest.mark.browser

PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
}"""


def square(name, west, south, size=0.02):
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {
        "type": "Feature",
        "properties": {"name": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


PLOTS = [square("Alpha", 105.40, 28.85), square("Beta", 105.50, 28.90, 0.01)]


def add(tools, plots=PLOTS, path="/"):
    page = tools.open(path)
    page.evaluate(PASTE, json.dumps({"type": "FeatureCollection", "features": plots}))
    page.wait_for_function(
        "count => document.querySelectorAll('#compare-card [data-compare*=\"/\"]').length === count",
        arg=len(plots),
        timeout=30_000,
    )
    page.wait_for_load_state("networkidle")
    return page


def choose(card, name):
    card.locator("li", has_text=name).get_by_role("button").click()


def row(dialog, label):
    return dialog.locator("tr", has=dialog.page.locator("th").get_by_text(label, exact=True))


def open_dialog(tools, card):
    card.locator("a.button").click()
    dialog = tools.page.locator("dialog.side-by-side")
    dialog.wait_for()
    return dialog


def test_two_plots_are_compared_without_leaving_the_map(tools):
    page = add(tools)
    card = tools.use("compare")
    assert tools.word("Plots that you add", "添加的地块") in card.text_content()
    choose(card, "Alpha")
    choose(card, "Beta")
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    dialog = open_dialog(tools, card)
    assert dialog.locator("thead th").all_inner_texts() == ["Alpha", "Beta"]
    area = row(dialog, tools.word("Measured area", "量算面积"))
    assert ("亩" in area.inner_text()) == (tools.lang == "zh")
    assert tools.word("larger", "较大") in area.locator("td").first.inner_text()
    assert tools.word("smaller", "较小") in area.locator("td").last.inner_text()
    assert "%" in row(dialog, tools.word("Lies in", "所在分区")).inner_text()
    city = row(dialog, tools.word("Chongqing", "重庆"))
    assert city.locator(".bar-of-value").count() == 2
    assert city.inner_text().count("km") >= 2
    assert [url for url in sent if not url.endswith((".css", ".js"))] == []
    box = dialog.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= page.viewport_size["width"]
    assert "compare" not in tools.state()  # which a link would hold, and a server be asked for


def test_parts_and_plots_are_mixed_up_to_four(tools):
    page = add(tools, path="/#compare=longmatan-core,big-data-park")
    card = tools.card("compare")
    if not card.is_visible():
        tools.use("compare")
    choose(card, "Alpha")
    choose(card, "Beta")
    dialog = open_dialog(tools, card)
    assert dialog.locator("thead th").count() == 4
    said = page.evaluate(
        "async () => (await fetch('/compare?part=longmatan-core&part=big-data-park&lang="
        + tools.lang
        + "')).text()"
    )
    city = row(dialog, tools.word("Chongqing", "重庆")).locator("td")
    for cell in city.all()[:2]:  # as the page of parts has them
        assert cell.locator(".number").inner_text().replace("\xa0", " ") in said.replace(
            "\xa0", " "
        )
    assert tools.state()["compare"] == "longmatan-core,big-data-park"
    dialog.locator(".close").click()
    choose(card, "Beta")
    assert card.locator(".shortlist li.chosen").count() == 3


@pytest.mark.any_look
def test_the_panel_of_a_plot_adds_it_and_one_is_not_compared(tools):
    page = add(tools)
    page.evaluate("void document.querySelector('.plots tbody tr[data-key]').click()")
    page.locator(".plot-detail [data-compare]").click()
    card = tools.card("compare")
    assert card.locator(".shortlist li.chosen").all_inner_texts()[0].startswith("Alpha")
    assert card.locator(".shortlist li").first.inner_text().startswith("Alpha")  # before the parts
    card.locator("a.button").click()
    assert re.search(tools.word("two to four", "两到四个"), tools.said())
    assert page.locator("dialog[open]").count() == 0


@pytest.mark.any_look
def test_a_plot_that_is_removed_leaves_the_comparison(tools):
    page = add(tools)
    card = tools.use("compare")
    choose(card, "Alpha")
    page.evaluate(
        'void document.querySelector(\'.plot-layers [aria-label*="Remove"], .plot-layers [aria-label*="移除"]\').click()'
    )
    card.locator("[data-compare*='/']").first.wait_for(state="detached")
    assert card.locator(".shortlist li.chosen").count() == 0


def test_the_numbers_of_parts_are_those_of_their_page(desk):
    add(desk, path="/#compare=longmatan-core,machinery-park,luxian-district")
    card = desk.card("compare")
    if not card.is_visible():
        desk.use("compare")
    choose(card, "Alpha")
    dialog = open_dialog(desk, card)
    rows = desk.page.evaluate("async () => (await fetch('/areas?f=json')).json()")
    rows = rows.get("rows", rows) if isinstance(rows, dict) else rows
    by_id = {row["id"]: row for row in rows}
    cells = row(dialog, "Measured area").locator("td .number").all_inner_texts()
    for part, text in zip(
        ("longmatan-core", "machinery-park", "luxian-district"), cells[:3], strict=True
    ):
        assert text == f"{by_id[part]['area_m2'] / 1e6:.2f}\xa0km²"
