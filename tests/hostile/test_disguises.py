"""No file leads a reader to another file or to a server: every driver that GDAL has is tried."""

import re
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pyogrio
import pytest
from disguises import DISGUISES

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent
STRACE = shutil.which("strace")


class Listener:
    """Takes every connection to a port of loopback, and remembers what was asked."""

    def __init__(self):
        self.asked = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/a.geojson"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(1)
                self.asked.append(connection.recv(200))

    def close(self):
        self._socket.shutdown(socket.SHUT_RDWR)  # wakes the thread
        self._socket.close()


@pytest.fixture
def listener():
    found = Listener()
    yield found
    found.close()


def run_trial(folder, url, *drivers):
    """Return what the trial printed, and the lines of its trace: opened files, connections."""
    trace = folder / "trace"
    traced = [STRACE, "-f", "--seccomp-bpf", "-qq", "-s", "300", "-e", "trace=open,openat,connect,execve",
              "-o", str(trace)] if STRACE else []  # fmt: skip
    script = [sys.executable, str(HERE / "try_disguises.py"), str(folder), url, *drivers]
    done = subprocess.run(
        [*traced, *script], check=False, capture_output=True, text=True, timeout=1500
    )
    assert done.stdout.endswith("DONE\n"), done.stdout[-2000:] + done.stderr[-4000:]
    return done.stdout, trace.read_text("utf-8", "replace").splitlines() if STRACE else []


def find_escapes(lines, folder):
    """Return where a process opened what it was not given, or connected, with the file before."""
    marker, found = "", []
    for line in lines:
        at = re.search(r'"[^"]*/marker/([^"]*)"', line)
        marker = at[1] if at else marker
        is_foreign = re.search(r"/canaries/canary|/inputs/(decoy|a\.(gfs|xsd|csvt|aux|qix))", line)
        is_connected = "connect(" in line and "AF_INET" in line
        wrote = re.search(r"O_WRONLY|O_CREAT", line)
        if marker and (is_connected or (is_foreign and not wrote)):
            found.append(f"{marker}: {line[:200]}")
    return found


def test_every_driver_of_gdal_has_a_disguise():
    code = "import pyogrio; print(*pyogrio.list_drivers(), sep='\\n')"
    listed = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True
    ).stdout
    assert set(listed.splitlines()) - set(DISGUISES) == set()


def test_gdal_alone_is_led_away(tmp_path, listener):
    said, trace = run_trial(tmp_path, listener.url, "raw")
    assert listener.asked
    if STRACE:
        escaped = {line.partition("-")[0] for line in find_escapes(trace, tmp_path)}
        assert escaped >= {"OGR_VRT", "GDALG", "GML", "GPKG"}
    led = {line.split()[1].rpartition("-")[0] for line in said.splitlines() if "SECRET" in line}
    assert {"OGR_VRT", "GDALG"} <= led


@pytest.mark.parametrize("share", ["0/2", "1/2"])  # side by side
def test_no_file_leads_a_reader_away(tmp_path, listener, share):
    said, trace = run_trial(tmp_path, listener.url, share)
    assert said == "DONE\n"  # neither a secret nor a crash
    assert listener.asked == []
    assert find_escapes(trace, tmp_path) == []


def test_readers_leave_gdal_only_a_few_drivers():
    import geo.reading.gdal as limited

    assert set(pyogrio.list_drivers()) <= limited.DRIVERS
