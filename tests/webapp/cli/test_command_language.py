"""`--lang zh`: steps, counts, notes and refusals of the commands that read files are Chinese."""

import re

import pytest

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
