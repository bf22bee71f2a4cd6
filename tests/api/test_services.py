"""Where points lie, what polygons measure, areas and distances."""

import csv
import io
import json

import pytest
import shapely
from geographiclib.geodesic import Geodesic

from geo.lookup.locate import locate_point

SQUARE = [[105.42, 28.92], [105.45, 28.92], [105.45, 28.95], [105.42, 28.95], [105.42, 28.92]]
POLYGON = {"type": "Polygon", "coordinates": [SQUARE]}


def sites(count):
    return [
        {
            "type": "Feature",
            "id": n,
            "properties": {"name": f"点{n}"},
            "geometry": {"type": "Point", "coordinates": [105 + n / 1000, 28.5 + n / 1000]},
        }
        for n in range(count)
    ]


def site(**changes):
    return {"type": "FeatureCollection", "features": [{**sites(1)[0], **changes}]}


def post(client, address, body, content_type="application/geo+json"):
    data = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(f"/api{address}", data=data, content_type=content_type)


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
    assert "± 5.0 km" in get("/locate?lon=105.44&lat=28.9&lang=en")["certainty"]
    assert "wherever" in get("/locate?lon=106.9&lat=28.9&lang=en")["certainty"]


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


def test_many_points_are_located_one_by_one(client, get):
    answer = post(client, "/locate", {"type": "FeatureCollection", "features": sites(1203)})
    found = answer.get_json(force=True)["features"]
    assert [each["id"] for each in found] == list(range(1203))
    assert found[400]["properties"]["name"] == "点400"
    alone = get("/locate?lon=105.4&lat=28.9")["location"]
    assert found[400]["properties"]["location"] == alone


@pytest.mark.parametrize(
    "coordinates", [[], [1], [None, 1], ["1", "x"], [True, 1], [10**400, 1], [181, 1], {}]
)
def test_site_that_is_nowhere_says_so_and_the_others_are_located(client, coordinates):
    lost = {"type": "Point", "coordinates": coordinates}
    body = {"type": "FeatureCollection", "features": [{**sites(1)[0], "geometry": lost}, *sites(1)]}
    first, second = post(client, "/locate", body).get_json(force=True)["features"]
    assert (first["geometry"], list(first["properties"]["location"])) == (None, ["error"])
    assert second["properties"]["location"]["nearest_part"]


def test_answer_to_many_points_is_streamed(client):
    answer = post(client, "/locate", {"type": "FeatureCollection", "features": sites(1203)})
    assert answer.is_streamed
    assert len(list(answer.iter_encoded())) > 2
    answer.close()


def test_csv_in_csv_out(client):
    body = "name,经度,纬度\n“甲”,105.4,28.9\n=1+1,,\n"
    answer = post(client, "/locate", body.encode(), "text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert answer.content_type == "text/csv; charset=utf-8"
    assert rows[0]["name"] == "“甲”"
    assert rows[0]["nearest_part"] == "jiangyang-district"
    assert rows[1]["error"]
    assert rows[1]["name"] == "'=1+1"  # no cell that a spreadsheet would run


def test_csv_keeps_its_own_columns(client):
    answer = post(client, "/locate", "part,longitude,latitude\nmine,105.4,28.9\n", "text/csv")
    row = next(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert row["part"] == "mine"
    assert "located_part" in row


@pytest.mark.parametrize(
    ("own", "name"),
    [
        (["location"], "located_location"),
        (["location", "located_location"], "located_located_location"),
        (["other"], "location"),
    ],
)
def test_site_keeps_its_own_location(client, own, name):
    body = site(properties=dict.fromkeys(own, "mine"))
    body["features"] += sites(1)
    found = post(client, "/locate", body).get_json(force=True)["features"]
    assert [found[0]["properties"][each] for each in own] == ["mine"] * len(own)
    assert all(each["properties"][name]["nearest_part"] for each in found)


def test_site_with_ever_longer_names_is_located(client):
    names = [f"{'located_' * n}location" for n in range(1100)]
    body = site(properties=dict.fromkeys(names))
    assert post(client, "/locate", body).status_code == 200


@pytest.mark.parametrize(
    ("address", "body", "kind"),
    [
        ("/measure", POLYGON, "application/geo+json"),
        ("/locate", site(), "application/geo+json"),
        ("/locate", "lon,lat\n105,28\n", "text/csv"),
    ],
)
def test_answer_in_no_accepted_form_is_refused(client, address, body, kind):
    data = body if isinstance(body, str) else json.dumps(body)

    def status(accept):
        headers = {"Accept": accept}
        said = client.post(f"/api{address}", data=data, content_type=kind, headers=headers)
        return said.status_code

    assert status("application/xml") == 406
    assert status("application/xml, */*;q=0.1") == 200


@pytest.mark.parametrize("kind", ["text/plain", None, "application/x-www-form-urlencoded"])
def test_polygon_that_is_not_said_to_be_geojson_is_refused(client, kind):
    answer = post(client, "/measure", POLYGON, kind)
    assert (answer.status_code, answer.content_type) == (415, "application/problem+json")


@pytest.mark.parametrize("name", ["part", "place"])
def test_distances_of_nothing_are_refused(refused, name):
    assert refused(f"/distances?{name}=") == 400


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ({"type": "FeatureCollection", "features": []}, "application/geo+json", 400),
        ({"type": "FeatureCollection", "features": [3]}, "application/geo+json", 400),
        (POLYGON, "application/json", 400),
        (site(id=True), "application/geo+json", 400),
        (site(properties=[1]), "application/geo+json", 400),
        (site(properties={"name": "\ud800"}), "application/geo+json", 400),
        (site(properties={"x": float("nan")}), "application/geo+json", 400),
        (
            json.dumps(site(properties={"x": 7777})).replace("7777", "1e999"),
            "application/json",
            400,
        ),
        (json.dumps(site(id=7777)).replace("7777", "-1e999"), "application/json", 400),
        (site(geometry=POLYGON), "application/geo+json", 400),
        ("[1]", "application/json", 400),
        ("{", "application/json", 400),
        ("[" * 100_000, "application/json", 400),
        (b"\xff\xfe", "text/csv", 400),
        ("a,b\n1,2\n", "text/csv", 400),
        ("lon,lat\n1,2,3\n", "text/csv", 400),
        ('lon,lat\n"1', "text/csv", 400),
        ("lon,lon,lat\n1,1,2\n", "text/csv", 400),
        ("x", "text/plain", 415),
    ],
)
def test_sites_that_are_none_are_refused(client, body, kind, status):
    answer = post(client, "/locate", body, kind)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"


def test_too_many_sites_are_refused(client):
    body = "lon,lat\n" + "105,28\n" * 10_001
    assert post(client, "/locate", body, "text/csv").status_code == 400
    assert post(client, "/locate", "x" * (9 * 2**20), "text/csv").status_code == 413


def test_polygon_is_measured_on_the_ellipsoid(client):
    said = post(client, "/measure", POLYGON).get_json(force=True)
    polygon = Geodesic.WGS84.Polygon()
    for lon, lat in SQUARE[:-1]:
        polygon.AddPoint(lat, lon)
    _count, perimeter, area = polygon.Compute()
    assert said["area_m2"] == pytest.approx(area, rel=1e-8)
    assert said["perimeter_m"] == pytest.approx(perimeter, rel=1e-9)


@pytest.mark.parametrize("reverse", [False, True])
def test_polygon_may_be_wound_either_way_and_wrapped(client, reverse):
    shape = {"type": "Polygon", "coordinates": [SQUARE[::-1] if reverse else SQUARE]}
    feature = {"type": "Feature", "properties": None, "geometry": shape}
    wrapped = {"type": "FeatureCollection", "features": [feature]}
    plain = post(client, "/measure", POLYGON).get_json(force=True)
    for body in (shape, feature, wrapped):
        assert post(client, "/measure", body).get_json(force=True) == plain


def test_a_part_overlaps_itself_wholly(client, zone):
    body = shapely.to_geojson(zone.parts.geometry["pharmaceutical-park"])
    said = post(client, "/measure", body).get_json(force=True)
    shares = {each["id"]: each for each in said["overlaps"]}
    assert set(shares) == {"luxian-district", "pharmaceutical-park"}
    assert shares["pharmaceutical-park"]["percent_of_part"] == pytest.approx(100, abs=1e-4)
    assert shares["luxian-district"]["percent_of_polygon"] == pytest.approx(100, abs=1e-4)


@pytest.mark.parametrize(
    "body",
    [
        {"type": "Point", "coordinates": [1, 2]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [900, 1], [1, 0], [0, 0]]]},
        {"type": "FeatureCollection", "features": []},
        {"type": "Feature"},
        {},
    ],
)
def test_polygon_that_is_none_is_refused(client, body):
    assert post(client, "/measure", body).status_code == 400


def test_areas_have_their_kind_and_their_data(get, zone):
    said = get("/areas")
    assert said["provenance"]["sha256"] == zone.sha256
    core = said["areas"][0]
    assert (core["published_area_km2"], core["placement"]) == (4.62, "schematic")


def test_distances_of_one_part_to_one_place(get):
    rows = get("/distances?part=pharmaceutical-park&place=chengdu")["distances"]
    assert [(row["id"], row["place"]) for row in rows] == [("pharmaceutical-park", "chengdu")]
    assert "straight-line" in get("/distances")["kind"]


@pytest.mark.parametrize("address", ["/areas", "/distances"])
def test_tables_come_as_csv_too(client, address):
    answer = client.get(f"/api{address}?f=csv")
    rows = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    member = address[1:]
    assert len(rows) == len(client.get(f"/api{address}").get_json()[member])
