"""Drawings: GDAL reads the lines and the Chinese texts; no text breaks out of its line."""

import numpy as np
import pyogrio
import pytest
import shapely

from geo.io.dxf import MAX_TEXT, Label, Outline, clean_layer, list_rings, render_dxf

RING = np.array([[0.0, 0.0], [0.0, 300.0], [400.0, 300.0], [400.0, 0.0], [0.0, 0.0]])
ORIGIN = np.array([35_540_000.0, 3_193_000.0])


def render(items, comments=()):
    layers = {"park": 3, "names": 7}
    return render_dxf(items, layers=layers, bounds=(0.0, 0.0, 9.0, 9.0), comments=comments)


def split_pairs(data):
    """Return the pairs of group code and value."""
    lines = data.decode("gbk").split("\r\n")[:-1]
    assert len(lines) % 2 == 0
    return [(int(code), value) for code, value in zip(lines[::2], lines[1::2], strict=True)]


def test_gdal_reads_closed_lines_and_texts(tmp_path):
    items = [
        Outline(RING + ORIGIN, "park", {"id": "a"}),
        Label("大数据产业园", (35_540_100.0, 3_193_100.0), 9.0, "names"),
    ]
    (tmp_path / "a.dxf").write_bytes(render(items, ["a note"]))
    read = pyogrio.read_dataframe(tmp_path / "a.dxf")
    assert read["Layer"].tolist() == ["park", "names"]
    assert read["Text"].tolist()[1] == "大数据产业园"
    assert read.geometry[0].is_closed
    assert shapely.get_coordinates(read.geometry[0]).tolist() == (RING + ORIGIN).tolist()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a\r\n0\r\nEOF", "a  0  EOF"),
        ("100%%d", "100% %d"),
        ("\\U+0041 \\M+5", "/U+0041 /M+5"),
        ("^J", "^ J"),
        ("m²", "m\\U+00B2"),
        ("😀", "?"),
        ("长" * 999, "长" * (MAX_TEXT - 1) + "…"),
    ],
)
def test_no_text_is_taken_for_a_code(text, written):
    pairs = split_pairs(render([Label(text, (0.0, 0.0), 1.0, "names")]))
    assert (1, written) in pairs
    assert pairs.count((0, "EOF")) == 1


def test_every_handle_is_used_once_and_the_seed_is_beyond_them():
    items = [Outline(RING, "park"), Label("a", (0.0, 0.0), 1.0, "names")] * 3
    pairs = split_pairs(render(items))
    handles = [int(value, 16) for code, value in pairs if code in {5, 105}]
    seed = int(pairs[pairs.index((9, "$HANDSEED")) + 1][1], 16)
    own = [each for each in handles if each != seed]
    assert len(set(own)) == len(own) == len(handles) - 1
    assert max(own) < seed


def test_owners_and_layers_exist():
    pairs = split_pairs(render([Outline(RING, "park")]))
    handles = {value for code, value in pairs if code in {5, 105}} | {"0"}
    assert {value for code, value in pairs if code in {330, 350}} <= handles
    named = {pairs[n + 5][1] for n, pair in enumerate(pairs) if pair == (0, "LAYER")}
    assert named == {"0", "park", "names"}


def test_marks_fit_a_string_of_extended_data():
    pairs = split_pairs(render([Outline(RING, "park", {"name": "泸" * 300})]))
    (mark,) = [value for code, value in pairs if code == 1000]
    assert len(mark.encode()) <= 255
    assert mark.startswith("name=泸")


def test_rings_have_no_point_twice():
    area = shapely.box(0, 0, 9, 9) - shapely.box(1, 1, 2, 2)
    bent = shapely.segmentize(shapely.box(0, 0, 1e-4, 9), 1e-5)
    assert [len(each) for each in list_rings(area)] == [5, 5]
    assert all((ring[1:] != ring[:-1]).any(axis=1).all() for ring in list_rings(bent)[:1])


def test_a_layer_s_name_is_cleaned():
    assert clean_layer("a<b>/c\n") == "a_b__c"
    assert clean_layer("") == "_"
