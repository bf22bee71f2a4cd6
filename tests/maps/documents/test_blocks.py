"""Blocks: text that fits its place, whatever it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maps.documents.blocks import (
    LABEL_EM,
    TITLE_EM,
    WORD_EM,
    make_heading,
    make_table,
    shorten_cell,
    shorten_title,
)
from maps.figure.typography import width_em


@given(st.text(max_size=400))
def test_a_cell_fits(text):
    assert width_em(shorten_cell(text)) <= LABEL_EM + 1e-9


@pytest.mark.parametrize(
    ("shorten", "most"), [(shorten_cell, WORD_EM), (shorten_title, 2 * WORD_EM)]
)
def test_a_word_without_breaks_is_cut(shorten, most):
    assert most / 2 < width_em(shorten("x" * 500)) <= most
    assert width_em(shorten("word " * 100)) <= (LABEL_EM if shorten is shorten_cell else TITLE_EM)


def test_a_table_keeps_its_cells_in_order():
    block = make_table("Areas", ("Part", "Area"), [("A", "1 km²"), ("B\n", "\u202e2")])
    assert (block.kind, block.text, list(block.head)) == ("table", "Areas", ["Part", "Area"])
    assert block.rows == [["A", "1 km²"], ["B", "\ufffd2"]]
    assert make_heading("Areas").kind == "heading"
