"""Plots of several added layers that overlap are told by the page, and go along in its exports."""

import json

import pytest

from tests.browser.tools.test_add_data import add, drop, make_geojson

WARNED = ".plots .plot-warned"


@pytest.mark.any_look
def test_overlaps_of_two_layers_are_told_until_one_is_hidden(tools):
    page = add(tools, ("甲方.geojson", make_geojson()))
    assert not page.locator(WARNED).is_visible()
    drop(page, ("乙方.geojson", make_geojson()))
    page.wait_for_function(
        f"() => document.querySelector('{WARNED}').textContent.includes('乙方')", timeout=30000
    )
    said = page.locator(WARNED).text_content()
    assert "A-1" in said
    assert "甲方" in said
    page.locator(".plot-layer input[type=checkbox]").first.uncheck()
    page.wait_for_function(f"() => !document.querySelector('{WARNED}').textContent", timeout=30000)


@pytest.mark.any_look
def test_an_overlap_within_a_layer_stands_once(tools):
    rows = json.loads(make_geojson())
    rows["features"] = rows["features"][:1] * 2
    page = tools.open()
    drop(page, ("甲方.geojson", json.dumps(rows).encode()))
    warning = page.locator("#add-card .plot-said > .warning")
    warning.wait_for(timeout=30000)
    said = warning.text_content()
    page.wait_for_function(f"() => document.querySelector('{WARNED}').hidden", timeout=30000)
    assert said not in page.locator("#add-card details").first.text_content()
    page.keyboard.press("Escape")
    page.wait_for_function(
        f"said => document.querySelector('{WARNED}').textContent === said", arg=said, timeout=30000
    )
    assert not warning.count()
