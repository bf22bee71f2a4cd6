"""A file is written whole or not at all."""

import pytest

from geo.errors import InputError
from geo.io.atomic import write_atomically


def test_write_whole_replaces(tmp_path):
    path = tmp_path / "map.html"
    write_atomically(path, b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("step", ["write_bytes", "replace"])
def test_full_disk_leaves_the_old_file(tmp_path, monkeypatch, step):
    path = tmp_path / "map.html"
    path.write_bytes(b"old")
    real = type(path).write_bytes

    def fail(self, data):
        if step == "write_bytes":
            real(self, data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(f"pathlib.Path.{step}", fail)
    with pytest.raises(InputError, match=r"can't be written: no space left on device. Choose"):
        write_atomically(path, b"new and longer")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["no/such/folder/map.html", "a\0b", "x" * 250, "."])
def test_unwritable_place_is_refused(tmp_path, name):
    with pytest.raises(InputError, match="can't be written"):
        write_atomically(tmp_path / name, b"new")
    assert list(tmp_path.iterdir()) == []
