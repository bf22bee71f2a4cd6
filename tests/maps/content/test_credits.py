"""Credits: each source once, in order, and only of what is shown."""

import itertools
from dataclasses import replace

import pytest

from geo.fields.source import Source
from maps.content.credits import (
    Credits,
    all_layers,
    cite_briefly,
    cite_source,
    gather_credits,
    merge_attributions,
)
from maps.figure.captions import source_line


def test_only_what_is_shown_is_credited(zone):
    few = gather_credits(zone, zone.parts)
    assert not {"geonames", "ourairports", "openstreetmap"} & few.sources.keys()
    cities = zone.places[zone.places["kind"] == "city"]
    assert "ourairports" not in gather_credits(zone, zone.parts, {"places": cities}).sources
    every = gather_credits(zone, zone.parts, all_layers(zone))
    assert {"geonames", "ourairports", "tianditu", "openstreetmap"} <= every.sources.keys()
    assert every.attributions == merge_attributions(zone.attributions)
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
    assert line.count("OpenStreetMap") == 1


def test_no_pair_of_layers_is_credited_twice_in_the_same_words(zone):
    layers = all_layers(zone)
    for pair in itertools.combinations(layers, 2):
        shown = gather_credits(zone, zone.parts, {name: layers[name] for name in pair})
        items = [item for said in shown.attributions for item in said.split("; ")]
        owners = [item.partition(" (20")[0] for item in items]
        assert len(owners) == len(set(owners)), (pair, items)
    stations, basemap = (
        gather_credits(zone, zone.parts, {name: layers[name]}) for name in ("stations", "basemap")
    )
    osm = [each for each in stations.join(basemap).attributions if "OpenStreetMap" in each]
    assert osm == ["© OpenStreetMap contributors, ODbL 1.0 (2025-01-24, 2024-04)"]
    assert stations.join(basemap).covers(stations)
    assert not stations.covers(basemap)


@pytest.mark.parametrize(
    ("lang", "name", "other"),
    [("zh", "泸州市人民政府", "Luzhou municipal"), ("en", "Luzhou municipal", "泸州市人民政府")],
)
def test_a_source_named_in_two_languages_is_cited_in_one(zone, lang, name, other):
    source = zone.sources["luzhou-conversion"]
    for said in (cite_source(source, lang), cite_briefly(source, lang)):
        assert name in said
        assert other not in said
        assert "[" not in said


@pytest.mark.parametrize(("lang", "said"), [("en", "Luzhou Daily"), ("zh", "泸州日报")])
@pytest.mark.parametrize("publisher", ["泸州日报 / Luzhou Daily", "[泸州日报 / Luzhou Daily]"])
def test_a_publisher_named_in_two_languages_is_cited_in_one(lang, said, publisher):
    source = Source("Roads", publisher=publisher)
    assert cite_source(source, lang) == f"Roads · {said}"
    assert cite_briefly(source, lang) == said


def test_a_list_of_sources_is_not_followed_by_the_same_once_more(zone):
    every = gather_credits(zone, zone.parts, all_layers(zone))
    (left,) = every.list_unlisted()
    assert left.startswith("WDBII")
    bare = Credits({}, every.attributions)
    assert bare.list_unlisted() == list(every.attributions)


def test_the_publisher_is_named_as_in_the_credit_beside_it():
    source = Source("Roads", publisher="OpenStreetMap contributors", date="2025")
    assert cite_briefly(source, "zh") == "OpenStreetMap 贡献者，2025"
    assert cite_briefly(source, "en") == "OpenStreetMap contributors, 2025"
