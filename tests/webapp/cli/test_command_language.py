"""`--lang zh`: steps, counts, notes and refusals of the commands that read files are Chinese."""

import json
import re

import pytest
from kept_roads import copy_zone, move_place

HAN = re.compile("[一-鿿]")
PARCELS = "name,wkt\na,POLYGON((105.41 28.91,105.415 28.91,105.415 28.915))\nb,POINT(1 1)\n"
ARGUMENTS = {
    "import": ("{source}", "-o", "{out}", "--skip-unusable"),
    "check": ("{source}", "--skip-unusable"),
    "diff": ("{source}", "{source}", "--skip-unusable"),
    "measure": ("{source}", "-o", "{out}"),
    "locate": ("{source}", "-o", "{out}"),
}


@pytest.fixture
def tell(run, tmp_path):
    """Run a command on a text and return the lines on standard error."""

    def call(command, text):
        source, out = tmp_path / "plots.csv", tmp_path / f"{command}.geojson"
        source.write_text(text.replace("POLYGON", '"POLYGON').replace("))\n", '))"\n'), "utf-8")
        given = [each.format(source=source, out=out) for each in ARGUMENTS[command]]
        _, _, err = run(command, *given, "--lang", "zh")
        return err.splitlines()

    return call


@pytest.mark.parametrize("command", ARGUMENTS)
def test_every_line_is_chinese(tell, command):
    lines = tell(command, PARCELS)
    assert len(lines) >= 3
    assert [line for line in lines if not HAN.search(line)] == []


@pytest.mark.parametrize("command", ARGUMENTS)
def test_a_refusal_is_chinese(tell, command):
    (line,) = tell(command, "name,height\na,1\n")
    assert line.startswith("zonemap: plots.csv 的列“name, height”中没有经度、纬度")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("o.qqq", "zonemap: 未知的文件格式"),
        ("none/o.csv", "none 不存在；请先创建。"),
        ("file/o.csv", "file 不存在；请先创建。"),
    ],
)
def test_an_output_that_cannot_be_is_refused_in_chinese(run, tmp_path, name, said):
    source = tmp_path / "sites.csv"
    source.write_text("lon,lat\n105.4,28.9\n", "utf-8")
    (tmp_path / "file").touch()
    code, _, err = run("locate", source, "-o", tmp_path / name, "--lang", "zh")
    assert code == 2
    assert said in err


def test_a_format_of_no_export_is_refused_in_chinese(run, tmp_path):
    code, _, err = run("export", tmp_path / "a.gif", "--lang", "zh")
    assert code == 2
    assert HAN.search(err)


@pytest.mark.parametrize("command", ["areas", "distances"])
@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_tables_are_told_in_chinese(run, made_path, command, form):
    code, out, err = run(command, "--data", made_path, "--format", form, "--lang", "zh")
    assert code == 0
    notices = [*err.splitlines(), *(out.splitlines()[-1:] if form == "table" else ())]
    assert len(notices) == 2
    assert [line for line in notices if not HAN.search(line)] == []
    if form == "table":
        assert out.split()[:2] == ["标识符", "分区"]
        assert "schematic" not in out
    elif form == "csv" and command == "areas":
        assert "schematic" not in out
        assert "示意" in out
    elif form == "json":
        assert out == run(command, "--data", made_path, "--format", "json")[1]


def test_the_ways_by_road_are_told_in_chinese(run, tmp_path):
    path = copy_zone(tmp_path)
    table = run("distances", "--data", path, "--lang", "zh")[1].partition("\n公路里程：\n")[2]
    assert table.split()[:3] == ["分区", "地点", "方向"]
    assert "去程" in table
    assert "free flow" not in table
    assert table == run("distances", "--data", path, "--by-road", "--lang", "zh")[1].partition(
        "\n公路里程：\n"
    )[2]  # fmt: skip
    move_place(path)
    assert "因为计算之后有改动：参照地点" in run("distances", "--data", path, "--lang", "zh")[2]


def test_the_provenance_of_a_table_is_told_in_chinese(run, made_path):
    words = ("--data", made_path, "--provenance", "--lang", "zh")
    said = json.loads(run("areas", *words, "--format", "json")[1])["provenance"]
    assert HAN.search(said["method"])
    assert HAN.search(said["notice"])
    assert run("areas", *words)[2].startswith("zonemap: --provenance 仅用于 JSON。")
    assert HAN.search(run("distances", *words, "--by-road")[2])
