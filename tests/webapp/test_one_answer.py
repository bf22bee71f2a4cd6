"""One point, four doors: the page, its JSON, the API and the command give the same answer."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from geodesic_oracle import distance_m, is_inside
from shapely import box

from geo.lookup.index import index_zone
from webapp import create_app

OLD_DATA = Path(__file__).parents[1] / "support" / "data_0_1_0"
PART = box(100, 25, 110, 35)
INSIDE_STRAIGHT_ONLY = (105.0, 25.05)  # north of the straight edge, south of the geodesic
POINTS = [(105.0, 30.0), INSIDE_STRAIGHT_ONLY, (105.0, 35.05), (95.0, 20.0)]


@pytest.fixture
def path(write_zone_file):
    ring = [[*xy] for xy in PART.exterior.coords]
    feature = {
        "type": "Feature",
        "properties": {
            "id": "wide",
            "kind": "district",
            "position_uncertainty_m": 100,
            "placement": "digitised",
        },
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    return write_zone_file({"type": "FeatureCollection", "features": [feature]})


@pytest.mark.parametrize(("lon", "lat"), POINTS)
@pytest.mark.slow
def test_page_json_api_and_command_agree(path, run, tmp_path, lon, lat):
    expected, inside = distance_m(PART, lon, lat), is_inside(PART, lon, lat)
    client = create_app({"DATA": path}).test_client()
    found = client.get(f"/locate?lon={lon}&lat={lat}&f=json").json
    served = client.get(f"/api/locate?lon={lon}&lat={lat}&f=json").json["location"]
    page = client.get(f"/locate?lon={lon}&lat={lat}").get_data(as_text=True)
    (tmp_path / "sites.csv").write_text(f"lon,lat\n{lon},{lat}\n")
    out = tmp_path / "out.csv"
    assert run("locate", "--data", path, tmp_path / "sites.csv", "-o", out)[0] == 0
    (row,) = csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines())
    for answer in (found, served, row):
        assert float(answer["edge_distance_m"]) == pytest.approx(expected, abs=1e-3)
        assert (answer["part"] == "wide") == inside
        assert float(answer["distance_m"]) == pytest.approx(0 if inside else expected, abs=1e-3)
        assert (answer["edge_part"], answer["verdict"]) == ("wide", "certain")
        assert float(answer["edge_uncertainty_m"]) == 100
    assert ("</strong>: inside " in page) == inside
    assert ("</strong>: outside every part" in page) != inside
    # ±100 m has two significant digits, so tens of metres are written.
    assert f"{round(expected, -1) / 1000:,.2f} km" in page


@pytest.mark.slow
def test_all_requests_share_one_index(path, monkeypatch):
    built = []
    monkeypatch.setattr(
        "geo.measured.index_zone", lambda zone: built.append(zone) or index_zone(zone)
    )
    client = create_app({"DATA": path}).test_client()
    polygon = {"type": "Polygon", "coordinates": [[[101, 26], [102, 26], [102, 27], [101, 26]]]}
    for _ in range(2):
        assert client.get("/locate?lon=105&lat=30").status_code == 200
        assert client.get("/api/locate?lon=105&lat=30").status_code == 200
        answer = client.post(
            "/api/measure", data=json.dumps(polygon), content_type="application/geo+json"
        )
        assert answer.json["overlaps"][0]["percent_of_polygon"] == 100
    assert len(built) == 1


@pytest.fixture
def old_data(tmp_path):
    """The data of 0.1.0, whose counties state no uncertainty; the test may state it."""
    folder = tmp_path / "old"
    shutil.copytree(OLD_DATA, folder)
    return folder / "boundaries.geojson"


@pytest.mark.slow
def test_the_nearest_edge_names_its_part_everywhere(old_data, run, tmp_path):
    lon, lat = 105.4835, 28.8725
    client = create_app({"DATA": old_data}).test_client()
    found = client.get(f"/locate?lon={lon}&lat={lat}&f=json").json
    served = client.get(f"/api/locate?lon={lon}&lat={lat}&f=json").json["location"]
    sites = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {},
                "geometry": {"type": "Point", "coordinates": [lon, lat]},
            }
        ],
    }
    sent = client.post(
        "/api/locate", data=json.dumps(sites), content_type="application/geo+json"
    ).json["features"][0]["properties"]["location"]
    (tmp_path / "sites.csv").write_text(f"lon,lat\n{lon},{lat}\n")
    out = tmp_path / "out.csv"
    assert run("locate", "--data", old_data, tmp_path / "sites.csv", "-o", out)[0] == 0
    (row,) = csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines())
    for answer in (found, served, sent, row):
        assert (answer["part"], answer["edge_part"]) == ("jiangyang-district", "new-energy-park")
        assert float(answer["edge_distance_m"]) == pytest.approx(115.4, abs=0.5)
        assert float(answer["edge_uncertainty_m"]) == 15_000
        assert (answer["verdict"], answer["county_verdict"]) == ("possible", "not known")
    page = client.get(f"/locate?lon={lon}&lat={lat}&lang=en").get_data(as_text=True)
    page = page.replace("\N{NO-BREAK SPACE}", " ")
    assert "no more than its uncertainty of ±15 km" in page
    assert "115 m" not in page


def test_a_point_near_a_county_line_says_so(old_data):
    context = old_data.with_name("context.geojson")
    outlines = json.loads(context.read_text("utf-8"))
    for each in outlines["features"]:
        each["properties"]["position_uncertainty_m"] = 1_000
    context.write_text(json.dumps(outlines), encoding="utf-8")
    client = create_app({"DATA": old_data}).test_client()
    near, far = "/locate?lon=105.52191&lat=29.03601", "/locate?lon=105.4&lat=29.15"
    assert client.get(f"{near}&f=json").json["county_verdict"] == "possible"
    assert client.get(f"{far}&f=json").json["county_verdict"] == "certain"
    coarse = client.get(f"{far}&accuracy_m=30000&f=json").json
    assert (coarse["county_verdict"], coarse["verdict"]) == ("possible", "possible")
    assert "near a county boundary (±1 km)" in client.get(f"{near}&lang=en").text
    assert "靠近区县界（±1 km）" in client.get(f"{near}&lang=zh").text
    assert "near a county boundary" not in client.get(f"{far}&lang=en").text


def test_page_and_api_name_the_outline_that_could_pass_over_the_point(collection, write_zone_file):
    """The nearest edge is sure to 5 m; the farther one, unsure to 6 km, is what decides."""
    for feature, metres in zip(collection["features"], (5, 6_000, 5), strict=True):
        feature["properties"] |= {"position_uncertainty_m": metres, "placement": "surveyed"}
    client = create_app({"DATA": write_zone_file(collection)}).test_client()
    query = "lon=105.545&lat=28.95&lang=en"
    assert "The outline of East is uncertain by ±6 km." in client.get(f"/locate?{query}").text
    served = client.get(f"/api/locate?{query}&f=json").json
    assert (served["location"]["edge_part"], served["location"]["verdict"]) == ("west", "possible")
    assert served["certainty"].startswith("The outline of East is uncertain by ±6 km, which is")
    assert served["certainty"].endswith("The point may in fact lie in East.")


@pytest.mark.parametrize("accuracy_m", [0, 20, 9_000, 300_000])
@pytest.mark.slow
def test_page_and_api_take_the_accuracy_of_a_point_alike(client, accuracy_m):
    query = f"lon=105.4&lat=29.15&accuracy_m={accuracy_m}&lang=en"
    found = client.get(f"/locate?{query}&f=json").json
    served = client.get(f"/api/locate?{query}&f=json").json
    assert served["accuracy_m"] == found["accuracy_m"] == accuracy_m
    for name in ("verdict", "certain", "county_verdict", "edge_part"):
        assert served["location"][name] == found[name]
    for one, other in zip(served["location"]["places"], found["places"], strict=True):
        assert one == pytest.approx(other, abs=1e-4)
    if accuracy_m:
        assert served["certainty"] in client.get(f"/locate?{query}").text
    assert client.get(f"/api/locate?{query}&f=html").status_code == 200


@pytest.mark.parametrize("value", ["-1", "1e300", "nan", "", "10000001"])
def test_an_accuracy_that_is_none_is_refused(client, value):
    for address in ("/locate", "/api/locate"):
        answer = client.get(f"{address}?lon=105&lat=29&f=json&accuracy_m={value}")
        assert answer.status_code == 400


@pytest.mark.parametrize("lat", [90, -90])
def test_there_is_no_bearing_at_a_pole(client, lat):
    query = f"lon=105&lat={lat}"
    found = client.get(f"/locate?{query}&f=json").json
    served = client.get(f"/api/locate?{query}&f=json").json["location"]
    for answer in (found, served):
        assert {place["bearing_deg"] for place in answer["places"]} == {None}
        assert all(place["distance_m"] > 6e6 for place in answer["places"])
    for lang, reason in (("en", "No bearing is defined at a pole"), ("zh", "极点处各方向均相同")):
        page = client.get(f"/locate?{query}&lang={lang}").text
        assert reason in page
        assert "°" not in page.partition("<tbody>")[2].partition("</tbody>")[0]
        assert reason not in client.get(f"/locate?lon=105&lat=89.9&lang={lang}").text


@pytest.mark.parametrize(
    "case",
    [
        (105.441, "possible", "4.2 km"),
        (105.444, "possible", "4.5 km"),
        (105.4505, "certain", "5 km"),
    ],
)
@pytest.mark.slow
def test_every_door_allows_for_an_assumed_area(client, run, tmp_path, case):
    """Luxian's edge is ±4 km, and its area of 87.4 km² is assumed: 968 m more."""
    lon, verdict, distance = case
    query, here = f"lon={lon}&lat=29.11", [lon, 29.11]
    found = client.get(f"/locate?{query}&f=json").json
    served = client.get(f"/api/locate?{query}&f=json").json["location"]
    (tmp_path / "sites.csv").write_text(f"lon,lat\n{lon},29.11\n")
    assert run("locate", tmp_path / "sites.csv", "-o", tmp_path / "out.csv")[0] == 0
    (row,) = csv.DictReader((tmp_path / "out.csv").read_text("utf-8-sig").splitlines())
    for answer in (found, served, row):
        assert (answer["edge_part"], answer["verdict"]) == ("luxian-district", verdict)
    site = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": here}}
    sent = {"file": [(io.BytesIO(json.dumps(site).encode()), "site.geojson")]}
    (plot,) = client.post("/api/inspect?lang=en", data=sent).json["layers"][0]["rows"]
    assert plot["verdict"] == verdict
    page = client.get(f"/locate?{query}&lang=en").text
    assert "edge of Luxian" in page
    assert f": {distance}." in page
    for said in (page, plot["reason"]):
        assert "±4 km and about 970 m more for its assumed area" in said
