"""GeoJSON collections streamed: row by row what the reader of whole files gives."""

import json

import numpy as np
import pytest
import shapely

from geo.batch import sources
from geo.batch.json_source import open_geojson
from geo.batch.whole_source import open_whole
from geo.errors import InputError
from geo.reading.layer import ReadOptions

SQUARE = [[105.4, 28.9], [105.41, 28.9], [105.41, 28.91], [105.4, 28.91], [105.4, 28.9]]
HOLE = [[105.402, 28.902], [105.402, 28.903], [105.403, 28.903], [105.402, 28.902]]
GEOMETRIES = [
    {"type": "Polygon", "coordinates": [SQUARE]},
    {"type": "Polygon", "coordinates": [SQUARE, HOLE]},
    {"type": "Polygon", "coordinates": [SQUARE[:-1]]},  # open: closed and told
    {"type": "Polygon", "coordinates": [[[*xy, 300.0] for xy in SQUARE]]},
    {"type": "Polygon", "coordinates": [[[*xy, 300.0, 7.0] for xy in SQUARE]]},
    {"type": "Polygon", "coordinates": [[SQUARE[0], SQUARE[1], SQUARE[0], SQUARE[0]]]},
    {"type": "Polygon", "coordinates": [[[105, True], *SQUARE[1:-1], [105, True]]]},
    {"type": "Polygon", "coordinates": [["x", "y"]]},
    {"type": "Polygon", "coordinates": []},
    {"type": "Polygon", "coordinates": [[], SQUARE]},
    {"type": "Polygon", "coordinates": [[[1e999, 0], [1, 0], [1, 1], [1e999, 0]]]},
    {"type": "MultiPolygon", "coordinates": [[SQUARE], [HOLE]]},
    {"type": "Point", "coordinates": [105.4, 28.9]},
    {"type": "Point", "coordinates": [105, 28]},
    {"type": "Point", "coordinates": []},
    {"type": "LineString", "coordinates": SQUARE[:2]},
    {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": [SQUARE]}]},
    {"type": "Curve", "coordinates": [SQUARE]},
    None,
    3,
]
VALUES = [1, 2**40, 2.5, "文本", None, True, {"a": [1]}, [1, 2], "", 2**70, -1, float("nan"), 1e300]


def feature(key, geometry, **properties):
    return {"type": "Feature", "id": key, "properties": properties, "geometry": geometry}


def make_features(count, random):
    """Return features of all kinds, with properties of one or several types."""
    for n in range(count):
        row = {"name": f"P{n}", "number": n}
        if random.random() < 0.5:
            row["any"] = VALUES[random.integers(len(VALUES))]
        if random.random() < 0.5:
            row["whole_or_not"] = [n, n + 0.5][random.integers(2)]
        kind = 0 if random.random() < 0.6 else random.integers(len(GEOMETRIES))
        yield feature(n, GEOMETRIES[kind], **row)
    yield 7
    yield {"type": "Feature", "properties": [1], "geometry": GEOMETRIES[0]}


def collect(source):
    """Return the rows, and the rejected ones, by their number in the file."""
    rows, rejects = {}, {}
    for chunk in source.chunks():
        shapes = shapely.to_wkb(chunk.shapes)
        for n, values in enumerate(chunk.table.to_pylist()):
            rows[int(chunk.rows[n])] = (values, shapes[n], chunk.raws[n])
        rejects |= {each.row: (each.reason, each.record) for each in chunk.rejects}
        names = chunk.table.schema
    return rows, rejects, names


@pytest.mark.parametrize("rows", [7, 500, 50_000])
@pytest.mark.parametrize("count", [40, 3000])
@pytest.mark.slow
def test_rows_are_those_of_the_whole_reader(tmp_path, count, rows):
    path = tmp_path / "a.geojson"
    found = list(make_features(count, np.random.default_rng(count)))
    path.write_text(json.dumps({"type": "FeatureCollection", "features": found}), "utf-8")
    options = ReadOptions()
    stream = open_geojson(path, rows=rows, options=options)
    whole = open_whole(path, rows=rows, options=options)
    assert repr(collect(stream)) == repr(collect(whole))  # NaN is no equal of itself
    assert list(map(str, stream.guesses)) == list(map(str, whole.guesses))
    assert stream.total == whole.total


def test_a_window_may_end_anywhere(tmp_path, monkeypatch):
    path = tmp_path / "a.geojson"
    features = [feature(n, GEOMETRIES[0], name=f"\\“文{n}\n", n=-1.5e-3 * n) for n in range(30)]
    found = {"n": 12345, "type": "FeatureCollection", "t": True, "features": features, "z": None}
    path.write_text(json.dumps(found, indent=1), "utf-8")
    expected = collect(open_whole(path, rows=10, options=ReadOptions()))
    for size in (1, 2, 7, 64):
        monkeypatch.setattr("geo.io.json_stream._BLOCK_CHARACTERS", size)
        assert collect(open_geojson(path, rows=10, options=ReadOptions())) == expected


def test_the_crs_may_be_said_at_the_end(tmp_path):
    path = tmp_path / "a.geojson"
    plane = {"type": "Point", "coordinates": [540_000, 3_193_000]}
    crs = {"type": "name", "properties": {"name": "EPSG:4544"}}
    found = {"type": "FeatureCollection", "features": [feature(1, plane)], "crs": crs}
    path.write_text(json.dumps(found))
    (chunk,) = open_geojson(path, rows=10, options=ReadOptions()).chunks()
    assert chunk.shapes[0].x == pytest.approx(105.41, abs=0.01)


@pytest.mark.parametrize(
    "text",
    [
        "[]", "{}", '{"type": "FeatureCollection"}', '{"type": "FeatureCollection", "features": 3}',
        '{"type": "Feature", "features": []} {', '{"type": "FeatureCollection", "features": [',
        '{"type": "FeatureCollection", "features": [{}]} x', '{"features": [], "type": "Topology"}',
        '{"type": "FeatureCollection", "features": [{"a": tru}]}', '{"type": "FeatureCollection" "features": []}',
        '{"features": [], "features": [], "type": "FeatureCollection"}', '{1: 2}', "",
        '{"type": "FeatureCollection", "features": [' + "[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_collection_is_left_to_the_whole_reader(tmp_path, text):
    path = tmp_path / "a.geojson"
    path.write_text(text)
    assert open_geojson(path, rows=10, options=ReadOptions()) is None
    with pytest.raises(InputError):
        sources.open_source(path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "nowhere"])
def test_the_encoding_is_that_of_every_reader(tmp_path, encoding):
    path = tmp_path / "a.geojson"
    found = {"type": "FeatureCollection", "features": [feature(1, GEOMETRIES[0], name="地块")]}
    text = json.dumps(found, ensure_ascii=False)
    path.write_bytes(text.encode("gb18030" if encoding == "gb18030" else "utf-8-sig"))
    if encoding == "nowhere":
        with pytest.raises(InputError, match="encoding “nowhere” is unknown"):
            sources.open_source(path, options=ReadOptions(encoding=encoding))
        return
    given = None if encoding == "utf-8-sig" else encoding
    source = open_geojson(path, rows=10, options=ReadOptions(encoding=given))
    assert next(source.chunks()).table.column("name").to_pylist() == ["地块"]


def test_a_collection_larger_than_a_whole_file_may_be_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr("geo.reading.sniff.MAX_TEXT_BYTES", 100)
    path = tmp_path / "a.geojson"
    found = {"type": "FeatureCollection", "features": [feature(1, GEOMETRIES[0])]}
    path.write_text(json.dumps(found))
    assert sources.open_source(path).total == 1


def test_nothing_at_all_is_refused_as_by_the_whole_reader(tmp_path):
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": []}))
    said = []
    for read in (open_geojson, open_whole):
        with pytest.raises(InputError) as caught:
            read(path, rows=10, options=ReadOptions())
        said.append(str(caught.value))
    assert said[0] == said[1]


def test_what_cannot_be_used_at_all_is_kept_aside_as_by_the_whole_reader(tmp_path):
    path = tmp_path / "a.geojson"
    features = [feature(1, None), feature(2, None)]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    kept = []
    for read in (open_geojson, open_whole):
        source = read(path, rows=10, options=ReadOptions())
        (chunk,) = source.chunks()
        assert (len(chunk.rows), source.total) == (0, 2)
        kept.append([(each.row, str(each.reason), each.record) for each in chunk.rejects])
    assert kept[0] == kept[1]
    assert len(kept[0]) == 2
