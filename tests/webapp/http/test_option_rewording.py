"""Sentences that were written for commands name what a request has."""

import re

import pytest
from babel.messages.pofile import read_po

from maps.i18n import CATALOGUE_FOLDER
from webapp.http.option_rewording import reword_options, reword_options_within


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "set it: --crs EPSG:4490,swapped (CGCS2000).",
            "set it: crs=EPSG:4490,swapped (CGCS2000).",
        ),
        ("请设定：--crs EPSG:4523,km（带号 35）。", "请设定：crs=EPSG:4523,km（带号 35）。"),
        ("set it: --crs OGC:CRS84,swapped (WGS 84).", "set it: crs=OGC:CRS84,swapped (WGS 84)."),
        ("Name it with --encoding big5.", "Name it with encoding=big5."),
        ("Name it with --encoding.", "Name it with encoding=…."),
        ("请用 --layer 选择其一：a、b。", "请用 layer=… 选择其一：a、b。"),
        ("略去：--skip-unusable。", "略去：skip_unusable=1。"),
        ("kind: park (set another with --kind)", "kind: park"),
        ("不确定度未知（可用 --uncertainty 指定，单位为米）", "不确定度未知"),
        (
            "Run `zonemap import a.shp --crs EPSG:4523`.",
            "Run `zonemap import a.shp --crs EPSG:4523`.",
        ),
        ("a -- b", "a -- b"),
        ("The option --field “x” is not", "The parameter field “x” is not"),
        ("选项 --field “x” 不是", "参数 field “x” 不是"),
    ],
)
def test_an_option_becomes_a_parameter(sentence, expected):
    assert reword_options(sentence) == expected
    assert reword_options_within({"a": [sentence, 1, None]}) == {"a": [expected, 1, None]}


def test_no_sentence_keeps_an_option_but_within_a_command():
    with (CATALOGUE_FOLDER / "zh.po").open("rb") as file:
        catalogue = read_po(file, locale="zh")
    texts = [text for each in catalogue if each.id for text in (each.id, each.string)]
    assert sum("--" in text for text in texts) > 40
    left = [text for text in texts if "--" in re.sub("`[^`]*`", "", reword_options(text))]
    # What commands say of their own options.
    of_commands = re.compile(
        "as set with --|由 --|--all|--repair|--part, --at|--part、--at|value of --|^--\\w+ 的值"
        "|--field|--provenance|--hosts|^The help is in English|^命令帮助只有英文"
    )
    assert [text for text in left if not of_commands.search(text)] == []
