"""Colours of the tiles beneath the zone: its own inks stand out on all of them."""

import pytest
from contrast import contrast

from maps.theme import INKS, SHIELDS, TILE_INKS
from maps.tiles.style import AREAS, LINES, LineRule, choose_shield, line_width_px

ZONE = ("core", "district", "park", "parcel")
SCHEMES = ("light", "dark", "paper")


@pytest.mark.parametrize(("scheme", "least"), [("light", 3.7), ("dark", 3.2), ("paper", 3.7)])
def test_outlines_of_the_zone_stand_out_on_every_fill(scheme, least):
    place = SCHEMES.index(scheme)
    fills = {each.fill for each in AREAS} | {each.ink for each in LINES if each.case}
    found = {
        (ink, fill): contrast(
            getattr(INKS[ink], "dark" if scheme == "dark" else "light"),
            TILE_INKS[fill].to_list()[place],
        )
        for ink in ZONE
        for fill in fills
    }
    assert min(found.values()) >= least, min(found, key=found.get)


def test_roads_and_land_are_fainter_than_any_outline_on_the_light_ground():
    ground = INKS["ground"].light
    faint = {each.fill for each in AREAS} | {each.case for each in LINES if each.case}
    assert max(contrast(TILE_INKS[name].light, ground) for name in faint) < 2.1


@pytest.mark.parametrize("name", ["place", "water-name"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_names_can_be_read_on_water_and_land(name, scheme):
    fills = ("water", "wood", "built", "industrial")
    ink = getattr(INKS[name], scheme)
    assert min(contrast(ink, getattr(TILE_INKS[fill], scheme)) for fill in fills) >= 3.8


def test_every_rule_has_its_inks():
    named = {each.fill for each in AREAS} | {each.edge for each in AREAS if each.edge}
    named |= {ink for each in LINES for ink in (each.ink, each.case) if ink}
    assert named == set(TILE_INKS)


@pytest.mark.parametrize(("ground", "letters"), SHIELDS.values(), ids=SHIELDS)
def test_the_number_of_a_road_can_be_read_on_its_plate(ground, letters):
    assert contrast(ground, letters) >= 4.5


@pytest.mark.parametrize(
    ("ref", "plate"),
    [
        ("G5", "expressway"), ("G76", "expressway"), ("G4215", "expressway"),
        ("G321", "national"), ("S307", "provincial"), ("X12", "plain"), ("G12345", "plain"),
    ],
)  # fmt: skip
def test_plates_are_those_of_chinese_signs(ref, plate):
    assert choose_shield(ref) == plate


def test_widths_grow_by_equal_factors_and_end_somewhere():
    rule = LineRule("streets", "motorway", ((6, 1.0), (10, 4.0)), metres=20)
    assert [round(line_width_px(rule, zoom), 2) for zoom in (6, 8, 10)] == [1, 2, 4]
    assert line_width_px(rule, 18) == line_width_px(rule, 30) == 8
    assert line_width_px(rule, 0) == line_width_px(rule, -9)
    assert line_width_px(rule, 10, px_per_m=1) == 20


def test_widths_never_fall_with_the_zoom():
    for rule in LINES:
        widths = [line_width_px(rule, zoom / 4) for zoom in range(20, 76)]
        assert widths == sorted(widths), rule
