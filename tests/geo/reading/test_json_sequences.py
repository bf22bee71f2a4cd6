"""Sequences of JSON, and texts with half a character."""

import json

import pytest

from geo.errors import InputError
from geo.reading.any_format import read_layer
from geo.reading.json_sequences import parse_json_text, replace_surrogates
from geo.reading.layer import ReadOptions

RING = [[105, 28], [105.1, 28], [105.1, 28.1], [105, 28]]
POLYGON = {"type": "Polygon", "coordinates": [RING]}
FEATURE = {"type": "Feature", "properties": {"name": "甲"}, "geometry": POLYGON}
LINE = json.dumps(FEATURE)
COLLECTION = json.dumps({"type": "FeatureCollection", "features": [FEATURE]})


@pytest.mark.parametrize(
    "text",
    [
        f"{LINE}\n\n{LINE}\n",
        f"\n{LINE}\r\n{LINE}\r\n",
        f"\x1e{json.dumps(FEATURE, indent=1)}\n\x1e{LINE}\n",
        f"{COLLECTION}\n{COLLECTION}",
        f"{COLLECTION}\n{LINE}",
    ],
)
def test_records_are_features(text):
    assert parse_json_text(text, name="a.json")["features"] == [FEATURE, FEATURE]


def test_records_of_geometry_are_features():
    found = parse_json_text(f"{json.dumps(POLYGON)}\n" * 2, name="a.json")["features"]
    assert [each["geometry"] for each in found] == [POLYGON, POLYGON]


def test_a_record_with_another_crs_is_not_taken_as_degrees():
    other = json.dumps({**json.loads(COLLECTION), "crs": {"type": "name"}})
    found = parse_json_text(f"{other}\n{LINE}", name="a.json")["features"]
    assert found == [json.loads(other), FEATURE]


def test_a_broken_record_is_left_out_with_its_text(tmp_path):
    path = tmp_path / "a.geojsonl"
    path.write_text(f"{LINE}\n{{oops\n{LINE}\n", "utf-8")
    with pytest.raises(InputError, match="feature 2: it is not a GeoJSON Feature"):
        read_layer(path)
    layer = read_layer(path, ReadOptions(skip_unusable=True))
    assert layer.table.index.tolist() == [1, 3]
    assert [(each.number, "{oops" in each.raw) for each in layer.left_out] == [(2, True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r'"\ud800"', "\ufffd"),
        (r'"a\udc00\ud800b"', "a\ufffd\ufffdb"),
        (r'"\ud83d\ude00"', "😀"),
        (r'"\\ud800"', r"\ud800"),
        (r'"\\\ud800"', "\\\ufffd"),
        (r'"\uD83D\uDE00\uDE00"', "😀\ufffd"),
        ('"甲"', "甲"),
    ],
)
def test_half_characters_are_replaced(text, expected):
    assert json.loads(replace_surrogates(text)) == expected


def test_replacing_is_told(tmp_path):
    path = tmp_path / "a.geojson"
    path.write_text(COLLECTION.replace("\\u7532", "\\ud800"), "ascii")
    layer = read_layer(path)
    assert layer.table["name"].tolist() == ["\ufffd"]
    assert "Invalid characters of the text were replaced." in map(str, layer.steps)
