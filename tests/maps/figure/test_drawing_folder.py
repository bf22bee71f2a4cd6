"""matplotlib's caches: a folder of ours where it has none, and one sentence where there is none."""

import ast
import os
import re
import subprocess
import sys
from itertools import cycle
from pathlib import Path

import pytest

from geo.errors import StorageError
from maps.figure.drawing_folder import DRAWING_FOLDER, lacks_drawing_folder, provide_drawing_folder

ROOT = Path(__file__).parents[3]
GUARD = "maps.figure.with_matplotlib"
NOWHERE = """
import tempfile
def refuse(*_, **__):
    raise FileNotFoundError("no usable temporary directory")
tempfile.mkdtemp = refuse
"""
COMMAND = "from webapp.cli.main import main; main()"
VISIT = """
from webapp import create_app
answer = create_app().test_client().get("/report?lang=zh")
print(answer.status_code, answer.text)
"""
SENTENCES = {
    "en": "There is no folder for temporary files. Set `TMPDIR` to one that can be written to.",
    "zh": "没有存放临时文件的文件夹；请将 `TMPDIR` 设为可写入的文件夹。",
}
DRAWN = (
    ("export", "a.png"), ("export", "a.pdf"), ("export", "a.svg"), ("export", "a.docx"),
    ("export", "--factsheet", "a.pdf"), ("page", "-o", "a.pdf"),
    ("brief", "--part", "big-data-park", "-o", "a.html"),
)  # fmt: skip


@pytest.fixture
def unwritable(tmp_path):
    """A path that no folder can be made at, by root neither."""
    (tmp_path / "file").write_text("")
    return tmp_path / "file" / "matplotlib"


def run(folder, unwritable, *words):
    return subprocess.run(
        [sys.executable, "-c", *words],
        cwd=folder,
        env={**os.environ, DRAWING_FOLDER: str(unwritable), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


@pytest.mark.slow
@pytest.mark.parametrize(("words", "lang"), list(zip(DRAWN, cycle(SENTENCES), strict=False)))
def test_a_command_that_can_write_nowhere_says_so(tmp_path, unwritable, words, lang):
    """Each in one of the languages, which take turns: each starts a process of its own."""
    before = sorted(tmp_path.rglob("*"))
    done = run(tmp_path, unwritable, NOWHERE + COMMAND, *words, "--lang", lang)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"zonemap: {SENTENCES[lang]}\n"
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.slow
def test_a_page_that_can_write_nowhere_says_the_same(tmp_path, unwritable):
    done = run(tmp_path, unwritable, NOWHERE + VISIT)
    assert done.stdout.startswith("503 ")
    assert SENTENCES["zh"].replace("`", "") in re.sub("</?code>|`", "", done.stdout)


@pytest.mark.slow
def test_doctor_finds_that_nothing_can_be_written(tmp_path, unwritable):
    done = run(tmp_path, unwritable, NOWHERE + COMMAND, "doctor", "--format", "csv")
    assert done.returncode in {0, 1}
    assert f"fonts,fault,{SENTENCES['en'].partition('. ')[0]}" in done.stdout
    assert done.stderr == ""


@pytest.mark.slow
def test_caches_are_kept_with_temporary_files_while_a_command_draws(
    tmp_path, unwritable, monkeypatch
):
    (folder := tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    done = run(tmp_path, unwritable, COMMAND, "export", "a.svg")
    assert done.returncode == 0
    assert re.fullmatch(r"a\.svg: \d+ kB\n", done.stderr)  # no warning of matplotlib's
    assert (tmp_path / "a.svg").is_file()
    assert list(folder.iterdir()) == []


def test_a_folder_is_provided_where_there_is_none(monkeypatch, unwritable):
    monkeypatch.setenv(DRAWING_FOLDER, str(unwritable))
    assert lacks_drawing_folder()
    provide_drawing_folder()
    assert Path(os.environ[DRAWING_FOLDER]).is_dir()
    assert not lacks_drawing_folder()


def test_no_folder_at_all_is_refused(monkeypatch, unwritable):
    def refuse(**_):
        raise FileNotFoundError("no usable temporary directory")

    monkeypatch.setenv(DRAWING_FOLDER, str(unwritable))
    monkeypatch.setattr("geo.io.temporary.TemporaryDirectory", refuse)
    with pytest.raises(StorageError, match="Set `TMPDIR`"):
        provide_drawing_folder()
    assert os.environ[DRAWING_FOLDER] == str(unwritable)


def list_imports(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def draws(imported):
    return any(each.partition(".")[0] == "matplotlib" for each in imported)


@pytest.mark.slow
def test_what_is_imported_from_elsewhere_asks_for_the_folder_first():
    paths = [path for name in ("geo", "maps", "webapp") for path in (ROOT / name).rglob("*.py")]
    found = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): list(list_imports(path))
        for path in paths
    }
    own = {name for name in found if name.startswith("maps.figure.")}
    drawing = {name for name in own if draws(found[name])}
    assert not [name for name in found if name not in own and draws(found[name])]
    doors = {each for name in found if name not in own for each in found[name]} & drawing
    assert {"maps.figure.render", "maps.figure.typography"} <= doors
    assert {name for name in doors if found[name][0] != GUARD} == set()
