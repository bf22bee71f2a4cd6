"""Texts of a Shapefile: cut at a word to what dBase holds, and whole in the README beside it."""

import io
import zipfile
from dataclasses import replace

import geopandas as gpd
import pytest

from geo.io.dbf import MAX_DBF_BYTES, shorten_field
from maps.export.registry import export_zone


@pytest.fixture
def open_shapefile(tmp_path):
    def read(data):
        files = zipfile.ZipFile(io.BytesIO(data))
        files.extractall(tmp_path)
        return gpd.read_file(tmp_path / "zone.shp"), files.read("README.txt").decode("utf-8")

    return read


def test_notes_are_cut_at_a_word_and_whole_in_the_readme(rendered, zone, open_shapefile):
    table, readme = open_shapefile(rendered("zip"))
    for field in ("note", "note_zh"):
        for kept, whole in zip(table[field], zone.parts[field], strict=True):
            assert len(kept.encode()) <= MAX_DBF_BYTES
            if kept != whole:
                start = kept.removesuffix("…")
                assert whole.startswith(start)
                assert whole[len(start)] == " " or start[-1] in "，。；：、", kept
                assert whole in readme
    assert "these are whole" in readme
    assert "以下为全文" in readme
    assert readme.count("industr_zh: industries_zh") == 1


def test_texts_that_fit_are_left_alone(zone, open_shapefile):
    parts = zone.parts.assign(note=None, note_zh="甲" * 84)
    table, readme = open_shapefile(export_zone(replace(zone, parts=parts), "zip"))
    assert set(table["note_zh"]) == {"甲" * 84}
    assert "these are whole" not in readme


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("泸" * 300, "泸" * 83 + "…"),
        ("a" * 255, "a" * 251 + "…"),
        ("a" * 254, "a" * 254),
        ("b " + "a" * 300, "b " + "a" * 249 + "…"),
        ("词" * 70 + "。" + "句" * 40, "词" * 70 + "。…"),
        ("word " * 60, " ".join(["word"] * 50) + "…"),
    ],
)
def test_where_a_text_is_cut(text, expected):
    assert shorten_field(text) == expected
    assert len(expected.encode()) <= MAX_DBF_BYTES


def test_the_encoding_is_said(rendered):
    files = zipfile.ZipFile(io.BytesIO(rendered("zip")))
    assert files.read("zone.cpg") == b"UTF-8"
