"""`python -m webapp.work.child`: a process that does one job after another.

It reads jobs from its standard input and writes results to its standard output. It ends when the
server has gone, also in the middle of a job, and is ended by the system when a job takes more
processor time than it may.
"""

import gc
import os
import pickle
import select
import signal
import sys
import tempfile
import traceback
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import IO, Any

from geo.errors import ZoneError
from geo.io.reasons import tells_lack_of_memory
from geo.io.temporary import find_full_disk
from geo.measured import Measured
from webapp.work.frames import Order, Report, read_frame, write_frame

# Objects between two searches for garbage: to search the rows of 20,000 parcels while they are made
# takes a quarter of the time of a layer (measured), and finds none.
_MOST_UNSEARCHED = 50_000


class Worker:
    """Does jobs, and keeps the zone that they are about."""

    def __init__(self) -> None:
        self._measured: Measured | None = None

    def do(self, order: Order) -> Report:
        """Return what comes of a job."""
        tempfile.tempdir = order.folder
        _limit_memory(order.memory_bytes)
        _limit_cpu(order.cpu_s)
        try:
            return Report(order.run(self._take_zone(order), *order.arguments))
        except ZoneError as refusal:
            return Report(refusal=refusal)
        except Exception as error:  # noqa: BLE001 (told to the server, which logs it)
            if (full := find_full_disk(error)) is not None:
                return Report(refusal=full)
            is_out = tells_lack_of_memory(error)
            return Report(trace=traceback.format_exc(), is_out_of_memory=is_out)
        finally:
            _limit_cpu(0)

    def _take_zone(self, order: Order) -> Any:
        if order.zone is not None:
            self._measured = Measured(pickle.loads(order.zone))  # noqa: S301 (from the server)
        return self._measured


def _limit_cpu(seconds: float) -> None:
    """End this process by a signal after so much processor time; 0 is no limit."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit_memory(bytes_more: int) -> None:
    """Let this process take so much more memory than it has, whatever it has done before."""
    try:
        import resource  # noqa: PLC0415 (not on Windows)
    except ImportError:
        return
    if resource.getrlimit(resource.RLIMIT_AS)[1] == resource.RLIM_INFINITY and bytes_more:
        most = _read_memory_bytes()[0] + bytes_more
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))


def _read_memory_bytes() -> tuple[int, int]:
    """Return the address space of this process, and what of it is resident."""
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()[:2]
    except OSError:
        return 4 * 2**30, 0  # what the libraries reserve; not Linux
    space, resident = (int(each) * os.sysconf("SC_PAGE_SIZE") for each in pages)
    return space, resident


def _end_with_server(orders: IO[bytes]) -> None:
    """End this process as soon as nobody can send it jobs, for nobody reads what comes of one."""
    if not hasattr(select, "poll"):
        return  # on Windows the job is done first
    gone = select.poll()
    gone.register(orders, 0)  # an order that waits is no event, that the pipe was closed is one

    def wait() -> None:
        gone.poll()
        os._exit(1)

    Thread(target=wait, name="zonemap-server", daemon=True).start()


def serve_orders(orders: IO[bytes], reports: IO[bytes]) -> None:
    """Do the jobs that come in until there are no more."""
    _end_with_server(orders)
    worker = Worker()
    while True:
        try:
            order = read_frame(orders)
        except EOFError:
            return
        told = replace(worker.do(order), resident_bytes=_read_memory_bytes()[1])
        try:
            if not write_frame(reports, told, most_bytes=order.answer_bytes):
                write_frame(reports, replace(told, result=None, is_too_large=True))
        except BrokenPipeError:
            os._exit(0)  # the server has gone; what is left in the buffer can't be written


def main() -> None:
    """Serve on standard input and output; whatever a library prints goes to standard error."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends us
    reports = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    gc.set_threshold(_MOST_UNSEARCHED)
    serve_orders(sys.stdin.buffer, reports)


if __name__ == "__main__":
    main()
