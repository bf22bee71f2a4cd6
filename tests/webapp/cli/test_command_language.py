"""`--lang zh`: steps, counts, notes and refusals of the commands that read files are Chinese."""

import json
import re

import pytest
from click import Context
from kept_roads import copy_zone, move_place
from osm_extract import ExtractWriter

from geo.errors import InputError
from webapp.cli.main import COMMANDS, zonemap
from webapp.cli.output import say
from webapp.cli.roads import describe_cost, find_country_name

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


def test_every_command_has_a_language_but_the_one_of_operators():
    def has_language(name):
        return any("--lang" in each.opts for each in find(name).params)

    def find(name):
        return zonemap.get_command(Context(zonemap), name)

    assert [name for name in COMMANDS if not has_language(name)] == ["serve"]


def test_the_sources_are_told_in_chinese(run, made_path):
    code, out, _ = run("sources", "--data", made_path, "--lang", "zh")
    assert code == 0
    assert out.split()[:4] == ["键", "标题", "发布者", "日期"]
    plain = ("sources", "--data", made_path, "--format", "json")
    assert run(*plain, "--lang", "zh")[1] == run(*plain)[1]


def test_a_new_folder_is_told_in_chinese(run, tmp_path):
    words = ("--at", 105.4, 28.9, "--lang", "zh")
    _, _, err = run("init", tmp_path / "a", *words)
    assert [line for line in err.splitlines() if not HAN.search(line)] == []
    assert "不是空文件夹" in run("init", tmp_path / "a", *words)[2]
    parts = tmp_path / "parts.csv"
    for text, said in (
        ("lon,lat\n", "中没有数据行"),
        ("lon,lat\n1,91\n", "第 2 行：lat 为“91”。请填写−90 到 90 的纬度。"),
        ("lon,lat\nx,1\n", "不是数字"),
        ("lon,lat,kind\n1,1,town\n", "`kind` 为“town”"),
        ("id,lon,lat\na,1,1\na,2,2\n", "种子点 2.0, 2.0 不在任何外围轮廓之内"),
        ("id,lon,lat,parent\na,1,1,b\n", "“a”的上级分区是“b”"),
    ):
        parts.write_text(text, "utf-8")
        assert said in run("init", tmp_path / "b", "--parts", parts, "--lang", "zh")[2]


def test_a_base_map_is_told_in_chinese(run, made_path, tmp_path):
    pytest.importorskip("osmium")
    made = ExtractWriter()
    made.way([(105.40, 28.90), (105.50, 28.95)], highway="primary")
    source, out = made.write(tmp_path / "a.osm.pbf"), tmp_path / "b.pmtiles"
    words = ("basemap", source, "--data", made_path, "-o", out, "--lang", "zh", "--extent")
    for extent, said in (("1,2", "不是四个数"), ("1,2,90,3", "30 度"), ("1,2,3,4", "不包含园区")):
        assert said in run(*words, extent)[2]
    assert "没有图层 x" in run(*words[:-1], "--layers", "x")[2]
    code, _, err = run(*words[:-1])
    assert code == 0
    assert [line for line in err.splitlines() if not HAN.search(line)] == []


def test_a_build_of_roads_is_told_in_chinese(tmp_path):
    (tmp_path / "a.osm.pbf").write_bytes(bytes(10))
    assert HAN.search(say(describe_cost([tmp_path / "a.osm.pbf"]), "zh"))
    with pytest.raises(InputError) as found:
        find_country_name("XX")
    assert say(found.value.phrase, "zh") == "没有国家或地区代码“XX”。请使用 CN 这样的代码。"
