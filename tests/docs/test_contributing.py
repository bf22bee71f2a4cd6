"""What CONTRIBUTING.md and the templates name is there, and the reference has all its words."""

import re
import sys
from importlib import import_module
from pathlib import Path

import pytest
from doc_blocks import read_targets

from webapp.cli.main import COMMANDS
from webapp.config import variables

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
TARGETS = read_targets((ROOT / "Makefile").read_text("utf-8"))


def named_paths():
    found = re.findall(r"`([\w./-]+\.(?:py|md|toml|txt|js|css|geojson|yml|html|json|po))`", TEXT)
    folders = re.findall(r"`((?:geo|maps|webapp|tests|docs)/[\w/-]+)/?`", TEXT)
    return sorted({*found, *folders})


@pytest.mark.parametrize("name", named_paths())
def test_files_are_where_it_says(name):
    names = [name, f"webapp/{name}", f"maps/web/static/{name}"]
    assert any((ROOT / each).exists() for each in names)


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
    assert chinese.COMMANDS.keys() == COMMANDS.keys()
    assert chinese.SETTINGS.keys() == {each.name for each in variables()}
    for text in (*chinese.COMMANDS.values(), *chinese.SETTINGS.values()):
        assert text.endswith("。")
        assert not re.search(r"[\u3400-\u9fff][A-Za-z`]|[A-Za-z`][\u3400-\u9fff]", text)
