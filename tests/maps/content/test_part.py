"""What is said of one part: its names, its one area, its neighbours."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from parcel_zone import write_parcel_zone

from geo.errors import UnknownIdError
from geo.measured import Measured
from geo.zone import DEFAULT_PATH, read_zone
from maps.content.part import (
    get_part_view,
    link_part,
    localize_part_name,
    localize_second_name,
    localize_zone_name,
)

OLD_DATA = Path(__file__).parents[2] / "support" / "data_0_1_0"


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


def test_a_name_in_another_language_says_so():
    row = {"id": "a", "name": None, "name_zh": "甲"}
    assert vars(localize_part_name(row, "en")) == {"text": "甲", "lang": "zh-Hans"}
    assert localize_second_name(row, "en") is None
    nameless = {"id": "a", "name": None, "name_zh": None}
    assert vars(localize_part_name(nameless, "en")) == {"text": "a", "lang": "und"}
    assert localize_second_name(nameless, "zh") is None
    both = {"id": "a", "name": "One", "name_zh": "甲"}
    assert vars(localize_second_name(both, "en")) == {"text": "甲", "lang": "zh-Hans"}
    assert localize_second_name(both, "zh") is None  # it needs none beside it


def test_the_method_of_a_surveyed_part_says_nothing_of_drawing(made_zone):
    measured = Measured(made_zone)
    assert get_part_view(measured, "west", "en").method.endswith("on the WGS 84 ellipsoid.")
    schematic = get_part_view(measured, "east", "en").method
    assert schematic.endswith(
        "ellipsoid. This outline was drawn to an assumed area, because none has been published."
    )
    assert "。 " not in get_part_view(measured, "east", "zh").method


def test_an_outline_off_its_published_area_says_so(write_zone_file, collection):
    collection["features"][1]["properties"]["published_area_km2"] = 90
    measured = Measured(read_zone(write_zone_file(collection)))
    view = get_part_view(measured, "east", "en")
    assert view.method.endswith("This outline was drawn to another area than the published one.")
    facts = {fact.label: fact for fact in view.facts}
    assert facts["Area basis"].value == "assumed"
    assert facts["Difference"].value.startswith("+20.0")


@pytest.mark.parametrize(
    ("part_id", "value", "units", "basis"),
    [
        ("longmatan-core", "4.62 km²", "462 ha · 6,930 mu", "published"),
        (
            "jiangyang-district",
            "about 110 km² (assumed)",
            "about 11,000 ha · about 165,000 mu",
            "assumed",
        ),
    ],
)
def test_what_an_area_of_a_schematic_part_rests_on_is_said(part_id, value, units, basis):
    measured = Measured(read_zone(OLD_DATA / "boundaries.geojson"))
    facts = {fact.label: fact for fact in get_part_view(measured, part_id, "en").facts}
    assert (facts["Measured area"].value, facts["Measured area"].kind) == (value, units)
    assert facts["Area basis"].value == basis
    assert facts["Difference"].value == ("0%" if basis == "published" else "–")
    assert facts["Perimeter"].kind == "of the assumed shape"
    assert facts["Compactness"].kind.startswith("of the assumed shape;")


def test_areas_are_told_in_mu_to_readers_of_chinese(measured):
    core, district = (
        get_part_view(measured, key, "zh") for key in ("longmatan-core", "jiangyang-district")
    )
    assert (core.area, core.area_kind) == ("4.62 km²", "公布 · 6,930 亩")
    assert (district.area, district.area_kind) == ("约 110 km²（假定）", "约 165,000 亩")
    assert core.facts[0].kind == "6,930 亩"
    assert get_part_view(measured, "longmatan-core", "en").area_kind == "published"


def test_numbers_of_a_surveyed_parcel_are_kept(tmp_path):
    view = get_part_view(Measured(read_zone(write_parcel_zone(tmp_path))), "kiosk", "en")
    assert (view.area, view.area_kind) == ("40 m²", "surveyed")
    facts = {fact.label: (fact.value, fact.kind) for fact in view.facts}
    assert facts["Measured area"] == ("40 m²", "0.06 mu")
    assert facts["Perimeter"] == ("26.00 m", "measured")
    assert facts["Position"] == ("±5 cm", "uncertainty")
    assert re.fullmatch(r"28\.90003\d\d, 105\.44002\d\d", facts["Centroid"][0])
    gate = {each.place.text: each for each in view.distances}["Gate"]
    assert gate.from_edge == "12.34 m"
    assert gate.uncertainty == "±10 cm"
    assert gate.bearing == "254.9° WSW ±0.4°"
    assert next(each.remark for each in view.neighbours) == "5.00 m ±10 cm"


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
    at = measured.of_part("west").centre
    assert crescent.outside_centroid == (at.y, at.x)
    assert any(said in fact.kind for fact in crescent.facts)
    assert east.outside_centroid is None
    assert not any(said in fact.kind for fact in east.facts)


def test_the_nearest_station_is_named_if_there_is_any(measured):
    core, *others = get_part_view(measured, "longmatan-core", "zh").stations
    assert (core.place.text, core.kind) == ("泸州站", "火车站")
    # ±10 km: 泸县站 is 23 km and 泸州东站 19 km from the core as it is drawn.
    assert [each.place.text for each in others] == ["泸州东站"]
    bare = Measured(replace(measured.zone, stations=measured.zone.stations[:0]))
    assert get_part_view(bare, "longmatan-core", "zh").stations == []


def test_only_a_part_of_assumed_size_says_what_that_leaves_open(measured):
    assert "about 1.1 km more" in get_part_view(measured, "jiangyang-district", "en").distance_note
    assert not get_part_view(measured, "longmatan-core", "en").distance_note
