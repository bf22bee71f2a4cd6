"""Numbers with units, as each language writes them."""

import json
import math
from pathlib import Path

import pytest

from maps import formatting

# Written by hand from the rules, and read by the test of the scripts' twin too.
CASES = json.loads(
    (Path(__file__).parents[1] / "support" / "formatting_cases.json").read_text("utf-8")
)
QUANTITIES = [
    (name, case, lang)
    for name, cases in CASES.items()
    if name != "coordinates"
    for case in cases
    for lang in ("en", "zh")
]


def read_options(case):
    """The options of a case: `unknown` is NaN, which JSON has no word for."""
    given = {key: case[key] for key in ("uncertainty_m", "uncertainty_deg") if key in case}
    return {key: math.nan if value == "unknown" else value for key, value in given.items()}


@pytest.mark.parametrize(("name", "case", "lang"), QUANTITIES)
def test_number_is_written_as_the_rules_say(name, case, lang):
    form = getattr(formatting, name)
    assert form(case["value"], lang, **read_options(case)) == case[lang]


@pytest.mark.parametrize("case", CASES["coordinates"])
def test_coordinates_have_the_decimals_that_the_position_deserves(case):
    given = {key: case[key] for key in ("lat", "lon", "uncertainty_m")}
    assert formatting.coordinates(**given) == case["text"]


@pytest.mark.parametrize("name", [name for name in CASES if name != "coordinates"])
def test_nan_is_written_as_none(name):
    form = getattr(formatting, name)
    assert form(math.nan, "en") == form(None, "en")
    assert form(math.nan, "zh") == form(None, "zh")


def test_nan_is_an_unknown_uncertainty():
    assert formatting.distance(4800, "en", uncertainty_m=math.nan) == "4.8 km"
    assert formatting.coordinates(28.9, 105.44, uncertainty_m=math.nan) == "28.9000, 105.4400"


def test_compass_goes_round():
    points = [formatting.compass(n * 22.5 + 11, "en") for n in range(16)]
    assert points[0] == formatting.compass(359, "en") == formatting.compass(-11, "en") == "N"
    assert len(set(points)) == 16
    assert formatting.compass(90, "zh") == "东"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["about 110 km² (assumed)", "about 11,000 ha", "about 165,000 mu"]),
        ("zh", ["约 110 km²（假定）", "约 11,000 ha", "约 165,000 亩"]),
    ],
)
def test_an_assumed_area_is_about_that_in_each_unit(lang, said):
    assert formatting.areas(109_999_986.5, lang, assumed=True) == said
    assert not any("about" in each for each in formatting.areas(4.62e6, "en"))
