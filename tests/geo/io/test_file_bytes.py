"""A path that leads to no usable file is refused in one sentence."""

import os

import pytest

from geo.zone import read_zone


def test_folder_is_no_file(refusal, tmp_path):
    assert refusal(tmp_path).endswith("can't be read: is a directory. Choose a readable file.")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("none.geojson", "none.geojson does not exist. Check the path"),
        ("a\0b", "a\\x00b” can't be read: the name is not usable. Choose a readable"),
        ("a\nb", "a\\nb” does not exist"),
        ("x" * 5000, "can't be read: file name too long"),
        ("made.geojson/x", "can't be read: not a directory"),
    ],
)
def test_unusable_path_is_refused(refusal, made_path, name, words):
    assert words in refusal(made_path.parent / name)


def test_unreadable_file_is_refused(refusal, made_path, monkeypatch):
    def refuse(self, mode):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert "can't be read: permission denied. Choose a readable" in refusal(made_path)


def test_size_limit_is_exact(refusal, made_path):
    size = made_path.stat().st_size
    assert len(read_zone(made_path, max_bytes=size).parts) == 3
    assert "made.geojson is larger than" in refusal(made_path, max_bytes=size - 1)


def test_endless_file_is_refused(refusal):
    assert refusal("/dev/zero").startswith("/dev/zero is a pipe or a device. Save its content")


def test_a_pipe_is_refused_without_waiting_for_who_writes_to_it(refusal, tmp_path):
    pipe = tmp_path / "zone.geojson"
    os.mkfifo(pipe)
    assert "zone.geojson is a pipe or a device" in refusal(pipe)
