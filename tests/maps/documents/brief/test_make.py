"""What a brief says: where a site lies, how large it is, what isn't known, and the sources."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from kept_roads import copy_zone
from site_briefs import PLOT, make_sites, state_all

from geo.fields.facts import FACT_FIELDS
from geo.geodesy.area import shape_areas_m2
from geo.measured import Measured
from geo.zone import read_zone
from maps.content.part import get_part_view
from maps.documents.brief.make import make_brief
from maps.documents.brief.site import make_part_site, make_point_site

TODAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def briefs(zone):
    return {
        kind: make_brief(site, "en", today=TODAY)
        for kind, site in make_sites(zone, plot="JY-1").items()
    }


def field(brief, name):
    return next(each for _, each in brief.iter_fields() if each.field == name)


def test_every_brief_has_the_same_sections_in_order(briefs):
    sections = [[each.section for each in brief.sections] for brief in briefs.values()]
    assert sections[0] == [
        *("identity", "size", "status", "indices", "access", "costs", "constraints", "open"),
    ]
    assert sections == [sections[0]] * 3


def test_a_part_is_identified_and_its_precision_told(zone, briefs):
    brief = briefs["part"]
    assert (brief.title, brief.site_id) == ("Big data industrial park", "big-data-park")
    assert "Position uncertainty: ±6 km" in brief.warning
    assert field(brief, "lies_in").value == "jiangyang-district"
    assert field(brief, "position_uncertainty_m").value == 6000
    assert field(brief, "published_area_km2").value == 3
    assert zone.sha256 == brief.sha256
    assert "no map review number" in brief.review


def test_a_plot_is_measured_and_shared_out(zone, briefs):
    brief = briefs["plot"]
    area_m2 = shape_areas_m2(np.array([PLOT], dtype=object))[0]
    assert field(brief, "area_m2").value == pytest.approx(area_m2, abs=0.01)
    lies_in = field(brief, "lies_in")
    assert lies_in.kind == "Not certain"
    assert lies_in.text == (
        "rest of Jiangyang Area 41%, Machinery and equipment industrial park 8%, New energy and "
        "new materials industrial park 51%, Outside <1%"
    )


def test_a_point_outside_names_the_nearest_part(briefs):
    lies_in = field(briefs["point"], "lies_in")
    assert lies_in.text == "outside all parts, nearest as drawn Jiangyang Area (33 km)"
    assert (lies_in.value, lies_in.kind) == (None, "Certain")
    assert not field(briefs["point"], "area_m2").is_stated


def test_what_is_not_stated_is_named_by_who_settles_it(briefs):
    fields = [each for section, each in briefs["part"].iter_fields() if section.section == "open"]
    open_fields = {name for each in fields for name in str(each.value).split("; ")}
    assert open_fields == {*FACT_FIELDS, "boundary"}
    by_authority = {each.field: each.text for each in fields}
    assert by_authority["settled_by_water"] == "Flood"
    assert "Land price" in by_authority["settled_by_land"]


def test_only_the_boundary_is_left_open_where_all_is_stated(zone):
    site = make_sites(replace(zone, stated=state_all("big-data-park")))["part"]
    brief = make_brief(site, "en", today=TODAY)
    (left,) = [each for section, each in brief.iter_fields() if section.section == "open"]
    assert left.field == "settled_by_survey"
    said = [(each.numbers, each.source) for _, each in brief.iter_fields() if each.source]
    assert said
    for numbers, source in said:
        assert "; ".join(brief.sources[n - 1] for n in numbers) == source


def test_places_are_nearest_first_and_roads_are_said_not_to_be_computed(briefs):
    places = [e for _, e in briefs["part"].iter_fields() if e.field.startswith("straight_m:")]
    distances = [each.value for each in places]
    assert distances == sorted(distances)
    assert field(briefs["part"], "road").text == "not computed"


@pytest.mark.parametrize("kind", ["part", "plot", "point"])
def test_the_nearest_station_is_told_of_every_kind_of_site(zone, kind):
    sites = make_sites(zone)
    fields = [e for _, e in make_brief(sites[kind], "en", today=TODAY).iter_fields()]
    (told,) = [each for each in fields if "(Nearest station)" in each.label]
    if kind != "part":  # whose edge it is measured to is tested of the measure
        at = sites[kind].at
        metres = [
            Geodesic.WGS84.Inverse(at.latitude, at.longitude, each.y, each.x)["s12"]
            for each in zone.stations.geometry
        ]
        nearest = zone.stations.index[metres.index(min(metres))]
        assert (told.field, told.value) == (f"straight_m:{nearest}", round(min(metres), 1))


def test_a_zone_without_stations_has_none_in_a_brief(zone):
    site = make_sites(replace(zone, stations=zone.stations.iloc[:0]))["point"]
    fields = [e for _, e in make_brief(site, "en", today=TODAY).iter_fields()]
    assert not any("(Nearest station)" in each.label for each in fields)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ("straight, nearest edge", "straight, point inside", "straight, from the point")),
        ("zh", ("自最近边界的直线", "自内部点的直线", "自该点的直线")),
    ],
)
@pytest.mark.slow
def test_a_distance_says_where_it_starts(zone, lang, said):
    sites = make_sites(zone)
    for kind, words in zip(("part", "plot", "point"), said, strict=True):
        brief = make_brief(sites[kind], lang, today=TODAY)
        ways = [e for _, e in brief.iter_fields() if e.field.startswith("straight_m:")]
        assert {each.kind for each in ways} == {words}


def test_ways_by_road_are_told_with_their_credit(tmp_path):
    zone = read_zone(copy_zone(tmp_path))
    part = next(each.part for each in zone.roads.figures if each.status == "found")
    brief = make_brief(make_part_site(Measured(zone), part), "en", today=TODAY)
    roads = [e for _, e in brief.iter_fields() if e.field.startswith("road_m:")]
    assert roads
    assert all(each.kind == "by road" for each in roads)
    assert any(each.value and " km" in each.text for each in roads)
    for each in roads:
        cited = [brief.sources[n - 1] for n in each.numbers]
        assert len(cited) == (1 if each.value else 0)
        assert all("OpenStreetMap" in source and "ODbL" in source for source in cited)
        assert not set(cited) & set(brief.credits)  # said once


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "of the nearest part, Jiangyang Area"), ("zh", "最近分区江阳片区的")],
)
def test_a_point_outside_has_the_precision_of_the_nearest_part_by_name(zone, lang, said):
    site = make_point_site(Measured(zone), 105.44, 28.9)
    assert not site.at.parts
    brief = make_brief(site, lang, today=TODAY, map_mm=None)
    assert field(brief, "placement").kind == said
    assert field(brief, "position_uncertainty_m").kind == said


@pytest.mark.parametrize(("lang", "said"), [("en", "does not agree"), ("zh", "两者不符")])
def test_the_note_that_tells_of_a_contradiction_is_in_the_brief(zone, lang, said):
    site = make_part_site(Measured(zone), "big-data-park")
    brief = make_brief(site, lang, today=TODAY, map_mm=None)
    assert said in field(brief, "note").text
    assert field(brief, "note").text in get_part_view(site.measured, site.id, lang).note.text


def test_the_point_inside_a_part_differs_in_both_datums_by_what_they_are_apart(zone):
    for part_id in zone.parts.index:
        brief = make_brief(make_part_site(Measured(zone), part_id), "zh", today=TODAY, map_mm=None)
        said = {each.field: each.text for _, each in brief.iter_fields()}
        pairs = [said[f"inside_point_{datum}"].split(", ") for datum in ("wgs84", "gcj02")]
        assert all(len(each.partition(".")[2]) == 4 for pair in pairs for each in pair)
        (lat, lon), (other_lat, other_lon) = [list(map(float, pair)) for pair in pairs]
        assert 100 < Geodesic.WGS84.Inverse(lat, lon, other_lat, other_lon)["s12"] < 900
