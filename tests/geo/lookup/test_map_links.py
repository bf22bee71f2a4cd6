"""Positions in the links of online maps; the page's cases are the same."""

import json
from pathlib import Path

import pytest

from geo.errors import InputError
from geo.lookup.map_links import IN_PLANE, SEVERAL, SHORT, UNREAD, find_link_name, read_map_link

CASES = json.loads((Path(__file__).parents[2] / "support" / "map_links.json").read_text("utf-8"))
SAID = {"short": SHORT, "unread": UNREAD, "several": SEVERAL, "plane": IN_PLANE}


@pytest.mark.parametrize("case", CASES["read"], ids=lambda case: case["text"])
def test_a_link_names_a_position(case):
    found = read_map_link(case["text"])
    assert found[:3] == (case["lat"], case["lon"], case["datum"])
    assert found.note == next((each for each in ("google", "apple") if each in case["text"]), "")


@pytest.mark.parametrize(("why", "text"), [(why, text) for why in SAID for text in CASES[why]])
def test_a_text_whose_link_cant_be_read_is_refused(why, text):
    with pytest.raises(InputError) as refused:
        read_map_link(text)
    assert refused.value.phrase.text == SAID[why]


@pytest.mark.parametrize("text", CASES["none"])
def test_a_text_is_no_link(text):
    assert read_map_link(text) is None


@pytest.mark.parametrize(("text", "name"), CASES["named"])
def test_a_name_stands_beside_a_link(text, name):
    assert read_map_link(text)[:2] == (28.9, 105.44)
    assert find_link_name(text) == name
