"""Many clients at once, also while data and workers change: no failed and no wrong answer."""

import hashlib
import http.client
import json
import signal
import socket
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

PATHS = ["/embed", "/areas?f=json", "/distances?f=csv", "/?lang=zh", "/areas"]
SECONDS = 1.5
REST_SECONDS = 0.02  # of a client between rounds while others work: they need the processor too


def ask(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers={"Connection": "close"})
        answer = connection.getresponse()
        return path, answer.status, answer.read()
    finally:
        connection.close()


def hammer(port, stop, rest, ask=ask):
    """Ask for the paths in turn until told to stop; return every different answer's count."""
    seen = Counter()
    while not stop.wait(rest):
        seen.update(ask(port, path) for path in PATHS)
    return seen


def load(port, work, *, clients=8, rest=0.0, ask=ask):
    """Return all answers that `clients` at once got while `work` was done."""
    stop = Event()
    with ThreadPoolExecutor(clients) as pool:
        jobs = [pool.submit(hammer, port, stop, rest, ask) for _ in range(clients)]
        try:
            work()
        finally:
            stop.set()
        return sum((job.result() for job in jobs), Counter())


def test_every_answer_of_many_is_right(steady):
    expected = {path: ask(steady.port, path) for path in PATHS}
    answers = load(steady.port, lambda: time.sleep(SECONDS), clients=16)
    assert set(answers) == set(expected.values())
    assert all(status == 200 for _, status, _ in answers)
    assert min(answers.values()) >= 16


@pytest.mark.parametrize("connections", [16, 256, 1000])
def test_all_of_many_connections_are_answered(steady, connections):
    request = b"GET /areas?f=json HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    clients = [socket.create_connection(("127.0.0.1", steady.port), 20) for _ in range(connections)]
    for client in clients:
        client.sendall(request)
    answers = Counter(read_all(client).split(b"\r\n\r\n", 1)[1] for client in clients)
    assert list(answers.values()) == [connections]
    assert json.loads(next(iter(answers)))


def read_all(client):
    with client:
        return b"".join(iter(lambda: client.recv(65536), b""))


def test_slow_readers_get_all_and_hold_up_nobody(steady):
    slow = [socket.create_connection(("127.0.0.1", steady.port), 20) for _ in range(50)]
    for client in slow:
        client.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    begun = [client.recv(1) for client in slow]
    answers = load(steady.port, lambda: time.sleep(SECONDS))
    assert all(status == 200 for _, status, _ in answers)
    whole = {read_all(client).split(b"\r\n\r\n", 1)[1] for client in slow}
    assert begun == [b"H"] * 50
    assert len(whole) == 1
    assert next(iter(whole)).endswith(b"</html>")


def test_data_swapped_under_load(server, made_path, collection):
    names = [f"Swap {n}" for n in range(3)]

    def swap():
        for name in names:
            collection["features"][0]["properties"]["name"] = name
            beside = made_path.with_suffix(".new")
            beside.write_text(json.dumps(collection))
            sha256 = hashlib.sha256(beside.read_bytes()).hexdigest()
            beside.replace(made_path)
            server.wait_for(lambda health, new=sha256: health["sha256"] == new)
            assert json.loads(ask(server.port, "/areas?f=json")[2])[0]["name"] == name

    answers = load(server.port, swap, clients=4, rest=REST_SECONDS)
    assert {status for _, status, _ in answers} == {200}
    rows = [json.loads(body) for path, _, body in answers if path == "/areas?f=json"]
    assert {row[0]["name"] for row in rows} <= {"West", *names}
    assert len(rows) >= 2


def test_workers_restarted_under_load(serving):
    """A stopping worker closes what it took and has not read: asking again gets the answer."""
    dropped = []

    def ask_again(port, path):
        try:
            return ask(port, path)
        except ConnectionResetError:  # http.client.RemoteDisconnected is one
            dropped.append(path)
            return ask(port, path)

    with serving("--workers", 2) as running:

        def restart():
            running.process.send_signal(signal.SIGHUP)
            time.sleep(8)

        answers = load(running.port, restart, clients=4, rest=REST_SECONDS, ask=ask_again)
    assert {status for _, status, _ in answers} == {200}
    assert len(answers) == len(PATHS)
    assert len(dropped) <= 4 * 2  # at most what each client had under way at each worker's end
