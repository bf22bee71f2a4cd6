"""A base map's file as it is found: whole, damaged, or something else."""

import gzip
import io
import pickle
import random
import struct
import threading
import tracemalloc
from contextlib import suppress

import pytest
from pmtiles.reader import MemorySource, Reader
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from geo.errors import InputError
from geo.reading.osm.archive import TileArchive, open_beside, unpack_tile

LENGTHS = [0, *random.Random(19).choices(range(200), k=2**14)]
TILE = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x03\x00\x00\x00\x00\x00\x00\x00\x00\x00"


def write_archive(path, *, kind=TileType.MVT, metadata=None, count=3, changed=()):
    file = io.BytesIO()
    writer = Writer(file)
    for x in range(count):
        writer.write_tile(
            zxy_to_tileid(14, x, 0), TILE + bytes(LENGTHS[x]) + bytes([x % 256, x // 256])
        )
    sides = {"min_lon_e7": 0, "min_lat_e7": 0, "max_lon_e7": 10**7, "max_lat_e7": 10**7}
    centre = {"center_lon_e7": 0, "center_lat_e7": 0, "center_zoom": 0}
    header = {"tile_type": kind, "tile_compression": Compression.GZIP}
    writer.finalize({**header, **sides, **centre}, metadata or {"name": "made"})
    data = bytearray(file.getvalue())
    for at, form, value in changed:
        struct.pack_into(form, data, at, value)
    path.write_bytes(data)
    return path


def test_tiles_of_others_are_read_too(tmp_path):
    archive = TileArchive.open(write_archive(tmp_path / "a.pmtiles"))
    assert archive.read_tile(14, 0, 0)[:-2] == TILE
    assert archive.read_tile(14, 9, 0) == b""
    assert (archive.about, archive.extract_date, archive.bounds) == ({}, None, (0, 0, 1, 1))


@pytest.mark.parametrize("place", [(-1, 0, 0), (14, 2**14, 0), (99, 0, 0), (0, 0, 5)])
def test_no_tile_is_outside_the_world(tmp_path, place):
    assert TileArchive.open(write_archive(tmp_path / "a.pmtiles")).read_tile(*place) == b""


def test_directories_within_directories_are_followed(tmp_path):
    path = write_archive(tmp_path / "a.pmtiles", count=16_000)
    assert Reader(MemorySource(path.read_bytes())).header()["leaf_directory_length"] > 0
    archive = TileArchive.open(path)
    assert archive.read_tile(14, 15_999, 0)[-2:] == bytes([15_999 % 256, 15_999 // 256])


@pytest.mark.parametrize("count", [0, 5, 126, 127, 160, -1])
def test_a_file_that_is_cut_off_gets_one_sentence(tmp_path, count):
    path = write_archive(tmp_path / "a.pmtiles")
    path.write_bytes(path.read_bytes()[:count])
    with pytest.raises(InputError, match=r"is damaged, or has no vector tiles\. Make it again"):
        TileArchive.open(path)


@pytest.mark.parametrize("at", range(0, 127, 3))
def test_a_file_with_a_wrong_byte_is_refused_or_read_without_harm(tmp_path, at):
    path = write_archive(tmp_path / "a.pmtiles")
    data = bytearray(path.read_bytes())
    data[at] ^= 255
    path.write_bytes(data)
    try:
        archive = TileArchive.open(path)
    except InputError:
        return
    for x in range(5):
        with suppress(InputError):
            archive.read_tile(14, x, 0)


@pytest.mark.parametrize("start", [b"XMTiles\x03", b"PMTiles\x02", b"PMTiles\x04", b"\0" * 8])
def test_another_format_or_version_gets_one_sentence(tmp_path, start):
    path = write_archive(tmp_path / "basemap.pmtiles")
    path.write_bytes(start + path.read_bytes()[8:])
    with pytest.raises(InputError, match=r"basemap\.pmtiles is damaged, or has no vector tiles\."):
        open_beside(tmp_path / "boundaries.geojson")


def replace_root(path, root):
    data = path.read_bytes()
    numbers = len(data).to_bytes(8, "little") + len(root).to_bytes(8, "little")
    path.write_bytes(data[:8] + numbers + data[24:] + root)


# Made in the test: to pack so much takes a while, and each process of a run collects all.
ROOTS = {
    "a second member": lambda: gzip.compress(b"\1\0\1\1\1") + gzip.compress(bytes(2**26)),
    "one large member": lambda: gzip.compress(bytes(2**26)),
    "more entries than a directory has": lambda: gzip.compress(b"\x80\x80\x80\1" + bytes(2**23)),
    "a number of more than 64 bits": lambda: gzip.compress(b"\1" + b"\xff" * 11 + b"\1\1\1\1"),
}


@pytest.mark.parametrize("make_root", ROOTS.values(), ids=ROOTS)
def test_a_directory_that_unpacks_without_end_is_refused(tmp_path, make_root):
    path = write_archive(tmp_path / "a.pmtiles")
    replace_root(path, make_root())
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match="is damaged"):
            TileArchive.open(path)
        assert tracemalloc.get_traced_memory()[1] < 2**24
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", [TileType.PNG, TileType.UNKNOWN])
def test_tiles_of_another_kind_are_refused(tmp_path, kind):
    with pytest.raises(InputError, match="has no vector tiles"):
        TileArchive.open(write_archive(tmp_path / "a.pmtiles", kind=kind))


def test_metadata_that_unpack_without_end_are_refused(tmp_path):
    path = write_archive(tmp_path / "a.pmtiles", metadata={"x": "y" * 2**23})
    with pytest.raises(InputError, match="is damaged"):
        TileArchive.open(path)


def test_a_file_beside_the_boundaries_is_found(tmp_path):
    data = tmp_path / "boundaries.geojson"
    assert open_beside(data) is None
    write_archive(tmp_path / "basemap.pmtiles")
    assert open_beside(data).min_zoom == 14
    (tmp_path / "basemap.pmtiles").unlink()
    (tmp_path / "basemap.pmtiles").symlink_to("nowhere")
    with pytest.raises(InputError, match="can't be read"):
        open_beside(data)


def test_an_archive_is_sent_to_another_process_by_its_path(tmp_path):
    archive = TileArchive.open(write_archive(tmp_path / "a.pmtiles"))
    assert pickle.loads(pickle.dumps(archive)).digest == archive.digest


def test_the_digest_changes_with_what_the_file_has(tmp_path):
    first = TileArchive.open(write_archive(tmp_path / "a.pmtiles"))
    second = TileArchive.open(write_archive(tmp_path / "b.pmtiles", metadata={"name": "other"}))
    assert first.digest != second.digest


def test_a_new_file_in_its_place_leaves_an_open_one_as_it_is(tmp_path):
    path = write_archive(tmp_path / "a.pmtiles")
    archive = TileArchive.open(path)
    write_archive(tmp_path / "new.pmtiles", count=1).replace(path)
    assert archive.read_tile(14, 2, 0)[: len(TILE)] == TILE


def test_threads_read_side_by_side(tmp_path):
    archive = TileArchive.open(write_archive(tmp_path / "a.pmtiles", count=500))
    wrong = []

    def read(start):
        wrong.extend(
            x
            for x in range(start, 500)
            if archive.read_tile(14, x, 0)[-2:] != bytes([x % 256, x // 256])
        )

    threads = [threading.Thread(target=read, args=(n * 10,)) for n in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert wrong == []


@pytest.mark.parametrize("data", [b"junk", TILE[:-3], TILE + TILE])
def test_a_tile_that_is_not_whole_is_not_unpacked(data):
    with pytest.raises(ValueError, match=r"^.*$"):
        unpack_tile(data)


def test_a_tile_that_is_damaged_gets_one_sentence(tmp_path):
    archive = TileArchive.open(write_archive(tmp_path / "a.pmtiles"))
    archive.path.write_bytes(archive.path.read_bytes().replace(TILE[:10], b"damaged!!!"))
    with pytest.raises(InputError, match=r"a\.pmtiles is damaged\. Make it again"):
        archive.unpack_tile(14, 1, 0)


@pytest.mark.parametrize(
    "date", ["<b>today</b>", "2026-05-01" + "x" * 999, "\u202e2026-05-01", 7, None]
)
def test_what_is_no_date_is_an_unknown_one(tmp_path, date):
    metadata = {"zonemap": {"extract_date": date}}
    path = write_archive(tmp_path / "a.pmtiles", metadata=metadata)
    assert TileArchive.open(path).extract_date is None


ZOOMS, WEST, SOUTH, EAST, NORTH = 100, 102, 106, 110, 114  # where a header has them


@pytest.mark.parametrize(
    "changed",
    [
        [(ZOOMS, "<B", 15), (ZOOMS + 1, "<B", 4)],
        [(ZOOMS + 1, "<B", 255)],
        [(WEST, "<i", 2**31 - 1)],
        [(EAST, "<i", -(2**31))],
        [(SOUTH, "<i", 5 * 10**7), (NORTH, "<i", -5 * 10**7)],
        [(NORTH, "<i", 91 * 10**7)],
    ],
)
def test_zooms_and_bounds_that_make_no_sense_are_refused(tmp_path, changed):
    path = write_archive(tmp_path / "a.pmtiles", changed=changed)
    with pytest.raises(InputError, match="is damaged"):
        TileArchive.open(path)
