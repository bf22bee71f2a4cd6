"""The scripts as they are written and as they are sent."""

import itertools
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from maps.assets import EMBED_SCRIPTS, LIST_SCRIPTS, ROAD_SCRIPTS, TILE_SCRIPTS, read_asset
from webapp.site.static_files import STATIC_FOLDER, static_content, static_names

ROOT = Path(__file__).parents[2]
FOLDERS = ("maps/web/static", "webapp/static", "webapp/templates", "tests/js", "types")
SOURCES = sorted(
    path
    for folder in FOLDERS
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".js", ".mjs", ".ts"}
)


def code_lines(text):
    """Give the lines that do something, without indentation, types and what follows two slashes."""
    inside = False
    for line in map(str.strip, text.splitlines()):
        if inside or line.startswith("/*"):
            inside = "*/" not in line
            assert inside or line.endswith("*/"), line
            continue
        untyped = re.sub(r"/\*\* @\w+ [^*]*\*/ ?", "", line)
        code = re.sub(r"(^|\s+)// [^\"'`]*$", "", untyped)
        if code:
            yield code


def join_lines(lines):
    """Join a line with the next where a bracket, comma or semicolon parts them already."""
    joined = lines[:1]
    for before, line in itertools.pairwise(lines):
        if "//" not in before and (before[-1] in "{([,;" or line[0] in "})]"):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_line_is_long(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [n for n, line in enumerate(lines, 1) if len(line) > 120] == []
    assert len(lines) <= 250


def test_what_is_sent_is_the_code_that_was_written():
    names = (*EMBED_SCRIPTS[1:], *LIST_SCRIPTS, *TILE_SCRIPTS, *ROAD_SCRIPTS)
    sent = {name: read_asset(name) for name in names}
    written = {name: (ROOT / "maps/web/static" / name).read_text(encoding="utf-8") for name in sent}
    modules = [name for name in static_names() if name.endswith(".js")]
    sent |= {name: static_content(name) for name in modules}
    written |= {name: (STATIC_FOLDER / name).read_text(encoding="utf-8") for name in modules}
    assert len(sent) > 30
    for name, text in written.items():
        assert sent[name].decode().splitlines() == join_lines(list(code_lines(text))), name
        assert "@param" not in sent[name].decode(), name


def test_no_text_in_the_scripts_spans_lines():
    for path in SOURCES:
        for line in path.read_text(encoding="utf-8").splitlines():
            assert line.count("`") % 2 == 0, (path.name, line)


@pytest.mark.parametrize("required", ["", "1"])
def test_the_checks_are_skipped_loudly_without_node_and_fail_where_they_are_required(
    tmp_path, required
):
    make = shutil.which("make")
    if make is None:
        pytest.skip("no make here")
    done = subprocess.run(
        [make, "lint-js"],
        cwd=ROOT,
        env={"PATH": str(tmp_path), "ZONEMAP_REQUIRE_NODE": required},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode == 0) is not bool(required)
    assert ("are required" if required else "NO NPM HERE") in done.stderr
