"""Texts that an extract may hold: any bytes, of any length; none ends the process."""

import pytest
from raw_extract import write_nodes

from geo.errors import InputError
from geo.reading.osm.extract import Extract
from geo.reading.osm.pbf_texts import check_texts

WORLD = [(-180.0, -90.0, 180.0, 90.0)]


def read_names(path, folder):
    found = Extract.open(path).read(WORLD, folder)
    return [dict(drawn.attributes).get("name") for drawn, _ in found]


def test_a_file_of_texts_is_read(tmp_path):
    nodes = [(5.0, 50.0, {b"place": b"town", b"name": b"A"}), (5.1, 50.0, {b"name": b""})]
    path = write_nodes(tmp_path / "a.osm.pbf", nodes)
    check_texts(path)
    assert read_names(path, tmp_path) == ["A"]


@pytest.mark.parametrize("is_packed", [True, False])
@pytest.mark.parametrize("text", [b"a\0b", b"\0", b"a\n\0", b"a\0\0b"])
def test_nul_in_a_text_gets_one_sentence(tmp_path, text, is_packed):
    tags = {b"place": b"town", b"name": text}
    path = write_nodes(tmp_path / "a.osm.pbf", [(5.0, 50.0, tags)], is_packed=is_packed)
    with pytest.raises(InputError, match=r"a\.osm\.pbf is damaged.*the character NUL"):
        read_names(path, tmp_path)


def test_a_text_that_is_too_long_gets_one_sentence(tmp_path):
    tags = {b"place": b"town", b"name": b"a" * 10_000}
    path = write_nodes(tmp_path / "a.osm.pbf", [(5.0, 50.0, tags)])
    with pytest.raises(InputError, match=r"a\.osm\.pbf is damaged"):
        read_names(path, tmp_path)


def test_names_that_are_no_text_are_left_out_alone(tmp_path):
    broken = b"No\xed\xa0\x80\xff"
    nodes = [
        (5.0, 50.0, {b"place": b"town", b"name": broken, b"name:en": b"Here"}),
        (5.1, 50.0, {b"place": b"town", b"name": b"There", broken: broken}),
        (5.2, 50.0, {b"place": broken, b"name": b"Nothing"}),
    ]
    assert read_names(write_nodes(tmp_path / "a.osm.pbf", nodes), tmp_path) == ["Here", "There"]


@pytest.mark.parametrize(
    "data", [b"", b"\0\0\0\x05abc", b"text", bytes(9), b"\x00\x00\x00\x04\x1a\xff\xff\xff"]
)
def test_what_is_no_extract_is_left_to_osmium(tmp_path, data):
    path = tmp_path / "a.osm.pbf"
    path.write_bytes(data)
    check_texts(path)
