"""Every command and block of code in README and documentation is run, its output compared."""

import re
from pathlib import Path

import pytest
from doc_blocks import (
    Runner,
    find_addresses,
    find_blocks,
    matches,
    read_targets,
    split_commands,
    split_console,
)
from mbtiles_files import write_mbtiles

from webapp.cli.main import zonemap

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs" / "manual"
TARGETS = read_targets((ROOT / "Makefile").read_text("utf-8"))
RUN = {"sh", "console", "python"}
READ = {"html", "r", "powerquery", "toml", "json", "text"}
DOCUMENTS = [
    ROOT / "README.md",
    *(
        path
        for path in sorted((MANUAL / "en").rglob("*.md"))
        if find_blocks(path.read_text("utf-8"))
    ),
]


def pairs():
    """Return each English document with its Chinese one."""
    yield ROOT / "README.md", ROOT / "README.zh-CN.md"
    for path in sorted((MANUAL / "en").rglob("*.md")):
        yield path, MANUAL / "zh" / path.relative_to(MANUAL / "en")


def code_of(path):
    """Return the blocks of a document without remarks, which are in its language."""
    blocks = find_blocks(path.read_text("utf-8"))
    return [(each.language, re.sub(r" *# .*", "", each.text)) for each in blocks]


@pytest.mark.parametrize(("english", "chinese"), list(pairs()), ids=lambda path: path.stem)
def test_both_languages_have_the_same_code(english, chinese):
    assert code_of(chinese) == code_of(english)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_commands_without_a_language_are_named(name):
    commands = ((each, zonemap.get_command(None, each)) for each in zonemap.list_commands(None))
    without = [each for each, found in commands if all(p.name != "lang" for p in found.params)]
    sentences = re.split(r"[.。](?:\s|$)|。", (ROOT / name).read_text("utf-8"))
    told = next(each for each in sentences if "`--lang zh`" in each)
    assert re.findall(r"`([a-z]+)`", told) == without


@pytest.mark.slow
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_what_a_document_says_works(path, files, client):
    runner = Runner(files, client, TARGETS)
    for block in find_blocks(path.read_text("utf-8")):
        where = f"{path.name}:{block.line}"
        assert block.language in RUN | READ, where
        if block.language == "sh":
            for command in split_commands(block.text):
                runner.run(command)
        elif block.language == "console":
            for command, wanted in split_console(block.text):
                printed = runner.run(command)
                assert matches(wanted, printed), f"{where}: {printed[:1000]}"
        elif block.language == "python":
            runner.run_code(block.text)


@pytest.mark.parametrize("path", [*DOCUMENTS, *(MANUAL / "zh").rglob("*.md")], ids=str)
def test_addresses_lead_somewhere(path, client):
    text = path.read_text("utf-8")
    for address in set(find_addresses(text)):
        if not re.search(rf"-F .*{re.escape(address)}", text):  # sent a file, by the test above
            answer = client.get(address)
            assert answer.status_code == 200, address


def test_basemaps_of_a_file_are_as_the_document_shows(tmp_path):
    from maps.web.basemaps import read_basemaps

    write_mbtiles(tmp_path / "survey.mbtiles")
    found = []
    for block in find_blocks((MANUAL / "en/how-to/basemaps.md").read_text("utf-8")):
        if block.language == "toml":
            (tmp_path / "own.toml").write_text(block.text, "utf-8")
            found += read_basemaps(str(tmp_path / "own.toml"), {})
    assert [each.id for each in found] == ["own", "survey"]


@pytest.mark.parametrize(
    ("wanted", "printed", "same"),
    [
        ("a\nb", "a\nb\n", True), ("a…c", "a\nb\nc", True), ("…", "", True), ("a", "ab", False),
        ("a…", "ba", False), ("a.c", "abc", False),
    ],
)  # fmt: skip
def test_dots_stand_for_anything(wanted, printed, same):
    assert matches(wanted, printed) is same
