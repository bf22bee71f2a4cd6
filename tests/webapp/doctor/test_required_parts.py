"""What the product needs: found here, and said where it is missing."""

from pathlib import Path

import pyproj
import pytest

from geo.errors import ZoneError
from maps.figure import typography
from webapp.doctor import required_parts
from webapp.doctor.finding import FAULT, OK

CHECKS = (
    required_parts.check_packages,
    required_parts.check_coordinate_systems,
    required_parts.check_formats,
    required_parts.check_fonts,
    required_parts.check_temporary_folder,
)


@pytest.mark.parametrize("check", CHECKS)
def test_all_is_here(check):
    found = check()
    assert (found.status, found.fix) == (OK, "")
    assert found.found


def test_a_missing_package_is_named_with_its_command():
    found = required_parts.check_packages(["numpy", "no-such-package"])
    assert found.status == FAULT
    assert str(found.found) == "Not installed: no-such-package"
    assert found.fix == "pip install no-such-package"


def test_a_missing_driver_is_named():
    found = required_parts.check_formats(["GPKG", "NoSuchDriver"])
    assert found.status == FAULT
    assert "lacks NoSuchDriver." in str(found.found)


@pytest.mark.parametrize("name", ["KML", "LIBKML"])
def test_either_driver_of_kml_will_do(name, monkeypatch):
    monkeypatch.setattr(required_parts.pyogrio, "list_drivers", lambda: {"GPKG": "rw"})
    assert required_parts.check_formats(["GPKG", name]).status == OK
    assert required_parts.check_formats(["GPKG", "KML", "LIBKML"]).status == FAULT


def test_another_database_of_proj_is_a_fault(monkeypatch):
    def refuse(_):
        raise pyproj.exceptions.CRSError("no database context specified")

    monkeypatch.setattr(required_parts.pyproj, "CRS", refuse)
    found = required_parts.check_coordinate_systems()
    assert (found.status, found.fix) == (FAULT, "unset PROJ_DATA PROJ_LIB")


def test_fonts_without_their_package_and_without_their_file(monkeypatch):
    def refuse():
        raise ZoneError("The package zhplot, which contains the fonts, is missing. Install it.")

    monkeypatch.setattr(typography, "font_paths", refuse)
    assert str(required_parts.check_fonts().found).startswith("The package zhplot")
    monkeypatch.setattr(typography, "font_paths", lambda: (Path("/nowhere/a.ttf"),))
    found = required_parts.check_fonts()
    assert (found.status, str(found.found)) == (FAULT, "Not found: a.ttf")


def test_no_folder_for_temporary_files(monkeypatch):
    def refuse(*_):
        raise FileNotFoundError

    monkeypatch.setattr(required_parts.tempfile, "TemporaryFile", refuse)
    found = required_parts.check_temporary_folder()
    assert found.status == FAULT
    assert "`TMPDIR`" in str(found.fix)
