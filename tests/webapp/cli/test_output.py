"""Data on standard output as they are, notices on standard error."""

import pytest

from webapp.cli.output import SCHEMATIC_WARNING, echo_data, warn_schematic
from webapp.serialize import BOM


@pytest.mark.parametrize("is_terminal", [True, False])
def test_the_byte_order_mark_is_for_files_only(capfdbinary, monkeypatch, is_terminal):
    monkeypatch.setattr("sys.stdout.isatty", lambda: is_terminal)
    echo_data(f"{BOM}龙\n")
    out, err = capfdbinary.readouterr()
    assert out == ("" if is_terminal else "\ufeff").encode() + "龙\n".encode()
    assert err == b""


def test_a_schematic_zone_is_warned_of_on_standard_error(capsys, zone):
    assert zone.is_schematic
    warn_schematic(zone)
    assert tuple(capsys.readouterr()) == ("", f"{SCHEMATIC_WARNING}\n")


@pytest.mark.parametrize(
    "call",
    [
        ("import", "made", "-o", "w.shp"),
        ("import", "made", "-o", "w"),
        ("check", "made", "--repair", "-o", "w.gpkg"),
        ("basemap", "made", "-o", "w.geojson"),
    ],
)
def test_a_file_is_never_written_under_the_name_of_another_format(run, made_path, tmp_path, call):
    path = tmp_path / call[-1]
    words = [str(made_path) if each == "made" else each for each in call[:-1]]
    code, _, said = run(*words, path)
    assert code == 2
    assert f"Unknown file format: {path.name}" in said
    assert not path.exists()
