"""Where temporary files go when no disk can be written."""

import os

from geo.io.temporary import provide_temporary_folder


def find_no_folder():
    raise FileNotFoundError("no usable temporary directory")


def test_where_no_disk_can_be_written_temporary_files_are_in_memory(monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", "/nonexistent")
    monkeypatch.setattr("geo.io.temporary.SHARED_MEMORY", str(tmp_path))
    provide_temporary_folder()
    assert os.environ["TMPDIR"] == "/nonexistent"  # there is another one
    monkeypatch.setattr("geo.io.temporary.gettempdir", find_no_folder)
    provide_temporary_folder()
    assert os.environ["TMPDIR"] == str(tmp_path)
    monkeypatch.setattr("geo.io.temporary.SHARED_MEMORY", str(tmp_path / "gone"))
    provide_temporary_folder()
    assert os.environ["TMPDIR"] == str(tmp_path)
