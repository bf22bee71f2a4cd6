"""`/api/inspect`: files in, their layers with features, measures and questions out."""

import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo.io.file_bytes import read_name
from webapp import create_app

FILE_NAMES = json.loads((Path(__file__).parents[2] / "support/file_names.json").read_text("utf-8"))
PLOT = shapely.box(105.46, 28.87, 105.47, 28.88)
ORIGINS = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"},
    {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"},
    {"Origin": "https://elsewhere.example"},
]


@pytest.fixture
def shapefile(tmp_path):
    """Loose parts of a Shapefile in metres, one of them with a capital ending."""
    table = gpd.GeoDataFrame({"DKBH": ["A-1"], "area_mu": [1621.9]}, geometry=[PLOT], crs=4326)
    folder = tmp_path / "shp"
    folder.mkdir()
    table.to_crs(4544).to_file(folder / "plots.shp", encoding="gbk")
    shutil.move(folder / "plots.shp", folder / "plots.SHP")
    return [folder / f"plots.{suffix}" for suffix in ("dbf", "SHP", "prj", "cpg", "shx")]


def test_a_geojson_is_read_and_measured(inspect, write):
    layer = inspect(write([PLOT]))
    assert (layer["name"], layer["format"]) == ("plots", "GeoJSON")
    assert layer["files"] == ["plots.geojson"]
    assert layer["refusal"] is None
    assert layer["questions"] == []
    (row,) = layer["rows"]
    assert (row["number"], row["name"], row["kind"]) == (1, "Plot 1", "plot")
    assert row["verdict"] == "possible"
    assert "±7 km" in row["reason"]
    assert layer["totals"]["plots"] == layer["totals"]["features"] == 1
    (feature,) = layer["features"]["features"]
    assert shapely.equals(shapely.from_geojson(json.dumps(feature["geometry"])), PLOT)


def test_what_is_outside_as_drawn_is_told_with_the_part_that_it_may_lie_in(inspect, write):
    near, far = shapely.Point(105.41257, 29.00748), shapely.Point(103, 29)
    inside, line = shapely.Point(105.465, 28.875), shapely.LineString([near, (105.42, 29.0)])
    rows = inspect(write([near, far, inside, PLOT, line]))["rows"]
    assert [row["possible_part"] and row["possible_part"]["id"] for row in rows] == [
        "longmatan-core",
        *[None] * 4,
    ]
    assert rows[0]["reason"] == (
        "Outside as drawn; as the outlines are uncertain, it may lie in Longmatan Core Area "
        "(±10 km)."
    )
    stated = {each["place"]: each["uncertainty_m"] for each in rows[0]["distances"]}
    assert (stated["luzhou-yunlong-airport"], stated["guiyang"]) == (300, 1500)


def test_a_plot_may_overlap_with_all_parts_that_a_point_in_it_may_lie_in(inspect, write):
    wide = [(105.294115, 29.046821), (105.519837, 29.066542), (105.361832, 28.928419)]
    narrow = [(105.443091, 28.963954), (105.488236, 28.963954), (105.465664, 28.936317)]
    spot = shapely.Point(105.466, 28.955)
    shapes = [shapely.Polygon(wide), shapely.Polygon(narrow), spot]
    large, small, point = inspect(write(shapes))["rows"]
    assert "may overlap with Longmatan Core Area" in large["reason"]
    assert "lie in" not in large["reason"]
    ids = ["longmatan-core", "jiangyang-district", "new-energy-park"]
    for row in (small, point):
        assert [each["id"] for each in row["possible_parts"]] == ids
        assert row["possible_part"] == row["possible_parts"][0]
        assert all(each["name"] in row["reason"] for each in row["possible_parts"])
    assert "may overlap with" in small["reason"]
    assert "may lie in" in point["reason"]


def test_what_lies_in_a_part_as_drawn_is_told_which_others_it_may_reach(inspect, write):
    (row,) = inspect(write([shapely.box(105.465, 28.875, 105.468, 28.878)]))["rows"]
    assert row["possible_part"] is None
    assert "new-energy-park" not in [each["id"] for each in row["possible_parts"]]
    assert len(row["possible_parts"]) == 4
    assert "It may also overlap with Longmatan Core Area (±10 km)" in row["reason"]
    assert row["reason"].endswith(" and 1 more.")


def test_an_export_that_is_read_again_states_what_its_file_stated(client, inspect, write, tmp_path):
    sent = json.loads(write([PLOT], [{"面积亩": "1600.00"}]).read_text("utf-8"))
    for suffix in ("gpkg", "geojson", "kml", "zip"):
        answer = client.post(f"/api/inspect/export?f={suffix}", json=sent)
        path = tmp_path / f"again.{suffix}"
        path.write_bytes(answer.data)
        (row,) = inspect(path)["rows"]
        assert row["stated_area_m2"] == pytest.approx(1600 * 2000 / 3, abs=1e-3), suffix
        assert row["stated_text"].endswith("(面积亩)")


def test_nothing_is_stored_and_other_sites_are_refused(client, write):
    data = write([PLOT]).read_bytes()
    answer = client.post("/api/inspect", data=data, content_type="application/geo+json")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in answer.headers
    for address in ("/api/inspect", "/api/inspect/export?f=csv", "/api/inspect/page?f=svg"):
        for headers in ORIGINS:
            refused = client.post(
                address, data=data, content_type="application/geo+json", headers=headers
            )
            assert refused.status_code == 403, (address, headers)


def test_loose_parts_of_a_shapefile_are_one_layer(inspect, shapefile):
    layer = inspect(*shapefile)
    assert layer["format"] == "Shapefile"
    assert sorted(layer["files"]) == sorted(path.name for path in shapefile)
    (row,) = layer["rows"]
    assert (row["name"], row["plane_crs"]) == ("A-1", "EPSG:4544")
    assert layer["columns"] == [
        {"name": "DKBH", "role": "name", "unit": None},
        {"name": "area_mu", "role": "stated_area", "unit": "mu"},
    ]
    assert row["stated_area_m2"] == pytest.approx(1621.9 * 2000 / 3, abs=1e-3)
    assert row["stated_difference_m2"] == pytest.approx(
        row["area_m2"] - row["stated_area_m2"], abs=1e-3
    )


@pytest.mark.parametrize(
    ("column", "text", "told"),
    [
        ("面积(亩)", "1622.40", ("1,622.40 亩（面积(亩)）", "−0.53 亩")),
        ("面积(亩)", "1622", ("1,622 亩（面积(亩)）", "−85.08 平方米")),
        ("面积(公顷)", "108.1", ("108.1 公顷（面积(公顷)）", "248.25 平方米")),
        ("面积(亩)", "1621.9", ("1,621.9 亩（面积(亩)）", "−18.41 平方米")),
        ("面积(平方米)", "1081600.5", ("1,081,600.5 平方米（面积(平方米)）", "−352.2 平方米")),
    ],
)
def test_a_stated_area_is_told_with_its_own_digits(inspect, write, column, text, told):
    """The plot measures 1,081,248.25 m², which are 1,621.872 mu."""
    (row,) = inspect(write([PLOT], [{column: text}]), lang="zh")["rows"]
    assert (row["stated_text"], row["difference_text"]) == told
    assert row["stated_difference_m2"] != round(row["stated_difference_m2"])


def test_a_point_has_no_share(inspect, write):
    (row,) = inspect(write([PLOT.centroid]))["rows"]
    assert {(each["share"], each["overlap_share"]) for each in row["parts"]} == {(None, None)}
    assert row["outside_share"] is None


def test_a_shp_alone_says_what_is_missing_and_asks_for_its_crs(inspect, shapefile):
    layer = inspect(shapefile[1])
    (question,) = layer["questions"]
    assert (question["name"], question["is_blocking"]) == ("crs", True)
    assert layer["rows"] == []
    options = question["choices"][0]["options"]
    answered = inspect(shapefile[1], **options)
    told = " ".join(answered["steps"])
    assert "came without .dbf, so that its columns are missing" in told
    assert "came without .prj" in told
    assert answered["rows"][0]["area_m2"] == pytest.approx(1_081_000, rel=1e-3)


def test_what_warns_is_told_apart_from_the_other_steps(inspect, shapefile, tmp_path):
    without_attributes = inspect(*(each for each in shapefile if each.suffix != ".dbf"))
    assert without_attributes["warnings"] == [
        "WARNING: plots.dbf is missing, so no attributes were read."
    ]
    assert inspect(*shapefile)["warnings"] == []
    near_and_far = gpd.GeoSeries([PLOT, shapely.box(112, 28, 112.01, 28.01)], crs=4326)
    near_and_far.to_crs(4523).to_file(tmp_path / "plots.gpkg")
    (warning,) = inspect(tmp_path / "plots.gpkg")["warnings"]
    assert "1 of 2 features of plots.gpkg lie outside the area of use of EPSG:4523" in warning


def test_a_dbf_alone_names_the_shp(inspect, shapefile):
    layer = inspect(shapefile[0])
    assert layer["refusal"] == (
        "plots.dbf can't be read by itself. Send it together with the .shp file of the same name."
    )


def test_files_are_grouped_and_a_refused_one_loses_no_other(send, shapefile, write, tmp_path):
    broken, table = tmp_path / "broken.geojson", tmp_path / "sites.csv"
    broken.write_text("{", "utf-8")
    table.write_text("name,lon,lat\nA,105.46,28.87\n", "utf-8")
    layers = send(shapefile[0], broken, write([PLOT], name="PLOTS.geojson"), *shapefile[1:], table)
    found = [(each["name"], len(each["rows"])) for each in layers["layers"]]
    assert found == [("plots", 1), ("broken", 0), ("PLOTS", 1), ("sites", 1)]
    assert "broken.geojson is not valid JSON" in layers["layers"][1]["refusal"]


def test_what_is_said_of_the_file_is_told_in_the_other_languages_too(inspect, tmp_path):
    path = tmp_path / "sites.csv"
    path.write_text("名称,lon,lat\n甲,105.4,28.87\n乙,x,28.87\n", "utf-8")
    layer = inspect(path)
    assert list(layer["told"]) == ["zh"]
    words = layer["told"]["zh"]
    assert len(words["steps"]) == len(layer["steps"]) > 0
    assert all(re.search("[一-鿿]", each) for each in [*words["steps"], *words["reasons"]])
    assert len(words["reasons"]) == len(layer["left_out"]) == 1


def test_files_of_one_name_from_two_folders_are_two_layers(client, write):
    data = write([PLOT]).read_bytes()
    files = [(io.BytesIO(data), "a/plots.geojson"), (io.BytesIO(data), "b/plots.geojson")]
    answer = client.post("/api/inspect", data={"file": files})
    assert [each["name"] for each in answer.get_json()["layers"]] == ["plots", "plots"]


@pytest.mark.slow
def test_a_row_that_is_broken_is_kept_aside_with_its_number(inspect, tmp_path):
    path = tmp_path / "sites.csv"
    rows = [f"S{n},{105.4 + n / 1e5:.5f},28.87" for n in range(1, 6501)]
    rows[6222] = "S6223,x,28.87"
    path.write_text("name,lon,lat\n" + "\n".join(rows), "utf-8")
    layer = inspect(path)
    assert [each["row"] for each in layer["left_out"]] == [6223]
    assert "S6223" in layer["left_out"][0]["raw"]
    assert len(layer["rows"]) == 6499
    assert layer["rows"][6222]["number"] == 6224


def test_lines_have_a_length(inspect, write):
    layer = inspect(write([shapely.LineString([(105.46, 28.87), (105.47, 28.87)])]))
    (row,) = layer["rows"]
    assert (row["kind"], row["area_m2"]) == ("line", None)
    assert row["length_m"] == pytest.approx(975.9, abs=0.5)
    assert layer["totals"]["length_m"] == row["length_m"]


def test_mixed_shapes_are_in_one_layer_in_their_order(inspect, write):
    shapes = [shapely.Point(105.46, 28.87), PLOT, shapely.LineString([(105, 28), (106, 29)])]
    rows = inspect(write(shapes))["rows"]
    assert [row["kind"] for row in rows] == ["site", "plot", "line"]
    assert [row["number"] for row in rows] == [1, 2, 3]


def test_a_stated_area_without_a_unit_is_told_by_the_measured_ones(inspect, write):
    shapes = [shapely.box(105.4 + n / 50, 28.87, 105.41 + n / 50, 28.88) for n in range(4)]
    layer = inspect(write(shapes, [{"面积": 1621.5 + n / 10} for n in range(4)]))
    assert layer["columns"] == [{"name": "面积", "role": "stated_area", "unit": "mu"}]
    assert "taken as mu" in layer["steps"][-1]
    unfit = inspect(write(shapes, [{"面积": 5.0 * n} for n in range(1, 5)]))
    assert unfit["columns"] == [{"name": "面积", "role": None, "unit": None}]
    (said,) = [each for each in unfit["steps"] if "面积" in each]
    assert "agrees with the measured areas in none, so it isn't compared." in said


def test_areas_that_software_computed_are_not_told_of(inspect, write):
    layer = inspect(write([PLOT], [{"Shape_Area": 5.0}]))
    assert not [each for each in layer["steps"] if "Shape_Area" in each]


@pytest.mark.parametrize("name", ["area_mu", "area_ha", "area_m2", "面积亩"])
def test_the_names_that_are_proposed_for_a_unit_are_understood(inspect, write, name):
    assert len(name.encode()) <= 10, "the most that a Shapefile keeps of a name"
    layer = inspect(write([PLOT], [{name: 500}]))
    assert layer["columns"][0]["role"] == "stated_area"
    assert layer["rows"][0]["warnings"]


def test_a_stated_area_that_differs_is_warned_of(inspect, write):
    (row,) = inspect(write([PLOT], [{"面积亩": 1800}]))["rows"]
    percent = 100 * (row["area_m2"] / (1800 * 2000 / 3) - 1)
    assert percent < 0
    assert row["stated_difference_m2"] < 0
    said = f"The measured area differs from the stated one by −{-percent:.2f}%."
    assert row["warnings"] == [said]


@pytest.mark.parametrize("config", [{"INSPECT_FEATURES": "1"}, {"INSPECT_VERTICES": "9"}])
@pytest.mark.parametrize(
    ("name", "path"), [("plots.geojson", "plots.geojson"), ("a b.geojson", "'a b.geojson'")]
)
def test_above_a_budget_the_command_is_named(write, config, name, path):
    client = create_app(config).test_client()
    data = write([PLOT, shapely.box(105, 28, 105.1, 28.1)]).read_bytes()
    answer = client.post("/api/inspect", data={"file": (io.BytesIO(data), name)})
    (layer,) = answer.get_json()["layers"]
    assert layer["rows"] == []
    assert f"`zonemap measure {path} -o result.csv`" in layer["refusal"]


def test_above_the_budget_of_bytes_the_command_is_named(write):
    client = create_app({"INSPECT_BYTES": "200", "MAX_REQUEST_BYTES": "100"}).test_client()
    data = write([PLOT]).read_bytes()
    assert len(data) > 200
    answer = client.post("/api/inspect?lang=en", data=data, content_type="application/geo+json")
    assert answer.status_code == 413
    assert "zonemap measure FILE -o result.csv" in answer.get_json()["detail"]
    form = client.post("/api/inspect?lang=en", data={"file": (io.BytesIO(data), "a.geojson")})
    assert form.status_code == 413


def test_the_budget_of_bytes_is_its_own(client):
    most = client.application.config["MAX_CONTENT_LENGTH"]
    padding = json.dumps({"type": "Point", "coordinates": [105, 28]}).ljust(most + 10)
    answer = client.post("/api/inspect", data=padding, content_type="application/geo+json")
    assert answer.status_code == 200
    other = client.post("/api/measure", data=padding, content_type="application/geo+json")
    assert other.status_code == 413


def test_an_empty_form_and_an_unknown_parameter_are_refused(client):
    empty = client.post("/api/inspect?lang=en", data={}, content_type="multipart/form-data")
    assert (empty.status_code, empty.get_json()["detail"]) == (
        400, "No file was uploaded. Choose a file first.",
    )  # fmt: skip
    unknown = client.post("/api/inspect?colour=red", data=b"x", content_type="text/plain")
    assert unknown.status_code == 400


def test_a_zip_with_a_folder_of_a_shapefile_is_read(inspect, shapefile, tmp_path):
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for part in shapefile:
            archive.write(part, f"folder/{part.name}")
    layer = inspect(path)
    assert (layer["format"], len(layer["rows"])) == ("Shapefile", 1)


def test_chinese_answers_are_chinese(inspect, write):
    (row,) = inspect(write([PLOT]), lang="zh")["rows"]
    assert row["county"] == "江阳区"
    assert "不确定度" in row["reason"]
    assert row["parts"][0]["name"] == "新能源新材料产业园"


def test_plots_that_overlap_are_told_of_the_layer_and_of_each(inspect, write):
    other = shapely.affinity.translate(PLOT, 0.005, 0)
    path = write([PLOT, other, PLOT.centroid], [{"name": "甲"}, {"name": "乙"}, {"name": "丙"}])
    layer = inspect(path, lang="zh")
    (said,) = layer["warnings"]
    assert said.startswith("警告：2 个地块相互重叠：甲与乙重叠 ")
    assert "亩" in said
    told = [row["warnings"] for row in layer["rows"]]
    assert told[0][0].startswith("与乙重叠")
    assert told[1][0].startswith("与甲重叠")
    assert told[2] == []
    assert layer["told"]["en"]["warnings"][0].startswith("WARNING: 2 plots overlap: 甲 and 乙 by")


def test_a_layer_is_called_as_its_file_with_spaces_between_words(inspect, write):
    assert {name: read_name(Path(name)) for name in FILE_NAMES} == FILE_NAMES
    path = write([PLOT])
    assert inspect(path.rename(path.with_name("parcels-gbk.geojson")))["name"] == "parcels gbk"
