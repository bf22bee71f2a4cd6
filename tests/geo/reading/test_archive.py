"""Broken and hostile zip files: one clear sentence, bounded memory, nothing written."""

import os
import tracemalloc
import zipfile

import pytest

from geo.errors import InputError
from geo.reading.archive import MAX_MEMBERS, unpack_zip


@pytest.mark.parametrize("keep", [0, 10, 60, -1, -30])
def test_truncated_zip(refused, make_zip, keep):
    data = make_zip({"a.geojson": os.urandom(200)}).read_bytes()[:keep]
    assert ("damaged or truncated zip" if keep else "is empty") in refused("a.zip", data)


def test_damaged_member(refused, make_zip):
    data = bytearray(make_zip({"a.geojson": b"{" + b"abc" * 400}).read_bytes())
    data[45] ^= 0xFF
    assert "damaged or truncated zip" in refused("a.zip", bytes(data))


def test_zip_bomb_stops_at_the_limit(make_zip):
    path = make_zip({"a.geojson": bytes(40 * 2**20)})
    tracemalloc.start()
    with (
        pytest.raises(InputError, match="unpacks to more than 8 MiB"),
        unpack_zip(path, max_bytes=8 * 2**20),
    ):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * 2**20


def test_limit_is_on_all_members_together(make_zip):
    path = make_zip({f"{n}.txt": bytes(2**20) for n in range(4)})
    with pytest.raises(InputError, match="more than 3 MiB"), unpack_zip(path, max_bytes=3 * 2**20):
        pass


def test_too_many_members(refused, make_zip):
    make_zip({f"{n}.txt": b"" for n in range(MAX_MEMBERS + 1)})
    assert f"more than {MAX_MEMBERS} files" in refused("a.zip")


@pytest.mark.parametrize(
    "name",
    [
        "../out.geojson",
        "a/../../out.geojson",
        "/tmp/out.geojson",
        "..\\out.geojson",
        "C:\\out.geojson",
    ],
)
def test_path_that_climbs_out(refused, make_zip, tmp_path, name):
    make_zip({name: b"{}"})
    assert "points outside the archive" in refused("a.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_link_in_a_zip(refused, make_zip):
    info = zipfile.ZipInfo("a.geojson")
    info.external_attr = 0o120777 << 16
    make_zip({info: b"/etc/passwd"})
    assert "points outside the archive" in refused("a.zip")
