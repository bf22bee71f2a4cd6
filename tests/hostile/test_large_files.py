"""Every format refuses or survives what asks for endless work; nothing is left behind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from large_files import LARGE

pytestmark = pytest.mark.slow

MAX_MIB = 2_000
MAX_SECONDS = 60  # of the processor
# These are read: their rows are merely many, or kept aside.
READ = {"mif lines", "parquet text"}


@pytest.mark.parametrize("name", LARGE)
def test_work_and_memory_are_bounded(tmp_path, name):
    given, temporary = tmp_path / "given", tmp_path / "temporary"
    given.mkdir()
    temporary.mkdir()
    script = Path(__file__).with_name("large_files.py")
    done = subprocess.run(
        [sys.executable, script, name, given],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    whole, _ = outcomes = [json.loads(line) for line in done.stdout.splitlines()]
    assert whole[0].startswith("refused") or name in READ, whole
    assert max(seconds for _, seconds, _ in outcomes) < MAX_SECONDS
    assert max(used for _, _, used in outcomes) < MAX_MIB
    assert [*temporary.iterdir()] == []
    assert len([*given.iterdir()]) == 1
