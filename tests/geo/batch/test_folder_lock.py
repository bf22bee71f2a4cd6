"""Two runs never write one output: the second is refused, and names the first."""

import os
import subprocess
import sys

import pytest

from geo.batch.folder_lock import lock_folder
from geo.errors import InputError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no such lock")
HOLDER = """
import sys
from pathlib import Path
from geo.batch.folder_lock import lock_folder
folder = Path(sys.argv[1])
with lock_folder(folder, folder):
    print("locked", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other_run(sites, monkeypatch):
    """Another process that holds the lock of out.csv until its input is closed."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    folder = sites.with_name("out.csv.parts")
    command = [sys.executable, "-c", HOLDER, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"locked\n"
        yield process
        process.kill()


def test_a_second_run_is_refused_with_the_number_of_the_first(run, sites, other_run):
    out = sites.with_name("out.csv")
    with pytest.raises(InputError, match=rf"process {other_run.pid}\) is writing .*out.csv"):
        run(sites, out)
    assert not out.exists()
    assert run(sites, sites.with_name("other.csv")).written == 25


def test_a_killed_run_leaves_no_lock(run, sites, other_run):
    other_run.kill()
    other_run.wait(20)
    assert run(sites, sites.with_name("out.csv")).written == 25


def test_nothing_is_left_of_a_lock_that_was_not_used(tmp_path):
    folder = tmp_path / "out.csv.parts"
    with lock_folder(folder, folder):
        assert (folder / "lock").read_text("ascii") == str(os.getpid())
    assert not folder.exists()
    folder.mkdir()
    (folder / "theirs").touch()
    with lock_folder(folder, folder):
        pass
    assert [path.name for path in folder.iterdir()] == ["theirs"]


def test_parts_that_are_not_of_the_rows_read_are_refused(run, sites):
    out = sites.with_name("out.csv")
    folder = out.with_name("out.csv.parts")

    def remove_first(_rows):
        if (folder / "000002.csv").exists():
            (folder / "000000.csv").unlink(missing_ok=True)

    with pytest.raises(InputError, match="has 21 rows, and 25 were read"):
        run(sites, out, progress=remove_first)
    assert not out.exists()
