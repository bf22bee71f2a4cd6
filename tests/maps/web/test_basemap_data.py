"""What the page is given of the base map: lines, names, limits and rays."""

import dataclasses

import pytest
import shapely
from geographiclib.geodesic import Geodesic

from geo.measured import Measured
from maps.web.basemap_data import make_basemap_data, make_limits, make_rays


@pytest.fixture(scope="module")
def drawn(zone):
    return {lang: make_basemap_data(zone, lang) for lang in ("en", "zh")}


def test_each_line_has_its_class_and_paths(drawn):
    lines = drawn["en"]["lines"]
    assert {(each["layer"], each["kind"]) for each in lines} == {
        ("boundaries", ""),
        ("water_lines", "river"),
        ("streets", "rail"),
        ("streets", "runway"),
    }
    assert all(each["paths"] for each in lines)
    assert {each.get("level") for each in lines} == {None, 4, 5, 6}


def test_names_are_in_the_language_of_the_reader(drawn):
    names = {lang: {each["name"] for each in found["names"]} for lang, found in drawn.items()}
    assert {"Yibin", "Neijiang", "Naxi", "Luzhouxi"} <= names["en"]
    assert {"宜宾", "内江", "纳溪", "泸州西"} <= names["zh"]
    rivers = {each.get("name") for each in drawn["zh"]["lines"]}
    assert {"长江", "沱江", "赤水河"} <= rivers


def test_a_reference_place_is_not_named_twice(drawn, zone):
    cities = [each["name"] for each in drawn["en"]["names"] if each["layer"] == "place_labels"]
    assert not set(zone.places["name"]) & set(cities)


def test_the_view_stays_in_the_box_of_the_base_map(zone):
    assert make_limits(zone) == [[25.3, 100.9], [31.9, 110.0]]


def test_a_zone_without_a_base_map_has_no_limits(zone):
    bare = dataclasses.replace(zone, basemap=zone.basemap.head(0))
    assert make_limits(bare) is None
    assert make_basemap_data(bare, "en") == {"lines": [], "names": []}


def test_a_base_map_that_does_not_cover_the_zone_sets_no_limits(zone):
    far = zone.basemap.head(1).set_geometry([shapely.LineString([(0, 0), (1, 1)])])
    far = far.set_crs("OGC:CRS84", allow_override=True)
    assert make_limits(dataclasses.replace(zone, basemap=far)) is None


def test_rays_say_distance_and_bearing_with_their_uncertainty(zone):
    measured = Measured(zone)
    made = make_rays(measured, "en", zone.parts.index)
    rays = made["rays"]
    assert len(rays) == (zone.places["kind"] == "city").sum()
    centre = measured.of_part("longmatan-core").centre
    city = zone.places.geometry["guiyang"]
    found = Geodesic.WGS84.Inverse(centre.y, centre.x, city.y, city.x)
    said = [each["said"]["longmatan-core"] for each in rays]
    (ray,) = [each for each in said if f"{found['s12'] / 1000:.0f} km" in each]
    assert ray.split("\n")[0].endswith("±12 km")
    assert ray.split("\n")[1].startswith(f"{found['azi1'] % 360:.0f}°")
    assert made["rayStart"]["ofPart"] == "from the centroid of Longmatan Core Area"


def test_rays_say_the_figures_of_each_part_that_can_be_selected(zone):
    measured = Measured(zone)
    made = make_rays(measured, "en", zone.parts.index)
    city = zone.places.geometry["guiyang"]
    (known,) = [each["said"] for each in made["rays"] if "288" in each["said"]["longmatan-core"]]
    for part_id in zone.parts.index:
        centre = measured.of_part(part_id).centre
        found = Geodesic.WGS84.Inverse(centre.y, centre.x, city.y, city.x)
        assert f"{found['azi1'] % 360:.0f}°" in known[part_id]
        stated = float(known[part_id].split(" km")[0])
        assert abs(stated - found["s12"] / 1000) <= 0.5
        assert made["rayStart"]["at"][part_id] == pytest.approx([centre.y, centre.x], abs=6e-4)
    assert list(make_rays(measured, "zh")["rayStart"]["at"]) == ["longmatan-core"]


def test_without_cities_rays_lead_to_all_places_and_without_places_there_are_none(zone):
    towns = zone.places[zone.places["kind"] != "city"]
    measured = Measured(dataclasses.replace(zone, places=towns))
    assert len(make_rays(measured, "zh")["rays"]) == len(towns)
    none = Measured(dataclasses.replace(zone, places=towns.head(0)))
    assert make_rays(none, "zh")["rays"] == []
