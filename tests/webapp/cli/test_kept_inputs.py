"""No command overwrites what it reads, or writes a file in place of a device; said before work."""

import os
import shutil
import stat
import threading
import time

import pytest

from geo.io.zone_files import COMPANION_NAMES
from geo.zone import DEFAULT_PATH

REFUSED = "would overwrite the input. Choose another output."
POINTS = "name,lon,lat\nA,105.4,28.9\n"
# Of each command that writes: its words, in which DATA is the zone, IN a file, OUT the output.
WRITERS = {
    "locate": ("locate", "IN", "--data", "DATA", "-o", "OUT"),
    "measure": ("measure", "IN", "--data", "DATA", "-o", "OUT"),
    "export": ("export", "OUT", "--data", "DATA"),
    "check": ("check", "--data", "DATA", "--repair", "-o", "OUT"),
    "check a file": ("check", "IN", "--data", "DATA", "--repair", "-o", "OUT"),
    "import": ("import", "IN", "--data", "DATA", "-o", "OUT"),
    "brief": ("brief", "--at", "105.4,28.9", "--data", "DATA", "-o", "OUT"),
}
SUFFIXES = {
    "locate": (".geojson", ".csv"),
    "measure": (".geojson", ".csv"),
    "export": (".geojson", ".csv"),
    "brief": (".json", ".csv"),
}


@pytest.fixture
def folder(tmp_path):
    """A folder with the shipped zone, its companions and a table of points."""
    made = tmp_path / "zone"
    made.mkdir()
    shutil.copy(DEFAULT_PATH, made)
    for name in COMPANION_NAMES:
        shipped = DEFAULT_PATH.with_name(name)
        if shipped.is_file():
            shutil.copy(shipped, made)
    (made / "points.csv").write_text(POINTS, "utf-8")
    return made


def call(run, words, folder, output):
    named = {"DATA": folder / "boundaries.geojson", "IN": folder / "points.csv", "OUT": output}
    return run(*(named.get(each, each) for each in words))


def read_all(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("name", ["boundaries.geojson", *COMPANION_NAMES])
def test_the_zone_and_what_is_beside_it_are_kept(run, folder, writer, name):
    if not name.endswith(SUFFIXES.get(writer, (".geojson",))):
        pytest.skip("another format")
    if (writer, name) == ("import", "boundaries.geojson"):
        pytest.skip("it makes them anew")
    if not (folder / name).exists():
        (folder / name).write_bytes(b"kept")
    before = read_all(folder)
    code, _, said = call(run, WRITERS[writer], folder, folder / name)
    assert code == 2
    assert said == f"zonemap: The output {folder / name} {REFUSED}\n"
    assert read_all(folder) == before


@pytest.mark.parametrize("link", ["symbolic", "hard"])
def test_a_link_counts_as_what_it_leads_to(run, folder, link):
    make = os.symlink if link == "symbolic" else os.link
    make(folder / "places.geojson", folder / "mine.geojson")
    before = read_all(folder)
    code, _, said = call(run, WRITERS["export"], folder, folder / "mine.geojson")
    assert code == 2
    assert REFUSED in said
    assert read_all(folder) == before


def test_rejected_rows_never_overwrite_an_input(run, folder):
    source = folder / "out.csv.rejected.csv"
    source.write_text(POINTS, "utf-8")
    code, _, said = run("locate", source, "-o", folder / "out.csv")
    assert code == 2
    assert REFUSED in said
    assert source.read_text("utf-8") == POINTS


def test_all_files_of_a_zone_never_overwrite_it(run, folder):
    data = (folder / "boundaries.geojson").rename(folder / "zone.geojson")
    before = data.read_bytes()
    code, _, said = run("export", "--all", folder, "--data", data)
    assert code == 2
    assert REFUSED in said
    assert data.read_bytes() == before


@pytest.mark.parametrize("writer", WRITERS)
def test_a_folder_or_no_place_is_said_before_anything_is_read(run, folder, writer):
    suffix = SUFFIXES.get(writer, (".geojson",))[0]
    (folder / f"dir{suffix}").mkdir()
    for name, why in (
        (f"dir{suffix}", "is a folder. Name a file in it."),
        (f"{'x' * 300}{suffix}", "can't be written: file name too long. Choose another"),
    ):
        (folder / "boundaries.geojson").write_text("no zone", "utf-8")
        code, _, said = call(run, WRITERS[writer], folder, folder / name)
        assert code == 2
        assert why in said
        assert said.count("\n") == 1


@pytest.mark.parametrize("writer", WRITERS)
def test_a_device_stays_a_device(run, folder, writer):
    suffix = SUFFIXES.get(writer, (".geojson",))[0]
    pipe = folder / f"pipe{suffix}"
    os.mkfifo(pipe)
    received = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()), daemon=True)
    if writer in {"locate", "measure", "check", "check a file"}:
        code, _, said = call(run, WRITERS[writer], folder, pipe)
        assert code == 2
        assert "is a pipe or a device. Write a file." in said
    elif writer in {"export", "brief"}:
        reader.start()
        assert call(run, WRITERS[writer], folder, pipe)[0] == 0
        reader.join(20)
        assert len(received[0]) > 100
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_link_stays_a_link(run, folder):
    link, target = folder / "link.geojson", folder / "target.geojson"
    link.symlink_to(target)
    assert call(run, WRITERS["export"], folder, link)[0] == 0
    assert link.is_symlink()
    assert target.stat().st_size > 1000


@pytest.mark.parametrize(
    "words",
    [
        ("import", "self", "-o", "OUT.geojson"),
        ("export", "OUT.svg", "--data", "self"),
        ("brief", "--file", "self", "-o", "OUT.csv"),
        ("brief", "--at", "1,2", "--data", "self", "-o", "OUT.csv"),
        ("page", "--with", "self", "-o", "OUT.svg"),
        ("locate", "self", "-o", "OUT.csv"),
        ("export", "self.svg"),
        ("check", "self"),
        ("areas", "--data", "self"),
        ("basemap", "self"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_links_in_a_circle_are_said(run, tmp_path, monkeypatch, words, lang):
    monkeypatch.chdir(tmp_path)
    for name in ("self", "self.svg"):
        (tmp_path / name).symlink_to(name)
    code, _, said = run(*words, "--lang", lang)
    assert code == 2
    assert ("too many levels of symbolic links" in said) or "符号链接" in said
    assert said.count("\n") == 1


def test_the_output_is_looked_at_before_work(run, tmp_path):
    started = time.process_time()
    code, _, said = run("export", tmp_path / "nodir" / "a.svg")
    assert code == 2
    assert "no such file or directory" in said
    assert time.process_time() - started < 2


@pytest.mark.parametrize("name", ["dir", "-", "a"])
def test_a_path_without_a_format_is_named(run, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dir").mkdir()
    code, _, said = run("export", "--", name)
    assert code == 2
    assert said.startswith(f"zonemap: Unknown file format: {name}. Use one of .svg")
