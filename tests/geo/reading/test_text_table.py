"""Names of columns of text: each once, whatever the header repeats, and in one pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import InputError
from geo.reading import text_table
from geo.reading.layer import ReadOptions
from geo.reading.text_table import make_names_unique, open_text_table

COUNT = 100_000


def test_repeated_and_empty_names_are_numbered():
    assert make_names_unique(["a", "", "a", "b", "a"]) == [
        "a",
        "column_2",
        "a_again1",
        "b",
        "a_again2",
    ]


@given(st.lists(st.sampled_from(["", "a", "a_again1", "a_again2", "a_again1_again1", "column_2"])))
def test_no_name_is_there_twice(header):
    names = make_names_unique(header)
    assert len(set(names)) == len(header)


def test_very_many_equal_names_take_one_pass():
    """Compared with all before, as they once were, they would take an hour."""
    assert make_names_unique(["a"] * COUNT)[-1] == f"a_again{COUNT - 1}"
    assert make_names_unique([""] * COUNT)[-1] == f"column_{COUNT}"


def test_too_many_columns_are_refused_before_the_rows_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr(text_table, "choose_columns_by_rows", None)
    path = tmp_path / "wide.csv"
    path.write_text("lon,lat" + ",x" * 2000 + "\n105.4,28.9" + ",1" * 2000 + "\n", "utf-8")
    with pytest.raises(InputError, match=r"2,000 columns\. Export only the columns needed\.$"):
        open_text_table(path, ReadOptions())
