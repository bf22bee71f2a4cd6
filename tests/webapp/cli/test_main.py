"""The command as a person or a script runs it: two streams and an exit code."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from web_client import COMMAND

from geo.batch import fork_server
from webapp.cli import batch
from webapp.cli.main import COMMANDS


@pytest.mark.parametrize(
    "arguments",
    [["areas", "--format", "xml"], ["nothing"], ["areas", "--what"], ["areas", "one", "two"]],
)
def test_unknown_words_are_code_2(run, arguments):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("zonemap: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_lists_the_commands(run, option):
    pytest.importorskip("webapp.cli.check")
    code, out, _ = run(option)
    assert code == 0
    assert all(f"\n  {command} " in out for command in COMMANDS)


def test_every_command_has_help(run):
    pytest.importorskip("webapp.cli.check")
    for command in COMMANDS:
        code, out, _ = run(command, "--help")
        assert code == 0
        assert f"zonemap {command}" in out


def start(*arguments, **options):
    return subprocess.Popen([sys.executable, "-c", COMMAND, *map(str, arguments)], **options)


@pytest.mark.slow
def test_reader_may_leave_early(made_path):
    read, write = os.pipe()
    os.close(read)
    with start("areas", "--data", made_path, stdout=write, stderr=subprocess.PIPE) as process:
        os.close(write)
        words = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 0
    assert "Traceback" not in words
    assert "Broken pipe" not in words


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.slow
def test_full_disk_is_one_sentence(made_path):
    with (
        Path("/dev/full").open("wb") as full,
        start("areas", "--data", made_path, stdout=full, stderr=subprocess.PIPE) as process,
    ):
        words = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 2
    assert words.startswith("zonemap: ")
    assert "no space left on device" in words
    assert "Traceback" not in words


@pytest.mark.parametrize("command", ["check", "diff", "import", "init", "sources"])
def test_help(run, command):
    assert command in COMMANDS
    assert run(command, "--help")[0] == 0


@pytest.mark.parametrize("command", ["locate", "measure"])
@pytest.mark.parametrize("name", ["missing.csv", "sites.csv"])
def test_no_process_is_started_for_a_file_that_is_missing(call, monkeypatch, command, name):
    started = []
    monkeypatch.setattr(fork_server, "start_fork_server", started.append)
    monkeypatch.setattr(batch, "map_in_processes", lambda *_, **__: iter(()))
    done = call(command, name, "-o", "out.csv", "--workers", "2")
    assert len(started) == (name == "sites.csv")
    assert name == "sites.csv" or "missing.csv does not exist" in str(done.exception)


@pytest.mark.parametrize(("lang", "said"), [("en", "not enough memory"), ("zh", "内存不足")])
def test_a_lack_of_memory_is_one_sentence(run, monkeypatch, lang, said):
    def fail(*_, **__):
        raise MemoryError

    monkeypatch.setattr("webapp.cli.tables.read_zone", fail)
    code, out, err = run("areas", "--lang", lang)
    assert (code, out) == (2, "")
    assert err.startswith("zonemap: ")
    assert said in err
