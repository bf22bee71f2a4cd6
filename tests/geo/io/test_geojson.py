"""Every fault of a file is one sentence with the file, the feature and what to do."""

import json

import pytest

from geo.zone import read_zone

EAST = "made.geojson, feature 2 (“east”)"
RING = [[105.6, 28.9], [105.7, 28.9], [105.7, 29.0], [105.6, 29.0], [105.6, 28.9]]


def nested(depth):
    return "[" * depth + "1" + "]" * depth


FILES = {
    "empty": (b"", "is not valid JSON: a value is expected", "Correct it"),
    "cut off": (b'{"type": "Feat', "is not valid JSON", "export it again"),
    "Latin-1": (
        '{"type": "é"}'.encode("latin-1"),
        "is not UTF-8 text",
        "Save it as GeoJSON in UTF-8",
    ),
    "UTF-16": (
        '{"type": "é"}'.encode("utf-16"),
        "is not UTF-8 text",
        "Save it as GeoJSON in UTF-8",
    ),
    "raw surrogate": (b'{"type": "\xed\xa0\x80"}', "is not UTF-8 text", "Save it"),
    "list": (b"[]", "contains an array", "Save it as GeoJSON"),
    "null": (b"null", "contains null", "Save it as GeoJSON"),
    "feature": (b'{"type": "Feature"}', "contains “Feature”", "Save it as GeoJSON"),
    "odd type": (b'{"type": ["FeatureCollection"]}', "contains", "Save it as"),
    "no list": (b'{"type": "FeatureCollection"}', "has no list of features", "Save it as"),
    "no features": (b'{"type": "FeatureCollection", "features": []}', "at least one part"),
    "text feature": (b'{"type": "FeatureCollection", "features": ["x"]}', "feature 1 is not a"),
    "100,000 brackets": (b"[" * 100_000, "nested too deeply", "Export it again"),
    "100,000 pairs": (nested(100_000).encode(), "nested too deeply", "Export it again"),
}


@pytest.mark.parametrize(("content", "words"), [(c, w) for c, *w in FILES.values()], ids=FILES)
def test_unusable_file_is_refused(refusal, write_zone_file, content, words):
    sentence = refusal(write_zone_file(content))
    assert sentence.startswith("made.geojson")
    assert all(word in sentence for word in words)


PROPERTIES = {
    "no id": ({"id": None}, "made.geojson, feature 2: id is missing. Every feature needs one"),
    "empty id": ({"id": ""}, "made.geojson, feature 2: id is missing. Every feature needs one"),
    "number as id": ({"id": 5}, "made.geojson, feature 2 (“5”): id is “5”, not text. Put it"),
    "id used twice": (
        {"id": "west"},
        "feature 2 (“west”) has the same id as feature 1. Use a unique id",
    ),
    "unknown kind": ({"kind": "port"}, f"{EAST}: kind is “port”. Use one of core, district, park"),
    "list as kind": ({"kind": ["core"]}, f'{EAST}: kind is “["core"]”. Use one of core'),
    "no kind": ({"kind": None}, f"{EAST}: kind is missing. Use one of core"),
    "unknown placement": ({"placement": "x"}, f"{EAST}: placement is “x”. Use one of surveyed"),
    "number as name": ({"name": 1}, f"{EAST}: name is “1”, not text. Put it in quotes"),
    "half a surrogate": ({"name": "\ud800"}, f"{EAST}: name contains an unpaired surrogate"),
    "half a surrogate as id": ({"id": "\ud800"}, "feature 2 (“\\ud800”): id contains an unpaired"),
    "half a surrogate as kind": ({"kind": "\ud800"}, f"{EAST}: kind is “\\ud800”. Use one of"),
    "text as list": ({"industries": "tea"}, f"{EAST}: industries is “tea”, not a list"),
    "list in list": ({"industries": [[]]}, f"{EAST}: industries is “[]”, not text"),
    "text as number": ({"published_area_km2": "12"}, f"{EAST}: published_area_km2 is “12”, not a"),
    "negative": ({"published_area_km2": -1}, "Use a finite number that is not negative"),
    "NaN": ({"published_area_km2": float("nan")}, "is “nan”. Use a finite number"),
    "infinite": ({"position_uncertainty_m": float("inf")}, "is “inf”. Use a finite number"),
    "huge": ({"position_uncertainty_m": 10**400}, "is “inf”. Use a finite number"),
    "true as number": ({"published_area_km2": True}, "is “true”, not a number"),
    "parent unknown": (
        {"parent": "nobody"},
        f"{EAST} has the parent “nobody”, which is not a part",
    ),
    "own parent": (
        {"parent": "east"},
        f"{EAST} is its own ancestor, or is below a part that is. Correct",
    ),
    "escape sequences": ({"kind": "\x1b[31m\n"}, f"{EAST}: kind is “\\x1b[31m\\n”. Use one of"),
}


@pytest.mark.parametrize(("change", "words"), PROPERTIES.values(), ids=PROPERTIES)
def test_faulty_property_is_named(refusal, write_zone_file, collection, change, words):
    collection["features"][1]["properties"].update(change)
    assert words in refusal(write_zone_file(collection))


def test_parents_in_a_circle_are_refused(refusal, write_zone_file, collection):
    collection["features"][1]["properties"]["parent"] = "inner"
    collection["features"][2]["properties"]["parent"] = "east"
    assert "(“east”) is its own ancestor" in refusal(write_zone_file(collection))


@pytest.mark.parametrize("field", ["coordinates", "name", "kind", "industries", "crs", "zone"])
@pytest.mark.parametrize("depth", [500, 900, *range(960, 1000, 3), 3000])
def test_deep_nesting_is_one_sentence(refusal, write_zone_file, collection, field, depth):
    collection["crs" if field == "crs" else "unused"] = None
    collection["features"][1]["properties"]["industries"] = []
    collection["features"][1]["unused"] = "@"
    text = json.dumps(collection)
    here = text.index(f'"{field}": ')
    text = (
        f'{text[:here]}"{field}": {nested(depth)}, "was_{field}": {text[here + len(field) + 4 :]}'
    )
    assert refusal(write_zone_file(text)).startswith("made.geojson")


@pytest.mark.parametrize(
    "crs",
    [
        "EPSG:3857",
        {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}},
        {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::43260"}},
        {"type": "link", "properties": {"href": "http://example.org/crs"}},
        {"properties": {"name": "\ud800"}},
    ],
)
def test_other_crs_is_refused(refusal, write_zone_file, collection, crs):
    sentence = refusal(write_zone_file({**collection, "crs": crs}))
    assert "made.geojson declares the CRS" in sentence
    assert "`zonemap import`" in sentence


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326"])
def test_wgs84_crs_of_older_files_is_read(write_zone_file, collection, name):
    crs = {"type": "name", "properties": {"name": name}}
    assert len(read_zone(write_zone_file({**collection, "crs": crs})).parts) == 3


MEMBERS = {
    "zone": ({"zone": []}, "made.geojson, zone: the properties are “[]”, not an object"),
    "sources": ({"sources": ["x"]}, 'made.geojson: sources is “["x"]”, not an object'),
    "source": ({"sources": {"a": "x"}}, "made.geojson, source “a”: the properties are “x”"),
    "title": ({"sources": {"a": {"title": 5}}}, "made.geojson, source “a”: title is “5”, not text"),
    "key": (
        {"sources": {"\ud800": {}}},
        "made.geojson, source “\\ud800”: the field name contains an unpaired",
    ),
}


@pytest.mark.parametrize(("change", "words"), MEMBERS.values(), ids=MEMBERS)
def test_faulty_member_is_named(refusal, write_zone_file, collection, change, words):
    assert words in refusal(write_zone_file({**collection, **change}))


@pytest.mark.parametrize("properties", [[], "x", 5])
def test_properties_must_be_an_object(refusal, write_zone_file, collection, properties):
    collection["features"][1]["properties"] = properties
    assert "feature 2: the properties are" in refusal(write_zone_file(collection))


def test_id_may_stand_on_the_feature(write_zone_file, collection):
    del collection["features"][1]["properties"]["id"]
    collection["features"][1]["id"] = 7
    assert list(read_zone(write_zone_file(collection)).parts.index) == ["west", "7", "inner"]


def test_byte_order_mark_third_dimension_and_nul_are_read(write_zone_file, collection):
    collection["features"][1]["properties"]["name"] = "a\0b"
    collection["features"][1]["geometry"]["coordinates"] = [[[*xy, 300] for xy in RING]]
    parts = read_zone(write_zone_file(b"\xef\xbb\xbf" + json.dumps(collection).encode())).parts
    assert parts.at["east", "name"] == "a\N{REPLACEMENT CHARACTER}b"
    assert not parts.geometry["east"].has_z
