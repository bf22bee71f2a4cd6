"""Ids of shapes: unambiguous, and safe in XML and as file names."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from maps.figure.shape_names import shape_name

IDS = st.text(min_size=1, max_size=20)


@given(IDS)
def test_a_name_is_safe_everywhere(part_id):
    assert re.fullmatch(r"part-[\w.-]+", shape_name(part_id, 1), re.ASCII)


@given(IDS, IDS)
@example("a.20", "a ")
@example("a.2", "a")
def test_different_parts_have_different_names(one, other):
    assert (shape_name(one, 1) == shape_name(other, 1)) is (one == other)


def test_the_second_polygon_is_not_another_part():
    assert shape_name("a", 2) != shape_name("a.2", 1)


def test_only_the_second_polygon_is_numbered():
    assert [shape_name("a", n) for n in (1, 2, 3)] == ["part-a", "part-a.2", "part-a.3"]
