"""One point, four doors: the page, its JSON, the API and the command give the same answer."""

import csv
import json

import pytest
from geodesic_oracle import distance_m, is_inside
from shapely import box

from geo.lookup.index import index_zone
from webapp import create_app

PART = box(100, 25, 110, 35)
INSIDE_STRAIGHT_ONLY = (105.0, 25.05)  # north of the straight edge, south of the geodesic
POINTS = [(105.0, 30.0), INSIDE_STRAIGHT_ONLY, (105.0, 35.05), (95.0, 20.0)]


@pytest.fixture
def path(write_zone_file):
    ring = [[*xy] for xy in PART.exterior.coords]
    feature = {
        "type": "Feature",
        "properties": {"id": "wide", "kind": "district", "position_uncertainty_m": 100},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    return write_zone_file({"type": "FeatureCollection", "features": [feature]})


@pytest.mark.parametrize(("lon", "lat"), POINTS)
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
    assert ("Inside the drawn outline" in page) == inside
    assert f"{expected / 1000:,.{0 if expected > 1e5 else 1}f}" in page


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
