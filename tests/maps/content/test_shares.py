"""Shares of a plot in words: they add up, with the digits that the outlines support.

The same cases as of the scripts, in tests/js/plots/words.test.mjs.
"""

import json
from pathlib import Path

import pytest

from maps.content.shares import PartShare, describe_shares

CASES = json.loads((Path(__file__).parents[2] / "support/outside_shares.json").read_text("utf-8"))
SIZES = {"area_m2": 10_000, "uncertainty_m": 5.0, "lang": "en"}


def test_what_lies_in_a_part_within_another_is_told_apart_from_the_rest_of_that():
    parts = [
        PartShare("Area", 0.5, 0.8),
        PartShare("Park", 0.3, 0.3),
        PartShare("Core", 0.0001, 0.0001, is_touch=True),
    ]
    said = describe_shares(parts, 0.2, **SIZES)
    assert said == "rest of Area 50%, Park 30%, touches Core, Outside 20%"
    said = describe_shares(parts, 0.2, **{**SIZES, "lang": "zh"})
    assert said == "Area其余范围 50%、Park 30%、与Core相接、分区之外 20%"


@pytest.mark.parametrize(
    ("uncertainty_m", "said"),
    [
        (0.05, "A 33.34%, B 33.33%, Outside 33.33%"),
        (0.5, "A 33.4%, B 33.3%, Outside 33.3%"),
        (5, "A 34%, B 33%, Outside 33%"),
        (float("nan"), "A 33.4%, B 33.3%, Outside 33.3%"),
    ],
)
def test_thirds_add_up(uncertainty_m, said):
    parts = [PartShare("A", 1 / 3, 1 / 3), PartShare("B", 1 / 3, 1 / 3)]
    sizes = {**SIZES, "uncertainty_m": uncertainty_m}
    assert describe_shares(parts, 1 / 3, **sizes) == said


@pytest.mark.parametrize(
    ("share", "outside", "said"),
    [
        (0.998, 0.002, "A >99%, Outside <1%"),
        (1.0, 0.0, "A 100%"),
        (0.5, 0.5, "A 50%, Outside 50%"),
    ],
)
def test_what_lies_on_both_sides_is_neither_0_nor_100(share, outside, said):
    assert describe_shares([PartShare("A", share, share)], outside, **SIZES) == said


def test_a_plot_in_no_part_lies_outside():
    assert describe_shares([], 1.0, **SIZES) == "Outside 100%"


@pytest.mark.parametrize("outside", [*CASES["told"], *CASES["not_told"]])
def test_what_is_nothing_but_rounding_is_not_told_as_outside(outside):
    said = describe_shares([PartShare("A", 1 - outside, 1 - outside)], outside, **SIZES)
    assert said == ("A >99%, Outside <1%" if outside in CASES["told"] else "A 100%")
