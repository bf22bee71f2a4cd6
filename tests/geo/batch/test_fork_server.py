"""The process that others are copied from: it has the zone's index, and Ctrl-C is not for it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from geo import measured
from geo.lookup import index
from geo.zone import DEFAULT_PATH

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


def find_index(zone, connection):
    """Send whether the zone's index is there without being made; a copy of the fork server does."""

    def refuse(*_, **__):
        raise AssertionError("made again")

    measured.index_zone = index.index_bands = refuse
    try:
        found = measured.measure_once(zone).index
        answer = bool(len(found.bands.grid.shapes) and len(found.county_bands.grid.shapes))
    except AssertionError:
        answer = False
    connection.send(answer)


ASK = """
import sys
from geo.batch.fork_server import get_process_context, start_fork_server
from geo.zone import read_zone
from test_fork_server import find_index
if __name__ == "__main__":
    start_fork_server(sys.argv[1])
    context = get_process_context()
    ours, theirs = context.Pipe()
    context.Process(target=find_index, args=(read_zone(sys.argv[2]), theirs), daemon=True).start()
    print(ours.recv())
"""


def ask_for_index(guessed, zone_path, tmp_path):
    """Return whether a copy finds the index of a zone made, and what was said."""
    script = tmp_path / "ask.py"
    script.write_text(ASK)
    paths = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, script, guessed, zone_path], capture_output=True, text=True, timeout=120,
        check=True, env={**os.environ, "PYTHONPATH": paths},
    )  # fmt: skip
    return done.stdout.strip() == "True", done.stderr


@pytest.mark.slow
def test_a_zone_is_indexed_once_for_all_copies(tmp_path):
    assert ask_for_index(DEFAULT_PATH, DEFAULT_PATH, tmp_path) == (True, "")


@pytest.mark.slow
def test_a_wrong_guess_or_a_faulty_zone_is_kept_for_nobody(tmp_path):
    faulty = tmp_path / "faulty.geojson"
    faulty.write_text('{"type": "FeatureCollection", "features": [{}]}')
    for guessed in (tmp_path / "missing.geojson", faulty):
        assert ask_for_index(guessed, DEFAULT_PATH, tmp_path) == (False, "")
