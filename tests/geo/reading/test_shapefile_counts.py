"""A Shapefile whose files are of different lengths: no plot is lost without a word.

The expected values follow from how the files are put together, not from what reads them.
"""

import struct

import geopandas as gpd
import pytest
from shapely import box

from geo.errors import InputError
from geo.reading.any_format import read_layer
from geo.reading.layer import ReadOptions

SKIP = ReadOptions(skip_unusable=True)
SUFFIXES = (".shp", ".shx", ".dbf", ".prj")
INDEX_MADE = "The index was made from x.shp."


@pytest.fixture
def combine(tmp_path):
    """Write x.shp of two plots, a0 and a1, some of its files replaced or (None) left out."""

    def run(**replaced):
        files = {**make_files(tmp_path, "a", 2), **replaced}
        for suffix, content in files.items():
            if content is not None:
                (tmp_path / f"x.{suffix.removeprefix('.')}").write_bytes(content)
        return tmp_path / "x.shp"

    return run


def make_files(folder, name, count):
    """Return the files of a Shapefile by suffix; its plots lie side by side, west to east."""
    shapes = [box(105 + n, 28, 105.5 + n, 28.5) for n in range(count)]
    table = gpd.GeoDataFrame(
        {"name": [f"{name}{n}" for n in range(count)]}, geometry=shapes, crs=4326
    )
    table.to_file(folder / f"{name}.shp")
    return {s.removeprefix("."): (folder / f"{name}{s}").read_bytes() for s in SUFFIXES}


def list_west(layer):
    return layer.table.bounds["minx"].tolist()


@pytest.mark.parametrize("rows", [1, 3, 7])
@pytest.mark.parametrize("has_index", [True, False])
def test_another_number_of_rows_is_refused_with_both_numbers(combine, tmp_path, rows, has_index):
    other = make_files(tmp_path, "b", rows)
    index = {} if has_index else {"shx": None}
    path = combine(dbf=other["dbf"], **index)
    with pytest.raises(InputError) as caught:
        read_layer(path)
    assert f"(2 in the .shp) and rows ({rows} in the .dbf)" in str(caught.value)


def test_a_shape_without_a_row_is_left_out_and_listed(combine, tmp_path):
    path = combine(dbf=make_files(tmp_path, "b", 1)["dbf"])
    layer = read_layer(path, SKIP)
    assert layer.table["name"].tolist() == ["b0"]
    assert list_west(layer) == [105]
    assert [(each.number, str(each.reason)) for each in layer.left_out] == [
        (2, "it has no row in the .dbf")
    ]
    assert "POLYGON ((106" in layer.left_out[0].raw


def test_a_row_without_a_shape_is_left_out_and_listed(combine, tmp_path):
    layer = read_layer(combine(dbf=make_files(tmp_path, "b", 3)["dbf"]), SKIP)
    assert layer.table["name"].tolist() == ["b0", "b1"]
    assert [each.number for each in layer.left_out] == [3]
    assert '"b2"' in layer.left_out[0].raw


def test_a_dbf_that_was_cut_counts_by_the_rows_that_are_whole(combine, tmp_path):
    dbf = make_files(tmp_path, "a", 2)["dbf"].rstrip(b"\x1a")
    path = combine(dbf=dbf[:-1])
    with pytest.raises(InputError, match=r"\(1 in the \.dbf\)"):
        read_layer(path)
    assert read_layer(path, SKIP).table["name"].tolist() == ["a0"]
    assert len(read_layer(combine(dbf=dbf)).table) == 2


@pytest.mark.parametrize("kept", [0, 1, 20, 33])
@pytest.mark.parametrize("options", [ReadOptions(), SKIP])
def test_a_dbf_without_rows_is_refused(combine, tmp_path, kept, options):
    path = combine(dbf=make_files(tmp_path, "a", 2)["dbf"][:kept])
    with pytest.raises(InputError, match=r"no rows in its \.dbf for its 2 shapes"):
        read_layer(path, options)


def test_a_dbf_is_not_needed(combine):
    assert list_west(read_layer(combine(dbf=None))) == [105, 106]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_an_index_of_another_file_is_made_again(combine, tmp_path, count):
    index = make_files(tmp_path, "b", count)["shx"] if count else b""
    path = combine(shx=index)
    layer = read_layer(path)
    assert layer.table["name"].tolist() == ["a0", "a1"]
    assert list_west(layer) == [105, 106]
    assert INDEX_MADE in map(str, layer.steps)
    assert path.with_suffix(".shx").read_bytes() == index


def test_an_index_of_wrong_places_is_made_again(combine, tmp_path):
    index = make_files(tmp_path, "a", 2)["shx"]
    layer = read_layer(combine(shx=index[:100] + struct.pack(">4i", 51, 60, 119, 61)))
    assert layer.table["name"].tolist() == ["a0", "a1"]
    assert list_west(layer) == [105, 106]


def test_index_and_rows_of_one_plot_hide_no_second(combine, tmp_path):
    other = make_files(tmp_path, "b", 1)
    with pytest.raises(InputError, match=r"\(2 in the \.shp\) and rows \(1 in the \.dbf\)"):
        read_layer(combine(shx=other["shx"], dbf=other["dbf"]))


def test_a_shp_edited_in_place_is_read_by_its_index(combine, tmp_path):
    """Software writes a shape that grew at the end, and leaves the old record where it was."""
    files = make_files(tmp_path, "a", 2)
    shp, size = files["shp"], (len(files["shp"]) - 100) // 2
    moved = shp + shp[100 : 100 + size]
    index = struct.pack(">2i", len(shp) // 2, size // 2 - 4) + files["shx"][108:]
    layer = read_layer(combine(shp=moved, shx=files["shx"][:100] + index))
    assert layer.table["name"].tolist() == ["a0", "a1"]
    assert list_west(layer) == [105, 106]
    assert INDEX_MADE not in map(str, layer.steps)


def test_the_files_of_the_user_stay_as_they_are(combine, tmp_path):
    path = combine(dbf=make_files(tmp_path, "b", 1)["dbf"], shx=b"")
    before = {each: each.read_bytes() for each in tmp_path.iterdir()}
    read_layer(path, SKIP)
    assert {each: each.read_bytes() for each in tmp_path.iterdir()} == before


def test_the_shp_cut_between_records_is_refused(combine, tmp_path):
    shp = make_files(tmp_path, "a", 2)["shp"]
    with pytest.raises(InputError, match=r"\(1 in the \.shp\) and rows \(2 in the \.dbf\)"):
        read_layer(combine(shp=shp[: (len(shp) + 100) // 2]))
