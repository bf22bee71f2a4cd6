"""Many sites in one request."""

import csv
import io
import json
import re

import pyproj
import pytest
from flask import Response
from ogc_api import POLYGON, post
from workbooks import read_table, read_workbook

from webapp.api.services.reading import tell_steps


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


def test_csv_keeps_negative_numbers_and_guards_formulas(client):
    body = "lon,lat,level,note\n105.4,28.9,-70.5,=1+1\n"
    answer = post(client, "/locate", body, "text/csv")
    row = next(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert (row["level"], row["note"]) == ("-70.5", "'=1+1")


def test_csv_keeps_its_own_columns(client):
    answer = post(client, "/locate", "part,longitude,latitude\nmine,105.4,28.9\n", "text/csv")
    row = next(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert row["input_part"] == "mine"
    assert row["part"] != "mine"
    assert row["certain"] in {"true", "false"}


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
        ("x", "text/plain", 415),
    ],
)
def test_sites_that_are_none_are_refused(client, body, kind, status):
    answer = post(client, "/locate", body, kind)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"


def test_columns_of_one_name_are_told_apart_as_by_the_command(client):
    answer = post(client, "/locate", "lon,lon,lat\n105.4,1,28.9\n", "text/csv")
    (row,) = csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")))
    assert (row["lon"], row["lon_again1"], row["longitude"]) == ("105.4", "1", "105.4")


def test_too_many_sites_are_refused(client):
    body = "lon,lat\n" + "105,28\n" * 10_001
    assert post(client, "/locate", body, "text/csv").status_code == 400
    assert post(client, "/locate", "x" * (9 * 2**20), "text/csv").status_code == 413


def test_numbers_that_fit_no_crs_are_a_question_that_names_a_parameter(client):
    body = "name,x,y\na,3193000,35540000\nb,3193300,35540400\n"
    said = post(client, "/locate?crs=EPSG:4523", body, "text/csv")
    assert said.status_code == 400
    detail = said.get_json(force=True)["detail"]
    assert "2 of 2 features of request.csv lie outside the area of use of EPSG:4523" in detail
    assert "set it: crs=EPSG:4523,swapped (" in detail
    answer = post(client, "/locate?crs=EPSG:4523,swapped", body, "text/csv")
    row = next(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    to_degrees = pyproj.Transformer.from_crs(4523, 4490, always_xy=True)
    found = [float(row["longitude"]), float(row["latitude"])]
    assert found == pytest.approx(to_degrees.transform(35540000, 3193000), abs=1e-7)


@pytest.mark.parametrize("service", ["/locate", "/measure"])
def test_without_a_crs_those_near_the_zone_are_proposed(client, service):
    # Eastings without a zone number fit every zone of China.
    ring = "540000 3193000,540400 3193000,540400 3193300,540000 3193000"
    shape = f'"POLYGON(({ring}))"' if service == "/measure" else "POINT(540000 3193000)"
    detail = post(client, service, f"name,wkt\na,{shape}\n", "text/csv").get_json(force=True)[
        "detail"
    ]
    proposed = re.findall("crs=(EPSG:[0-9]+)", detail)
    assert proposed[0] == "EPSG:4544"
    assert not {"EPSG:4503", "EPSG:4537", "EPSG:4550"} & set(proposed)


def test_a_point_far_from_the_others_is_told(client):
    features = sites(3)
    for n, feature in enumerate(features):
        feature["geometry"]["coordinates"] = [-105.4, 28.9] if n == 1 else [105.4, 28.9]
    body = {"type": "FeatureCollection", "features": features}
    steps = post(client, "/locate?crs=EPSG:4490", body).get_json(force=True)["steps"]
    assert any("1 of 3 features" in step and ": 2. Check" in step for step in steps)


def read_form(client, service, form, body, kind="text/csv"):
    answer = post(client, f"{service}f={form}", body, kind)
    assert answer.status_code == 200, answer.text
    if form == "csv":
        return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")))), answer
    return read_table(answer.get_data()), answer


def test_a_table_is_answered_in_the_form_that_is_asked_for(client):
    body = "name,经度,纬度\n甲,105.4,28.9\n乙,x,\n"
    rows, _ = read_form(client, "/locate?", "csv", body)
    sheet, _ = read_form(client, "/locate?lang=zh&", "xlsx", body)
    features = post(client, "/locate?f=json", body, "text/csv").get_json(force=True)["features"]
    found = [
        (rows[0]["edge_distance_m"], float),
        (sheet[0]["至最近边界的距离（米）"], float),
        (features[0]["properties"]["location"]["edge_distance_m"], float),
    ]
    assert len({kind(value) for value, kind in found}) == 1
    assert rows[1]["error"]
    assert sheet[1]["错误"]
    assert features[1]["properties"]["location"]["error"]
    assert features[0]["properties"]["经度"] == "105.4"
    assert sheet[0]["name"] == "甲"


def test_features_are_answered_as_a_table_where_that_is_asked_for(client):
    body = json.dumps({"type": "FeatureCollection", "features": sites(2)})
    rows, _ = read_form(client, "/locate?", "csv", body, "application/geo+json")
    assert [row["name"] for row in rows] == ["点0", "点1"]
    assert list(rows[0])[:3] == ["name", "id", "longitude"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_how_a_table_was_read_is_told_beside_it(client, lang):
    body = "name,经度,纬度\n甲,105.4,28.9\n乙,x,\n"
    address = f"/locate?skip_unusable=1&lang={lang}&"
    whole = post(client, f"{address}f=json", body, "text/csv").get_json(force=True)
    for form in ("csv", "xlsx"):
        rows, answer = read_form(client, address, form, body)
        assert len(rows) == 1
        told = json.loads(answer.headers["Reading-Steps"])
        assert told == {"steps": whole["steps"], "left_out": 1}
    sheets = list(read_workbook(answer.get_data()).values())
    said = [row["B"] for row in sheets[1][1:]]
    assert said == [*whole["steps"], whole["left_out"][0]["reason"]]


def test_a_form_that_there_is_not_is_refused(client):
    for service in ("/locate", "/measure"):
        answer = post(client, f"{service}?f=dxf", "name,lon,lat\na,105.4,28.9\n", "text/csv")
        assert answer.status_code == 400
        assert "f is “dxf”" in answer.get_json(force=True)["detail"]


def test_a_header_of_steps_stays_small():
    told = {"steps": ["步" * 100] * 100, "left_out": [{"number": 1, "reason": "x"}] * 7}
    header = tell_steps(Response(), told).headers["Reading-Steps"]
    assert len(header) <= 4000
    assert header.isascii()
    assert json.loads(header)["left_out"] == 7
    assert json.loads(header)["steps"][0] == told["steps"][0]
