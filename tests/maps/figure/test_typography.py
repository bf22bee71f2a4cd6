"""No empty boxes, no markup, no broken lines."""

import re
import unicodedata
from functools import cache

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from maps.figure.typography import (
    ELLIPSIS,
    clean_text,
    font_paths,
    shorten_text,
    width_em,
    wrap_text,
)

ANY = st.text(max_size=80)


@cache
def drawn_characters():
    known = set()
    for path in font_paths():
        with TTFont(path, lazy=True) as font:
            known |= set(font.getBestCmap())
    return known


@given(ANY)
def test_cleaned_text_shows_every_character(text):
    assert {ord(character) for character in clean_text(text)} <= drawn_characters()


@given(ANY)
def test_cleaning_twice_is_cleaning_once(text):
    assert clean_text(clean_text(text)) == clean_text(text)


@given(ANY)
def test_nothing_hidden_stays(text):
    hidden = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert not [c for c in clean_text(text) if unicodedata.category(c) in hidden]


@given(ANY, st.floats(2, 30))
def test_shortened_text_fits(text, limit):
    assert width_em(shorten_text(text, limit)) <= limit + 1e-9


@given(ANY, st.floats(3, 30))
def test_wrapping_loses_nothing_that_fits(text, limit):
    lines = wrap_text(text, limit)
    assert all(width_em(line) <= limit + 1e-9 for line in lines)
    if not any(line.endswith(ELLIPSIS) for line in lines):
        assert "".join(lines).replace(" ", "") == clean_text(text).replace(" ", "")


def test_chinese_breaks_anywhere_but_before_a_full_stop():
    assert wrap_text("国家高新区。", 5) == ["国家高新", "区。"]


@pytest.mark.parametrize("text", ["$x^2$", "{{7*7}}", "#eval(1)", "<b>"])
def test_markup_is_text(text):
    assert clean_text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Guiyang 279.6 km ±6.5 km; 11.33 km²",
        "（±1.7 km 至 ±2.1 km）",
        "约 1.1 km 或 1,133 ha",
        "1 h 25 min",
    ],
)
def test_a_number_stays_with_its_unit(text):
    for limit in (4.0, 6.0, 8.0, 10.0):
        lines = wrap_text(text, limit)
        assert not [line for line in lines[1:] if re.match(r"(km|ha|h|min)\b", line)], (
            limit,
            lines,
        )


@pytest.mark.parametrize(
    "text", ["OurAirports，2026（公有领域）；“四川在线”，2017-11【注】：《规划》、（MIT）"]
)
def test_no_line_ends_with_an_opening_bracket_or_begins_with_a_closing_one(text):
    for limit in range(8, 30):
        lines = wrap_text(text, limit)
        assert "".join(lines) == text
        assert not [line for line in lines if line[-1] in "（“《【"]
        assert not [line for line in lines if line[0] in "）”》】，。；：、"]
