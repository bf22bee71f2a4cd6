"""`/locate`: one point, as a page, a fragment and JSON."""

import json
import re

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
    assert 'name="at"' in page
    assert "verdict" not in page
    for query in ("?f=json", "?lon=105", "?lon=&lat=", "?at=", "?fragment=1"):
        assert client.get(f"/locate{query}").status_code == 400


def test_the_page_takes_a_position_by_the_name_that_other_sites_give_it(client):
    answer = client.get("/locate?q=28.92,105.46&lang=en", follow_redirects=True)
    assert answer.status_code == 200
    assert answer.request.args["at"] == "28.92,105.46"
    assert "28.920000, 105.460000" in answer.text
    assert "q=" not in answer.request.url
    assert client.get("/locate?q=28.92,105.46&f=json").status_code == 400
    assert "verdict" not in client.get("/locate?q=+&lang=en").text
    told = client.get("/locate?q=1,2&at=28.92,105.46&lang=en")
    assert (told.status_code, "28.920000, 105.460000" in told.text) == (200, True)


def test_the_form_keeps_what_was_asked(client):
    page = client.get(f"{CORE}&datum=bd09").get_data(as_text=True)
    assert 'value="28.9265, 105.4606"' in page
    assert '<option value="bd09" selected>' in page


LINK = "https://uri.amap.com/marker?position=105.463565,28.896947"


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        ("28.9, 105.46", "wgs84"),
        ("105.46，28.9", "wgs84"),
        ("28°54′N 105°27′36″E", "wgs84"),
        ("北纬28度54分 东经105度27分36秒", "wgs84"),
        (LINK, "gcj02"),
        (LINK.replace("?", "？").replace(",", "，"), "gcj02"),
        ("高德 105.463565,28.896947", "gcj02"),
        ("https://www.google.com/maps?q=28.9,105.46", "wgs84"),
        ("geo:28.9,105.46;u=35", "wgs84"),
    ],
)
def test_a_text_is_read_as_the_search_reads_it(client, text, datum):
    found = client.get("/locate", query_string={"at": text, "f": "json"}).json
    assert (found["latitude"], found["longitude"]) == pytest.approx((28.9, 105.46), abs=2e-6)
    assert found["datum"] == datum
    fragment = client.get("/locate", query_string={"at": text, "fragment": 1})
    assert 'data-at="28.900000, 105.460000"' in fragment.text


def test_a_text_without_a_system_is_in_the_one_that_is_chosen(client):
    query = {"at": "28.896947, 105.463565", "datum": "gcj02", "f": "json"}
    assert client.get("/locate", query_string=query).json["latitude"] == pytest.approx(
        28.9, abs=1e-5
    )
    query["at"] = "WGS84 28.9, 105.46"
    assert client.get("/locate", query_string=query).json["latitude"] == 28.9


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LINK, "Read as GCJ-02 and converted to WGS 84."),
        ("28.9, 105.46", "Read as WGS 84. For coordinates from Amap"),
        ("https://www.google.com/maps/@28.9,105.46,15z", "Google’s road map of mainland China"),
        ("https://maps.apple.com/?ll=28.9,105.46", "Apple’s map of mainland China is shifted"),
    ],
)
def test_the_page_says_how_a_text_was_read_and_offers_the_other_systems(client, text, said):
    page = client.get("/locate", query_string={"at": text, "lang": "en"}).text
    (note,) = re.findall(r'<p class="datum-note">(.*?)</p>', page)
    assert said in note
    first, second = re.findall(r'href="([^"]+)"', note)
    for each in (first, second):
        other = client.get(each.replace("&amp;", "&"))
        assert other.status_code == 200
        assert "Read as" in other.text
    assert f'value="{text}"' in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"at": "泸州"}, "This is not a pair of coordinates."),
        ({"at": f"{LINK} 28.8, 105.3"}, "This text names several places."),
        ({"at": ["28.9,105.46", "28.8,105.3"]}, "at occurs 2 times. Send it once."),
        ({"at": "https://surl.amap.com/1a"}, "This short link has no coordinates of its own"),
        ({"at": "28.9,105.46", "lon": 105}, "A point is named twice."),
        ({"lon": 28.9, "lat": 105.4}, "swapped"),
        ({"at": "28.9,105.46", "datum": "mars"}, "datum is"),
        ({"at": "28.9,105.46", "accuracy_m": -1}, "The accuracy is"),
    ],
)
def test_what_cant_be_read_is_said_above_the_form_as_it_was_sent(client, query, said):
    answer = client.get("/locate", query_string={**query, "lang": "en"})
    (lead,) = re.findall(r'<p class="lead" role="alert">(.*?)</p>', answer.text)
    assert answer.status_code == 400
    assert said in lead
    kept = query.get("at", "105.4, 28.9")
    assert f'value="{kept if isinstance(kept, str) else kept[0]}"' in answer.text
    problem = client.get("/locate", query_string={**query, "lang": "en", "f": "json"})
    assert (problem.status_code, problem.mimetype) == (400, "application/problem+json")


@pytest.mark.parametrize("text", ["泸州市江阳区 (105.44,28.88)", "位置：105.44,28.88"])
def test_a_name_beside_the_position_is_skipped(client, text):
    found = client.get("/locate", query_string={"at": text, "f": "json"})
    assert found.status_code == 200
    assert (found.json["longitude"], found.json["latitude"]) == (105.44, 28.88)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"at": "105.4429, 28.8721"}, 2),
        ({"at": "105.4429, 28.8721", "datum": "unnamed"}, 2),  # as the form sends it
        ({"at": "105.4429, 28.8721", "datum": "wgs84"}, 0),
        ({"at": "高德 105.4429, 28.8721"}, 0),
        ({"lon": "105.4429", "lat": "28.8721"}, 2),
        ({"lon": "105.4429", "lat": "28.8721", "accuracy_m": "5"}, 0),  # of a device
        ({"at": "28.9265, 105.4606"}, 0),  # the same in all systems
    ],
)
def test_another_answer_in_another_system_is_said_where_none_was_named(client, query, count):
    page = client.get("/locate", query_string={**query, "lang": "zh"}).get_data(as_text=True)
    said = re.findall(r'class="warning other-system">(.*?) <a href="(.*?)"', page)
    assert len(said) == count
    if not count:
        return
    assert said[0][0] == "如为高德、腾讯坐标（GCJ-02），则可能位于江阳片区。"
    followed = client.get(said[0][1].replace("&amp;", "&")).get_data(as_text=True)
    assert "按所绘轮廓位于江阳片区内" in followed
    assert "other-system" not in followed
    fragment = client.get("/locate", query_string={**query, "fragment": "1"})
    assert 'data-read="gcj02"' in fragment.get_data(as_text=True)


def test_the_form_keeps_whether_a_system_was_chosen(client):
    for query, chosen in (("", "unnamed"), ("&datum=wgs84", "wgs84"), ("&datum=bd09", "bd09")):
        page = client.get(f"/locate?at=28.9,105.44{query}").get_data(as_text=True)
        assert re.findall(r'<option value="(\w+)" selected>', page) == [chosen]


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "行政区划代码 510504"), ("en", "administrative division code 510504")]
)
def test_the_code_of_a_county_says_what_it_is(client, lang, said):
    for address in (f"{CORE}&lang={lang}", f"/api{CORE}&f=html&lang={lang}"):
        assert said in client.get(address).get_data(as_text=True)


def test_the_name_beside_the_coordinates_is_the_heading(client):
    page = client.get("/locate?at=泸州高新区管委会 105.44,28.88&lang=zh").get_data(as_text=True)
    assert "<h1><bdi>泸州高新区管委会</bdi> · 28.880000, 105.440000</h1>" in page
    hostile = client.get("/locate", query_string={"at": "<b>厂区</b> 105.44,28.88"})
    assert "<b>" not in hostile.get_data(as_text=True)
