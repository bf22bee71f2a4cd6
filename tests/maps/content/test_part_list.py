"""The list of parts as a tree, and the map's description."""

from dataclasses import replace

import pytest

from geo.measured import Measured
from maps.content.part_list import (
    MAX_NAMED_PARTS,
    describe_map,
    list_parts,
    make_part_tree,
)


@pytest.fixture
def measured(made_zone):
    return Measured(made_zone)


def test_a_part_stands_below_its_parent(measured):
    west, east = make_part_tree(measured, "zh")
    assert [each.id for each in west.children] == ["inner"]
    assert (west.name.text, west.area, west.area_kind) == ("西区", "100 km²", "公布 · 150,000 亩")
    assert east.children == []


def test_the_first_parts_are_not_put_into_each_other(measured):
    entries = list_parts(measured, measured.zone.parts.index[:2], "en")
    assert [each.id for each in entries] == ["west", "east"]
    assert [each.area for each in entries] == [each.area for each in make_part_tree(measured, "en")]


def test_a_map_is_described_in_the_language(measured):
    english = describe_map(measured, "en", view="region")
    assert english.startswith("Map of Made zone with 3 parts: West, East, Inner. The zone and its")
    chinese = describe_map(measured, "zh")
    assert "西区、东区、Inner" in chinese
    assert "。 " not in chinese


def test_a_map_of_one_part_says_one(measured):
    alone = Measured(replace(measured.zone, parts=measured.zone.parts.loc[["east"]]))
    assert describe_map(alone, "en").startswith("Map of Made zone with one part: East.")


def test_a_long_list_of_names_is_cut(zone):
    measured = Measured(zone)
    assert ("…" in describe_map(measured, "en")) == (len(zone.parts) > MAX_NAMED_PARTS)
