"""What a saved map has packed for the other language."""

import base64
import gzip
import json

import pytest

from geo.measured import Measured
from geo.zone import DEFAULT_PATH, read_zone
from maps.web.document import render_map_document
from maps.web.saved import find_changes, pack_json


def apply(value, changes):
    """Return the value changed, as zone-languages.js does it."""
    if isinstance(value, list):
        value = dict(enumerate(value))
    for key, new in changes.items():
        at = int(key) if key.isdigit() and int(key) in value else key
        value[at] = apply(value[at], new) if isinstance(new, dict) and value.get(at) else new
    numbered = all(isinstance(key, int) for key in value) and value
    return list(value.values()) if numbered else value


def drop_none(value):
    if isinstance(value, dict):
        return {key: drop_none(each) for key, each in value.items() if each is not None}
    return [drop_none(each) for each in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"a": 1}, {"a": 2}),
        ({"a": [1, {"b": "x", "c": 1}]}, {"a": [1, {"b": "y", "c": 1}]}),
        ({"a": [1, 2]}, {"a": [3]}),
        ({"a": None}, {"a": {"b": 1}}),
        ({"a": 1, "b": 2}, {"a": 1}),
        ({"a": 1}, {"a": 1, "b": [2]}),
    ],
)
def test_changes_make_one_value_of_the_other(before, after):
    changes = find_changes(before, after)
    assert drop_none(apply(json.loads(json.dumps(before)), changes)) == drop_none(after)


def test_the_languages_of_a_map_differ_in_little():
    measured = Measured(read_zone(DEFAULT_PATH))
    data = [
        json.loads(json.dumps(render_map_document(measured, lang=lang).data))
        for lang in ("en", "zh")
    ]
    changes = find_changes(*data)
    sizes = [len(json.dumps(each, ensure_ascii=False)) for each in (changes, data[0])]
    assert sizes[0] < sizes[1] / 5
    assert drop_none(apply(data[0], changes)) == drop_none(data[1])


def test_what_is_packed_is_the_same_each_time():
    packed = pack_json({"名": [1, None]})
    assert packed == pack_json({"名": [1, None]})
    assert json.loads(gzip.decompress(base64.b64decode(packed))) == {"名": [1, None]}
