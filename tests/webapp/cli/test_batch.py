"""What `zonemap locate` and `zonemap measure` share."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("out", ["out.pdf", "missing/out.csv"])
def test_what_cannot_be_written_is_said_before_any_work(call, out):
    result = call("locate", "sites.csv", "-o", out)
    assert result.exit_code != 0
    assert str(result.exception).count("\n") == 0


INTERRUPTED = """
import io, os, signal, threading, time
from pyarrow import csv
from webapp.cli.batch import prepare_process
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in a shell's background
prepare_process()
data, lost = b"a,b\\n" + b"1,2\\n" * 20_000, 0
for n in range(40):
    timer = threading.Timer(0.01 + 0.0003 * (n % 20), os.kill, (os.getpid(), signal.SIGINT))
    try:
        timer.start()
        while timer.is_alive():
            csv.read_csv(io.BytesIO(data))
        time.sleep(0.05)
        lost += 1
    except KeyboardInterrupt:
        pass
    timer.join()
print(lost)
"""


@pytest.mark.slow
def test_no_interrupt_is_lost_while_a_table_is_read():
    command = [sys.executable, "-c", INTERRUPTED]
    assert subprocess.run(command, check=False, capture_output=True, text=True).stdout == "0\n"
