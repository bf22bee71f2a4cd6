"""The fragment of an address, read as the page's script reads it (tests/js/lib/url_state.test.mjs)."""

import json
from pathlib import Path

import pytest

from maps.figure.overlay.fragment import read_view, split_fragment

CASES = json.loads((Path(__file__).parents[3] / "support" / "state_cases.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES["fragments"], ids=lambda case: case["text"])
def test_both_sides_split_a_fragment_alike(case):
    assert split_fragment(case["text"]) == (case["view"], case["values"])


@pytest.mark.parametrize("case", CASES["views"], ids=lambda case: case["text"])
def test_both_sides_read_a_view_alike(case):
    assert read_view(case["text"]) == (case["bounds"] and tuple(case["bounds"]))


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("bounds=-18,178,-16,-179", (-18, 178, -16, -179)),
        ("bounds=-18,178,-16,181", (-18, 178, -16, -179)),
        ("bounds=-18,-182,-16,-179", (-18, 178, -16, -179)),
    ],
)
def test_across_180_degrees_east_is_less_than_west(text, bounds):
    assert read_view(text) == bounds


def test_a_zoom_is_that_of_a_usual_screen():
    south, west, north, east = read_view("8/0/180")
    assert (west, east) == (177.1875, -177.1875)  # 4 tiles of 256 px, each 360/256 degrees
    assert south == pytest.approx(-north)
    assert north == pytest.approx(1.757, abs=0.001)
