"""Which columns hold coordinates, and what counts as a number."""

import pickle

import numpy as np
import pyarrow as pa
import pytest
import shapely

from geo.batch.chunks import Chunk, make_points
from geo.batch.sources import open_source
from geo.errors import InputError
from geo.reading.column_choice import LON_NAMES, guess_column


@pytest.fixture
def shapes_of(tmp_path):
    """Write a CSV of points and return the shapes of its kept rows."""

    def read(*rows):
        path = tmp_path / "sites.csv"
        path.write_text("\n".join(["lon,lat", *rows]) + "\n", "utf-8")
        (chunk,) = open_source(path).chunks()
        return chunk.shapes

    return read


@pytest.mark.parametrize(
    "text",
    [
        "105.4",
        " +105.4\t",
        "1.054e2",
        "1054E-1",
        "105.40",
        "１０５．４",
        "105.4°",
        "E105.4",
        "١٠٥.٤",
    ],
)
def test_plain_decimal_numbers_are_taken(shapes_of, text):
    assert shapes_of(f"{text},28.9")[0].coords[0] == (105.4, 28.9)


@pytest.mark.parametrize("text", ["1_05.4", "nan", "inf", "0x1p3", "1 05", ".", ""])
def test_other_texts_are_no_numbers(shapes_of, text):
    assert shapes_of(f"{text},28.9").tolist() == [None]


def test_the_first_known_name_in_order_is_guessed():
    names = ["x", "Lon ", "经度", "lon"]
    assert guess_column(names, LON_NAMES) == "Lon "
    assert guess_column(["name"], LON_NAMES) == ""


def test_a_column_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(InputError, match=r"no column “E”. Use one of “N, O”"):
        guess_column(["N", "O"], LON_NAMES, chosen="E")


def test_points_are_missing_where_a_coordinate_is():
    found = make_points(np.array([105.0, np.nan, 106.0]), np.array([28.0, 28.0, np.nan]))
    assert found[0] == shapely.Point(105, 28)
    assert found[1:].tolist() == [None, None]


def test_coordinates_become_points_where_they_are_asked_for():
    xy = np.array([[105.41, 28.93], [-0.0, 90.0]])
    chunk = Chunk(0, np.arange(2), pa.table({"n": [1, 2]}), xy)
    copied = pickle.loads(pickle.dumps(chunk))  # before its shapes were asked for
    assert copied.packed.dtype == float
    for each in (chunk, copied):
        assert list(each.shapes) == list(shapely.points(xy))
        assert each.shapes is each.shapes
    assert pickle.loads(pickle.dumps(chunk)).packed.tobytes() == xy.tobytes()
