"""`zonemap serve` before it serves: what can't be used is said at once."""

import os
import socket

import pytest

from webapp.cli.serve import provide_temporary_folder


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    """Take back what the command sets for its workers."""
    for name in ("ZONEMAP_DATA", "ZONEMAP_LOG", "ZONEMAP_BASEMAPS", "ZONEMAP_WORK_PROCESSES"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


@pytest.fixture
def taken_port():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_a_taken_port_is_one_sentence(run, taken_port):
    code, out, err = run("serve", "--port", taken_port)
    assert (code, out) == (2, "")
    assert f"can't listen on 127.0.0.1, port {taken_port}: " in err
    assert err.endswith(". Use --host or --port.\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--host", "no such host"], "can't listen on no such host, port "),
        (["--data", "nowhere.geojson"], "nowhere.geojson does not exist"),
        (["--basemap", "moon"], "Unknown basemap “moon”"),
        (["--workers", "0"], "0 is not in the range"),
        (["--log", "xml"], "'xml' is not one of"),
    ],
)
def test_what_cannot_be_served_is_refused_before_the_start(run, monkeypatch, arguments, sentence):
    monkeypatch.setattr(
        "webapp.cli.patient_server.PatientServer", lambda *_, **__: pytest.fail("it started")
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    code, out, err = run("serve", "--port", port, *arguments)
    assert (code, out) == (2, "")
    assert sentence in err


@pytest.mark.parametrize(
    ("host", "addresses"), [("localhost", {"127.0.0.1", "::1"}), ("0.0.0.0", {"0.0.0.0"})]
)
def test_a_host_name_is_served_at_its_address(run, monkeypatch, host, addresses):
    asked = []
    monkeypatch.setattr("webapp.cli.serve._run_server", lambda **where: asked.append(where))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    code, _, err = run("serve", "--host", host, "--port", port)
    assert code == 0
    assert f"http://{host}:{port}/" in err
    assert asked[0]["address"] in addresses


def find_no_folder():
    raise FileNotFoundError("no usable temporary directory")


def test_where_no_disk_can_be_written_temporary_files_are_in_memory(monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", "/nonexistent")
    monkeypatch.setattr("webapp.cli.serve.SHARED_MEMORY", str(tmp_path))
    provide_temporary_folder()
    assert os.environ["TMPDIR"] == "/nonexistent"  # there is another one
    monkeypatch.setattr("tempfile.gettempdir", find_no_folder)
    provide_temporary_folder()
    assert os.environ["TMPDIR"] == str(tmp_path)
    monkeypatch.setattr("webapp.cli.serve.SHARED_MEMORY", str(tmp_path / "gone"))
    provide_temporary_folder()
    assert os.environ["TMPDIR"] == str(tmp_path)
