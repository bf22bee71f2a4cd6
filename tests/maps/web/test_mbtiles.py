"""Raster tiles of a file: what it says of itself, and which files are refused."""

import io
import sqlite3

import pytest
from mbtiles_files import picture, write_mbtiles
from PIL import Image

from geo.errors import InputError
from maps.web.basemaps import read_basemaps
from maps.web.mbtiles import describe_file, find_type, read_picture


def test_a_file_is_a_background_like_those_online(tmp_path):
    about = {"name": "影像", "attribution": "© <b>测绘院</b>", "review_number": "川S(2026)001号"}
    path = write_mbtiles(tmp_path / "Survey 2026.mbtiles", **about)
    (found,) = read_basemaps(str(path), {})
    said = found.to_page_dict("zh")
    assert (said["id"], said["name"], said["attribution"]) == ("survey-2026", "影像", "© 测绘院")
    assert (said["datum"], said["review_number"], said["max_zoom"]) == (
        "wgs84",
        "川S(2026)001号",
        1,
    )
    assert found.origins == []
    assert str(tmp_path) not in str(said)


def test_a_table_says_what_the_file_does_not(tmp_path):
    write_mbtiles(tmp_path / "a.mbtiles", tiles={(3, 1, 1): picture(size=512, form="JPEG")})
    table = tmp_path / "own.toml"
    lines = ('file = "a.mbtiles"', 'attribution = "Us"', 'datum = "gcj02"', 'name = "Ours"')
    table.write_text("[[basemaps]]\n" + "\n".join(lines))
    (found,) = read_basemaps(str(table), {})
    assert (found.datum, found.attribution, found.ground, found.max_zoom) == (
        "gcj02",
        "Us",
        "dark",
        3,
    )
    with pytest.raises(InputError, match=r"Basemap “a” has no attribution\. Add what is missing"):
        read_basemaps(str(tmp_path / "a.mbtiles"), {})


def test_rows_are_counted_from_the_north(tmp_path):
    path = write_mbtiles(tmp_path / "a.mbtiles")
    colours = [Image.open(io.BytesIO(read_picture(path, 1, 0, y))).getpixel((0, 0)) for y in (0, 1)]
    assert colours == [(0, 255, 0), (255, 0, 0)]
    assert read_picture(path, 1, 1, 0) == b""
    assert read_picture(path, 99, 0, 0) == b""


@pytest.mark.parametrize("size", [256, 512])
def test_the_size_of_tiles_is_that_of_its_pictures(tmp_path, size):
    path = write_mbtiles(tmp_path / "a.mbtiles", tiles={(0, 0, 0): picture(size=size)})
    assert describe_file(path)["tile_size_px"] == size


@pytest.mark.parametrize("data", [b"", b"text", b"\x1f\x8b\x08vector", None, 5, "<svg>"])
def test_a_file_without_pictures_is_refused(tmp_path, data):
    path = write_mbtiles(tmp_path / "a.mbtiles", tiles={(0, 0, 0): data})
    with pytest.raises(InputError, match=r"a\.mbtiles has no pictures"):
        describe_file(path)
    assert find_type(data) is None


@pytest.mark.parametrize("data", [None, b"", b"hello", b"SQLite format 3\0" + bytes(200)])
def test_a_file_that_is_missing_or_something_else_gets_one_sentence(tmp_path, data):
    path = tmp_path / "a.mbtiles"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InputError, match=r"a\.mbtiles (does not exist|is not an MBTiles file)"):
        read_basemaps(str(path), {})


def test_the_file_is_not_written_to(tmp_path):
    path = write_mbtiles(tmp_path / "a.mbtiles")
    path.chmod(0o444)
    before = path.read_bytes()
    read_picture(path, 1, 0, 0)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.mbtiles"]


def test_a_view_without_an_end_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr("maps.web.mbtiles.MOST_STEPS", 100_000)
    with sqlite3.connect(tmp_path / "a.mbtiles") as connection:
        connection.execute("CREATE TABLE metadata (name, value)")
        connection.execute(
            "CREATE VIEW tiles AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) "
            "SELECT n AS zoom_level, 0 AS tile_column, 0 AS tile_row, '' AS tile_data FROM r"
        )
    connection.close()
    with pytest.raises(InputError, match="is not an MBTiles file, or is damaged"):
        describe_file(tmp_path / "a.mbtiles")


def test_what_it_says_of_itself_is_one_line_of_plain_text(tmp_path):
    said = {"name": "a\0\x07\nb", "attribution": "c\u202ed\x1b <b>e</b>"}
    found = describe_file(write_mbtiles(tmp_path / "a.mbtiles", **said))
    assert (found["name"], found["attribution"]) == ("a b", "c d e")


@pytest.mark.parametrize("zoom", [None, "high", 1.5, float("inf"), -5])
def test_zooms_that_make_no_sense_are_refused(tmp_path, zoom):
    path = write_mbtiles(tmp_path / "a.mbtiles", tiles={(zoom, 0, 0): picture()})
    with pytest.raises(InputError, match="has zoom levels that are no whole numbers from 0 on"):
        describe_file(path)
