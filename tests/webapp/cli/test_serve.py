"""`zonemap serve` before it serves: what can't be used is said at once."""

import os
import socket
from pathlib import Path

import pytest

from webapp.cli.serve import share_drawing_folder


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
        (["--workers", "0"], "Use a number from 1 to 64"),
        (["--log", "xml"], "is not known. Use one of off, text"),
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


@pytest.fixture
def home(monkeypatch, tmp_path):
    """A home in which matplotlib's folders can't be made, until the file is removed."""
    for name in ("MPLCONFIGDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    (tmp_path / ".config").write_text("")
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.mark.skipif(os.name == "nt", reason="the home is elsewhere")
def test_processes_share_a_folder_to_draw_in_where_home_cannot_be_written(home):
    with share_drawing_folder():
        folder = Path(os.environ["MPLCONFIGDIR"])
        assert folder.is_dir()
    assert not folder.exists()
    del os.environ["MPLCONFIGDIR"]
    (home / ".config").unlink()
    with share_drawing_folder():
        assert "MPLCONFIGDIR" not in os.environ


@pytest.mark.skipif(os.name == "nt", reason="the home is elsewhere")
@pytest.mark.usefixtures("home")
def test_the_server_starts_without_any_folder_to_write_to(monkeypatch):
    monkeypatch.setattr("geo.io.temporary.TemporaryDirectory", find_no_folder)
    with share_drawing_folder():
        assert "MPLCONFIGDIR" not in os.environ


def find_no_folder(**_):
    raise FileNotFoundError("no usable temporary directory")
