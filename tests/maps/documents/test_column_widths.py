"""Widths of columns: they add up, and no word is broken while there is room for all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maps.documents.column_widths import CELL_MARGINS_EM, share_width
from maps.figure.typography import fallback_width_em

LATIN = "abcmWi ±0.km\u00a0"


def tables(letters):
    words = st.text(letters, max_size=40)
    return st.integers(1, 7).flatmap(
        lambda count: st.lists(
            st.lists(words, min_size=count, max_size=count), min_size=1, max_size=6
        )
    )


@given(tables(LATIN + "泸州高新区"), st.floats(5, 80))
def test_widths_add_up_and_none_is_lost(rows, total):
    widths = share_width(rows, total)
    assert sum(widths) == pytest.approx(total)
    assert min(widths) > 0


@given(tables(LATIN))
def test_every_word_has_room_where_all_have(rows):
    longest = [
        max(fallback_width_em(word) for text in column for word in text.split(" "))
        for column in zip(*rows, strict=True)
    ]
    total = sum(longest) + len(longest) * CELL_MARGINS_EM
    for width, word in zip(share_width(rows, total), longest, strict=True):
        assert width >= word + CELL_MARGINS_EM - 1e-9


def test_a_column_of_long_texts_gets_what_is_left():
    name, number = share_width([["A name of several words", "1"], ["Another such name", "2"]], 40)
    assert name > 1.5 * number


def test_chinese_may_break_anywhere():
    name, number = share_width([["智能网联汽车与新能源装备制造产业集聚区", "less than the"]], 12)
    assert number > 4
    assert name > 4
