"""Refusals with one fix that can be followed, and inputs that are read instead."""

import csv
import json

import pytest

from geo.io.atomic import write_atomically
from geo.reading.utf16 import guess_utf16

BOW = [[105.44, 28.9], [105.45, 28.91], [105.45, 28.9], [105.44, 28.91], [105.44, 28.9]]


@pytest.fixture
def bow(tmp_path):
    path = tmp_path / "bow.geojson"
    shape = {"type": "Polygon", "coordinates": [BOW]}
    path.write_text(json.dumps({"type": "Feature", "properties": {}, "geometry": shape}))
    return path


@pytest.mark.parametrize(
    ("lang", "end"),
    [("en", "; redraw it, or leave it out."), ("zh", "；请重新绘制，或删去该要素。")],
)
def test_a_shape_to_redraw_has_one_fix(run, bow, lang, end):
    code, _, err = run("brief", "--file", bow, "-o", bow.with_name("b.json"), "--lang", lang)
    assert code == 2
    assert err.strip().endswith(end)


def test_a_table_without_header_keeps_its_first_row(run, tmp_path):
    path = tmp_path / "sites.csv"
    path.write_text("1,105.44,28.9\n2,105.45,28.9\n")
    out = tmp_path / "out.csv"
    assert run("locate", path, "-o", out)[0] == 0
    assert len([*csv.reader(out.read_text("utf-8-sig").splitlines())]) == 3


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("option", [[], ["--encoding"]])
def test_utf16_without_a_mark_is_read(run, tmp_path, name, option):
    path = tmp_path / "sites.csv"
    path.write_bytes("name,lon,lat\n香林,105.44,28.90\n泸州,105.45,28.91\n".encode(name))
    out = tmp_path / "out.csv"
    code, _, err = run("locate", path, "-o", out, *option, *[name for _ in option])
    assert code == 0, err
    assert "香林" in out.read_text("utf-8-sig")


@pytest.mark.parametrize("data", [b"\x00\x01" * 50, b"a,b\x00c", b"name,lon", b"", b"\x00"])
def test_other_bytes_are_no_utf16(data):
    assert guess_utf16(data) is None


def test_a_field_named_twice_is_refused(run, tmp_path, bow):
    shape = {"type": "Polygon", "coordinates": [[*BOW[:1], BOW[2], BOW[1], BOW[0]]]}
    bow.write_text(json.dumps({"type": "Feature", "properties": {"A": "a"}, "geometry": shape}))
    given = ["--field", "name=A", "--field", "name=A"]
    code, _, err = run("import", bow, "-o", tmp_path / "out.geojson", *given)
    assert code == 2
    assert "names “name” twice. Name it once." in err


def test_a_number_too_large_for_a_limit_is_told_the_highest(client):
    answer = client.get("/api/collections/boundaries/items?lang=en&limit=99999999999999999999")
    assert answer.get_json(force=True)["detail"].endswith("from 1 to 999,999,999,999.")


@pytest.mark.parametrize("query", ["lon=1&lon=2&lat=3", "lon=1&lat=3&lat=4"])
def test_a_coordinate_sent_twice_is_refused(client, query):
    answer = client.get(f"/locate?lang=en&{query}")
    assert "occurs 2 times. Send it once." in answer.text


def test_record_and_line_have_words_of_their_own(run, tmp_path):
    path = tmp_path / "quote.csv"
    path.write_text('name,lon,lat\n"a\nb",105.44,28.9\n"c,105.44,28.9\nd,105.4,28.9\n')
    _, _, err = run("locate", path, "-o", tmp_path / "o.csv", "--lang", "zh")
    assert "第 2 条记录（文件第 4 行）" in err


def test_a_symbolic_link_is_written_through(tmp_path):
    target, link = tmp_path / "folder" / "real.csv", tmp_path / "link.csv"
    target.parent.mkdir()
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert [*target.parent.iterdir()] == [target]


def test_an_export_takes_the_features_alone(client):
    shape = {"type": "Point", "coordinates": [105.44, 28.9]}
    features = [{"type": "Feature", "properties": {"name": "甲"}, "geometry": shape}]
    collection = {"type": "FeatureCollection", "features": features}
    alone = client.post("/api/inspect/export?f=csv", json=collection)
    assert alone.status_code == 200, alone.text
    assert (
        alone.data == client.post("/api/inspect/export?f=csv", json={"features": collection}).data
    )
