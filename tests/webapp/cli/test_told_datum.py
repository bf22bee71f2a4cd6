"""What a command says of the datum of a table: the option is named where it may be needed."""

import csv
import io

import pandas as pd
import pytest

ROWS = "105.535151,29.150915\n105.433967,28.889897\n"


@pytest.fixture
def locate(run, tmp_path):
    def call(headings="经度,纬度", *options, lang="en", name="点位.csv"):
        path = tmp_path / name
        path.write_text(f"{headings}\n{ROWS}", "utf-8")
        out = tmp_path / "o.csv"
        out.unlink(missing_ok=True)
        code, _, err = run("locate", path, "-o", out, "--lang", lang, *options)
        return code, err, out.read_text("utf-8-sig") if out.exists() else ""

    return call


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_note_names_the_option_of_each_datum(locate, lang):
    code, said, _ = locate(lang=lang)
    assert code == 0
    assert "--datum gcj02" in said
    assert "--datum bd09" in said


@pytest.mark.parametrize("datum", ["wgs84", "gcj02", "bd09"])
def test_a_datum_that_was_said_is_not_proposed_again(locate, datum):
    _, said, _ = locate("经度,纬度", "--datum", datum)
    assert "--datum" not in said
    assert "taken as degrees" in said


def test_a_datum_given_as_crs_leads_to_its_option(locate):
    code, said, _ = locate("经度,纬度", "--crs", "gcj02", lang="zh")
    assert code == 2
    assert "请使用 --datum gcj02" in said


def test_a_service_names_the_parameter(client):
    answer = client.post("/api/locate?f=json", data=f"lon,lat\n{ROWS}", content_type="text/csv")
    (step,) = (each for each in answer.get_json()["steps"] if "datum" in each)
    assert "datum=gcj02" in step
    assert "datum=bd09" in step


HEADINGS = {
    "高德经度,高德纬度": "gcj02",
    "gcj_lng,gcj_lat": "gcj02",
    "腾讯经度,腾讯纬度": "gcj02",
    "经度（GCJ-02）,纬度（GCJ-02）": "gcj02",
    "百度经度,百度纬度": "bd09",
    "bd_lng,bd_lat": "bd09",
}


def read_places(text):
    rows = [*csv.DictReader(io.StringIO(text))]
    added = [name for name in rows[0] if name.endswith(("_m", "part"))]
    return [[row[name] for name in added] for row in rows]


@pytest.mark.parametrize("headings", HEADINGS)
def test_headings_name_the_datum(locate, headings):
    datum = HEADINGS[headings]
    code, said, found = locate(headings)
    assert code == 0, said
    assert {"gcj02": "GCJ-02", "bd09": "BD-09"}[datum] in said
    assert "taken as WGS 84" not in said
    assert read_places(found) == read_places(locate("lon,lat", "--datum", datum)[2])


def test_the_option_goes_before_headings(locate):
    plain = read_places(locate("lon,lat")[2])
    assert read_places(locate("高德经度,高德纬度", "--datum", "wgs84")[2]) == plain
    assert read_places(locate("高德经度,高德纬度")[2]) != plain


def test_plain_headings_go_before_those_with_a_datum(locate, run, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("gcj_lng,gcj_lat,lng,lat\n105.54,29.16,105.535151,29.150915\n", "utf-8")
    out = tmp_path / "p.csv"
    assert run("locate", path, "-o", out)[0] == 0
    plain = read_places(locate("lon,lat")[2])
    assert read_places(out.read_text("utf-8-sig"))[0] == plain[0]


@pytest.mark.parametrize(
    ("name", "note", "value"), [("高德点位.csv", "", ""), ("点位.csv", ",备注", ",百度拾取")]
)
def test_a_hint_elsewhere_is_a_warning(run, tmp_path, name, note, value):
    path = tmp_path / name
    rows = "".join(f"{row}{value}\n" for row in ROWS.split())
    path.write_text(f"经度,纬度{note}\n{rows}", "utf-8")
    for lang, word in {"en": "WARNING", "zh": "警告"}.items():
        _, _, said = run("locate", path, "-o", tmp_path / f"{lang}.csv", "--lang", lang)
        (line,) = (each for each in said.splitlines() if word in each and "--datum" in each)
        assert ("bd09" if note else "gcj02") in line


def test_a_workbook_names_it_too(run, tmp_path):
    path, out = tmp_path / "a.xlsx", tmp_path / "o.csv"
    rows = [[float(each) for each in row.split(",")] for row in ROWS.split()]
    pd.DataFrame(rows, columns=["高德经度", "高德纬度"]).to_excel(path, index=False)
    code, _, said = run("locate", path, "-o", out)
    assert code == 0
    assert "GCJ-02" in said


def test_every_door_takes_it(client, run, tmp_path):
    path, out = tmp_path / "a.csv", tmp_path / "o.csv"
    path.write_text(f"高德经度,高德纬度\n{ROWS}", "utf-8")
    run("locate", path, "-o", out)
    row = next(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
    data = path.read_bytes()
    (first, _) = client.post("/api/locate?f=json", data=data, content_type="text/csv").get_json()[
        "features"
    ]
    files = {"file": (io.BytesIO(data), path.name)}
    (layer,) = client.post("/api/inspect?lang=zh", data=files).get_json()["layers"]
    (pasted,) = client.post(
        "/api/inspect?lang=zh", data=data, content_type="text/plain"
    ).get_json()["layers"]
    xy = first["geometry"]["coordinates"]
    assert [float(row["longitude"]), float(row["latitude"])] == pytest.approx(xy, abs=1e-6)
    for each in (layer, pasted):
        assert each["features"]["features"][0]["geometry"]["coordinates"] == pytest.approx(xy)
        (question,) = each["questions"]
        assert question["name"] == "datum"
        assert "GCJ-02" in question["answered"]
        assert [
            choice["options"]["datum"] for choice in question["choices"] if choice["is_likely"]
        ] == ["gcj02"]
        assert any("GCJ-02" in step for step in each["steps"])
