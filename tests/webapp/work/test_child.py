"""The process that does jobs: what it does when the server has gone."""

import os
import subprocess
import sys
import tempfile

from heavy_jobs import print_words

from webapp.work.frames import Order, write_frame


def test_a_report_that_nobody_takes_ends_it_without_a_word():
    with tempfile.TemporaryDirectory() as folder:
        child = subprocess.Popen(
            [sys.executable, "-m", "webapp.work.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        child.stdout.close()
        write_frame(child.stdin, Order(print_words, (), None, folder, 20.0, 0))
        child.stdin.close()
        said = child.stderr.read().decode()
        child.stderr.close()
        assert child.wait(60) == 0
    assert said.splitlines() == ["words that are no report"]
