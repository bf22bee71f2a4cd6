"""`zonemap doctor`."""

import json
import sys

import pytest

from webapp.doctor.optional_parts import PARTS


@pytest.mark.parametrize(("lang", "said"), [("en", "Versions: OK"), ("zh", "版本：正常")])
def test_every_check_is_a_paragraph(run, lang, said):
    code, out, err = run("doctor", "--lang", lang)
    assert (code, err) == (0, "")
    assert said in out
    assert out.count("\n  ") >= 7 + len(PARTS)


def test_rows_have_the_same_names_in_every_language(run):
    english, chinese = (
        json.loads(run("doctor", "--format", "json", "--lang", lang)[1]) for lang in ("en", "zh")
    )
    assert [row["check"] for row in english][:3] == ["packages", "settings", "data"]
    assert [row["status"] for row in english] == [row["status"] for row in chinese]
    assert english[1]["found"] != chinese[1]["found"]


def test_faulty_data_are_code_1(run, tmp_path):
    code, out, err = run("doctor", "--data", tmp_path / "none.geojson")
    assert (code, err) == (1, "")
    assert "Data: fault" in out
    assert "Fonts: OK" in out


def test_a_missing_package_is_one_sentence(run, monkeypatch):
    monkeypatch.delitem(sys.modules, "webapp.cli.doctor", raising=False)
    monkeypatch.setitem(sys.modules, "webapp.doctor.required_parts", None)
    with pytest.raises(ModuleNotFoundError):  # our own modules are no package to install
        run("doctor")
    monkeypatch.undo()
    monkeypatch.delitem(sys.modules, "webapp.cli.doctor", raising=False)
    monkeypatch.delitem(sys.modules, "webapp.doctor.required_parts", raising=False)
    monkeypatch.setitem(sys.modules, "pyogrio", None)
    code, out, err = run("doctor")
    assert (code, out) == (2, "")
    assert err == "zonemap: The package pyogrio is not installed. Install it.\n"
