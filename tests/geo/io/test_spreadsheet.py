"""The guard against formulas: what it catches, and that there is one."""

from pathlib import Path

import pytest

import geo
from geo.io.spreadsheet import escape_formula


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "－", "\t=", "\u200b@", "\ufeff +"])
def test_what_starts_as_a_formula_is_text(start):
    assert escape_formula(f"{start}1+2") == f"'{start}1+2"
    assert escape_formula(f"{start}A1") == f"'{start}A1"


@pytest.mark.parametrize("text", ["", "a=1", "1-2", "泸州", "'=1", "-70.5", "+1e5", "-.5", "105.4"])
def test_other_text_stays_as_it_is(text):
    assert escape_formula(text) == text


def test_control_characters_are_replaced():
    assert escape_formula("a\x01\x1b\x0bb\tc\nd") == "a\ufffd\ufffd\ufffdb\tc\nd"


def test_the_signs_are_listed_once():
    root = Path(geo.__file__).parent.parent
    files = [path for name in ("geo", "maps", "webapp") for path in (root / name).rglob("*.py")]
    found = [path.name for path in files if "＝＋－＠" in path.read_text("utf-8")]
    assert found == ["spreadsheet.py"]
