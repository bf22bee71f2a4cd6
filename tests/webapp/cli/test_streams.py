"""Standard streams that are closed: no traceback, no false exit code."""

import shlex
import subprocess
import sys

import pytest
from web_client import COMMAND

pytestmark = pytest.mark.slow


def call(words, closed, folder):
    line = f"{shlex.join([sys.executable, '-c', COMMAND])} {words} {closed}"
    return subprocess.run(
        ["/bin/sh", "-c", line], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("command", ["areas", "distances", "check"])
def test_an_answer_that_nobody_can_read_is_a_failure(tmp_path, command):
    done = call(command, ">&-", tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("zonemap: The answer can't be written: bad file descriptor.")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("closed", ["2>&-", ">&- 2>&- <&-", ">&-"])
def test_a_file_is_written_without_streams(tmp_path, closed):
    assert call("export a.csv", closed, tmp_path).returncode == 0
    assert (tmp_path / "a.csv").stat().st_size > 1000


@pytest.mark.parametrize("closed", ["2>&-", ">&- 2>&- <&-", "2</dev/null"])
def test_a_failure_has_its_code_without_streams(tmp_path, closed):
    assert call("check nope", closed, tmp_path).returncode == 2
    assert call("check --what", closed, tmp_path).returncode == 2
