"""Every format refuses or survives what asks for endless work; nothing is left behind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from large_files import IS_WHOLE, LARGE

pytestmark = pytest.mark.slow

MAX_MIB = 2_000
MAX_SECONDS = 60 if IS_WHOLE else 20  # of the processor
STREAMED = {"parquet rows"}  # in chunks as many as there are
NOTHING_READ = ("0 rows", "1 rows")  # the only row is kept aside


class Reader:
    """A process that has loaded the readers, and reads each file in a copy of itself."""

    def __init__(self, folder):
        self.given, self.temporary = folder / "given", folder / "temporary"
        for each in (self.given, self.temporary):
            each.mkdir()
        script = Path(__file__).with_name("large_files.py")
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", script, self.given],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "TMPDIR": str(self.temporary)},
        )

    def read(self, name):
        """Return what came of the file: outcome, processor seconds, and MiB, for both ways."""
        self._process.stdin.write(f"{name}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self):
        self._process.communicate()


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    found = Reader(tmp_path_factory.mktemp("large"))
    yield found
    found.close()


@pytest.mark.parametrize("name", LARGE)
def test_work_and_memory_are_bounded(reader, name):
    file_name, words, _ = LARGE[name]
    outcomes = reader.read(name)
    left = [path.name for path in reader.given.iterdir()]
    (reader.given / file_name).unlink()
    assert isinstance(outcomes, list), outcomes  # else how the process ended
    (whole, _, _), (in_chunks, _, _) = outcomes
    assert words in whole
    if whole.startswith("refused") and name not in STREAMED:
        assert words in in_chunks or in_chunks in NOTHING_READ
    assert max(seconds for _, seconds, _ in outcomes) < MAX_SECONDS
    assert max(used for _, _, used in outcomes) < MAX_MIB
    assert [*reader.temporary.iterdir()] == []
    assert left == [file_name]
