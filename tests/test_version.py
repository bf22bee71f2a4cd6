"""One version: pyproject.toml has it, and everything else that names one agrees."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def test_the_command_says_the_version():
    done = subprocess.run(
        [sys.executable, "-c", "from webapp.cli.main import main; main()", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split()[-1] == VERSION == version("luzhou-zone-map")


def test_the_citation_names_the_version():
    text = (ROOT / "CITATION.cff").read_text("utf-8")
    assert re.findall(r"^version: (\S+)$", text, re.MULTILINE) == [VERSION]


def test_the_newest_release_of_the_changelog_is_the_version():
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    releases = re.findall(r"^## \[?(\d\S*?)\]?(?: .*)?$", text, re.MULTILINE)
    if not releases:
        pytest.skip("the changelog has no release yet")
    assert releases[0] == VERSION


def test_the_day_of_the_release_is_the_same_everywhere():
    cited = re.search(r"^date-released: (\S+)$", (ROOT / "CITATION.cff").read_text("utf-8"), re.M)
    said = re.search(
        rf"^## \[?{re.escape(VERSION)}\]?\D*(\d{{4}}-\d\d-\d\d)$",
        (ROOT / "CHANGELOG.md").read_text("utf-8"),
        re.M,
    )
    if said is None:
        pytest.skip("the changelog has no release of this version yet")
    assert cited is not None
    assert cited[1] == said[1]
