"""Areas, distances and measured polygons."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
import shapely
from geographiclib.geodesic import Geodesic
from ogc_api import POLYGON, SQUARE, post
from workbooks import read_table

FILES = Path(__file__).parents[3] / "geo/reading/files"


@pytest.mark.parametrize("kind", ["text/plain", None, "application/x-www-form-urlencoded"])
def test_polygon_that_is_not_said_to_be_geojson_is_refused(client, kind):
    answer = post(client, "/measure", POLYGON, kind)
    assert (answer.status_code, answer.content_type) == (415, "application/problem+json")


@pytest.mark.parametrize("name", ["part", "place"])
def test_distances_of_nothing_are_refused(refused, name):
    assert refused(f"/distances?{name}=") == 400


def test_polygon_is_measured_on_the_ellipsoid(client):
    said = post(client, "/measure", POLYGON).get_json(force=True)
    polygon = Geodesic.WGS84.Polygon()
    for lon, lat in SQUARE[:-1]:
        polygon.AddPoint(lat, lon)
    _count, perimeter, area = polygon.Compute()
    assert said["area_m2"] == pytest.approx(area, rel=1e-8)
    assert said["perimeter_m"] == pytest.approx(perimeter, rel=1e-9)


def test_polygon_says_whether_its_centroid_lies_outside_it(client):
    ring = shapely.box(105.4, 28.9, 105.5, 29) - shapely.box(105.41, 28.91, 105.49, 28.99)
    for shape, expected in ((ring, True), (ring.envelope, False)):
        said = post(client, "/measure", shapely.to_geojson(shape)).get_json(force=True)
        assert said["centroid_outside"] is expected


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


def test_several_polygons_are_measured_one_by_one(client):
    """Each as it is alone; a single one is a member of the answer too."""
    other = [[x + 0.1, y] for x, y in SQUARE]
    features = [
        {"type": "Feature", "id": n, "properties": {"name": n}, "geometry": shape}
        for n, shape in (("a", POLYGON), ("b", {"type": "Polygon", "coordinates": [other]}))
    ]
    said = post(client, "/measure", {"type": "FeatureCollection", "features": features})
    found = said.get_json(force=True)["polygons"]
    assert [each["properties"]["name"] for each in found] == ["a", "b"]
    assert [each["number"] for each in found] == [1, 2]
    assert "area_m2" not in said.json
    for feature, several in zip(features, found, strict=True):
        alone = post(client, "/measure", feature).get_json(force=True)
        for name in ("area_m2", "perimeter_m", "compactness", "centre", "overlaps"):
            assert alone[name] == alone["polygons"][0][name] == several[name]


def test_a_polygon_that_crosses_itself_is_left_out_if_so_asked(client):
    bow = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
    features = [
        {"type": "Feature", "properties": {}, "geometry": shape} for shape in (bow, POLYGON)
    ]
    body = {"type": "FeatureCollection", "features": features}
    assert post(client, "/measure", body).status_code == 400
    said = post(client, "/measure?skip_unusable=1", body).get_json(force=True)
    assert [each["number"] for each in said["polygons"]] == [2]
    assert [each["number"] for each in said["left_out"]] == [1]


def test_too_much_at_once_is_refused(client):
    feature = {"type": "Feature", "properties": {}, "geometry": POLYGON}
    body = {"type": "FeatureCollection", "features": [feature] * 1001}
    assert "more than 1000 polygons" in post(client, "/measure", body).text


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


def test_polygons_are_answered_as_the_table_that_the_command_has(client, run, tmp_path):
    feature = {"type": "Feature", "properties": {"part": "mine", "面积亩": 1}, "geometry": POLYGON}
    body = json.dumps({"type": "FeatureCollection", "features": [feature]})
    answer = post(client, "/measure?f=csv", body)
    assert answer.content_type == "text/csv; charset=utf-8"
    (row,) = csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")))
    (tmp_path / "a.geojson").write_text(body)
    assert run("measure", tmp_path / "a.geojson", "-o", tmp_path / "a.csv")[0] == 0
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        (expected,) = csv.DictReader(file)
    assert list(row) == ["number", *list(expected)[1:]]
    for name in ("input_part", "part", "overlap_shares", "placement", "verdict"):
        assert row[name] == expected[name]
    numbers = ("outside_share", "stated_area_m2", "stated_difference_m2")
    for name in ("area_m2", "perimeter_m", "overlap_share", *numbers):
        assert float(row[name]) == pytest.approx(float(expected[name]), abs=1e-4)
    (sheet,) = read_table(post(client, "/measure?f=xlsx&lang=zh", body).get_data())
    assert sheet["面积（平方米）"] == float(row["area_m2"])
    assert json.loads(answer.headers["Reading-Steps"])["steps"]


@pytest.mark.parametrize("skip", [{}, {"skip_unusable": "1"}])
def test_latitudes_before_longitudes_are_a_question_that_leads_to_the_area(client, skip):
    def measure(**fields):
        data = {"file": (io.BytesIO((FILES / "latlon_swapped.kml").read_bytes()), "a.kml")}
        return client.post("/api/measure?lang=en", data={**data, **skip, **fields})

    said = measure()
    assert said.status_code == 400
    detail = said.get_json(force=True)["detail"]
    assert detail.startswith("a.kml has latitude before longitude")
    assert ".." not in detail
    proposed = re.search(r"set it: crs=(\S+) \(", detail)[1]
    found = measure(crs=proposed).get_json(force=True)
    assert found["area_m2"] == pytest.approx(119_995.216, abs=0.1)  # its degrees are rounded
