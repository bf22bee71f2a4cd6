"""Plots of several added layers that overlap are told by the page, and go along in its exports."""

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
