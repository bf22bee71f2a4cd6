"""Query parameters: the default, an allowed value, or a sentence."""

import pytest

from geo.errors import InputError
from webapp.http.query import read_choice, read_datum, read_distances, read_id, read_sort_order
from webapp.state import current_measured


@pytest.mark.parametrize(("query", "expected"), [("", "b"), ("?x=a", "a"), ("?x=b&x=c", "b")])
def test_a_choice_is_the_first_given_or_the_default(app, query, expected):
    with app.test_request_context(f"/{query}"):
        assert read_choice("x", ("a", "b"), default="b") == expected


@pytest.mark.parametrize("value", ["", "A", "c", "a,b", "a%00"])
def test_any_other_value_is_refused_with_those_there_are(app, value):
    with (
        app.test_request_context(f"/?x={value}"),
        pytest.raises(InputError, match=r"^x is .*\. Use one of a, b\.$"),
    ):
        read_choice("x", ("a", "b"), default="b")


def test_values_may_be_those_of_another_address(app):
    with app.test_request_context("/?x=c"):
        assert read_choice("x", ("a", "b"), default="b", values={"x": "a"}) == "a"


@pytest.mark.parametrize(
    ("query", "expected"), [("", (None, False)), ("sort=a", ("a", False)), ("sort=-a", ("a", True))]
)
def test_a_minus_sorts_downward(app, query, expected):
    with app.test_request_context(f"/?{query}"):
        assert read_sort_order(["a", "b"]) == expected


@pytest.mark.parametrize("query", ["sort=", "sort=c", "sort=--a", "sort=-"])
def test_a_column_that_is_not_there_is_refused(app, query):
    with app.test_request_context(f"/?{query}"), pytest.raises(InputError, match="sort is"):
        read_sort_order(["a", "b"])


def test_an_id_is_one_of_the_table(app):
    with app.test_request_context("/?part=a&place=z"):
        assert read_id("part", ["a", "b"]) == "a"
        assert read_id("other", ["a", "b"]) is None
        with pytest.raises(InputError, match=r"No place has the id “z”\. Use an id from the table"):
            read_id("place", ["a", "b"])


@pytest.mark.parametrize(("query", "expected"), [("", "wgs84"), ("?datum=bd09", "bd09")])
def test_the_datum_is_wgs_84_unless_it_is_said(app, query, expected):
    with app.test_request_context(f"/{query}"):
        assert read_datum() == expected


@pytest.mark.parametrize(
    ("query", "keep"),
    [
        ("", {}),
        ("part=big-data-park", {"id": "big-data-park"}),
        ("place=chengdu", {"place": "chengdu"}),
        ("part=big-data-park&place=chengdu", {"id": "big-data-park", "place": "chengdu"}),
    ],
)
def test_distances_are_those_of_the_part_and_the_place(app, query, keep):
    with app.test_request_context(f"/?{query}"):
        measured = current_measured()
        found = read_distances(measured)
    every = measured.distances.fillna(-1).to_dict("records")
    expected = [row for row in every if all(row[key] == keep[key] for key in keep)]
    assert len(expected) > 0
    assert found.fillna(-1).to_dict("records") == expected
