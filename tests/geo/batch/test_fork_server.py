"""The process that others are copied from: Ctrl-C is not for it."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import signal
from multiprocessing.forkserver import _forkserver
from geo.batch.fork_server import start_fork_server
start_fork_server()
print(_forkserver._forkserver_pid, signal.pthread_sigmask(signal.SIG_BLOCK, []) == set(), flush=True)
input()
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_an_interrupt_is_kept_from_it_while_it_loads():
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        start_new_session=True,
    ) as run:  # fmt: skip
        number, is_free = run.stdout.readline().split()
        status = Path(f"/proc/{number}/status").read_text("utf-8")
        run.communicate("\n")
    masks = dict(line.split(":", 1) for line in status.splitlines())
    assert int(masks["SigBlk"], 16) >> (signal.SIGINT - 1) & 1
    assert is_free == "True"
