"""Ids are kebab-case, recognisable and used once."""

import re

import pytest

from geo.importing.part_ids import is_chinese, make_id, slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("JY-2026-01", "jy-2026-01"),
        ("510502001001GB00012", "510502001001gb00012"),
        ("Ａ－１２", "a-12"),
        ("江阳-02 号", "jiang-yang-02-hao"),
        ("Ünit/3", "unit-3"),
        ("<script>", "script"),
        ("№…", "no"),
        ("……", ""),
    ],
)
def test_slugs(text, slug):
    assert slugify(text) == slug
    assert re.fullmatch(r"[a-z0-9-]*", slug)


def test_long_and_repeated_texts_make_short_ids_that_differ():
    used = set()
    for number in range(1, 6):
        used.add(make_id("x" * 500, number, used))
    assert len(used) == 5
    assert max(map(len, used)) <= 82
    assert make_id("", 7, used) == "part-7"


def test_chinese_is_told():
    assert is_chinese("a地")
    assert not is_chinese("ü１")


class CountingSet(set):
    """A set that counts what it is asked for."""

    asked = 0

    def __contains__(self, value):
        self.asked += 1
        return super().__contains__(value)


def test_equal_texts_are_not_tried_from_the_start_each_time():
    used, counts = CountingSet({"plot-3"}), {}
    ids = []
    for number in range(1, 1001):
        ids.append(make_id("Plot", number, used, counts))
        used.add(ids[-1])
    assert ids[:3] == ["plot", "plot-2", "plot-4"]
    assert len(set(ids)) == 1000
    assert used.asked <= 2 * 1000 + 1
