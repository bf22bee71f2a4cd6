"""Where a point lies, and how sure that is."""

import pytest
from geographiclib.geodesic import Geodesic

from geo.lookup.locate import locate_point


def test_point_inside_a_part(get, zone):
    at = zone.parts.geometry["pharmaceutical-park"].representative_point()
    said = get(f"/locate?lon={at.x}&lat={at.y}")["location"]
    assert said["parts"] == ["luxian-district", "pharmaceutical-park"]
    assert (said["part"], said["distance_m"], said["county"]) == (
        "pharmaceutical-park",
        0,
        "510521",
    )
    assert said["certain"] is False  # its outline may be off by kilometres


def test_point_is_located_as_geo_does(get, zone):
    said, found = get("/locate?lon=105.44&lat=28.9")["location"], locate_point(zone, 105.44, 28.9)
    assert said["nearest_part"] == found.nearest_part
    assert said["edge_distance_m"] == pytest.approx(found.edge_distance_m, abs=1e-3)
    assert [each["place"] for each in said["places"]] == [each.place for each in found.places]


def test_distances_and_bearings_from_a_point(get, zone):
    for said in get("/locate?lon=105.44&lat=28.9")["location"]["places"]:
        place = zone.places.geometry[said["place"]]
        there = Geodesic.WGS84.Inverse(28.9, 105.44, place.y, place.x)
        assert said["distance_m"] == pytest.approx(there["s12"], abs=1e-3)
        assert said["bearing_deg"] == pytest.approx(there["azi1"] % 360, abs=1e-5)


def test_uncertainty_is_put_in_words(get):
    assert "±5 km" in get("/locate?lon=105.44&lat=28.9&lang=en")["certainty"]
    assert "holds anywhere within" in get("/locate?lon=106.9&lat=28.9&lang=en")["certainty"]


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_point_on_a_chinese_datum_is_moved_and_one_far_off_is_not(get, datum):
    near = get(f"/locate?lon=105.44&lat=28.9&datum={datum}")["location"]
    there = Geodesic.WGS84.Inverse(28.9, 105.44, near["latitude"], near["longitude"])
    assert 400 < there["s12"] < 1500
    far = get(f"/locate?lon=-180&lat=-90&datum={datum}")["location"]
    assert (far["longitude"], far["latitude"]) == (-180, -90)


@pytest.mark.parametrize(
    "query", ["", "lon=105", "lon=x&lat=1", "lon=181&lat=1", "lon=1&lat=91", "lon=nan&lat=1",
              "lon=105&lat=28&datum=mars"],
)  # fmt: skip
def test_point_that_is_none_is_refused(refused, query):
    assert refused(f"/locate?f=json&{query}") == 400


def test_another_answer_in_another_system_is_a_field(get):
    point = "/locate?lon=105.4429&lat=28.8721"
    others = get(point)["other_readings"]
    assert [each["datum"] for each in others] == ["gcj02", "bd09"]
    for each in others:
        said = get(f"{point}&datum={each['datum']}")
        assert each["part"] == said["location"]["part"]
        assert each["verdict"] == said["location"]["verdict"]
        assert said["other_readings"] == []
    assert get(f"{point}&datum=wgs84")["other_readings"] == []


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("lat=28.95&lon=105.42", "该点实际可能位于龙马潭核心区内。"),
        (
            "lat=29.11&lon=105.441",
            "还可能再移动约 970 m，不小于该点到其边界的距离；该点实际可能位于泸县片区内。",
        ),
        ("lat=28.93&lon=105.46", "龙马潭核心区之外。"),
    ],
)
def test_a_point_in_no_part_may_lie_in_the_part_that_is_named(client, at, said):
    served = client.get(f"/api/locate?{at}&lang=zh&f=json").json
    assert (served["location"]["parts"] == []) == said.endswith("内。")
    assert served["certainty"].endswith(said)
