"""The traps of folium, each with a test that would catch us in it."""

import re

import folium
import pytest
from branca.element import Figure

from geo.measured import Measured
from geo.zone import DEFAULT_PATH, read_zone
from maps.assets import (
    LOADING_SCRIPT,
    ONLINE_SCRIPTS,
    SCRIPTS,
    SHELL_SCRIPT,
    SHELL_STYLES,
    InlineAssets,
    LinkedAssets,
    read_asset,
)
from maps.web.document import render_map_document, render_standalone_html
from maps.web.folium_elements import VerbatimElement, ZoneLayer, ZoneMap


@pytest.fixture(scope="module")
def measured():
    return Measured(read_zone(DEFAULT_PATH))


@pytest.fixture(scope="module")
def linked(measured):
    return render_map_document(measured, assets=LinkedAssets("/assets")).html


def test_text_is_never_compiled_as_a_template():
    assert VerbatimElement("{{7*7}} {% raw").render() == "{{7*7}} {% raw"


def test_layer_data_reach_the_page_as_they_are():
    figure = Figure()
    map_ = ZoneMap(lang="en", label="{{7*7}}", location=[0, 0])
    figure.add_child(map_)
    map_.add_child(ZoneLayer({"name-zh": "{{7*7}}</script>", "camel_case": 1}, lang="en"))
    map_.render()
    script = figure.script.render()
    assert "{{7*7}}\\u003c/script\\u003e" in script
    assert '"name-zh"' in script
    assert '"camel_case"' in script


def test_assets_are_inlined_as_text_not_as_bytes(measured):
    html = render_map_document(measured).html
    assert "b'" not in html[: html.index("<body")].replace("'sha256-", "")
    for name in set(SCRIPTS) - set(ONLINE_SCRIPTS):
        assert InlineAssets().read_text(name)[:60] in html


def test_drawing_changes_no_other_map(measured):
    before = list(folium.Map.default_js), list(folium.Map.default_css)
    render_map_document(measured)
    assert (list(folium.Map.default_js), list(folium.Map.default_css)) == before
    assert ZoneMap.default_js == []


def test_equal_inputs_give_equal_bytes():
    first, second = (render_standalone_html(read_zone(DEFAULT_PATH)) for _ in range(2))
    assert first == second


def test_the_page_can_be_zoomed_and_inlines_what_is_needed_first(linked):
    viewport = re.search(r'name="viewport" content="([^"]*)"', linked).group(1)
    assert "maximum-scale" not in viewport
    assert "user-scalable" not in viewport
    assert len(re.findall(r'<script type="module">', linked)) == 1
    assert re.findall("<script>(.*?)</script>", linked, flags=re.DOTALL) == [
        InlineAssets().read_text(name) for name in (SHELL_SCRIPT, LOADING_SCRIPT)
    ]
    assert re.findall("<style>(.*?)</style>", linked, flags=re.DOTALL) == [
        InlineAssets().read_text(name) for name in SHELL_STYLES
    ]
    assert not re.search(r"\sstyle=|\son\w+=", linked)


def test_scripts_wait_for_the_page_and_come_from_here(linked):
    sources = re.findall(r'<link rel="preload" as="script" href="([^"]*)"', linked)
    assert [source.rpartition("/")[2] for source in sources] == ["leaflet-lean.js", "map.js"]
    assert not re.search(r"<script [^>]*src=", linked)
    assert "await ZoneMap.load([" in linked
    assert not re.findall(r'(?:src|href)="https?://(?![^"]*" rel="noreferrer)', linked)


def test_nothing_needs_jquery_or_a_cdn(linked):
    for word in ("jquery", "bootstrap", "awesome", "cdn.", "unpkg", "d3."):
        assert word not in linked.lower().replace("fetched", "")


def test_charset_comes_first_and_no_default_marker_is_used(measured):
    html = render_map_document(measured).html
    assert html.index('<meta charset="utf-8">') < html.index("<title>") < 1000
    scripts = b"".join(read_asset(name) for name in SCRIPTS[1:])
    assert b"L.divIcon" in scripts
    assert b"Icon.Default" not in scripts


def test_no_attribution_prefix_with_a_flag(linked):
    assert "attributionControl: false" in linked


def test_a_file_holds_nothing_of_what_waits_for_a_server(measured, linked):
    html = render_map_document(measured).html
    for word in ("fetchPanel=", "tellMissing=", "late-content", "late-notice", "no-map"):
        assert word not in html
    assert linked.count('role="alert"') == 2  # each in a template
    for name in ("no-map", "no-tools"):
        assert f'<template class="{name}"><p class="late-notice warning" role="alert">' in linked
