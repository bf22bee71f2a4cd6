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
