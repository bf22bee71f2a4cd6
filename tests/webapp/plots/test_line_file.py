"""Boundary points a line without a heading: a file of them is read as the same text pasted."""

import io
import json
import re

import pandas as pd
import pytest

from maps.documents.brief.forms import BRIEF_TYPES

CORNERS = [
    ("3194978.639", "544118.197"),
    ("3195107.774", "544755.240"),
    ("3195578.206", "544659.879"),
    ("3195552.841", "544333.411"),
    ("3195449.071", "544022.836"),
]
AREA_M2 = 324_984
FORMS = {
    "points": "J{n},{x},{y}",
    "tabs": "J{n}\t{x}\t{y}",
    "prefix": "J{n},{x},35{y}",
    "rings": "J{n},1,{x},35{y}",
}


def write(form, *, is_closed=False):
    corners = [*CORNERS, CORNERS[0]] if is_closed else CORNERS
    lines = (FORMS[form].format(n=n, x=x, y=y) for n, (x, y) in enumerate(corners, 1))
    return "".join(f"{line}\n" for line in lines)


@pytest.fixture(params=["界址点.txt", "界址点.csv"])
def file(request, tmp_path):
    def make(form="points", **options):
        path = tmp_path / request.param
        path.write_text(write(form, **options), "utf-8")
        return path

    return make


def strip_name(layer):
    questions = [{**each, "sentence": "", "evidence": []} for each in layer["questions"]]
    rows = [row["area_m2"] for row in layer["rows"]]
    return questions, rows, layer["features"], layer["refusal"]


@pytest.mark.parametrize("is_closed", [False, True])
@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_read_and_asked_about_as_the_paste(file, inspect, paste, form, is_closed):
    path = file(form, is_closed=is_closed)
    for options in ({}, {"crs": "EPSG:4544"} if "35" not in FORMS[form] else {}):
        found, pasted = inspect(path, **options), paste(path.read_text("utf-8"), **options)
        assert strip_name(found) == strip_name(pasted)
        assert found["name"] == "界址点"
    assert [row["area_m2"] for row in found["rows"]] == [pytest.approx(AREA_M2, rel=1e-4)]


def test_each_command_reads_it(file, run, tmp_path):
    path, crs = file(), ("--crs", "EPSG:4544")
    for name, command in {
        "b.json": ("brief", "--file", path),
        "m.csv": ("measure", path),
        "i.geojson": ("import", path),
    }.items():
        code, _, err = run(*command, *crs, "-o", tmp_path / name)
        assert code == 0, err
    assert run("check", path, *crs)[0] in {0, 1}


@pytest.mark.parametrize("address", ["/api/measure", "/api/brief?f=json", "/api/inspect/zone"])
def test_each_service_reads_it(file, client, address):
    path = file()
    body = {"file": (io.BytesIO(path.read_bytes()), path.name)}
    link = "&" if "?" in address else "?"
    answer = client.post(f"{address}{link}crs=EPSG:4544", data=body)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.mimetype in {"application/json", BRIEF_TYPES["json"]}


def test_positions_that_name_their_system_are_located_in_it(client, tmp_path):
    path = tmp_path / "p.txt"
    path.write_text("105.44,28.9 GCJ-02\n105.45,28.9 GCJ-02\n", "utf-8")
    answers = [
        client.post(
            f"/api/locate?f=json&datum={datum}",
            data={"file": (io.BytesIO(path.read_bytes()), path.name)},
        )
        for datum in ("wgs84", "gcj02")
    ]
    first, second = (json.loads(each.data)["features"] for each in answers)
    assert [each["geometry"] for each in first] == [each["geometry"] for each in second]


def test_a_table_with_headings_stays_one(inspect, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("name,lon,lat\nJ1,105.44,28.9\nJ2,105.45,28.9\nJ3,105.45,28.91\n", "utf-8")
    assert inspect(path)["format"] == "CSV"


def test_crossing_corners_are_refused_as_in_the_paste(file, inspect, paste):
    path = file()
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(lines[n] for n in (0, 2, 1, 3, 4)), "utf-8")
    said = inspect(path, crs="EPSG:4544")["refusal"]
    assert said == paste(path.read_text("utf-8"), crs="EPSG:4544")


@pytest.mark.parametrize(
    ("rows", "columns", "options"),
    [
        ([["a", 3196055.775, 35544776.274], ["b", 3196058.055, 35545361.592]],
         ["name", "northing", "easting"], ("--crs", "EPSG:4523")),
        ([["a", 105.44, 28.9], ["b", 105.45, 28.9]], ["name", "longitude", "latitude"], ()),
    ],
)  # fmt: skip
def test_a_workbook_without_headings_is_told_those_that_it_needs(
    run, tmp_path, rows, columns, options
):
    path, out = tmp_path / "a.xlsx", tmp_path / "o.csv"
    pd.DataFrame(rows).to_excel(path, index=False, header=False)
    code, _, err = run("locate", path, "-o", out, *options)
    assert code == 2
    assert f"such as {','.join(columns)}" in err
    assert ("and set --crs" in err) == bool(options)
    _, _, chinese = run("locate", path, "-o", out, *options, "--lang", "zh")
    for headings in (columns, re.findall("“(.*?)”", chinese)):
        assert len(headings) == 3
        pd.DataFrame(rows, columns=headings).to_excel(path, index=False)
        assert run("locate", path, "-o", out, *options)[0] == 0
        out.unlink()
