"""`/embed`: the bare map."""

import html
import json
import re
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from shapely import Point
from web_client import Pictures

from geo.zone import read_zone
from webapp.app import create_app

pytestmark = pytest.mark.slow


def test_the_picture_without_scripts_shows_what_the_map_shows(client):
    page = Pictures(client.get("/embed?parts=big-data-park&view=region&lang=en").text)
    assert "part=big-data-park" in page.picture
    assert "view=region" in page.picture
    assert client.get(page.picture).status_code == 200
    assert "with one part: Big data industrial park." in page.alt
    assert "and its reference cities" in page.alt


@pytest.mark.parametrize(
    ("bounds", "status"),
    [
        ("28.8,105.3,29,105.6", 200),
        ("-18,178,-16,-179", 200),
        ("-90,-180,90,180", 200),
        ("29,105.3,28.8,105.6", 400),
        ("28.8,105.3,29,105.3", 400),
        ("28.8,105.3,91,105.6", 400),
        ("28.8,105.3,29,181", 400),
        ("28.8,105.3,29", 400),
        ("28.8,105.3,29,105.6,7", 400),
        ("nan,105.3,29,105.6", 400),
        ("28.8, 105.3, 29, 105.6", 400),
        ("", 400),
        ("1e1,105.3,29,105.6", 400),
    ],
)
@pytest.mark.parametrize("path", ["/", "/parts/big-data-park", "/embed"])
def test_bounds_that_show_nothing_are_refused(client, path, bounds, status):
    answer = client.get(path, query_string={"bounds": bounds, "lang": "en"})
    assert answer.status_code == status
    address = f"http://localhost{path}?bounds={bounds}"
    described = client.get("/oembed", query_string={"url": address})
    assert described.status_code == {200: 200, 400: 404}[status]
    if status == 400:
        assert "Use south, west, north and east in degrees, such as 28.7," in answer.text


def test_the_picture_without_scripts_shows_the_area_of_the_address(client):
    page = Pictures(client.get("/embed?bounds=28.8,105.3,29,105.6&part=luxian-district").text)
    query = parse_qs(urlsplit(page.picture).query)
    assert query["bounds"] == ["28.8,105.3,29,105.6"]
    assert "part" not in query  # the map shows all parts, and opens the panel of one
    assert client.get(page.picture).status_code == 200


def test_a_picture_of_more_than_a_figure_can_show_is_that_of_the_zone(client):
    page = Pictures(client.get("/embed?bounds=-90,-180,90,180").text)
    assert "bounds" not in page.picture
    assert client.get(page.picture).status_code == 200


def site_data(answer):
    found = re.search(r'id="site-data">(.*?)</script>', answer.text, re.DOTALL)[1]
    return json.loads(html.unescape(found))


def test_rings_points_and_paths_of_the_address_are_for_the_script(client):
    answer = client.get(
        "/embed?lang=en&from=big-data-park&rings=10,50,10&ask=28.9,105.46&line=28,105;29,105.5"
    )
    marks = site_data(answer)["marks"]
    lat, lon = marks["centre"]["at"]
    zone = read_zone()
    assert zone.parts.geometry["big-data-park"].contains(Point(lon, lat))
    doubt = zone.parts["position_uncertainty_m"]["big-data-park"]
    assert marks["centre"]["doubt_m"] == pytest.approx(doubt)
    assert marks["rings_km"] == [10, 50]
    assert {each["name"] for each in marks["cities"]} >= {"Chengdu", "Chongqing"}
    assert marks["point"]["text"] == ["28.900000, 105.460000", "Jiangyang Area · Not certain"]
    assert marks["path"] == {"mode": "line", "points": [[28, 105], [29, 105.5]]}


def test_rings_without_a_centre_are_those_of_the_selected_part(client):
    marks = site_data(client.get("/embed?part=big-data-park&rings=10&lines=0"))["marks"]
    named = site_data(client.get("/embed?from=big-data-park&rings=10&lines=0"))["marks"]
    assert marks == named
    assert marks["cities"] == []


def test_a_map_without_marks_loads_nothing_for_them(client):
    page = client.get("/embed?bounds=28.8,105.3,29,105.6").text
    assert "marks" not in site_data(client.get("/embed"))
    loaded = re.findall(r'(?:href|src)="[^"]*/static/[^"]*|load\(\[[^\]]+\]', page)
    assert loaded == []  # what shows shapes of the fragment is named, and loaded if there are any


def test_what_marks_load_may_be_loaded_by_a_frame_without_an_origin(client):
    page = client.get("/embed?ask=28.9,105.46").text
    (style,) = set(re.findall(r'href="([^"]*marks\.css)"', page))
    modules = re.findall(r'"([^"]*embed_(?:marks|plots)\.js)"', page)
    assert len(modules) == 2
    waiting, seen = [style, *modules], set()
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.headers["Access-Control-Allow-Origin"] == "*", address
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin", address
        seen.add(address)
        wanted = (urljoin(address, each) for each in re.findall(r'from "([^"]+)"', answer.text))
        waiting += [each for each in wanted if each not in seen]
    assert len(seen) > 4


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("rings=10", "The rings have no starting point."),
        ("rings=10&from=nowhere", "nowhere"),
        ("rings=10&from=", ""),
        ("rings=&from=28.9,105.4", "Use up to 10 radii in km"),
        ("rings=0&from=28.9,105.4", "Use up to 10 radii in km"),
        ("rings=-5&from=28.9,105.4", "Use up to 10 radii in km"),
        ("rings=6000&from=28.9,105.4", "Use up to 10 radii in km"),
        ("rings=1,2,3,4,5,6,7,8,9,10,11&from=28.9,105.4", "Use up to 10 radii in km"),
        ("rings=nan&from=28.9,105.4", "Use up to 10 radii in km"),
        ("rings=10&from=95,105.4", "Use latitude and longitude in degrees"),
        ("ask=105.4", "Use latitude and longitude in degrees"),
        ("ask=28.9;105.4", "Use latitude and longitude in degrees"),
        ("ask=nan,105.4", "Use latitude and longitude in degrees"),
        ("ask=", "Use latitude and longitude in degrees"),
        ("line=28.9,105.4;", "Use latitude and longitude in degrees"),
        ("area=" + ";".join(["28.9,105.4"] * 201), "Use 200 at most."),
        ("from=big-data-park&lines=yes", "Use one of 1, 0."),
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_marks_that_cannot_be_drawn_are_refused(client, query, said, lang):
    answer = client.get(f"/embed?lang={lang}&{query}")
    assert answer.status_code in {400, 404}
    if lang == "en":
        assert said in html.unescape(answer.text)


MARKED = "/embed?lang=en&part=big-data-park&from=big-data-park&rings=10&ask=28.9,105.46&line=28.9,105.4;28.95,105.45"


def test_the_picture_without_scripts_has_the_marks(client):
    page = Pictures(client.get(MARKED).text)
    query = {name: value for name, (value,) in parse_qs(urlsplit(page.picture).query).items()}
    assert query["from"] == query["selected"] == "big-data-park"
    assert (query["rings"], query["ask"]) == ("10", "28.9,105.46")
    assert query["line"] == "28.9,105.4;28.95,105.45"
    assert "part" not in query  # the map shows all parts, and opens the panel of one
    for each in ("7.38 km", "10 km", "28.900000, 105.460000"):
        assert each in page.alt
    picture = client.get(page.picture)
    assert picture.status_code == 200
    for each in ("7.38 km", "10 km", "28.900000, 105.460000"):
        assert each in picture.text


def test_the_thumbnail_of_an_embedded_map_has_the_marks(client):
    described = client.get("/oembed", query_string={"url": f"http://localhost{MARKED}"}).json
    assert "ask=28.9" in described["thumbnail_url"]
    assert client.get(described["thumbnail_url"]).status_code == 200


@pytest.mark.parametrize(
    "query", ["part=nope", "parts=nope", "view=constructor", "bounds=1", "parent=x", "lang=xx"]
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_said_of_an_unusable_address_may_be_framed(client, query, lang):
    address = f"/embed?{query}" if "lang=" in query else f"/embed?{query}&lang={lang}"
    answer = client.get(address)
    assert answer.status_code in {400, 404}
    assert "frame-ancestors" not in answer.headers["Content-Security-Policy"]
    assert re.search('<p class="lead"[^>]*>[^<]+', answer.text)
    # No other page of the site may be shown in the frame, and only one link leads out of it.
    assert re.findall("<a [^>]*>", answer.text) == re.findall('<a [^>]*"_blank">', answer.text)


def test_who_may_frame_the_map_may_frame_its_errors():
    client = create_app({"EMBED_ANCESTORS": "https://host.example"}).test_client()
    for path in ("/embed", "/embed?part=nope"):
        policy = client.get(path).headers["Content-Security-Policy"]
        assert policy.endswith("; frame-ancestors https://host.example")
