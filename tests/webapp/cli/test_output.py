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
