"""`/api/brief`: of a part, of a point, and of a plot that is sent."""

import json

import pytest
from site_briefs import PLOT, read_csv, read_json

from maps.documents.brief.forms import BRIEF_TYPES

pytestmark = pytest.mark.slow

FEATURE = {
    "type": "Feature",
    "properties": {"地块编号": "JY-2026-01"},
    "geometry": json.loads(json.dumps(PLOT.__geo_interface__)),
}


def post(client, *features, form="json", **options):
    body = json.dumps({"type": "FeatureCollection", "features": features})
    return client.post(
        "/api/brief", query_string={"f": form}, data=body, content_type="application/geo+json",
        **options,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("form", BRIEF_TYPES)
def test_each_format_of_a_part_is_sent_as_what_it_is(client, form):
    answer = client.get("/api/brief", query_string={"part": "big-data-park", "f": form})
    assert answer.status_code == 200
    assert answer.mimetype == BRIEF_TYPES[form]
    place = answer.headers["Content-Disposition"].partition(";")[0]
    assert place == ("attachment" if form in {"docx", "csv"} else "inline")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_point_may_be_in_another_datum(client):
    query = {"lon": "105.44", "lat": "28.9", "f": "csv", "lang": "zh"}
    found = {
        datum: read_csv(client.get("/api/brief", query_string={**query, "datum": datum}).data)
        for datum in ("wgs84", "gcj02")
    }
    points = {
        datum: {row["field"]: row["value"] for row in rows}["inside_point_wgs84"]
        for datum, rows in found.items()
    }
    assert points["wgs84"] == "28.900000, 105.440000"
    assert points["gcj02"].startswith("28.903")
    assert "未载明" in {row["text"] for row in found["wgs84"]}


def test_a_plot_that_is_sent_is_measured(client):
    answer = post(client, FEATURE)
    told = read_json(answer.data)
    assert told["site"] == {"kind": "plot", "id": "JY-2026-01", "name": "JY-2026-01"}
    area = next(row for row in told["fields"] if row["field"] == "area_m2")
    assert area["value"] == pytest.approx(8_109_553, abs=1)


def test_a_page_says_what_a_plot_and_its_file_are_called(client):
    named = {"权利人": "甲公司", "@name": "东块", "@file": "parcels-gbk.zip"}
    told = read_json(post(client, {**FEATURE, "properties": named}).data)
    (owner,) = (row for row in told["fields"] if row["field"] == "owner")
    assert (owner["value"], owner["source"]) == ("甲公司", "parcels-gbk.zip")
    assert told["site"]["name"] == "东块"
    assert "@" not in "".join(row["label"] for row in told["fields"])


@pytest.mark.parametrize("form", BRIEF_TYPES)
def test_control_characters_of_a_name_are_replaced(client, form):
    named = {**FEATURE, "properties": {"地块编号": "a\x01b\x00"}}
    answer = post(client, named, form=form)
    assert answer.status_code == 200, answer.text[:300]
    if form == "json":
        name = read_json(answer.data)["site"]["name"]
        assert name == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize("depth", [400, 700, 900])
def test_deep_values_are_no_fault_of_the_server(client, depth):
    deep = {**FEATURE, "properties": {"k": json.loads("[" * depth + "]" * depth)}}
    answer = post(client, deep)
    assert answer.status_code in {200, 400}, answer.text[:300]
    if answer.status_code == 400:
        assert "is nested too deeply" in answer.text


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ({}, 400, "Send `part`, or `lon` and `lat`"),
        ({"part": "big-data-park", "lon": "1"}, 400, "Send `part`"),
        ({"part": "nowhere"}, 404, "No part has the id"),
        ({"lon": "105"}, 400, "lat is “”, which is not a number"),
        ({"lon": "105", "lat": "91"}, 400, "lat is “91”. Use a number from"),
        ({"part": "big-data-park", "f": "exe"}, 400, "f is “exe”. Use one of pdf"),
        ({"part": "big-data-park", "size": "a3"}, 400, "Unknown parameter “size”"),
    ],
)
def test_what_names_no_site_is_refused(client, query, status, said):
    answer = client.get("/api/brief", query_string=query)
    assert answer.status_code == status
    assert said in answer.get_json()["detail"]


POINT = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}
BROKEN = {**FEATURE, "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0]]]}}


@pytest.mark.parametrize(
    ("features", "said"),
    [
        ([POINT], "has no plot. Choose a file with one outline."),
        ([FEATURE, FEATURE], "has 2 plots, but a brief is of one."),
        ([BROKEN], "feature 1"),
        ([], ""),
    ],
)
def test_what_is_no_single_plot_is_refused(client, features, said):
    answer = post(client, *features)
    assert answer.status_code == 400
    assert said in answer.get_json()["detail"]


def test_what_is_open_neither_contradicts_itself_nor_lacks_what_is_missing(client):
    said = client.get("/api/brief?part=pharmaceutical-park&f=html&lang=zh").text
    assert "尚未实测：边界、实地面积" in said
    assert "未载明：地块编号、资料所列总面积" in said
    assert "总面积（载明）" not in said
    assert "产业园的推定点取在泸县片区推定点以西 2.1 公里" in said


@pytest.mark.parametrize("page", ["/compare?part=longmatan-core&part=luxian-district", "/api/?f=html",
                                  "/", "/api/brief?part=pharmaceutical-park&f=html"])  # fmt: skip
def test_chinese_pages_tell_licences_and_contributors_in_chinese(client, page):
    said = client.get(f"{page}{'&' if '?' in page else '?'}lang=zh").text
    assert "Natural Earth, 公有领域" in said
    assert "© OpenStreetMap contributors" not in said
