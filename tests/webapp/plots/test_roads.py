"""Ways by road of what people bring: told where the server has routing tiles, else not at all."""

import csv
import io
import json
import math
import sys
from dataclasses import replace

import pytest
import shapely
from kept_roads import copy_zone
from workbooks import read_workbook

from geo.errors import InputError
from geo.zone import read_zone
from webapp import create_app
from webapp.plots import measured_layer, measures
from webapp.plots.export import writer

SITES = [shapely.box(105.4, 28.87, 105.402, 28.872), shapely.Point(105.41, 28.871)]

FEATURES = [
    {"type": "Feature", "properties": {}, "geometry": json.loads(shapely.to_geojson(each))}
    for each in SITES
]
ORDER = {"features": {"type": "FeatureCollection", "features": FEATURES}}


@pytest.fixture
def path(tmp_path):
    return copy_zone(tmp_path)


@pytest.fixture
def app(path):
    return create_app({"DATA": str(path)})


@pytest.fixture
def tiles(app, path, monkeypatch):
    """Answer with the kept figures of a part, as if the server had tiles; return the figures."""
    roads = read_zone(path).roads
    figures = roads.of_part("plot")

    def measure(folder, lon, lat, places, *, most_s):
        return [figures] * len(lon)

    for module in (measured_layer, writer):
        monkeypatch.setattr(module, "describe_network", lambda folder: roads)
    monkeypatch.setattr(measures, "measure_sites", measure)
    state = app.extensions["zonemap"]
    state.settings = replace(state.settings, roads=path.parent)
    return figures


def test_each_feature_has_the_ways_with_conditions_and_credit(inspect, write, tiles):
    for row in inspect(write(SITES))["rows"]:
        roads = row["roads"]
        ways = {(w["place"], w["vehicle"], w["direction"]): w for w in roads["ways"]}
        assert len(ways) == 5 * 3
        for figure in tiles:
            if (way := ways.get((figure.place, figure.vehicle, figure.direction))) is None:
                continue
            assert way["status"] == figure.status
            is_found = figure.status == "found"
            assert way["distance_m"] == (figure.least_m if is_found else None)
            assert way["time_s"] == (figure.least_s if is_found else None)
        assert ways["mill", "truck", "to"]["text"].startswith("no connection for this vehicle")
        assert ways["east", "car", "to"]["text"] == "35.3 km · 28 min"
        assert "28 min; toll road" in ways["east", "car", "to"]["description"]
        assert "Free flow" in roads["notes"][-2]
        assert "ODbL 1.0" in roads["notes"][-1]
        assert len(row["distances"]) == 5  # the straight lines, apart


def test_a_road_far_away_is_a_warning(inspect, write, tiles):
    tiles[:] = [
        replace(each, gap_m=700.0 if each.gap_m == each.gap_m else math.nan) for each in tiles
    ]
    (warning,) = inspect(write(SITES[1:]))["rows"][0]["warnings"]
    assert "Caution" in warning
    assert "700 m" in warning


def test_of_many_features_the_first_have_them_and_a_sentence_says_so(
    inspect, write, tiles, monkeypatch
):
    monkeypatch.setattr(measures, "MOST_ROAD_FEATURES", 1)
    layer = inspect(write(SITES))
    assert ["roads" in row for row in layer["rows"]] == [True, False]
    assert "first 1 of 2 features" in layer["steps"][-1]


def test_no_way_is_computed_before_the_datum_is_answered(paste, tiles):
    text = "name,lon,lat\nplot,105.4,28.871"
    asked = paste(text)
    assert [each["name"] for each in asked["questions"]] == ["datum"]
    assert "once the question of the coordinates is answered" in asked["steps"][-1]
    assert "roads" not in asked["rows"][0]
    assert "roads" in paste(text, datum="wgs84")["rows"][0]


def test_tiles_that_are_gone_are_told_and_the_rest_is_measured(inspect, write, tiles, monkeypatch):
    def refuse(folder):
        raise InputError("/srv/tiles contains no routing tiles.")

    monkeypatch.setattr(measured_layer, "describe_network", refuse)
    layer = inspect(write(SITES))
    assert layer["steps"][-1].startswith("Ways by road were not computed")
    assert "/srv" not in json.dumps(layer)
    assert layer["rows"][0]["area_m2"] > 0
    assert not any("roads" in row for row in layer["rows"])


def test_the_export_has_the_columns_of_locate(client, tiles):
    text = client.post("/api/inspect/export?f=csv", json=ORDER).data.decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text)))
    figure = next(each for each in tiles if each.place == "east")
    assert float(row["east_road_distance_m"]) == pytest.approx(figure.least_m)
    assert row["mill_truck_status"] == "restricted"
    assert row["mill_truck_distance_m"] == ""
    assert "ODbL" in row["road_basis"]
    book = client.post("/api/inspect/export?f=xlsx&lang=en", json=ORDER).data
    assert "ODbL 1.0" in str(read_workbook(book))
    kml = client.post("/api/inspect/export?f=kml&lang=en", json=ORDER).data.decode()
    assert "ODbL 1.0" in kml


def test_without_tiles_there_is_no_number_but_a_sentence(send, write, client, path):
    answer = send(write(SITES))
    assert not any("roads" in row for row in answer["layers"][0]["rows"])
    assert "computes no ways by road" in answer["method"]
    text = client.post("/api/inspect/export?f=csv", json=ORDER).data.decode("utf-8-sig")
    assert "road" not in text.splitlines()[0]


def test_a_zone_without_road_data_says_nothing_of_them(write, tmp_path):
    answer = (
        create_app()
        .test_client()
        .post("/api/inspect?lang=en", data=b"105.4 28.9", content_type="text/plain")
    )
    assert "road" not in answer.get_json()["method"]


def test_a_server_that_cannot_use_the_tiles_does_not_start(path, monkeypatch):
    monkeypatch.setitem(sys.modules, "valhalla", None)
    with pytest.raises(InputError, match="routing engine"):
        create_app({"DATA": str(path), "ROADS": str(path.parent)})


def test_serve_and_doctor_say_it_in_one_sentence(run, path, monkeypatch):
    monkeypatch.setitem(sys.modules, "valhalla", None)
    monkeypatch.setenv("ZONEMAP_ROADS", str(path.parent))
    code, out, err = run("serve", "--data", path)
    assert (code, out) == (2, "")
    assert "routing engine" in err
    assert "Traceback" not in err
    assert "routing engine" in "".join(run("doctor")[1:])
