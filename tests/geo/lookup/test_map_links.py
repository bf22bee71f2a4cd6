"""Positions in the links of online maps; the page's cases are the same."""

import json
from pathlib import Path

import pytest

from geo.lookup.map_links import has_link, read_map_link

CASES = json.loads((Path(__file__).parents[2] / "support" / "map_links.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES["read"], ids=lambda case: case["text"])
def test_a_link_names_a_position(case):
    assert has_link(case["text"])
    assert read_map_link(case["text"]) == (case["lat"], case["lon"], case["datum"])


@pytest.mark.parametrize("text", CASES["unread"])
def test_a_link_names_no_position(text):
    assert has_link(text)
    assert read_map_link(text) is None


@pytest.mark.parametrize("text", CASES["none"])
def test_a_text_is_no_link(text):
    assert not has_link(text)
    assert read_map_link(text) is None
