"""The one client that all servers meet: wrk where it is installed, else threads of Python.

As a program, `python load.py ADDRESS SECONDS CONNECTIONS HEADERS PATHS` is the client in Python,
in a process of its own. Each path is asked for in turn over kept connections; an answer other than
200 stops the run.
"""

import json
import shutil
import socket
import subprocess
import sys
import threading
import time
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

WRK = shutil.which("wrk")
SLOW_S, LONGER = 0.1, 4  # who needs so long for an answer is asked for that many times longer
SCRIPT = """
local requests, turn = {}, 0
function init(args)
  for path in io.lines(args[1]) do requests[#requests + 1] = wrk.format("GET", path) end
end
function request()
  turn = turn % #requests + 1
  return requests[turn]
end
function done(summary, latency)
  local e = summary.errors
  io.stdout:write(string.format(
    '\\nJSON {"requests": %d, "per_second": %f, "p50_ms": %f, "p99_ms": %f, "failed": %d}\\n',
    summary.requests, summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, e.connect + e.read + e.write + e.status + e.timeout))
end
"""


def put_load(address, paths, *, headers, seconds, connections, folder):
    """Ask a server for the paths in turn and return requests a second, p50 and p99.

    A slow server meets the client in Python, which waits for what is under way at the end.

    Parameters
    ----------
    folder : Path
        Where the client's own files may lie.

    Returns
    -------
    dict
        `requests`, `per_second`, `p50_ms`, `p99_ms`.
    """
    listed = folder / "paths"
    listed.write_text("\n".join(paths) + "\n")
    if is_slow(address, paths[0], headers):
        found = _by_python(address, listed, headers, seconds * LONGER, connections)
    else:
        call = _by_wrk if WRK else _by_python
        found = call(address, listed, headers, seconds, connections)
    assert found["requests"] > 0, f"{address} answered nothing"
    assert found.pop("failed", 0) == 0, f"{address} failed: {found}"
    return found


def is_slow(address, path, headers):
    """Say whether one answer alone takes long."""
    begun = time.perf_counter()
    urlopen(Request(address + path, headers=headers), timeout=120).close()
    return time.perf_counter() - begun > SLOW_S


def _by_wrk(address, listed, headers, seconds, connections):
    script = listed.with_name("paths.lua")
    script.write_text(SCRIPT)
    command = [WRK, "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "120s", "-s"]
    words = [word for pair in headers.items() for word in ("-H", ": ".join(pair))]
    said = _printed([*command, str(script), *words, address, "--", str(listed)])
    return json.loads(said.rpartition("JSON ")[2])


def _by_python(address, listed, headers, seconds, connections):
    words = [address, str(seconds), str(connections), json.dumps(headers), str(listed)]
    return json.loads(_printed([sys.executable, __file__, *words]))


def _printed(command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


class Connection:
    """One kept connection; opened again when the server closes it."""

    def __init__(self, host, port):
        self._where = (host, port)
        self._open()

    def _open(self):
        self._socket = socket.create_connection(self._where, timeout=120)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request):
        self._socket.sendall(request)
        data = bytearray(self._socket.recv(65536))
        if not data:
            self._open()
            self.ask(request)
            return
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._socket.recv(65536)
        head = bytes(data[:end]).lower()
        if b" 200 " not in head[:16]:
            raise SystemExit(f"not 200: {head.decode()[:300]}")
        left = int(head.partition(b"content-length:")[2].split(b"\r\n")[0]) - (len(data) - end - 4)
        while left > 0:
            left -= len(self._socket.recv(min(left, 1 << 20)))
        if b"connection: close" in head:
            self._open()


def ask_for(address, seconds, connections, headers, paths):
    """Ask for the paths in turn for some seconds and return what it took."""
    parts = urlsplit(address)
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    head = f"GET {{}} HTTP/1.1\r\nHost: {parts.netloc}\r\n{lines}\r\n"
    requests = [head.format(path).encode() for path in paths]
    turn, taken, lock = count(), [], threading.Lock()
    start = time.perf_counter()

    def work():
        connection, own = Connection(parts.hostname, parts.port), []
        while (asked := time.perf_counter()) < start + seconds:
            connection.ask(requests[next(turn) % len(requests)])
            own.append(time.perf_counter() - asked)
        with lock:
            taken.extend(own)

    workers = [threading.Thread(target=work) for _ in range(connections)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    taken.sort()
    return {
        "requests": len(taken),
        "per_second": len(taken) / (time.perf_counter() - start),
        "p50_ms": taken[len(taken) // 2] * 1000,
        "p99_ms": taken[min(len(taken) - 1, len(taken) * 99 // 100)] * 1000,
    }


if __name__ == "__main__":
    where, for_s, open_, heads, file = sys.argv[1:]
    asked = Path(file).read_text().split()
    print(json.dumps(ask_for(where, float(for_s), int(open_), json.loads(heads), asked)))
