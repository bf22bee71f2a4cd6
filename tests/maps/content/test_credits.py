"""Credits: each source once, in order, and only of what is shown."""

from dataclasses import replace

import pytest

from geo.fields.source import Source
from maps.content.credits import Credits, all_layers, cite_briefly, cite_source, gather_credits
from maps.figure.captions import source_line


def test_only_what_is_shown_is_credited(zone):
    few = gather_credits(zone, zone.parts)
    assert not {"geonames", "ourairports", "openstreetmap"} & few.sources.keys()
    cities = zone.places[zone.places["kind"] == "city"]
    assert "ourairports" not in gather_credits(zone, zone.parts, {"places": cities}).sources
    every = gather_credits(zone, zone.parts, all_layers(zone))
    assert {"geonames", "ourairports", "tianditu", "openstreetmap"} <= every.sources.keys()
    assert every.attributions == zone.attributions
    assert every.covers(few)
    assert not few.covers(every)


def test_an_empty_layer_asks_for_nothing(zone):
    none = gather_credits(zone, zone.parts, {"stations": zone.stations.head(0)})
    assert none.attributions == ()
    assert gather_credits(zone, zone.parts, attributions=("© B",)).attributions == ("© B",)


def test_the_files_of_a_base_map_are_credited_apart(zone):
    credit, basemap = zone.attribution_by_layer, zone.basemap
    for file in ("basemap", "basemap_osm"):
        rows = basemap[basemap["file"] == file]
        found = gather_credits(zone, zone.parts, {"basemap": rows})
        assert found.attributions == (credit[file],)
    both = gather_credits(zone, zone.parts, {"basemap": basemap})
    assert both.attributions == (credit["basemap"], credit["basemap_osm"])
    assert found.join(both).attributions == both.attributions[::-1]


def test_a_source_that_is_not_described_is_left_out(zone):
    bare = replace(zone, sources={})
    assert gather_credits(bare, bare.parts).sources == {}


def test_words_of_a_source_come_once_and_in_its_language():
    source = Source(
        "Roads",
        publisher="Roads",
        date="2026",
        licence="CC0",
        translations={"licence_zh": "公有领域"},
    )
    assert cite_source(source, "zh") == "Roads · 2026 · 公有领域"
    assert cite_briefly(source, "zh") == "Roads，2026（公有领域）"
    assert cite_briefly(source, "en", is_dated=False) == "Roads (CC0)"


@pytest.mark.parametrize(
    ("said", "is_named"),
    [
        ("© Alpha Survey, CC BY 4.0", True),
        ("Data: Alpha Survey (CC BY 4.0); Beta", True),
        ("© Alpha Survey", False),  # its licence would be lost
        ("© Alpha Surveyors, CC BY 4.0", False),
        ("© Alpha, CC BY 4.0", False),
        ("测绘局", False),
    ],
)
def test_what_an_attribution_names_is_not_named_again(said, is_named):
    alpha = Source("Roads", publisher="Alpha Survey", licence="CC BY 4.0")
    shown = Credits({"a": alpha, "b": Source("Rivers")}, (said,))
    assert (alpha not in shown.list_unnamed()) is is_named
    assert shown.sources["b"] in shown.list_unnamed()


def test_a_source_without_publisher_and_licence_is_known_by_its_title():
    shown = Credits({"a": Source("Alpha Map 2026")}, ("After the Alpha Map 2026",))
    assert shown.list_unnamed() == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_source_line_names_each_source_once(zone, lang):
    shown = gather_credits(zone, zone.parts, all_layers(zone))
    line = source_line(zone, zone.parts, (lang,), shown=shown)
    for name in ("GeoNames", "Natural Earth", "P. Wessel", "国家地理信息公共服务平台"):
        assert line.count(name) == 1
    assert line.count("OpenStreetMap") == len(zone.attributions) - 1
