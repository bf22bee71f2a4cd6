"""`/locate`: one point, as a page, a fragment and JSON."""

import json

import pytest

from geo.zone import read_zone
from webapp import create_app

CORE = "/locate?lon=105.4606&lat=28.9265"


def test_json_is_plain(client):
    found = client.get(f"{CORE}&f=json").json
    assert found["part"] == "longmatan-core"
    assert found["certain"] is False
    assert {each["place"] for each in found["places"]} == set(read_zone().places.index)


def test_what_nobody_states_of_a_place_is_null(made_path):
    places = made_path.with_name("places.geojson")
    found = json.loads(places.read_text("utf-8"))
    del found["features"][0]["properties"]["position_uncertainty_m"]
    places.write_text(json.dumps(found), encoding="utf-8")
    client = create_app({"DATA": made_path}).test_client()
    answer = client.get("/locate?lon=105.43&lat=28.93&f=json")
    assert answer.status_code == 200
    stated = {each["place"]: each["position_uncertainty_m"] for each in answer.json["places"]}
    assert stated == {"town": None, "city": 100.0}


def test_the_page_and_the_fragment_say_the_same(client):
    page = client.get(CORE).get_data(as_text=True)
    fragment = client.get(f"{CORE}&fragment=1").get_data(as_text=True)
    assert "<html" in page
    assert "<html" not in fragment
    for text in (page, fragment):
        assert "The result is inconclusive" in text
    assert "data-copy" in fragment


def test_a_script_that_asks_for_a_fragment_is_refused_in_json(client):
    answer = client.get("/locate?lat=28.9&lon=999&fragment=1&f=html&lang=zh")
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    assert "999" in answer.json["detail"]


def test_a_datum_is_undone(client):
    moved = client.get("/locate?lon=105.463565&lat=28.896947&datum=gcj02&f=json").json
    assert moved["longitude"] == pytest.approx(105.46, abs=2e-6)
    assert moved["latitude"] == pytest.approx(28.9, abs=2e-6)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "lon is"),
        ("?lon=105", "lat is"),
        ("?lon=x&lat=1", "lon is"),
        ("?lon=nan&lat=1", "lon is"),
        ("?lon=28.9&lat=105.4", "swapped"),
        ("?lon=1&lat=1&datum=mars", "datum is"),
    ],
)
def test_bad_points_are_refused(client, query, sentence):
    answer = client.get(f"/locate{query}", headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert sentence in answer.json["detail"]


def test_chinese_sentences_follow_each_other_without_a_space(client):
    text = client.get(f"{CORE}&accuracy_m=20&lang=zh").get_data(as_text=True)
    assert "因此不能据此判定。该点自身的定位精度：±20 m。" in text


def test_without_a_point_the_page_is_a_form(client):
    answer = client.get("/locate?lang=zh")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert 'name="lat"' in page
    assert "verdict" not in page
    for query in ("?f=json", "?lon=105", "?lon=&lat=", "?fragment=1"):
        assert client.get(f"/locate{query}").status_code == 400


def test_the_form_keeps_what_was_asked(client):
    page = client.get(f"{CORE}&datum=bd09").get_data(as_text=True)
    assert 'value="28.9265"' in page
    assert '<option value="bd09" selected>' in page
