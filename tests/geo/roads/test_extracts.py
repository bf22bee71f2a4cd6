import shutil

import pytest
import shapely

from geo.errors import InputError
from geo.roads.extracts import estimate_build, make_extent, read_extract


def test_a_date_is_that_of_the_header_else_of_the_newest_object(network_files, tmp_path):
    west, east = (read_extract(path, tmp_path) for path in network_files.extracts)
    assert (west.date, west.is_date_of_object) == ("2026-05-01", False)
    assert (east.date, east.is_date_of_object) == ("2026-04-30", True)


def test_what_was_read_is_kept(network_files, tmp_path, monkeypatch):
    path = network_files.extracts[0]
    first = read_extract(path, tmp_path)
    monkeypatch.setattr("geo.roads.extracts.load_osmium", None)
    assert read_extract(path, tmp_path) == first


def test_the_extent_is_where_roads_are(network_files, tmp_path):
    west, east = (read_extract(path, tmp_path) for path in network_files.extracts)
    both = make_extent([west, east])
    at = network_files.at
    for inside in ((0, 0.111), (25, -0.167), (10, 6), (3.7, -8.7)):
        assert shapely.intersects_xy(both, *at(*inside))
    for outside in ((40, -0.167), (55, -0.167), (0, 60)):
        assert not shapely.intersects_xy(both, *at(*outside))
    assert not shapely.intersects_xy(make_extent([west]), *at(25, -0.167))


def test_the_cost_of_a_build_is_told_from_the_size(network_files):
    one, two = (estimate_build(network_files.extracts[:count]) for count in (1, 2))
    assert 0 < one.minutes < two.minutes
    assert 600 < one.memory_mb < two.memory_mb


def test_an_extract_that_is_not_there_or_twice_is_refused(network_files, tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        estimate_build([tmp_path / "none.osm.pbf"])
    west = network_files.extracts[0]
    with pytest.raises(InputError, match="named twice"):
        estimate_build([west, west.parent / ".." / west.parent.name / west.name])


@pytest.mark.parametrize("kind", ["text", "empty", "cut", "png"])
def test_a_file_that_is_no_extract_is_refused(network_files, tmp_path, kind):
    whole = network_files.extracts[0].read_bytes()
    data = {"text": b"not OSM", "empty": b"", "cut": whole[: len(whole) // 2],
            "png": b"\x89PNG\r\n\x1a\n"}[kind]  # fmt: skip
    path = tmp_path / "bad.osm.pbf"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"bad\.osm\.pbf is damaged, or is not"):
        read_extract(path, tmp_path)
    assert not list(tmp_path.glob("extract-*"))


def test_extracts_without_roads_are_refused(network_files, tmp_path):
    osmium = pytest.importorskip("osmium")
    path = tmp_path / "bare.osm.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        writer.add_node(osmium.osm.mutable.Node(id=1, location=(105, 28)))
    with pytest.raises(InputError, match="contain no roads"):
        make_extent([read_extract(path, tmp_path)])


def test_a_copy_under_another_name_is_the_same_extract(network_files, tmp_path):
    copy = tmp_path / "copy.osm.pbf"
    shutil.copy(network_files.extracts[0], copy)
    read_extract(network_files.extracts[0], tmp_path)
    assert read_extract(copy, tmp_path).name == "copy.osm.pbf"
