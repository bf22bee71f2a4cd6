"""Chunks computed by several processes: the same bytes, whoever dies, and nobody left behind."""

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from geo.batch.jobs import locate_chunk
from geo.batch.process_pool import map_in_processes
from geo.errors import InputError
from geo.measured import Measured

pytestmark = pytest.mark.slow
TWO = partial(map_in_processes, workers=2)


def test_two_processes_write_the_same_bytes(run, sites):
    here, there = sites.with_name("here.parquet"), sites.with_name("there.parquet")
    run(sites, here)
    run(sites, there, mapper=TWO)
    assert there.read_bytes() == here.read_bytes()


def die(chunk, *, measured, marker, number=2):
    """Kill this very process at a chunk; with a marker, only the first time."""
    if chunk.number == number and not (marker and marker.exists()):
        if marker:
            marker.touch()
        os._exit(1)
    return locate_chunk(chunk, measured=measured, datum="wgs84")


def test_a_killed_process_costs_nothing_but_time(run, sites, made_zone):
    here, there = sites.with_name("here.parquet"), sites.with_name("there.parquet")
    marker = sites.with_name("died")
    run(sites, here)
    run(sites, there, work=partial(die, measured=Measured(made_zone), marker=marker), mapper=TWO)
    assert marker.exists()
    assert there.read_bytes() == here.read_bytes()


@pytest.mark.parametrize("number", [0, 2])
def test_processes_that_die_again_and_again_are_told(run, sites, made_zone, number):
    out = sites.with_name("out.parquet")
    work = partial(die, measured=Measured(made_zone), marker=None, number=number)
    with pytest.raises(InputError, match=r"Run the command again.* It continues where it stopped"):
        run(sites, out, work=work, mapper=TWO)
    assert not out.exists()
    run(sites, out)
    assert out.exists()


def test_a_refusal_in_a_process_is_that_of_the_work(run, sites, made_zone):
    work = partial(locate_chunk, measured=Measured(made_zone), datum="mars")
    with pytest.raises(InputError, match="mars"):
        run(sites, sites.with_name("out.parquet"), work=work, mapper=TWO)


def test_a_process_that_dies_as_it_starts_is_told(tmp_path):
    source, out, script = (tmp_path / name for name in ("sites.csv", "out.csv", "run.py"))
    source.write_text("lon,lat\n" + "105.4,28.9\n" * 10)
    # Each process that starts would run the command again, which nobody may.
    script.write_text("import sys\nfrom webapp.cli.main import main\nsys.exit(main())\n")
    command = [sys.executable, script, "locate", source, "-o", out, "--workers", "2"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 2
    assert "Processes ended before they were done." in done.stderr
    assert not out.exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks for a process group")
@pytest.mark.parametrize(
    ("name", "content", "data", "said"),
    [
        ("missing.csv", None, None, "missing.csv does not exist. Name an existing file."),
        ("sites.csv", "a,b\n1,2\n", None, "sites.csv"),
        ("sites.csv", "lon,lat\n105.4,28.9\n", "{", "zone.geojson is not"),
        ("sites.csv", "lon,lat\n105.4,28.9\n", '{"features": []}', "zone.geojson"),
    ],
)
def test_a_refusal_is_one_sentence_and_leaves_nobody(tmp_path, name, content, data, said):
    if content:
        (tmp_path / name).write_text(content)
    command = [sys.executable, "-c", "from webapp.cli.main import main\nmain()", "locate", name]
    command += ["-o", "out.csv", "--workers", "2"]
    if data:
        (tmp_path / "zone.geojson").write_text(data)
        command += ["--data=zone.geojson"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, cwd=tmp_path, start_new_session=True
    ) as run:
        told = run.stderr.read().splitlines()  # ends when the last process has closed it
    assert run.returncode == 2
    assert len(told) == 1
    assert said in told[0]
    assert not list(tmp_path.glob("out*"))
    deadline = time.monotonic() + 60
    while is_group_alive(run.pid):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_group_alive(number):
    try:
        os.killpg(number, 0)
    except ProcessLookupError:
        return False
    return True


def children(pid):
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [each for child in found for each in (int(child), *children(int(child)))]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_process_is_left_behind(tmp_path, number):
    source = tmp_path / "sites.csv"
    source.write_text("lon,lat\n" + "105.4,28.9\n" * 400_000)
    # A job in a shell's background, as these tests may be, ignores interrupts.
    heard = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
    code = f"{heard}from webapp.cli.main import main\nif __name__ == '__main__': main()"
    command = [sys.executable, "-c", code, "locate", source, "-o", tmp_path / "out.csv"]
    running = subprocess.Popen(
        [*command, "--workers", "2", "--chunk-rows", "5000"], stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + 60
    while len(left := children(running.pid)) < 3 or not list(tmp_path.glob("*.parts/*.csv")):
        assert time.monotonic() < deadline
        assert running.poll() is None
        time.sleep(0.05)
    running.send_signal(number)
    said = running.communicate(timeout=60)[1].decode()
    assert "Traceback" not in said
    assert (
        running.returncode == {signal.SIGKILL: -9, signal.SIGTERM: 143, signal.SIGINT: 130}[number]
    )
    while any(Path(f"/proc/{pid}").exists() for pid in left):
        assert time.monotonic() < deadline, left
        time.sleep(0.05)
