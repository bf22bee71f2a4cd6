"""No common misspelling in documents, in what the product says, or in its code."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READ = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "data/README.md", "docs")
PRODUCT = ("geo", "maps", "webapp")
OURS = "otherwhere"  # a key of the scripts' texts
SKIPPED = "*.png,__pycache__"


def find_misspelt(*paths):
    """Return what codespell says of files and folders."""
    if find_spec("codespell_lib") is None:
        pytest.skip("NO codespell HERE: install constraints-dev.txt to check the spelling")
    command = [sys.executable, "-m", "codespell_lib", "--ignore-words-list", OURS]
    done = subprocess.run(
        [*command, "--skip", SKIPPED, *map(str, paths)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def test_no_word_is_misspelt():
    assert find_misspelt(*READ, *PRODUCT) == ""


def test_a_misspelt_word_is_found(tmp_path):
    path = tmp_path / "page.md"
    path.write_text("Boundaries that were recieved.\n")
    assert "recieved ==> received" in find_misspelt(path)
