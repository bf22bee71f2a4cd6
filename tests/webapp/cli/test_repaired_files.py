"""What `zonemap check --repair` writes is JSON, and nothing is lost without being told."""

import json

import pytest

SQUARE = [[[105.4, 28.9], [105.5, 28.9], [105.5, 29.0], [105.4, 29.0], [105.4, 28.9]]]
CLOCKWISE = [SQUARE[0][::-1]]
FIELDS = {"id": "a", "name": "A", "name_zh": "甲", "kind": "district", "placement": "surveyed"}


def write(path, coordinates=None, *, properties=None, geometry=None, feature=None, **members):
    shape = {"type": "Polygon", "coordinates": coordinates or SQUARE, **(geometry or {})}
    made = {"type": "Feature", "properties": {**FIELDS, **(properties or {})}, "geometry": shape}
    whole = {"type": "FeatureCollection", **members, "features": [{**made, **(feature or {})}]}
    path.write_text(json.dumps(whole), "utf-8")
    return path


@pytest.fixture
def repair(run, tmp_path):
    """Repair a file; return exit code, what was said, and what was written."""

    def call(path):
        out = tmp_path / "repaired.geojson"
        code, _, said = run("check", path, "--repair", "-o", out)
        if not out.exists():
            return code, said, None
        return code, said, json.loads(out.read_text("utf-8"), parse_constant=pytest.fail)

    return call


def test_heights_and_boxes_are_told_and_other_members_kept(repair, tmp_path):
    high = [[[*xy, 300] for xy in CLOCKWISE[0]]]
    more = {"foo": 1, "bbox": [1, 2, 3, 4]}
    path = write(
        tmp_path / "z.geojson",
        high,
        geometry=more,
        feature={"bbox": [1, 2, 3, 4]},
        bbox=[0, 0, 1, 1],
    )
    path.write_text(path.read_text("utf-8").replace("28.9,", "28.90000000001,"), "utf-8")
    _, said, made = repair(path)
    assert "A: heights were left out\n" in said
    assert said.count("A: the member bbox was left out\n") == 1
    assert "The file's member bbox was left out, as it may no longer fit.\n" in said
    (feature,) = made["features"]
    assert "bbox" not in {**made, **feature, **feature["geometry"]}
    assert feature["geometry"]["foo"] == 1


def test_what_is_not_repaired_keeps_its_heights(repair, tmp_path):
    high = [[[*xy, 300] for xy in SQUARE[0]]]
    _, said, made = repair(write(tmp_path / "z.geojson", high))
    assert made["features"][0]["geometry"]["coordinates"] == high
    assert "0 changes" in said


@pytest.mark.parametrize("number", ["1e400", "-1e400", "NaN", "Infinity", "9" * 5000])
@pytest.mark.parametrize("place", ['"@"', "29.0"])
def test_a_number_that_cannot_be_written_is_refused(repair, tmp_path, number, place):
    path = write(tmp_path / "n.geojson", properties={"n": "@"})
    path.write_text(path.read_text("utf-8").replace(place, number), "utf-8")
    code, said, made = repair(path)
    assert (code, made) == (2, None)
    assert f"n.geojson has the number “{number[:20]}" in said
    assert said.endswith("which can't be written. Correct it.\n")


def test_a_member_that_is_there_twice_is_refused(repair, tmp_path):
    path = write(tmp_path / "d.geojson")
    path.write_text(path.read_text("utf-8").replace('"name":', '"name": "B", "name":'), "utf-8")
    code, said, made = repair(path)
    assert (code, made) == (2, None)
    assert "has “name” twice in one object. Keep one of them." in said


def test_what_is_no_feature_is_kept(repair, tmp_path):
    path = write(tmp_path / "f.geojson")
    whole = json.loads(path.read_text("utf-8"))
    whole["features"] += [None, 5]
    path.write_text(json.dumps(whole), "utf-8")
    assert repair(path)[2]["features"][1:] == [None, 5]


def test_shortened_numbers_are_told_and_others_kept(repair, tmp_path):
    path = write(tmp_path / "l.geojson", properties={"n": "@", "i": 2**64, "t": 0.1})
    path.write_text(path.read_text("utf-8").replace('"@"', "0.1234567890123456789"), "utf-8")
    _, said, made = repair(path)
    assert "Numbers shortened, as they have more digits than programs keep: 1.\n" in said
    assert made["features"][0]["properties"]["i"] == 2**64


def test_half_of_a_surrogate_pair_is_kept(repair, tmp_path):
    code, said, made = repair(write(tmp_path / "s.geojson", properties={"name": "\ud800"}))
    assert code in {0, 1}, said
    assert made["features"][0]["properties"]["name"] == "\ud800"


def test_each_ring_that_is_closed_is_counted(repair, tmp_path):
    hole = [[105.42, 28.92], [105.42, 28.94], [105.44, 28.94]]
    _, said, _ = repair(write(tmp_path / "o.geojson", [SQUARE[0][:-1], hole]))
    assert "A: 2 open rings were closed\n" in said


def test_a_hole_that_shares_an_edge_is_opened(repair, tmp_path):
    hole = [[105.4, 28.92], [105.4, 28.94], [105.42, 28.94], [105.42, 28.92], [105.4, 28.92]]
    code, said, made = repair(write(tmp_path / "h.geojson", [*SQUARE, hole]))
    assert "was made valid\n" in said
    assert code == 0, said
    assert len(made["features"][0]["geometry"]["coordinates"]) == 1


@pytest.mark.parametrize("shift", [0.0, 0.09, 0.2])
def test_a_hole_that_is_not_within_is_left(repair, tmp_path, shift):
    """Its meaning is not known: it may be a hole, or another piece."""
    hole = [[x + shift, y + shift] for x, y in SQUARE[0]]
    _, said, made = repair(write(tmp_path / "h.geojson", [*SQUARE, hole]))
    assert "0 changes" in said
    assert made["features"][0]["geometry"]["coordinates"] == [*SQUARE, hole]
