"""Hostile files: one sentence or safe rows, and the server goes on."""

import io
import json
import zipfile

import numpy as np
import pytest
import shapely

BOX = shapely.box(105.46, 28.87, 105.47, 28.88)
MARKUP = '</script><img src=x onerror="alert(1)">'


@pytest.fixture
def send_zip(client):
    """Send a zip as the body itself: the client leaves the file of a large form open."""

    def post(path):
        data = path.read_bytes()
        answer = client.post("/api/inspect?lang=en", data=data, content_type="application/zip")
        return answer.get_json()["layers"][0]

    return post


def test_markup_in_names_is_text_in_json(inspect, write, client):
    layer = inspect(write([BOX], [{"name": MARKUP, MARKUP: "\u2028\u0000"}]))
    assert layer["rows"][0]["name"] == MARKUP
    answer = client.post(
        "/api/inspect", data=write([BOX], [{"name": MARKUP}]).read_bytes(),
        content_type="application/geo+json",
    )  # fmt: skip
    assert answer.mimetype == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_name_with_markup_is_text(client, write):
    data = {"file": (io.BytesIO(write([BOX]).read_bytes()), "<img src=x onerror=alert(1)>.geojson")}
    (layer,) = client.post("/api/inspect", data=data).get_json()["layers"]
    assert len(layer["rows"]) == 1


@pytest.mark.parametrize("column", ["published_area_km2", "area_m2", "面积亩"])
@pytest.mark.parametrize("value", [1e23, 1e308, -1e300])
def test_a_stated_area_larger_than_the_earth_is_none(inspect, write, column, value):
    layer = inspect(write([BOX, BOX], [{column: value}, {column: 1.0}]))
    assert layer["rows"][0]["area_m2"] == layer["rows"][1]["area_m2"]
    assert layer["rows"][0].get("stated_text") is None


def test_a_thousand_columns_are_kept(inspect, write):
    layer = inspect(write([BOX], [{f"c{n}": n for n in range(1000)}]))
    assert len(layer["columns"]) == 1000
    assert layer["features"]["features"][0]["properties"]["c999"] == 999


@pytest.mark.slow
def test_a_million_vertices_are_measured(send_zip, tmp_path):
    turn = np.linspace(0, 2 * np.pi, 1_000_000, endpoint=False)
    ring = np.column_stack([105.46 + 0.01 * np.cos(turn), 28.87 + 0.01 * np.sin(turn)])
    path = tmp_path / "circle.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("circle.geojson", shapely.to_geojson(shapely.Polygon(ring.round(9))))
    (row,) = send_zip(path)["rows"]
    assert row["area_m2"] == pytest.approx(np.pi * 975.9 * 1108.4, rel=1e-3)


@pytest.mark.slow
def test_more_than_two_million_vertices_are_refused(send_zip, tmp_path):
    ring = np.round(np.random.default_rng(1).uniform(0, 9, (2_100_000, 2)), 1)
    path = tmp_path / "points.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("line.geojson", shapely.to_geojson(shapely.LineString(ring)))
    assert "more than 2,000,000 vertices" in send_zip(path)["refusal"]


def test_a_bomb_of_zeros_is_refused(inspect, tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("plots.geojson", b"0" * (80 * 2**20))
    assert "unpacks to more than 64 MiB" in inspect(path)["refusal"]


def test_a_path_outside_a_zip_is_refused(inspect, tmp_path):
    path = tmp_path / "out.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../plots.geojson", "{}")
    assert "outside the archive" in inspect(path)["refusal"]


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "null", "1", '{"type": "FeatureCollection"}', "[" * 100_000,
        '{"type": "FeatureCollection", "features": [{"type": "Feature"}]}',
        '{"type": "Polygon", "coordinates": [[[NaN, 1], [2, 3], [4, 5], [NaN, 1]]]}',
        '{"type": "Point", "coordinates": [1e400, 2]}',
        '{"type": "FeatureCollection", "features": {"a": 1}}',
    ],
)  # fmt: skip
def test_broken_json_ends_in_one_sentence(inspect, tmp_path, text):
    path = tmp_path / "x.geojson"
    path.write_text(text, "utf-8")
    layer = inspect(path)
    assert layer["rows"] == []
    assert layer["refusal"]


def test_values_that_json_lacks_become_null(inspect, tmp_path):
    path = tmp_path / "x.geojson"
    shape = shapely.to_geojson(BOX)
    path.write_text(f'{{"type":"Feature","properties":{{"a":1e999,"b":NaN}},"geometry":{shape}}}')
    record = inspect(path)["features"]["features"][0]["properties"]
    assert record in ({"a": None, "b": None}, {"a": "inf", "b": None})


def test_lone_surrogates_are_replaced(inspect, tmp_path):
    path = tmp_path / "x.geojson"
    shape = shapely.to_geojson(BOX)
    path.write_text(f'{{"type":"Feature","properties":{{"a":"\\ud800"}},"geometry":{shape}}}')
    assert len(inspect(path)["rows"]) == 1


def test_shapes_that_cannot_be_measured_are_left_out_with_the_reason(inspect, write):
    bow = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    shapes = [
        bow,
        shapely.Polygon(),
        BOX,
        shapely.Point(500, 500),
        shapely.MultiPoint([(1, 1), (2, 2)]),
    ]
    layer = inspect(write(shapes))
    assert [each["row"] for each in layer["left_out"]] == [1, 2, 4, 5]
    assert all(each["reason"] for each in layer["left_out"])
    assert [row["number"] for row in layer["rows"]] == [3]


@pytest.mark.parametrize("size_deg", [1e-6, 1e-12])
def test_a_plot_without_an_area_is_outside_as_its_point_inside_is(inspect, write, size_deg):
    layer = inspect(write([shapely.box(10, -90, 10 + size_deg, -90 + size_deg)]))
    assert [row["outside_share"] for row in layer["rows"]] == [1.0]


def test_many_parts_of_a_form_are_bounded(client):
    fields = {f"f{n}": "x" for n in range(101)}
    answer = client.post("/api/inspect?lang=en", data=fields, content_type="multipart/form-data")
    assert answer.status_code == 413
    assert answer.get_json()["detail"].startswith("The request has more than 100 files.")


def test_a_deep_collection_is_refused(inspect, tmp_path):
    path = tmp_path / "deep.geojson"
    shape = {"type": "Point", "coordinates": [105, 28]}
    for _ in range(60):
        shape = {"type": "GeometryCollection", "geometries": [shape]}
    path.write_text(json.dumps(shape))
    layer = inspect(path)
    assert layer["rows"] == []
    assert layer["refusal"]


DOORS = ("measure", "locate", "inspect", "inspect/zone", "brief", "inspect/export")
DOORS += ("inspect/overlaps", "inspect/page")


@pytest.mark.parametrize("depth", [101, 600, 900])
@pytest.mark.parametrize("door", DOORS)
def test_deep_properties_are_told_at_each_address(client, door, depth):
    shape = shapely.to_geojson(shapely.Point(105.46, 28.87) if door == "locate" else BOX)
    text = (
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"a": '
        f'{"[" * depth}1{"]" * depth}}}, "geometry": {shape}}}]}}'
    )
    if door in {"inspect/export", "inspect/overlaps", "inspect/page"}:
        text = text if "page" not in door else f'{{"state": "/", "layers": [{text}]}}'
        how = {"data": text, "content_type": "application/json"}
    else:
        how = {"data": {"file": (io.BytesIO(text.encode()), "deep.geojson")}}
    answer = client.post(f"/api/{door}?lang=en", **how)
    assert answer.status_code == (200 if door == "inspect" else 400), answer.text[:300]
    assert "nested too deeply" in answer.text


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_a_number_that_is_not_finite_is_refused_in_an_export(client, number):
    body = (
        '{"features": {"type": "FeatureCollection", "features": [{"type": "Feature", '
        f'"properties": {{"a": {number}}}, '
        '"geometry": {"type": "Point", "coordinates": [105, 28]}}]}}'
    )
    answer = client.post("/api/inspect/export?f=csv", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert f"has the number “{number}”" in answer.get_json(force=True)["detail"]


def test_a_name_of_a_property_with_half_a_character_is_read(client):
    body = (
        r'{"type": "FeatureCollection", "features": [{"type": "Feature", '
        r'"properties": {"k\udfff": 1}, '
        r'"geometry": {"type": "Point", "coordinates": [105.44, 28.87]}}]}'
    )
    answer = client.post("/api/inspect", data=body, content_type="application/geo+json")
    assert answer.status_code == 200
    assert len(answer.get_json()["layers"][0]["rows"]) == 1
