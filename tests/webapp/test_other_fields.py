"""Other fields are shown, served and offered on every page of a part, and stay text."""

import gzip
import html
import json
import re
import zipfile
from base64 import b64decode
from io import BytesIO

import pytest

from webapp import create_app

pytestmark = pytest.mark.slow

EVIL = {
    "<img src=x onerror=alert(1)>": "</script><script>alert(1)</script>",
    "{{ 7*7 }}": "{% raw %}",
    "地块编号": "JY-2026-01",
    "面积亩": 389.26,
    "已批": True,
    "公式": "=cmd|'/c calc'!A0",
    "javascript:": "javascript:alert(1)",
}


@pytest.fixture
def client(write_zone_file, collection):
    collection["features"][0]["properties"] |= {"other": EVIL, "kind": "parcel"}
    return create_app({"DATA": write_zone_file(collection)}).test_client()


def read_facts(body):
    """Return the names and values of the list of other fields."""
    (listed,) = re.findall(r'<dl class="facts other-fields">(.*?)</dl>', body, re.DOTALL)
    found = re.findall(r"<bdi[^>]*>(.*?)</bdi>", listed, re.DOTALL)
    assert not re.findall(r"<(?!/?(?:div|dt|dd|bdi)\b)", listed)
    return dict(zip(map(html.unescape, found[::2]), map(html.unescape, found[1::2]), strict=True))


@pytest.mark.parametrize(
    ("lang", "heading", "yes", "kind"),
    [("en", "Other fields", "yes", "Parcel"), ("zh", "其他字段", "是", "地块")],
)
def test_a_parts_page_shows_them(client, lang, heading, yes, kind):
    body = client.get(f"/parts/west?lang={lang}").get_data(as_text=True)
    assert f">{heading}<" in body
    assert f">{kind}" in body
    assert read_facts(body) == {**EVIL, "面积亩": "389.26", "已批": yes}
    assert "<img src=x" not in body
    assert "<script>alert" not in body


def test_only_a_part_that_has_them_has_the_heading(client):
    assert client.get("/parts/east?lang=en").get_data(as_text=True).count(">Other fields<") == 1


def test_the_api_serves_them_and_describes_them(client):
    found = client.get("/api/collections/boundaries/items").get_json()["features"]
    assert [each["properties"]["other"] for each in found] == [EVIL, None, None]
    described = client.get("/api/openapi.json").get_json()["components"]["schemas"]
    schema = described["boundariesProperties"]
    assert schema["properties"]["other"]["type"] == "object"
    assert "other" not in schema["required"]
    assert "parcel" in schema["properties"]["kind"]["enum"]
    queryables = client.get("/api/collections/boundaries/queryables").get_json()["properties"]
    assert "other" not in queryables
    chosen = client.get("/api/collections/boundaries/items?kind=parcel").get_json()
    assert chosen["numberMatched"] == 1
    assert client.get("/api/collections/boundaries/items?other=a").status_code == 400


@pytest.mark.parametrize("address", ["items", "items/west"])
def test_the_pages_of_the_api_show_them_as_text(client, address):
    body = client.get(f"/api/collections/boundaries/{address}?f=html").get_data(as_text=True)
    assert html.escape("</script><script>alert(1)</script>") in body
    assert "<script>alert" not in body
    assert "<img src=x" not in body
    assert "{{ 7*7 }}" in body


def test_parts_that_are_compared_show_them_side_by_side(client):
    body = client.get("/compare?part=west&part=east&lang=en").get_data(as_text=True)
    (row,) = re.findall(r"<tr>(?:(?!</tr>).)*?地块编号.*?</tr>", body, re.DOTALL)
    assert [html.unescape(each) for each in re.findall("<bdi[^>]*>(.*?)</bdi>", row)] == [
        "JY-2026-01",
        "–",
    ]
    assert "<img src=x" not in body


def test_a_zone_without_them_serves_no_such_field(write_zone_file, collection):
    client = create_app({"DATA": write_zone_file(collection)}).test_client()
    found = client.get("/api/collections/boundaries/items").get_json()["features"]
    assert all("other" not in each["properties"] for each in found)


def test_downloads_have_them(client):
    found = json.loads(client.get("/export/boundaries.geojson").data)
    assert found["features"][0]["properties"]["other"] == EVIL
    table = client.get("/export/boundaries.csv").get_data(as_text=True)
    assert "other.地块编号" in table.splitlines()[0]
    assert ",'=cmd" in table  # never a formula
    kml = client.get("/export/boundaries.kml").get_data(as_text=True)
    assert '<Data name="other.地块编号"><value>JY-2026-01</value>' in kml
    assert "<script>" not in kml
    with zipfile.ZipFile(BytesIO(client.get("/export/boundaries-shapefile.zip").data)) as archive:
        assert "DKBH: other.地块编号" in archive.read("README.txt").decode()


def test_the_offline_file_has_them(client):
    body = client.get("/export/map.html?lang=en").get_data(as_text=True)
    assert "<img src=x" not in body
    text = re.search(r'id="packed">([^<]*)</script>', body)[1]
    packed = json.loads(gzip.decompress(b64decode(text)))
    for lang, yes in (("en", "yes"), ("zh", "是")):
        panels = "".join(each[lang] for each in packed["panels"])
        assert read_facts(panels) == {**EVIL, "面积亩": "389.26", "已批": yes}
        assert "<img src=x" not in panels
        assert "<script>alert" not in panels


def test_too_much_is_refused_in_one_sentence(write_zone_file, collection, refusal):
    collection["features"][0]["properties"]["other"] = {"a": "x" * 2001}
    said = refusal(write_zone_file(collection))
    assert "other contains a text of 2001 characters in “a”. Keep at most 2000." in said
