"""A file that one command, page or service refuses, all refuse, with the same proposal."""

import csv
import json
import re

import numpy as np
import pandas as pd
import pyproj
import pytest
import shapely
from doors import ask_commands, ask_services
from workbooks import write_workbook

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
    return re.findall(r"--crs (\S+) \(", found[1])


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
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, '
        f'"geometry": {shape}}}]}}'
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
