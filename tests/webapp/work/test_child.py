"""The process that does jobs, by itself."""

import os
import sys
from subprocess import PIPE, Popen, TimeoutExpired

import pytest
from heavy_jobs import sleep, spin

from webapp.work.frames import Order, read_frame, write_frame

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="a job is done first there"),
]


@pytest.fixture
def child():
    """A process that has done a job, so that it is ready."""
    paths = os.pathsep.join(filter(None, sys.path))
    process = Popen(
        [sys.executable, "-m", "webapp.work.child"],
        stdin=PIPE,
        stdout=PIPE,
        env={**os.environ, "PYTHONPATH": paths},
    )
    write_frame(process.stdin, order(sleep, 0))
    assert read_frame(process.stdout).result == 0
    yield process
    process.kill()
    process.stdin.close()
    process.wait()
    process.stdout.close()


def order(job, *arguments):
    return Order(job, arguments, None, "", cpu_s=60, memory_bytes=2**30, answer_bytes=2**20)


@pytest.mark.parametrize(("job", "arguments"), [(spin, ()), (sleep, (60,))])
def test_it_ends_in_the_middle_of_a_job_when_the_server_has_gone(child, job, arguments):
    write_frame(child.stdin, order(job, *arguments))
    with pytest.raises(TimeoutExpired):
        child.wait(2)
    child.stdin.close()
    assert child.wait(20) == 1


def test_it_ends_without_a_job_too(child):
    child.stdin.close()
    assert child.wait(20) in {0, 1}


def test_orders_that_wait_are_done_while_the_server_is_there(child):
    for seconds in (0.5, 0.1):
        write_frame(child.stdin, order(sleep, seconds))
    assert [read_frame(child.stdout).result for _ in range(2)] == [0.5, 0.1]


def test_a_report_that_nobody_takes_ends_it(child):
    child.stdout.close()
    write_frame(child.stdin, order(sleep, 0))
    assert child.wait(20) == 0
