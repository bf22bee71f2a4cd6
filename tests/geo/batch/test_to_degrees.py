"""Rows outside the area of use are counted over all chunks, and named."""

import numpy as np
import pytest
import shapely

from geo.batch.sources import open_source
from geo.batch.to_degrees import ToDegrees
from geo.errors import InputError
from geo.reading.crs_option import parse_crs_option
from geo.reading.layer import ReadOptions

RIGHT, FAR = (35_540_000, 3_193_000), (36_540_000, 3_193_000)
OPTIONS = ReadOptions(crs="EPSG:4523")


def write_sites(path, points):
    rows = [f"{n},{x},{y}" for n, (x, y) in enumerate(points, 1)]
    path.write_text("\n".join(["name,x,y", *rows]), "utf-8")
    return path


def test_rows_after_the_first_thousand_are_named_at_the_end(tmp_path):
    points = [RIGHT] * 1500 + [FAR, RIGHT, FAR]
    path = write_sites(tmp_path / "a.csv", points)
    source = open_source(path, rows=400, options=OPTIONS)
    assert not any("outside" in str(each) for each in source.guesses)
    assert sum(len(chunk.rows) for chunk in source.chunks()) == 1503
    (said,) = source.describe_rows()
    assert str(said).startswith("WARNING: 2 of 1503 features of a.csv lie outside the area of use")
    assert str(said).endswith(": 1501, 1503. Check their coordinates.")


def test_a_table_outside_from_its_start_is_refused(tmp_path):
    path = write_sites(tmp_path / "a.csv", [FAR] * 30)
    with pytest.raises(InputError, match=r"30 of 30 features .* --crs EPSG:4524 \("):
        open_source(path, options=OPTIONS)
    source = open_source(path, options=ReadOptions(crs="EPSG:4523,anywhere"))
    list(source.chunks())
    assert source.describe_rows() == []


def test_numbers_are_converted_in_every_chunk(tmp_path):
    path = write_sites(tmp_path / "a.csv", [(3193 + n / 1000, 35_540) for n in range(20)])
    source = open_source(path, rows=7, options=ReadOptions(crs="EPSG:4523,swapped,km"))
    chunks = list(source.chunks())
    lat = shapely.get_y(np.concatenate([chunk.shapes for chunk in chunks]))
    assert lat.min() == pytest.approx(28.85258771, abs=1e-8)
    assert (np.diff(lat) > 0).all()


def test_degrees_anywhere_are_not_counted():
    to_degrees = ToDegrees(parse_crs_option("EPSG:4326"), "wgs84", "a.csv")
    to_degrees(shapely.points([[0, 0], [170, -80]]), np.array([1, 2]))
    assert to_degrees.describe_rows() == []
