"""What is said of one part: its names, its one area, its neighbours."""

import math
from dataclasses import replace

import pytest

from geo.errors import UnknownIdError
from geo.measured import Measured
from geo.zone import DEFAULT_PATH, read_zone
from maps.content.part import (
    get_part_view,
    headline_area,
    link_part,
    localize_part_name,
    localize_second_name,
    localize_zone_name,
)


@pytest.fixture(scope="module")
def measured():
    return Measured(read_zone(DEFAULT_PATH))


def test_a_part_of_many_is_measured_alone_and_the_same_is_said_of_it(measured, monkeypatch):
    of_all = {key: get_part_view(measured, key, "en") for key in measured.zone.parts.index}
    monkeypatch.setattr("geo.measured.FEW", 3)
    alone = Measured(measured.zone)
    assert {key: get_part_view(alone, key, "en") for key in of_all} == of_all
    assert not {"centres", "distances"} & set(vars(alone))


def test_part_view_names_neighbours_parent_and_children(measured):
    view = get_part_view(measured, "big-data-park", "en")
    assert view.parent.id == "jiangyang-district"
    assert {each.id for each in view.neighbours} <= {
        "machinery-park",
        "new-energy-park",
        "intelligent-manufacturing-park",
    }
    assert [each.id for each in get_part_view(measured, "luxian-district", "en").children] == [
        "pharmaceutical-park"
    ]


@pytest.mark.parametrize(
    ("published", "placement", "said"),
    [
        (4.62, "schematic", ("4.62 km²", "published")),
        (math.nan, "schematic", ("12.00 km²", "measured, schematic")),
        (math.nan, "surveyed", ("12.00 km²", "measured")),
    ],
)
def test_a_part_is_named_by_its_published_area_if_it_has_one(published, placement, said):
    row = {"area_m2": 12e6, "published_area_km2": published, "placement": placement}
    assert headline_area(row, "en") == said


def test_a_name_in_another_language_says_so():
    row = {"id": "a", "name": None, "name_zh": "甲"}
    assert vars(localize_part_name(row, "en")) == {"text": "甲", "lang": "zh-Hans"}
    assert localize_second_name(row, "en") is None
    nameless = {"id": "a", "name": None, "name_zh": None}
    assert vars(localize_part_name(nameless, "en")) == {"text": "a", "lang": "und"}
    assert localize_second_name(nameless, "zh") is None
    both = {"id": "a", "name": "One", "name_zh": "甲"}
    assert vars(localize_second_name(both, "zh")) == {"text": "One", "lang": "en"}


def test_the_method_of_a_surveyed_part_says_nothing_of_drawing(made_zone):
    measured = Measured(made_zone)
    assert get_part_view(measured, "west", "en").method.endswith("on the WGS 84 ellipsoid.")
    schematic = get_part_view(measured, "east", "en").method
    assert schematic.endswith(
        "ellipsoid. This outline was drawn to an assumed area, because none has been published."
    )
    assert "。 " not in get_part_view(measured, "east", "zh").method


def test_links_and_zones_have_names(made_zone):
    assert link_part(made_zone, "west", "zh", "5 km").name.text == "西区"
    assert localize_zone_name(made_zone, "zh").text == "自制区"


def test_a_view_is_made_once_for_few_parts(made_zone):
    measured = Measured(made_zone)
    assert get_part_view(measured, "west", "en") is get_part_view(measured, "west", "en")
    with pytest.raises(UnknownIdError, match="nowhere"):
        get_part_view(measured, "nowhere", "en")


CRESCENT = [
    *([105.4, 28.9], [105.5, 28.9], [105.5, 28.92], [105.42, 28.92]),
    *([105.42, 28.98], [105.5, 28.98], [105.5, 29.0], [105.4, 29.0], [105.4, 28.9]),
]


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "lies outside the part"), ("zh", "位于分区之外")]
)
def test_a_centroid_outside_its_part_is_said_and_placed(write_zone_file, collection, lang, said):
    collection["features"][0]["geometry"]["coordinates"] = [CRESCENT]
    del collection["features"][2]
    measured = Measured(read_zone(write_zone_file(collection)))
    crescent, east = (get_part_view(measured, key, lang) for key in ("west", "east"))
    at = measured.centre_of("west")
    assert crescent.outside_centroid == (at.y, at.x)
    assert any(said in fact.kind for fact in crescent.facts)
    assert east.outside_centroid is None
    assert not any(said in fact.kind for fact in east.facts)


def test_the_nearest_station_is_named_if_there_is_any(measured):
    core = get_part_view(measured, "longmatan-core", "zh").station
    assert (core.place.text, core.kind) == ("泸州站", "火车站")
    bare = Measured(replace(measured.zone, stations=measured.zone.stations[:0]))
    assert get_part_view(bare, "longmatan-core", "zh").station is None


def test_only_a_part_of_assumed_size_says_what_that_leaves_open(measured):
    assert "about 1.1 km more" in get_part_view(measured, "jiangyang-district", "en").distance_note
    assert not get_part_view(measured, "longmatan-core", "en").distance_note
