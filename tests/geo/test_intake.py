"""What counts as a row and as a number in a file of sites."""

import pytest

from geo.intake_arrow import open_file


@pytest.fixture
def shapes_of(tmp_path):
    """Write a CSV of points and return the shapes of its kept rows."""

    def read(*rows):
        path = tmp_path / "sites.csv"
        path.write_text("\n".join(["lon,lat", *rows]) + "\n", "utf-8")
        (chunk,) = open_file(path).chunks()
        return chunk.shapes

    return read


@pytest.mark.parametrize("text", ["105.4", " +105.4\t", "1.054e2", "1054E-1", "105.40"])
def test_plain_decimal_numbers_are_taken(shapes_of, text):
    assert shapes_of(f"{text},28.9")[0].coords[0] == (105.4, 28.9)


@pytest.mark.parametrize(
    "text", ["1_05.4", "١٠٥.٤", "１０５", "nan", "inf", "0x1p3", "1 05", "105.4°", ".", "e5", ""]
)
def test_other_texts_are_no_numbers(shapes_of, text):
    assert shapes_of(f"{text},28.9").tolist() == [None]
