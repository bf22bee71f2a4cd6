"""What is open about a layer is asked, with evidence and previews; each answer works as it is."""

import json
import zipfile

import geopandas as gpd
import pytest
import shapely

from geo.geodesy.datum import convert_shapes
from geo.zone import read_zone

PLOTS = [shapely.box(105.4 + n / 50, 28.87, 105.41 + n / 50, 28.88) for n in range(3)]
METRES = gpd.GeoSeries(PLOTS, crs=4326).to_crs(4523)


def ask(layer, name):
    """Return the question of that name."""
    (question,) = [each for each in layer["questions"] if each["name"] == name]
    return question


def likely(question):
    (choice,) = [each for each in question["choices"] if each["is_likely"]]
    return choice


def middle(geometry):
    point = shapely.from_geojson(json.dumps(geometry)).centroid
    return round(point.x, 2), round(point.y, 2)


@pytest.fixture
def answer(inspect):
    """Send a file again with the likely answer to its question."""

    def send_again(path, question):
        return inspect(path, **likely(question)["options"])

    return send_again


def test_metres_never_reach_the_map_unasked(inspect, answer, tmp_path):
    path = tmp_path / "metres.csv"
    rows = [
        f"{n},{x:.2f},{y:.2f}" for n, (x, y) in enumerate(shapely.get_coordinates(METRES.tolist()))
    ]
    path.write_text("name,x,y\n" + "\n".join(rows), "utf-8")
    layer = inspect(path)
    assert layer["rows"] == layer["features"]["features"] == []
    question = ask(layer, "crs")
    assert question["is_blocking"]
    assert likely(question)["options"] == {"crs": "EPSG:4523"}
    assert middle(likely(question)["preview"]) == pytest.approx((105.43, 28.875), abs=0.006)
    assert "coordinate reference system" in question["evidence"][0]
    assert "crs=" not in " ".join(question["evidence"])
    answered = answer(path, question)
    assert len(answered["rows"]) == len(rows)
    assert answered["questions"] == []


def test_systems_are_named_in_chinese_and_an_answer_is_told_as_such(inspect, answer, write):
    path = write([shapely.transform(each, lambda xy: xy - [35e6, 0]) for each in METRES])
    question = ask(inspect(path, lang="zh"), "crs")
    label = "CGCS2000 3度带，中央子午线105°（EPSG:4544）"
    assert label in [each["label"] for each in question["choices"]]
    told = [question["sentence"], *question["evidence"]]
    told += [each["label"] for each in question["choices"]]
    assert "Gauss" not in " ".join(told)
    assert "zone" not in " ".join(told)
    steps = inspect(path, lang="zh", crs="EPSG:4544")["steps"]
    assert "坐标参照系，按您的选择：CGCS2000 3度带，中央子午线105°" in steps
    assert not any(each.startswith("坐标参照系：") for each in steps)


@pytest.mark.parametrize(
    ("options", "step"),
    [
        ({"datum": "gcj02"}, "coordinate system, as you chose: GCJ-02 (Amap, Tencent)"),
        ({"datum": "wgs84"}, "coordinate system, as you chose: WGS 84 or CGCS2000"),
        ({"encoding": "gb18030"}, "Text is gb18030, as you said."),
        ({"lon": "x", "lat": "y"}, "columns of the coordinates, as you chose: x, y"),
        ({"wrap": "1"}, "longitudes beyond 180° reduced by 360°, as you chose"),
    ],
)
@pytest.mark.slow
def test_every_answer_is_told(inspect, tmp_path, options, step):
    path = tmp_path / "sites.csv"
    path.write_text("name,x,y\nA,105.44,28.87\n", "utf-8")
    assert step in inspect(path, **options)["steps"]
    assert not any("as you chose" in each for each in inspect(path)["steps"])


def test_north_before_east_is_asked(inspect, answer, tmp_path):
    path = tmp_path / "swapped.csv"
    rows = [
        f"{n},{y:.2f},{x:.2f}" for n, (x, y) in enumerate(shapely.get_coordinates(METRES.tolist()))
    ]
    path.write_text("name,X,Y\n" + "\n".join(rows), "utf-8")
    question = ask(inspect(path), "crs")
    assert likely(question)["options"] == {"crs": "EPSG:4523,swapped"}
    assert len(answer(path, question)["rows"]) == len(rows)


def test_latitude_and_longitude_that_are_swapped_are_asked(inspect, answer, tmp_path):
    path = tmp_path / "sites.csv"
    path.write_text("name,lat,lon\nA,105.44,28.87\nB,105.45,28.88\n", "utf-8")
    layer = inspect(path)
    question = ask(layer, "crs")
    assert question["is_blocking"]
    assert layer["rows"] == []
    assert answer(path, question)["rows"][0]["inside_point"]["wgs84"] == [105.44, 28.87]


def test_a_place_far_from_the_zone_is_shown_and_asked(inspect, tmp_path):
    """Latitude 28.87, longitude 75.44: both orders of the axes are on Earth."""
    path = tmp_path / "far.geojson"
    shapes = [shapely.Point(28.87 + n / 100, 88.0) for n in range(3)]
    features = [
        {"type": "Feature", "properties": {}, "geometry": json.loads(shapely.to_geojson(each))}
        for each in shapes
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    layer = inspect(path)
    assert len(layer["rows"]) == 3
    for question in layer["questions"]:
        assert not question["is_blocking"]
        assert question["answered"]


def test_several_layers_are_asked_for_with_previews(inspect, answer, tmp_path):
    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for n, plot in enumerate(PLOTS[:2]):
            archive.writestr(f"layer{n}.geojson", shapely.to_geojson(plot))
    question = ask(inspect(path), "layer")
    assert [each["label"] for each in question["choices"]] == ["layer0.geojson", "layer1.geojson"]
    assert [middle(each["preview"])[0] for each in question["choices"]] == [105.41, 105.43]
    answered = answer(path, question)
    assert answered["layer"] == "layer0.geojson"
    assert answered["questions"] == []


def test_an_encoding_that_is_open_shows_how_each_reads(inspect, answer, tmp_path):
    path = tmp_path / "gbk.geojson"
    text = json.dumps(
        {
            "type": "Feature",
            "properties": {"名称": "地块甲"},
            "geometry": json.loads(shapely.to_geojson(PLOTS[0])),
        },
        ensure_ascii=False,
    )
    path.write_bytes(text.encode("gb18030"))
    question = ask(inspect(path), "encoding")
    assert likely(question)["options"] == {"encoding": "gb18030"}
    assert "地块甲" in likely(question)["sample"]
    assert answer(path, question)["rows"][0]["name"] == "地块甲"


def test_columns_that_nobody_knows_are_tried(inspect, answer, tmp_path):
    path = tmp_path / "sites.csv"
    path.write_text("who,p,q,size\nA,28.87,105.44,5\nB,28.88,105.45,7\n", "utf-8")
    question = ask(inspect(path), "lonlat")
    assert {"lon": "q", "lat": "p"} in [each["options"] for each in question["choices"]]
    rows = inspect(path, lon="q", lat="p")["rows"]
    assert rows[0]["inside_point"]["wgs84"] == [105.44, 28.87]


def test_a_table_without_a_datum_is_shown_and_asked(inspect, tmp_path):
    path = tmp_path / "sites.csv"
    path.write_text("name,lon,lat\nA,105.44,28.87\n", "utf-8")
    layer = inspect(path)
    question = ask(layer, "datum")
    assert len(layer["rows"]) == 1
    assert not question["is_blocking"]
    assert question["answered"] == likely(question)["label"]
    assert "486 m" in question["evidence"][0]
    places = [middle(each["preview"]) for each in question["choices"]]
    assert len(set(places)) == 2  # GCJ-02 and BD-09 are off by 0.5 and 1 km
    assert inspect(path, datum="wgs84")["questions"] == []
    moved = inspect(path, datum="gcj02")
    assert moved["questions"] == []
    assert moved["rows"][0]["inside_point"]["wgs84"] != [105.44, 28.87]


@pytest.mark.parametrize(
    ("column", "datum"),
    [("高德经度", "gcj02"), ("gcj_note", "gcj02"), ("baidu_id", "bd09"), ("bd_lon", "bd09")],
)
def test_a_name_of_an_online_map_is_evidence(inspect, write, column, datum):
    question = ask(inspect(write([PLOTS[0]], [{column: 1}])), "datum")
    assert likely(question)["options"] == {"datum": datum}
    assert column in question["evidence"][0]


def test_outlines_traced_on_an_online_map_are_recognised(inspect, write):
    zone = read_zone()
    moved = convert_shapes(zone.parts.geometry, source="wgs84", target="gcj02")
    question = ask(inspect(write(moved.tolist())), "datum")
    assert likely(question)["options"] == {"datum": "gcj02"}
    assert "GCJ-02" in question["evidence"][-1]


def test_a_declared_file_is_not_asked_about(inspect, write):
    assert inspect(write(PLOTS))["questions"] == []


def test_longitudes_beyond_180_are_asked_and_wrapped(inspect, answer, write):
    shapes = [shapely.box(-254.6 + n / 50, 28.87, -254.59 + n / 50, 28.88) for n in range(3)]
    path = write([*shapes, PLOTS[0]])
    layer = inspect(path)
    question = ask(layer, "wrap")
    assert not question["is_blocking"]
    assert [each["row"] for each in layer["left_out"]] == [1, 2, 3]
    assert middle(likely(question)["preview"]) == pytest.approx((105.425, 28.875), abs=0.006)
    answered = answer(path, question)
    assert len(answered["rows"]) == 4
    assert answered["questions"] == []
    assert answered["rows"][0]["inside_point"]["wgs84"][0] == pytest.approx(105.405)


def test_nothing_but_longitudes_beyond_180_blocks(inspect, write):
    layer = inspect(write([shapely.box(254.6, 28.87, 254.61, 28.88)]))
    assert ask(layer, "wrap")["is_blocking"]
    assert layer["rows"] == []


def test_previews_are_small(inspect, tmp_path):
    path = tmp_path / "many.csv"
    rows = [f"{x / 10 + 540000:.1f},{3193000 + x % 97}" for x in range(5000)]
    path.write_text("x,y\n" + "\n".join(rows), "utf-8")
    for choice in ask(inspect(path), "crs")["choices"]:
        shape = shapely.from_geojson(json.dumps(choice["preview"]))
        assert 0 < shapely.get_num_coordinates(shape) <= 500


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_questions_are_in_the_readers_language(inspect, tmp_path, lang):
    path = tmp_path / "sites.csv"
    path.write_text("name,lon,lat\nA,105.44,28.87\n", "utf-8")
    question = ask(inspect(path, lang=lang), "datum")
    assert question["sentence"].isascii() == (lang == "en")
