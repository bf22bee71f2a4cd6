"""What happens when something breaks: each fault has its stated behaviour (docs/operations.md)."""

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from web_client import COMMAND

GET = b"GET /embed HTTP/1.1\r\nHost: localhost\r\n\r\n"


def run_apart(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-c", COMMAND, *map(str, arguments)],
        capture_output=True, text=True, check=False, timeout=60, **options,
    )  # fmt: skip


def renamed(collection, name):
    collection["features"][0]["properties"]["name"] = name
    return json.dumps(collection)


@pytest.mark.parametrize("content", [None, "", "{", '{"type": "FeatureCollection"'])
def test_it_does_not_start_without_usable_data(tmp_path, run, content):
    path = tmp_path / "zone.geojson"
    if content is not None:
        path.write_text(content)
    code, _, words = run("serve", "--data", path, "--port", 1)
    assert code == 2
    assert words.startswith("zonemap: ")
    assert words.count("\n") == 1


def test_bad_new_data_leave_the_old_serving_and_say_so(server, get, made_path, collection):
    before = get(f"{server.address}/areas")[2]
    for bad, said in (
        (made_path.read_text()[:300], "is not valid JSON"),
        (None, "does not exist"),
        (renamed(collection, 7), "is “7”, not text"),
    ):
        made_path.unlink() if bad is None else made_path.write_text(bad)
        health = server.wait_for(lambda health, said=said: said in health.get("reload_error", ""))
        assert health["status"] == "degraded"
        assert str(made_path.parent) not in health["reload_error"]
        assert get(f"{server.address}/areas")[2] == before
    made_path.write_text(renamed(collection, "Mended"))
    server.wait_for(lambda health: health["status"] == "ok")
    assert b"Mended" in get(f"{server.address}/areas")[2]
    assert server.stop()[0] == 0


def test_new_places_are_picked_up_too(server, get, made_path):
    path = made_path.with_name("places.geojson")
    path.write_text(path.read_text().replace("Town", "Harbour"))
    until = time.monotonic() + 60
    while b"Harbour" not in get(f"{server.address}/distances")[2]:
        assert time.monotonic() < until
        time.sleep(0.1)


def test_places_that_are_removed_stay_served(server, get, made_path):
    before = get(f"{server.address}/distances")[2]
    made_path.with_name("places.geojson").unlink()
    health = server.wait_for(lambda health: health["status"] == "degraded")
    assert "places.geojson was removed" in health["reload_error"]
    assert str(made_path.parent) not in health["reload_error"]
    assert get(f"{server.address}/distances")[2] == before


def workers_of(server):
    found = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text()
    return [
        int(pid) for pid in found.split()
        if b"resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_killed_worker_comes_back(server):
    (worker,) = workers_of(server)
    os.kill(worker, signal.SIGKILL)
    time.sleep(0.2)
    server.wait_for(lambda health: health["status"] == "ok")
    assert workers_of(server) != [worker]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_killed_main_process_takes_its_workers_with_it(server):
    (worker,) = workers_of(server)
    os.kill(server.process.pid, signal.SIGKILL)
    server.process.wait(10)
    until = time.monotonic() + 20
    while Path(f"/proc/{worker}").exists() and time.monotonic() < until:
        time.sleep(0.1)
    assert not Path(f"/proc/{worker}").exists()
    with socket.socket() as trial:  # the port is free again
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        trial.bind(("127.0.0.1", server.port))


def slow_client(server, words):
    client = socket.create_connection(("127.0.0.1", server.port), timeout=60)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    client.sendall(words)
    return client


def test_slow_and_vanished_clients_do_not_stop_the_others(steady, get):
    posts = b"POST /areas HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\nhalf"
    slow = [slow_client(steady, words) for words in (GET, GET[:20], posts) for _ in range(40)]
    for client in slow[::2]:
        client.close()
    for _ in range(5):
        assert get(f"{steady.address}/areas")[0] == 200
    assert all(client.recv(1) for client in slow[1:40:2])
    for client in slow:
        client.close()


def test_more_than_a_thousand_open_connections(steady, get):
    """More than the server would take by itself (1024), all idle: nobody waits for them."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 2500:
        pytest.skip("too few files may be open here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 2500), hard))
    with ExitStack() as stack:
        clients = [stack.enter_context(slow_client(steady, b"")) for _ in range(1500)]
        assert get(f"{steady.address}/areas")[0] == 200
        for client in clients:
            client.sendall(GET)
        assert all(client.recv(12) == b"HTTP/1.1 200" for client in clients)


def test_sigterm_stops_the_server_in_order(server):
    code, words = server.stop()
    assert code == 0
    assert "Traceback" not in words


def few_bytes():
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))


@pytest.mark.slow
def test_a_full_disk_leaves_what_stood_there(made_path, tmp_path):
    target = tmp_path / "map.html"
    target.write_text("old")
    # Compiled modules would be cut too, and stay so.
    kept = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = run_apart("export", "--data", made_path, target, preexec_fn=few_bytes, env=kept)
    assert done.returncode == 2
    assert "can't be written" in done.stderr
    assert target.read_text() == "old"
    assert not list(tmp_path.glob(".*.part"))


STOPPED = """
import os, signal, sys
from pathlib import Path
write = Path.write_bytes
def half(self, data):
    write(self, data[: len(data) // 2])
    os.kill(os.getpid(), signal.SIGTERM)
    write(self, data)
Path.write_bytes = half
from webapp.cli.main import main
main()
"""


@pytest.mark.slow
def test_sigterm_during_an_export_leaves_no_half_written_file(made_path, tmp_path):
    target = tmp_path / "map.html"
    done = subprocess.run(
        [sys.executable, "-c", STOPPED, "export", "--data", made_path, target],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 143
    assert "Traceback" not in done.stderr
    assert not target.exists()
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_killed_worker_without_usable_data_ends_the_server(server, made_path):
    made_path.write_text("{")
    server.wait_for(lambda health: health["status"] == "degraded")
    os.kill(workers_of(server)[0], signal.SIGKILL)
    assert server.process.wait(timeout=30) == 1
