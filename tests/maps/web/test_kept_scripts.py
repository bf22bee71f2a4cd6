"""Shortened scripts are kept as compiled modules are, and never used when they are not whole."""

import os
from pathlib import Path

import pytest

from maps import assets
from maps.web import kept_scripts
from maps.web.kept_scripts import keep_script


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    """Where they are kept, as if Python kept its modules there."""
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr("sys.pycache_prefix", str(tmp_path))
    return tmp_path


@pytest.fixture
def make():
    """Return upper-case letters, and note what was asked for in `make.asked`."""

    def make_upper(text):
        make_upper.asked.append(text)
        return text.upper()

    make_upper.asked = []
    return make_upper


def list_kept(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_script_is_made_once(folder, make):
    assert [keep_script("a.short", "x\nä", make) for _ in range(2)] == ["X\nÄ"] * 2
    assert make.asked == ["x\nä"]
    assert keep_script("a.short", "y", make) == "Y"  # another script, in the place of that
    assert [path.name for path in list_kept(folder)] == ["a.short"]


def test_other_code_makes_anew(make, monkeypatch):
    keep_script("a.short", "x", make)
    monkeypatch.setattr(kept_scripts, "_hash_makers", lambda: b"other")
    assert keep_script("a.short", "x", make) == "X"
    assert len(make.asked) == 2


def test_each_code_that_makes_them_counts():
    shown = kept_scripts._read_makers()
    for maker in (assets.minify_script, assets.shorten_names, assets.squeeze_script):
        assert Path(maker.__code__.co_filename).read_bytes() in shown


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"", lambda data: b"\xff"])
def test_a_torn_file_is_as_none(folder, make, damage):
    keep_script("a.short", "xyz", make)
    (kept,) = list_kept(folder)
    kept.write_bytes(damage(kept.read_bytes()))
    assert keep_script("a.short", "xyz", make) == "XYZ"
    assert len(make.asked) == 2


def test_where_nothing_can_be_kept_scripts_are_made(folder, make, monkeypatch):
    (folder / "file").write_bytes(b"")
    monkeypatch.setattr("sys.pycache_prefix", str(folder / "file"))
    assert keep_script("a.short", "x", make) == "X"
    monkeypatch.setattr("sys.pycache_prefix", str(folder / "new"))
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert keep_script("a.short", "x", make) == "X"
    assert not (folder / "new").exists()


POSIX = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="there are no such rights")


@pytest.fixture
def planted(folder, make):
    """A whole file with the right hashes that says something else, in the place of ours."""
    keep_script("a.short", "x", make)
    (kept,) = list_kept(folder)
    key = kept.read_bytes().partition(b"\n")[0]
    evil = b"EVIL"
    kept.write_bytes(b"\n".join([key, kept_scripts._hash(evil), evil]))
    assert keep_script("a.short", "x", make) == "EVIL"  # only who may write there can do so
    return kept


@POSIX
def test_a_file_of_another_owner_is_not_used(planted, make, monkeypatch):
    owner = planted.stat().st_uid
    monkeypatch.setattr(kept_scripts, "_list_trusted_owners", lambda: {owner + 1})
    assert keep_script("a.short", "x", make) == "X"


@POSIX
@pytest.mark.skipif(getattr(os, "geteuid", int)() != 0, reason="only root gives files away")
def test_a_file_that_is_given_to_nobody_is_not_used(planted, make):
    os.chown(planted, 65534, 65534)
    assert keep_script("a.short", "x", make) == "X"
    assert planted.stat().st_uid == 0  # ours has taken its place


@POSIX
@pytest.mark.parametrize("mode", [0o664, 0o646])
def test_a_file_that_others_may_write_is_not_used(planted, make, mode):
    planted.chmod(mode)
    assert keep_script("a.short", "x", make) == "X"


@POSIX
def test_a_file_is_used_whatever_the_umask(folder, make):
    before = os.umask(0)
    try:
        assert [keep_script("a.short", "x", make) for _ in range(2)] == ["X", "X"]
    finally:
        os.umask(before)
    assert make.asked == ["x"]


@POSIX
def test_a_link_or_a_pipe_is_not_read(planted, make, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    planted.rename(elsewhere)
    planted.symlink_to(elsewhere)
    assert keep_script("a.short", "x", make) == "X"
    planted.unlink()
    os.mkfifo(planted)
    assert keep_script("a.short", "x", make) == "X"


def test_a_folder_in_its_place_is_left_alone(planted, make):
    planted.unlink()
    planted.mkdir()
    assert keep_script("a.short", "x", make) == "X"
    assert planted.is_dir()
