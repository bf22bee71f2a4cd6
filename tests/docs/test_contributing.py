"""What CONTRIBUTING.md and the templates name is there, and the reference has all its words."""

import re
import sys
from importlib import import_module
from pathlib import Path

import pytest
from doc_blocks import read_targets

from webapp.cli.main import COMMANDS
from webapp.settings.config import variables

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
TARGETS = read_targets((ROOT / "Makefile").read_text("utf-8"))


def named_paths():
    found = re.findall(r"`([\w./-]+\.(?:py|md|toml|txt|js|ts|css|geojson|yml|html|json|po))`", TEXT)
    folders = re.findall(r"`((?:geo|maps|webapp|tests|types|docs|data)/[\w/-]*)`", TEXT)
    return sorted({*found, *folders})


def find_file(name):
    names = [name, f"webapp/{name}", f"maps/web/static/{name}"]
    return next((ROOT / each for each in names if (ROOT / each).exists()), None)


@pytest.mark.parametrize("name", named_paths())
def test_files_are_where_it_says(name):
    assert find_file(name)


def test_patterns_match_files():
    patterns = re.findall(r"`([\w./-]*\*[\w./*-]*\.\w+)`", TEXT)
    assert "geo/quality/*_checks.py" in patterns
    assert [each for each in patterns if not list(ROOT.glob(each))] == []


def named_words():
    """What is said to be in a file: "`WORD` of `file`", "`file` (`WORD`"."""
    file = r"`([\w./-]+/[\w.-]+\.(?:py|js|ts|json))`"
    after = re.findall(rf"`(\w+)`,? (?:in|of) {file}", TEXT)
    before = re.findall(rf"{file} \(`(\w+)`", TEXT)
    return sorted({*after, *((word, name) for name, word in before)})


@pytest.mark.parametrize(("word", "name"), named_words())
def test_words_are_in_the_files_that_are_said_to_have_them(word, name):
    assert re.search(rf"\b{word}\b", find_file(name).read_text("utf-8"))


def test_there_are_ten_files_to_read_first():
    section = TEXT.partition("## Read these ten files first")[2].partition("\n## ")[0]
    assert re.findall(r"^(\d+)\. `", section, re.M) == [str(n) for n in range(1, 11)]


def test_commands_of_make_exist():
    named = set(re.findall(r"`make ([a-z-]+)", TEXT))
    assert len(named) > 12
    assert named <= TARGETS


def test_links_within_lead_somewhere():
    headings = {
        re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-")
        for each in re.findall(r"^## (.+)$", TEXT, re.M)
    }
    for target in re.findall(r"\]\(([^)]+)\)", TEXT):
        path, _, anchor = target.partition("#")
        assert (ROOT / path).exists()
        assert path or anchor in headings


def test_every_command_and_setting_has_its_chinese_sentence(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "docs" / "hooks"))
    chinese = import_module("chinese")
    sys.modules.pop("chinese")
    missing = "Add its sentence to docs/hooks/chinese.py, or take it out."
    assert chinese.COMMANDS.keys() == COMMANDS.keys(), missing
    assert chinese.SETTINGS.keys() == {each.name for each in variables()}, missing
    for text in (*chinese.COMMANDS.values(), *chinese.SETTINGS.values()):
        assert text.endswith("。")
        assert not re.search(r"[\u3400-\u9fff][A-Za-z`]|[A-Za-z`][\u3400-\u9fff]", text)
