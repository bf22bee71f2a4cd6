"""A file that one command, page or service refuses, all refuse, with the same proposal."""

import csv
import json
import re
import sqlite3
import zipfile
from contextlib import closing

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import pytest
import shapely
from doors import ask_commands, ask_services
from workbooks import write_workbook

pytestmark = pytest.mark.slow

PLOT = shapely.box(105.43, 28.86, 105.4336, 28.8632)
TO_35 = pyproj.Transformer.from_crs(4326, 4523, always_xy=True)
TO_105 = pyproj.Transformer.from_crs(4326, 4544, always_xy=True)


def move(transformer, shape=PLOT, *, is_swapped=False):
    def convert(xy):
        found = np.column_stack(transformer.transform(*xy.T))
        return found[:, ::-1] if is_swapped else found

    return shapely.transform(shape, convert)


def write_polygons(path, *shapes):
    rows = "".join(f'r{n},"{shape.wkt}"\n' for n, shape in enumerate(shapes, 1))
    path.write_text(f"name,wkt\n{rows}", "utf-8")
    return path


def write_points(path, *shapes):
    rows = "".join("r,{},{}\n".format(*shape.exterior.coords[0]) for shape in shapes)
    path.write_text(f"name,x,y\n{rows}", "utf-8")
    return path


def read_proposals(sentence):
    found = re.search(r"If one of these is right, set it: (.*?)\.(?= |$|\n|&)", sentence, re.S)
    assert found, sentence
    return re.findall(
        r"(?:--crs|“Coordinate reference system”) (\S+) \(", found[1]
    )  # pages name it


def refuse_alike(run, client, path, *options):
    """Return the proposals of every door; all refuse, or keep each row aside and exit with 1."""
    found = []
    for command, (code, err) in ask_commands(run, path, *options).items():
        assert code in ({1, 2} if command in {"measure", "locate"} else {2}), (command, err)
        found.append(read_proposals(err))
    for address, (status, said) in ask_services(client, path, *options).items():
        assert status == 400, (address, said)
        found.append(read_proposals(said))
    return found


@pytest.mark.parametrize("declared", ["EPSG:4544", "EPSG:4543", "EPSG:4545"])
@pytest.mark.parametrize("write", [write_polygons, write_points])
def test_swapped_axes_and_a_zone_number_in_a_zone_without(run, client, tmp_path, write, declared):
    path = write(tmp_path / "a.csv", move(TO_35, is_swapped=True))
    found = refuse_alike(run, client, path, "--crs", declared)
    assert found == [["EPSG:4523,swapped"]] * 9


def test_one_such_row_is_refused_or_left_out_everywhere(run, client, tmp_path):
    right, wrong = move(TO_105), move(TO_35, is_swapped=True)
    path = write_polygons(tmp_path / "a.csv", right, right, right, wrong)
    options = ("--crs", "EPSG:4544")
    reason = "its coordinates don't fit the coordinate reference system"
    commands = ask_commands(run, path, *options)
    assert [commands[name][0] for name in ("import", "diff", "measure")] == [2, 2, 0]
    assert f"feature 4: {reason}" in commands["import"][1]
    assert reason in (tmp_path / "measure.out.csv.rejected.csv").read_text("utf-8-sig")
    status, said = ask_services(client, path, *options)["/api/measure"]
    assert (status, f"feature 4: {reason}" in said) == (400, True)
    assert run("import", path, "-o", tmp_path / "b.geojson", "--skip-unusable", *options)[0] == 0


def test_anywhere_takes_no_coordinates_that_have_no_place(run, tmp_path):
    path = write_polygons(tmp_path / "a.csv", move(TO_35, is_swapped=True))
    found = ask_commands(run, path, "--crs", "EPSG:4544,anywhere")
    assert {name: code for name, (code, _) in found.items()} == {
        "import": 2, "check": 2, "diff": 2, "measure": 1, "locate": 1
    }  # fmt: skip


@pytest.mark.parametrize("code", [999999, 999998])
def test_an_unknown_srid_is_refused_with_what_fits(run, client, tmp_path, code):
    path = tmp_path / "a.csv"
    path.write_text(f'name,geom\na,"SRID={code};{PLOT.wkt}"\n', "utf-8")
    assert refuse_alike(run, client, path) == [["EPSG:4490"]] * 9
    assert (
        f"names the unknown coordinate reference system EPSG:{code}"
        in (run("import", path, "-o", tmp_path / "b.geojson")[2])
    )
    fixed = ("--crs", "EPSG:4490")
    codes = ask_commands(run, path, *fixed, commands=("import", "check", "diff", "measure"))
    assert [code for code, _ in codes.values()] == [0] * 4
    services = ("/api/measure", "/quality", "/changes")
    statuses = ask_services(client, path, *fixed, services=services)
    assert [status for status, _ in statuses.values()] == [200] * 3


def test_an_unknown_srid_of_binary_geometry_is_refused(run, tmp_path):
    path = tmp_path / "a.csv"
    binary = shapely.to_wkb(shapely.set_srid(PLOT, 999999), hex=True, include_srid=True)
    path.write_text(f"name,geom\na,{binary}\n", "utf-8")
    for code, err in ask_commands(run, path).values():
        assert (code, read_proposals(err)) == (2, ["EPSG:4490"])


@pytest.mark.parametrize("write", [write_polygons, write_points])
@pytest.mark.parametrize("options", [(), ("--crs", "EPSG:4523")])
def test_the_zones_place_ranks_what_is_proposed_alike(run, client, tmp_path, write, options):
    path = write(tmp_path / "a.csv", move(TO_105))
    assert refuse_alike(run, client, path, *options) == [["EPSG:4544", "EPSG:32648"]] * 9


def test_a_finding_proposes_what_the_refusals_do(run, client, tmp_path):
    path = tmp_path / "a.geojson"
    shape = shapely.to_geojson(move(TO_105))
    path.write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": '
        f'{{"kind": "park"}}, "geometry": {shape}}}]}}'
    )
    _, out, _ = run("check", path)
    page = ask_services(client, path, services=("/quality",))["/quality"][1]
    for text in (out, page):
        assert read_proposals(text) == ["EPSG:4544", "EPSG:32648"]


def test_an_import_needs_no_zone(run, tmp_path):
    path, out = write_polygons(tmp_path / "a.csv", PLOT), tmp_path / "zone.geojson"
    assert run("import", path, "-o", out, "--data", out)[0] == 0


GROUPED = {
    "points": ("541,955.28", "3,193,828.47", "541,960.28", "3,193,833.47"),
    "commas": ("541.955,28", "3.193.828,47", "541.960,28", "3.193.833,47"),
    "spaces": ("541 955.28", "3 193 828.47", "541 960.28", "3 193 833.47"),
    "apostrophes": ("541'955.28", "3'193'828.47", "541’960.28", "3’193’833.47"),
    "wide": ("541，955．28", "3，193，828．47", "541，960．28", "3，193，833．47"),
    "whole": ("541,955", "3,193,828", "541,960", "3,193,833"),
    "plain later": ("541,955.28", "3,193,828.47", "541960.28", "3193833.47"),
}


def write_grouped(folder, kind, texts):
    table = pd.DataFrame({"name": ["a", "b"], "x": texts[::2], "y": texts[1::2]})
    path = folder / f"sites.{kind}"
    if kind == "csv":
        table.to_csv(path, index=False)
    elif kind == "xlsx":
        write_workbook(path, {"sites": [[*table.columns], *table.to_numpy().tolist()]})
    else:
        table.to_parquet(path)
    return path


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
@pytest.mark.parametrize("style", GROUPED)
def test_thousands_apart_are_read_alike(run, client, tmp_path, style, kind):
    path = write_grouped(tmp_path, kind, GROUPED[style])
    cents = 0 if style == "whole" else 1
    first = np.array([541955 + 0.28 * cents, 3193828 + 0.47 * cents])
    metres = np.array([first, first + 5])
    expected = np.column_stack(TO_105.transform(*metres.T, direction="INVERSE"))
    out = tmp_path / "out.csv"
    code, _, err = run("locate", path, "-o", out, "--crs", "EPSG:4544")
    assert code == 0, err
    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    found = [[float(row["longitude"]), float(row["latitude"])] for row in rows]
    assert np.array(found) == pytest.approx(expected, abs=1e-8)
    with path.open("rb") as file:
        data = {"file": (file, path.name), "crs": "EPSG:4544"}
        answer = client.post("/api/locate?f=json", data=data)
    assert answer.status_code == 200, answer.text
    located = [each["properties"]["location"] for each in answer.get_json(force=True)["features"]]
    served = [[each["longitude"], each["latitude"]] for each in located]
    assert np.array(served) == pytest.approx(expected, abs=1e-7)
    for code, err in ask_commands(run, path, commands=("import", "locate")).values():
        assert (code, read_proposals(err)) == (2, ["EPSG:4544", "EPSG:32648"])


def test_a_late_row_with_other_marks_is_named_alike(run, client, tmp_path):
    reason = "its coordinates have decimal commas, those of the first rows don't"
    long = tmp_path / "long.csv"
    long.write_text("name,lon,lat\n" + "a,105.43,28.86\n" * 1000 + 'b,"105,432","28,861"\n')
    assert run("locate", long, "-o", tmp_path / "o.csv")[0] == 0
    assert reason in (tmp_path / "o.csv.rejected.csv").read_text("utf-8-sig")
    assert f"feature 1001: {reason}" in run("import", long, "-o", tmp_path / "z.geojson")[2]
    status, said = ask_services(client, long, services=("/api/locate",))["/api/locate"]
    assert (status, reason in said) == (200, True)


BOWS = {
    "bow tie": ([(0, 0), (10, 10), (10, 0), (0, 10)], False),
    "touching itself": ([(0, 0), (10, 0), (10, 10), (5, 10), (5, 0.0), (4.9, 10), (0, 10)], True),
    "small loop": ([(0, 0), (10, 0), (10, 10), (9.9, 10), (10, 9.9), (0, 9.9)], True),
}


@pytest.mark.parametrize("name", BOWS)
def test_a_repair_is_proposed_only_where_it_works(run, client, tmp_path, name):
    ring, can_be = BOWS[name]
    shape = shapely.transform(shapely.Polygon(ring), lambda xy: xy * 1e-4 + [105.43, 28.86])
    path, repaired = tmp_path / "a.geojson", tmp_path / "b.geojson"
    properties = '{"id": "a", "kind": "park"}'
    path.write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": '
        f'{properties}, "geometry": {shapely.to_geojson(shape)}}}]}}'
    )
    command = "`zonemap check SOURCE --repair -o FILE`"
    assert run("measure", path, "-o", tmp_path / "out.csv")[0] == 1
    reason = (tmp_path / "out.csv.rejected.csv").read_text("utf-8-sig")
    _, said = ask_services(client, path, services=("/api/measure",))["/api/measure"]
    findings = json.loads(run("check", path, "--format", "json")[1])
    (fix,) = [each["fix"] for each in findings if each["rule"] == "invalid-ring"]
    assert [command in text for text in (reason, said, fix)] == [can_be] * 3
    run("check", path, "--repair", "-o", repaired)
    code, _, err = run("measure", repaired, "-o", tmp_path / "again.csv")
    assert (code == 0) == can_be, err
    if not can_be:
        assert "; redraw it" in reason


TITLED = {
    "units": ["经度（°）", "纬度（°）"],
    "sides": ["Longitude (E)", "Latitude (N)"],
    "plain": ["lon", "lat"],
}


def locate_everywhere(run, client, path, *options):
    """Return the places that the command and the service find."""
    out = path.parent / "out.csv"
    code, _, err = run("locate", path, "-o", out, *options)
    assert code == 0, err
    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    found = [[float(row["longitude"]), float(row["latitude"])] for row in rows]
    fields = dict(zip([o.removeprefix("--") for o in options[::2]], options[1::2], strict=True))
    with path.open("rb") as file:
        answer = client.post("/api/locate?f=json", data={**fields, "file": (file, path.name)})
    assert answer.status_code == 200, answer.text
    located = [each["properties"]["location"] for each in answer.get_json(force=True)["features"]]
    return [found, [[each["longitude"], each["latitude"]] for each in located]]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "semicolons", "wide commas"])
@pytest.mark.parametrize("style", TITLED)
def test_a_header_below_titles(run, client, tmp_path, style, kind):
    rows = [["2025年选址一览表"], ["填表人：甲"], ["名称", *TITLED[style]]]
    rows += [["甲", "105.4318", "28.8616"], ["乙", "105.4418", "28.8605"]]
    if kind == "xlsx":
        path = write_workbook(tmp_path / "a.xlsx", {"表": rows})
    else:
        mark = {"csv": ",", "semicolons": ";", "wide commas": "，"}[kind]
        path = tmp_path / "a.csv"
        path.write_text("".join(f"{mark.join(row)}\n" for row in rows), "utf-8")
    for found in locate_everywhere(run, client, path):
        assert found == [[105.4318, 28.8616], [105.4418, 28.8605]]
    _, _, err = run("locate", path, "-o", tmp_path / "b.csv")
    assert "Rows above the header that were passed over: 2." in err


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_surveyors_headings_in_metres(run, client, tmp_path, kind):
    rows = [["点号", "X坐标", "Y坐标"], ["J1", "3193828.469", "35541955.275"]]
    if kind == "xlsx":
        path = write_workbook(tmp_path / "a.xlsx", {"表": rows})
    else:
        path = tmp_path / "a.csv"
        path.write_text("".join(f"{','.join(row)}\n" for row in rows), "utf-8")
    assert refuse_alike(run, client, path) == [["EPSG:4523,swapped"]] * 9
    expected = TO_35.transform(35541955.275, 3193828.469, direction="INVERSE")
    for found in locate_everywhere(run, client, path, "--crs", "EPSG:4523,swapped"):
        assert found == [pytest.approx(expected, abs=1e-7)]


def test_a_row_below_titles_is_named_by_its_number(run, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('表\n名称,经度,纬度\n甲,105.43,28.86\n"乙,105.43,28.86\n丙,1,2\n', "utf-8")
    err = run("locate", path, "-o", tmp_path / "b.csv")[2]
    assert "row 2 (line 4) opens a quotation mark" in err
    path.write_text("表\n名称,经度,纬度\n甲,105.43,28.86\n乙,x,28.86\n", "utf-8")
    assert run("locate", path, "-o", tmp_path / "b.csv")[0] == 0
    (row,) = csv.DictReader((tmp_path / "b.csv.rejected.csv").read_text("utf-8-sig").splitlines())
    assert row["row"] == "2"


@pytest.mark.parametrize("kind", ["parquet", "gpkg"])
def test_binary_columns_are_left_out_and_told(run, client, tmp_path, kind):
    table = gpd.GeoDataFrame({"name": ["a"]}, geometry=[PLOT], crs=4490)
    path = tmp_path / f"a.{kind}"
    if kind == "parquet":
        table.assign(more=[PLOT.wkb]).to_parquet(path)
    else:
        table.to_file(path, driver="GPKG")
        with closing(sqlite3.connect(path)) as database, database:
            database.execute("ALTER TABLE a ADD COLUMN more BLOB DEFAULT x'0102'")
    said = "Columns of binary values were left out: “more”."
    names = ("import", "check", "diff", "measure")
    for code, err in ask_commands(run, path, commands=names).values():
        assert code == 0
        assert said in err
    assert "more" not in (tmp_path / "measure.out.csv").read_text("utf-8-sig").splitlines()[0]
    with path.open("rb") as file:
        answer = client.post("/api/measure?lang=en", data={"file": (file, path.name)}).json
    assert said in answer["steps"]
    assert answer["polygons"][0]["properties"] == {"name": "a"}


@pytest.mark.parametrize("inside", ["", "data/", "plots.gdb/"])
def test_a_file_geodatabase_is_found_in_any_folder_of_a_zip(run, client, tmp_path, inside):
    table = gpd.GeoDataFrame({"name": ["a"]}, geometry=[PLOT], crs=4490)
    table.to_file(tmp_path / "x.gdb", driver="OpenFileGDB", layer="dk")
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for each in sorted((tmp_path / "x.gdb").iterdir()):
            archive.write(each, inside + each.name)
    area = abs(pyproj.Geod(ellps="WGS84").geometry_area_perimeter(PLOT)[0])
    assert run("measure", path, "-o", tmp_path / "out.csv")[0] == 0
    (row,) = csv.DictReader((tmp_path / "out.csv").read_text("utf-8-sig").splitlines())
    assert float(row["area_m2"]) == pytest.approx(area, abs=0.1)
    for status, _ in ask_services(client, path, services=("/api/measure", "/quality")).values():
        assert status == 200


def test_utf_16_json_is_read_by_all(run, client, tmp_path):
    path = tmp_path / "a.geojson"
    shape = shapely.to_geojson(PLOT)
    path.write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": '
        f'{{"name": "泸州"}}, "geometry": {shape}}}]}}',
        "utf-16",
    )
    names = ("import", "check", "diff", "measure")
    assert [code for code, _ in ask_commands(run, path, commands=names).values()] == [0] * 4
    services = ("/api/measure", "/quality", "/changes")
    assert [s for s, _ in ask_services(client, path, services=services).values()] == [200] * 3


def test_an_own_column_error_has_one_name_everywhere(run, client, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("name,error,lon,lat\na,none,105.43,28.86\n")
    assert run("locate", path, "-o", tmp_path / "out.csv")[0] == 0
    head = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()[0].split(",")
    with path.open("rb") as file:
        text = client.post("/api/locate", data={"file": (file, path.name)}).get_data(as_text=True)
    served = text.removeprefix("\ufeff").splitlines()[0].split(",")
    assert "input_error" in head
    assert served[:4] == ["name", "input_error", "lon", "lat"]


def test_the_id_of_a_feature_is_a_cell_of_the_service(client, tmp_path):
    path = tmp_path / "a.geojson"
    point = {"type": "Point", "coordinates": [105.43, 28.86]}
    features = [
        {"type": "Feature", "id": 7, "properties": {"id": "P7"}, "geometry": point},
        {"type": "Feature", "id": 8, "properties": {"name": "b"}, "geometry": point},
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    with path.open("rb") as file:
        answer = client.post("/api/locate?f=csv", data={"file": (file, path.name)})
    text = answer.get_data(as_text=True).removeprefix("\ufeff")
    rows = list(csv.DictReader(text.splitlines()))
    assert [(r["id"], r["feature_id"], r["name"]) for r in rows] == [
        ("P7", "7", ""),
        ("8", "", "b"),
    ]


@pytest.mark.parametrize("zone", [34, 36])
@pytest.mark.parametrize("declared", [(), ("--crs", "EPSG:4523"), ("--crs", "EPSG:4544")])
def test_a_neighbouring_zone_is_proposed_where_it_leads_near(run, client, tmp_path, zone, declared):
    code = 4488 + zone
    there = pyproj.Transformer.from_crs(4326, code, always_xy=True)
    path = write_polygons(tmp_path / "a.csv", move(there))
    assert refuse_alike(run, client, path, *declared) == [[f"EPSG:{code}"]] * 9


def test_json_in_another_encoding_is_asked_about_alike(run, client, tmp_path):
    path = tmp_path / "a.geojson"
    path.write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": '
        f'{{"name": "泸州"}}, "geometry": {shapely.to_geojson(PLOT)}}}]}}',
        "gb18030",
    )
    for code, err in ask_commands(run, path).values():
        assert code == 2
        assert "is not UTF-8 text. Name its encoding with --encoding." in err
    names = ("import", "check", "diff", "measure")
    fixed = ask_commands(run, path, "--encoding", "gb18030", commands=names)
    assert [code for code, _ in fixed.values()] == [0] * 4
    services = ask_services(client, path)
    assert [status for status, _ in services.values()] == [400] * 4


@pytest.mark.parametrize(
    ("cell", "reason"),
    [("here", "its coordinates are not two numbers"), ("", "its coordinates are missing")],
)
def test_points_that_are_no_numbers_have_one_reason(run, client, tmp_path, cell, reason):
    path = tmp_path / "a.csv"
    path.write_text(f"name,lon,lat\na,{cell},28.86\nb,105.43,28.86\n")
    for command in ("locate", "measure"):
        out = tmp_path / f"{command}.csv"
        run(command, path, "-o", out)
        assert reason in (tmp_path / f"{command}.csv.rejected.csv").read_text("utf-8-sig")
    assert f"feature 1: {reason}" in run("import", path, "-o", tmp_path / "z.geojson")[2]
    with path.open("rb") as file:
        answer = client.post("/api/locate?lang=en", data={"file": (file, path.name)})
    assert reason in answer.get_data(as_text=True)
