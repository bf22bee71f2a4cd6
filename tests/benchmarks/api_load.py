"""Servers to be compared and the load put on them; a program, run by `test_api.py`.

    python api_load.py ADDRESS SECONDS CONNECTIONS < paths

prints requests a second, p50 and p99 in milliseconds as JSON. Each path is asked for in turn over
kept connections; an answer other than 200 stops the run.
"""

import json
import socket
import sys
import threading
import time
from itertools import count
from urllib.parse import urlsplit

HEAD = "GET {} HTTP/1.1\r\nHost: {}\r\nAccept: application/geo+json, application/json\r\n\r\n"


class Connection:
    """One kept connection; opened again when the server closes it."""

    def __init__(self, host: str, port: int) -> None:
        self._where = (host, port)
        self._open()

    def _open(self) -> None:
        self._socket = socket.create_connection(self._where, timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> int:
        """Send a request and return the length of its answer's body."""
        self._socket.sendall(request)
        data = bytearray(self._socket.recv(65536))
        if not data:
            self._open()
            return self.ask(request)
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._socket.recv(65536)
        head = bytes(data[:end]).lower()
        if b" 200 " not in head[:16]:
            raise SystemExit(f"not 200: {head.decode()[:300]}")
        length = int(head.partition(b"content-length:")[2].split(b"\r\n")[0])
        left = length - (len(data) - end - 4)
        while left > 0:
            left -= len(self._socket.recv(min(left, 1 << 20)))
        if b"connection: close" in head:
            self._open()
        return length


def measure(address: str, paths: list[str], seconds: float, connections: int) -> dict[str, float]:
    """Ask for the paths in turn for some seconds and return what it took."""
    parts = urlsplit(address)
    requests = [HEAD.format(path, parts.netloc).encode() for path in paths]
    turn, taken, lock = count(), [], threading.Lock()
    stop = time.perf_counter() + seconds

    def work() -> None:
        connection, own = Connection(parts.hostname or "", parts.port or 80), []
        while (start := time.perf_counter()) < stop:
            connection.ask(requests[next(turn) % len(requests)])
            own.append(time.perf_counter() - start)
        with lock:
            taken.extend(own)

    start = time.perf_counter()
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
    found = measure(sys.argv[1], sys.stdin.read().split(), float(sys.argv[2]), int(sys.argv[3]))
    sys.stdout.write(json.dumps(found))
