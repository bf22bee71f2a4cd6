"""Data and settings, as the server would take them."""

import pytest

from geo.zone import DEFAULT_PATH
from webapp.doctor.finding import FAULT, OK
from webapp.doctor.zone_data import check_data, check_settings, find_misspelled
from webapp.settings.config import variables

NAMES = [each.name for each in variables()]


def test_the_shipped_data_are_counted(zone):
    said = str(check_data(DEFAULT_PATH).found)
    assert f"{len(zone.parts)} parts" in said
    assert zone.sha256[:12] in said


def test_data_that_cant_be_used_say_why(write_zone_file, tmp_path):
    for path in (write_zone_file("{"), tmp_path / "none.geojson", tmp_path):
        found = check_data(path)
        assert found.status == FAULT
        assert path.name in str(found.found)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("ZONEMAP_BASEMAP", "ZONEMAP_BASEMAPS"),
        ("ZONEMAP_TRUSTED_HOST", "ZONEMAP_TRUSTED_HOSTS"),
        ("ZONEMAP_DATE", "ZONEMAP_DATA"),
    ],
)
def test_a_misspelled_setting_is_found(name, meant):
    assert find_misspelled([name], NAMES) == (name, meant)
    found = check_settings({name: "x"})
    assert (found.status, str(found.fix)) == (FAULT, f"Use {meant}.")


@pytest.mark.parametrize("name", [*NAMES, "ZONEMAP_REQUIRE_BROWSER", "ZONEMAP_HOSTILE", "PATH"])
def test_settings_and_names_of_others_are_none(name):
    assert find_misspelled([name], NAMES) is None


def test_values_are_not_shown(monkeypatch):
    found = check_settings({"ZONEMAP_TIANDITU_KEY": "secret", "ZONEMAP_METRICS": "1"})
    assert (found.status, found.found) == (OK, "ZONEMAP_METRICS, ZONEMAP_TIANDITU_KEY")


@pytest.mark.parametrize(
    ("name", "value"),
    [("PROXIES", "many"), ("BASEMAPS", "nowhere"), ("PREVIOUS", "/none.geojson")],
)
def test_a_setting_that_cant_be_used_is_a_fault(name, value, monkeypatch):
    monkeypatch.setenv(f"ZONEMAP_{name}", value)
    found = check_settings()
    assert found.status == FAULT
    assert value in str(found.found)
