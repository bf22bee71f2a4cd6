"""Text of a position a line: the commands read what the page reads where it is pasted."""

import csv
import re

import pytest

CORNERS = [
    "3196055.775 35544776.274",
    "3196058.055 35545361.592",
    "3195614.712 35545363.330",
    "3195612.432 35544777.990",
]
NUMBERED = [f"J{n} {each}" for n, each in enumerate(CORNERS, 1)]
DEGREES = ["105°27′32.4″E 28°52′48″N", "105°27′54″E 28°52′48″N", "105°27′54″E 28°52′33.6″N"]
FORMS = {
    "plain": NUMBERED,
    "units": [f"{each.replace(' 35', 'm 35')}m" for each in NUMBERED],
    "axes": [each.replace(" 31", " X=31").replace(" 35", " Y=35") for each in NUMBERED],
    "heading": ["点号 X（米） Y（米）", *NUMBERED],
    "heights": ["点号,X,Y,H", *(f"{each.replace(' ', ',')},262.3" for each in NUMBERED)],
    "kilometres": [
        "点号,X（公里）,Y（公里）",
        *(re.sub(r"(\d{3})\.", r".\1", each).replace(" ", ",") for each in NUMBERED),
    ],
    "degrees": [f"J{n} {each}" for n, each in enumerate(DEGREES, 1)],
}


def read_rows(path):
    return [*csv.DictReader(path.read_text("utf-8-sig").splitlines())]


@pytest.fixture
def write(tmp_path):
    def write_lines(lines, encoding="utf-8"):
        path = tmp_path / "p.txt"
        path.write_text("\n".join(lines) + "\n", encoding)
        return path

    return write_lines


@pytest.mark.parametrize(
    ("form", "encoding"), [*((form, "utf-8") for form in FORMS), ("heading", "gb18030")]
)
def test_measure_measures_one_plot(run, write, tmp_path, form, encoding):
    out = tmp_path / "o.csv"
    run("measure", write(FORMS[form], encoding), "-o", out)
    (row,) = read_rows(out)
    assert float(row["area_m2"]) > 100_000


def test_locate_locates_positions(run, write, tmp_path):
    out = tmp_path / "o.csv"
    run("locate", write(DEGREES), "-o", out)
    assert len(read_rows(out)) == 3


def test_what_is_told_of_points_makes_them_a_plot(run, write, tmp_path):
    out = tmp_path / "o.csv"
    _code, _out, said = run("measure", write(DEGREES), "-o", out)
    assert "repeat the first line" in said
    run("measure", write([*DEGREES, DEGREES[0]]), "-o", out)
    assert len(read_rows(out)) == 1


def test_import_and_check_read_it(run, write, tmp_path):
    path = write(FORMS["axes"])
    assert run("import", path, "-o", tmp_path / "o.geojson")[0] == 0
    code, out, _said = run("check", path)
    assert code in {0, 1}
    assert out


def test_corners_that_cross_are_to_be_sorted(run, write, tmp_path):
    lines = [NUMBERED[n] for n in (0, 2, 1, 3)]
    code, _out, said = run("measure", write(lines), "-o", tmp_path / "o.csv")
    assert code == 2
    assert "Sort the lines" in said
    assert run("measure", write(sorted(lines)), "-o", tmp_path / "o.csv")[0] == 0
