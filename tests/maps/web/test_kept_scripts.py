"""Shortened scripts are kept as compiled modules are, and never used when they are not whole."""

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
    monkeypatch.setattr(kept_scripts, "_read_makers", lambda: b"other")
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
