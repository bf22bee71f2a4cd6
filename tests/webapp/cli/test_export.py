"""`zonemap export`: the suffix says the form; a fault is one sentence, and nothing is written."""

import subprocess
import sys

import pytest
from click.testing import CliRunner
from pyproj import Geod

from geo.errors import InputError, ZoneError
from geo.zone import read_zone
from maps.export.registry import data_formats, formats_of
from maps.figure.options import VIEWS
from webapp.cli.main import zonemap

pytestmark = pytest.mark.slow

GEOD = Geod(ellps="WGS84")
STARTS = {
    "a.svg": b"<?xml", "a.pdf": b"%PDF-", "a.png": b"\x89PNG", "a.docx": b"PK", "a.zip": b"PK",
    "a.html": b"<!doctype html>", "a.geojson": b'{"type": "FeatureCollection"', "a.csv": b"\xef\xbb\xbf",
    "a.gpkg": b"SQLite format 3\0", "a.kml": b"<?xml", "a.xlsx": b"PK", "a.parquet": b"PAR1",
    "a.dxf": b"999\r\n",
}  # fmt: skip


def run(*arguments):
    return CliRunner().invoke(zonemap, ["export", *map(str, arguments)], catch_exceptions=True)


def test_its_help_loads_nothing_that_draws():
    program = """
import sys
from webapp.cli.main import zonemap
zonemap(["export", "--help"], standalone_mode=False)
print([n for n in ("matplotlib", "folium", "typst", "docx", "pyogrio") if n in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("\n[]\n")


def test_every_suffix_in_one_command(made_path, tmp_path):
    paths = [tmp_path / name for name in STARTS]
    result = run("--data", made_path, "--size", "120x90", "--dpi", "50", *paths)
    assert result.exit_code == 0, result.stderr
    assert [p.name for p in paths if not p.read_bytes().startswith(STARTS[p.name])] == []


def test_a_factsheet_is_a_pdf_when_asked_for(made_path, tmp_path):
    paths = tmp_path / "sheet.pdf", tmp_path / "figure.pdf"
    run("--data", made_path, "--factsheet", paths[0])
    run("--data", made_path, paths[1])
    assert len({path.read_bytes() for path in paths}) == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["a.svg", "b.gif"], "Unknown file format: b.gif"), (["a"], "Unknown file format: a."),
     ([], "--all DIRECTORY"), (["a.svg", "--factsheet"], "Use one of .pdf, .docx"),
     (["a.svg", "--size", "big"], "WIDTHxHEIGHT"), (["a.png", "--dpi", "9999"], "50 to 600"),
     (["a.svg", "--part", "nowhere"], "No part has the id “nowhere”"),
     (["a.docx", *("--part", "west") * 2], "named twice")],
)  # fmt: skip
def test_a_fault_is_one_sentence_and_nothing_is_written(
    made_path, tmp_path, monkeypatch, arguments, words
):
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.iterdir())
    result = run("--data", made_path, *arguments)
    assert isinstance(result.exception, ZoneError)
    assert words in str(result.exception)
    assert set(tmp_path.iterdir()) == before


def test_only_a_png_is_measured_in_pixels(made_path, tmp_path):
    options = ("--data", made_path, "--size", "1200x1200", "--dpi", "300")
    assert run(*options, tmp_path / "a.svg").exit_code == 0
    assert "million pixels" in str(run(*options, tmp_path / "a.png").exception)


def test_when_one_file_cannot_be_made_none_is_written(made_path, tmp_path):
    first = tmp_path / "a.svg"
    big = ("--size", "1200x1200", "--dpi", "300")
    result = run("--data", made_path, first, tmp_path / "b.png", *big)
    assert result.exit_code != 0
    assert not first.exists()


@pytest.mark.parametrize("name", ["a-file", "a-file/below"])
def test_a_directory_that_cannot_be_made_is_one_sentence(made_path, tmp_path, name):
    (tmp_path / "a-file").touch()
    result = run("--data", made_path, "--all", tmp_path / name)
    assert isinstance(result.exception, InputError)
    assert "can't be created: " in str(result.exception)
    assert "Errno" not in str(result.exception)


def test_everything_at_once(made_path, tmp_path):
    folder = tmp_path / "all" / "of it"
    result = run("--data", made_path, "--all", folder, "--size", "120x90", "--dpi", "50",
                 "--lang", "zh")  # fmt: skip
    assert result.exit_code == 0, result.stderr
    names = {path.name for path in folder.iterdir()}
    assert {"map.zh.html", "zone.zh.svg", "region.zh.png", "factsheet.zh.pdf", "zone.gpkg",
            "part-inner.zh.docx"} <= names  # fmt: skip
    assert "zone.zh.xlsx" in names
    zone = read_zone(made_path)
    groups = ("map", "figure", "document")
    maps, figures, documents = (len([*formats_of(group)]) for group in groups)
    drawn = maps + figures * len(VIEWS) + documents * (1 + len(zone.parts))
    assert len(names) == drawn + len(data_formats(zone))


AREAS_CRS = [
    *((name, "EPSG:4490") for name in ("a.gpkg", "a.zip", "a.csv", "a.parquet")),
    *((name, "EPSG:4523") for name in ("a.gpkg", "a.zip", "a.csv", "a.parquet", "a.dxf", "a.txt")),
    ("a.dxf", "EPSG:4544"),
    ("a.txt", "EPSG:4524"),
]


@pytest.mark.parametrize(("name", "crs"), AREAS_CRS)
def test_areas_survive_a_round_trip_in_any_crs(made_path, tmp_path, name, crs):
    path, back = tmp_path / name, tmp_path / "back.geojson"
    assert run("--data", made_path, "--crs", crs, path).exit_code == 0
    where = ["--layer", "parts"] if name == "a.gpkg" else []
    where += ["--crs", crs] if name in {"a.dxf", "a.csv"} else []
    done = CliRunner().invoke(zonemap, ["import", str(path), "-o", str(back), *where])
    assert done.exit_code == 0, done.stderr
    sizes = [
        [abs(GEOD.geometry_area_perimeter(each)[0]) for each in read_zone(file).parts.geometry]
        for file in (made_path, back)
    ]
    assert sizes[1] == pytest.approx(sizes[0], rel=1e-6)


@pytest.mark.parametrize(
    ("name", "said"),
    [("a.geojson", "RFC 7946"), ("a.kml", "no CRS to choose"), ("a.xlsx", "no CRS to choose")],
)
def test_formats_without_a_choice_of_crs_say_so(made_path, tmp_path, name, said):
    result = run("--data", made_path, "--crs", "EPSG:4490", tmp_path / name)
    assert isinstance(result.exception, InputError)
    assert said in str(result.exception)
    assert "GeoPackage" in str(result.exception)
    assert not (tmp_path / name).exists()
