"""Rows that lie outside longitude and latitude: every entry judges the same file alike."""

import csv
import json

import pyproj
import pytest
import shapely
from click.testing import CliRunner

from geo.errors import ZoneError
from geo.geodesy.area import area_m2
from geo.zone import read_zone
from webapp.cli.main import zonemap

PLOT = shapely.box(105.40, 28.85, 105.41, 28.86)
AREA_M2 = abs(pyproj.Geod(ellps="WGS84").geometry_area_perimeter(PLOT)[0])
BEYOND = shapely.box(179, 0, 181, 1)
TURNED = shapely.box(28.85, 105.40, 28.86, 105.41)
METRES = shapely.box(540_000, 3_193_000, 541_000, 3_194_000)
REASONS = {
    BEYOND: "it lies outside longitude −180 to 180, latitude −90 to 90",
    METRES: "it looks like projected metres, not degrees",
    TURNED: "latitude is beyond 90°; check whether longitude and latitude are swapped",
}
FEW = {
    "one beyond 180": [PLOT, BEYOND],
    "most beyond 180": [PLOT, BEYOND, BEYOND, BEYOND],
    "one of metres": [PLOT, METRES],
    "one turned": [PLOT, TURNED],
}


def run(*arguments):
    found = CliRunner().invoke(zonemap, [*map(str, arguments)], standalone_mode=False)
    if isinstance(found.exception, ZoneError):
        return 2, found.stdout, str(found.exception)
    if found.exception is not None:
        raise found.exception
    return found.return_value or 0, found.stdout, found.stderr


def write_polygons(path, shapes):
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = [(f"r{n}", shape.wkt) for n, shape in enumerate(shapes, 1)]
        csv.writer(file).writerows([("name", "geometry"), *rows])
    return path


def write_points(path, shapes):
    with path.open("w", encoding="utf-8", newline="") as file:
        # The first corner of a box is its south-east one: beyond 180 where the box is.
        rows = [(f"r{n}", *shape.exterior.coords[0]) for n, shape in enumerate(shapes, 1)]
        csv.writer(file).writerows([("name", "lon", "lat"), *rows])
    return path


def read_rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def send(client, address, path, **fields):
    with path.open("rb") as file:
        data = {**fields, "file": (file, path.name)}
        return client.post(address, data=data, headers={"Accept": "application/json"})


@pytest.mark.parametrize("name", FEW)
@pytest.mark.slow
def test_a_few_rows_are_left_out_alike(client, tmp_path, name):
    shapes = FEW[name]
    path = write_polygons(tmp_path / "plots.csv", shapes)
    bad = {n: REASONS[shape] for n, shape in enumerate(shapes, 1) if shape is not PLOT}
    zone = tmp_path / "zone.geojson"
    code, _, err = run("import", path, "-o", zone)
    assert code == 2
    assert not zone.exists()
    code, _, err = run("import", path, "-o", zone, "--skip-unusable")
    assert code == 0, err
    assert area_m2(read_zone(zone).parts.geometry).tolist() == pytest.approx([AREA_M2], rel=1e-6)
    code, _, err = run("measure", path, "-o", tmp_path / "out.csv")
    assert code == 0, err
    (row,) = read_rows(tmp_path / "out.csv")
    assert float(row["area_m2"]) == pytest.approx(AREA_M2, rel=1e-6)
    rejected = read_rows(tmp_path / "out.csv.rejected.csv")
    assert {int(each["row"]): each["reason"] for each in rejected} == bad
    code, out, _ = run("check", path, "--format", "json")
    assert {"out-of-range", "swapped-axes"} & {each["rule"] for each in json.loads(out)}
    assert send(client, "/quality", path).status_code == 200
    refused = send(client, "/api/measure?lang=en", path)
    assert refused.status_code == 400
    first = min(bad)
    expected = f"plots.csv, feature {first}: {bad[first]}. Correct it, or leave out all such"
    assert refused.get_json(force=True)["detail"].startswith(expected)
    assert "skip_unusable=1" in refused.get_json(force=True)["detail"]
    answer = send(client, "/api/measure?lang=en", path, skip_unusable="1")
    assert answer.status_code == 200, answer.text
    assert [each["number"] for each in answer.json["polygons"]] == [1]
    assert {each["number"]: each["reason"] for each in answer.json["left_out"]} == bad


@pytest.mark.parametrize("name", FEW)
@pytest.mark.slow
def test_a_few_points_are_left_out_alike(client, tmp_path, name):
    shapes = FEW[name]
    path = write_points(tmp_path / "sites.csv", shapes)
    bad = {n: REASONS[shape] for n, shape in enumerate(shapes, 1) if shape is not PLOT}
    code, _, err = run("locate", path, "-o", tmp_path / "out.csv")
    assert code == 0, err
    assert [each["row"] for each in read_rows(tmp_path / "out.csv")] == ["1"]
    rejected = read_rows(tmp_path / "out.csv.rejected.csv")
    assert {int(each["row"]): each["reason"] for each in rejected} == bad
    answer = send(client, "/api/locate?lang=en&f=json", path)
    located = [each["properties"]["location"] for each in answer.get_json(force=True)["features"]]
    errors = {n: each["error"] for n, each in enumerate(located, 1) if "error" in each}
    assert errors == bad
    answer = send(client, "/api/locate?lang=en&f=json", path, skip_unusable="1")
    left_out = answer.get_json(force=True)["left_out"]
    assert {each["number"]: each["reason"] for each in left_out} == bad


def refuse_everywhere(client, path, commands, addresses):
    found = []
    for command in commands:
        out = path.with_name("refused.geojson")
        tail = () if command == "check" else ("-o", out)
        code, _, err = run(command, path, *tail)
        assert code == 2, (command, err)
        assert not out.exists()
        found.append(err)
    for address in addresses:
        for skip in ("0", "1"):
            answer = send(client, f"{address}?lang=en", path, skip_unusable=skip)
            assert answer.status_code == 400, (address, answer.text)
            found.append(answer.get_json(force=True)["detail"].replace("crs=", "--crs "))
    return found


@pytest.mark.parametrize("shapes", [[METRES, METRES], [PLOT, METRES, METRES]])
def test_a_file_mostly_of_metres_is_asked_for_its_crs(client, tmp_path, shapes):
    polygons = write_polygons(tmp_path / "plots.csv", shapes)
    points = write_points(tmp_path / "sites.csv", shapes)
    said = refuse_everywhere(client, polygons, ("import", "check", "measure"), ("/api/measure",))
    said += refuse_everywhere(client, points, ("locate",), ("/api/locate",))
    for sentence in said:
        assert "no recognised coordinate reference system" in sentence
        assert "If one of these is right, set it: --crs EPSG:" in sentence
        assert "Mercator" not in sentence  # the one row in degrees changes nothing
    code, _, _ = run("measure", polygons, "-o", tmp_path / "a.csv", "--crs", "EPSG:4544")
    assert code == 0


def test_without_a_row_in_range_the_first_one_is_named(client, tmp_path):
    path = write_polygons(tmp_path / "plots.csv", [BEYOND, BEYOND])
    code, _, err = run("import", path, "-o", tmp_path / "zone.geojson", "--skip-unusable")
    assert code == 2
    assert "Feature 1 (“r1”) lies outside longitude −180 to 180" in err
    code, _, _ = run("measure", path, "-o", tmp_path / "out.csv")
    assert code == 1
    assert len(read_rows(tmp_path / "out.csv.rejected.csv")) == 2
    answer = send(client, "/api/measure?lang=en", path, skip_unusable="1")
    assert answer.status_code == 400
    assert answer.get_json(force=True)["detail"] == (
        f"plots.csv, feature 1: {REASONS[BEYOND]}. Correct it: no feature of the file can be used."
    )
