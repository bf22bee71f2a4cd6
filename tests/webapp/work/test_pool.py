"""Heavy work: done elsewhere, bounded in time, memory and number, and once for equal requests."""

import os
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import heavy_jobs
import pytest

from geo.errors import BusyError, InputError, StorageError
from geo.measured import Measured
from maps.i18n import translate_phrase
from webapp.work import WorkLimits, WorkPool, process

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits"),
]


@pytest.fixture(scope="module")
def measured(zone):
    return Measured(zone)


@pytest.fixture(autouse=True)
def _jobs_are_found(monkeypatch):
    """Let the processes find the jobs of the tests."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))


@pytest.fixture(scope="module")
def pool():
    """One for all tests that ask for no limits of their own: a process takes a second to start."""
    with closing(WorkPool(WorkLimits(processes=1, cpu_s=20.0))) as found:
        yield found


@pytest.fixture
def make_pool():
    """Return a function that makes a pool with limits of its own."""
    pools = []

    def make(**limits):
        pools.append(WorkPool(WorkLimits(**{"processes": 1, "cpu_s": 20.0, **limits})))
        return pools[-1]

    yield make
    for pool in pools:
        pool.close()


def test_a_job_runs_in_one_process_after_another_and_its_files_are_removed(pool, measured):
    first, name, number, folder = pool.run(heavy_jobs.name_process, measured, 1)
    again = pool.run(heavy_jobs.name_process, measured, 2)
    assert first != os.getpid()
    assert (again[0], name, number) == (first, measured.zone.facts["name"], 1)
    assert not Path(folder).exists()
    assert again[3] != folder


def test_another_zone_is_sent_to_the_same_process(pool, measured, made_zone):
    names = [
        pool.run(heavy_jobs.name_process, each, 0)[1]
        for each in (measured, Measured(made_zone), measured)
    ]
    assert names == [measured.zone.facts["name"], made_zone.facts["name"], names[0]]


def test_too_much_processor_time_is_refused_and_the_next_job_runs(make_pool, measured):
    pool = make_pool(cpu_s=1.0)
    first = pool.run(heavy_jobs.name_process, measured, 0)[0]
    with pytest.raises(InputError, match="more than 1 s of processor time"):
        pool.run(heavy_jobs.spin, measured)
    assert not Path(f"/proc/{first}").exists()
    assert pool.run(heavy_jobs.name_process, measured, 0)[0] != first


def test_a_job_that_waits_for_ever_ends_too(make_pool, measured):
    pool = make_pool(cpu_s=0.5)
    with pytest.raises(InputError, match="not done within 2 s: the server is busy") as refused:
        pool.run(heavy_jobs.sleep, measured, 1000)
    assert "未能在 2 秒内完成" in translate_phrase(refused.value.phrase, "zh")


def test_a_job_that_the_system_kills_is_told_as_out_of_memory(pool, measured, monkeypatch):
    counts = iter([3, 4])  # what the kernel has killed, before the job and after it
    monkeypatch.setattr(process, "count_kernel_kills", lambda: next(counts))
    with pytest.raises(InputError, match="more memory than one request"):
        pool.run(heavy_jobs.be_killed, measured)


def test_a_kill_that_nobody_counts_is_told_as_out_of_memory(pool, measured, monkeypatch):
    monkeypatch.setattr(process, "count_kernel_kills", lambda: None)
    with pytest.raises(InputError, match="more memory than one request"):
        pool.run(heavy_jobs.be_killed, measured)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_job_that_somebody_ends_may_be_tried_again(pool, measured, monkeypatch, number):
    monkeypatch.setattr(process, "count_kernel_kills", lambda: 3)
    with pytest.raises(BusyError, match=r"ended from outside.* Try again") as refused:
        pool.run(heavy_jobs.be_killed, measured, number)
    assert "从外部结束" in translate_phrase(refused.value.phrase, "zh")
    assert pool.run(heavy_jobs.name_process, measured, 7)[2] == 7


@pytest.mark.skipif(not Path("/proc/vmstat").exists(), reason="needs /proc")
def test_the_kernel_counts_what_it_kills():
    count = process.count_kernel_kills()
    assert count is None or count >= 0


@pytest.mark.parametrize("job", [heavy_jobs.eat, heavy_jobs.eat_as_geos])
def test_too_much_memory_is_refused_and_the_next_job_runs(make_pool, measured, job):
    pool = make_pool(memory_bytes=2**28)
    with pytest.raises(InputError, match=r"more memory than one request may have \(256 MiB\)\."):
        pool.run(job, measured)
    assert pool.run(heavy_jobs.name_process, measured, 7)[2] == 7


@pytest.mark.parametrize("way", ["system", "import", "library", "arrow", "while cleaning up"])
@pytest.mark.parametrize("job", [heavy_jobs.fail_without_memory, heavy_jobs.fail_to_read])
def test_whatever_says_that_there_is_no_memory_is_refused(pool, measured, job, way):
    with pytest.raises(InputError, match="more memory than one request"):
        pool.run(job, measured, way)


def test_an_answer_that_is_too_large_is_refused_and_the_next_job_runs(make_pool, measured):
    pool = make_pool(answer_bytes=2**20)
    with pytest.raises(InputError, match=r"answer would be larger than 1 MiB\. Send fewer rows"):
        pool.run(heavy_jobs.answer, measured, 2**20)
    assert len(pool.run(heavy_jobs.answer, measured, 2**19)) == 2**19


def test_a_job_has_its_memory_whatever_was_done_before(make_pool, measured):
    pool = make_pool(cpu_s=20.0, memory_bytes=2**30)
    size = 300 * 2**20
    kept = [pool.run(heavy_jobs.keep, measured, size) for _ in range(6)]
    assert max(count for _, count in kept) < 4 * size  # one that keeps too much is ended
    assert len({pid for pid, _ in kept}) > 1


def test_refusals_come_back_whole_and_failures_as_ours(pool, measured):
    with pytest.raises(InputError, match="5% has no features") as refused:
        pool.run(heavy_jobs.refuse, measured)
    assert refused.value.phrase.text.startswith("%(name)s has no")
    with pytest.raises(RuntimeError, match="KeyError: 'secret'"):
        pool.run(heavy_jobs.fail, measured)
    assert pool.run(heavy_jobs.print_words, measured) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_disk_is_told_as_such(pool, measured):
    with pytest.raises(StorageError, match="The disk for temporary files is full"):
        pool.run(heavy_jobs.fill, measured, Path("/dev/full"))


@pytest.mark.parametrize("processes", [0, 2])
def test_what_is_beyond_the_queue_is_refused_at_once(make_pool, measured, processes):
    pool = make_pool(processes=processes, most_waiting=3)
    with ThreadPoolExecutor(12) as threads:
        asked = [threads.submit(pool.run, heavy_jobs.sleep, measured, 1 + n / 10) for n in range(9)]
        done = [each.exception() is None for each in asked]
    assert done.count(True) == 5
    assert all(isinstance(each.exception(), BusyError) for each in asked if each.exception())


def test_who_has_waited_too_long_is_dropped_undone(make_pool, measured, tmp_path):
    pool = make_pool(wait_s=0.5)
    path = tmp_path / "count"
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(pool.run, heavy_jobs.count, measured, path, 3)
        while not path.exists():
            time.sleep(0.05)
        with pytest.raises(BusyError):
            pool.run(heavy_jobs.count, measured, path, 0)
        assert first.result() == 1
    assert path.read_text("utf-8") == "x"


@pytest.mark.parametrize("processes", [0, 2])
def test_equal_requests_are_done_once(make_pool, measured, tmp_path, processes):
    pool = make_pool(processes=processes, most_waiting=40)
    path = tmp_path / "count"
    with ThreadPoolExecutor(40) as threads:
        asked = [
            threads.submit(pool.run, heavy_jobs.count, measured, path, 1.5, key="same")
            for _ in range(40)
        ]
        assert {each.result() for each in asked} == {1}
    assert pool.run(heavy_jobs.count, measured, path, 0, key="same") == 2


def test_a_failure_reaches_all_who_wait_for_it(make_pool, measured):
    pool = make_pool(processes=0)
    with pytest.raises(InputError):
        pool.run(heavy_jobs.refuse, measured, key=1)
    assert pool.run(heavy_jobs.sleep, measured, 0, key=1) == 0


def test_processes_without_work_are_ended(make_pool, measured):
    pool = make_pool(idle_s=0.5)
    first = pool.run(heavy_jobs.name_process, measured, 0)[0]
    until = time.monotonic() + 20
    while Path(f"/proc/{first}").exists() and time.monotonic() < until:
        time.sleep(0.1)
    assert not Path(f"/proc/{first}").exists()
    assert pool.run(heavy_jobs.name_process, measured, 0)[0] != first
