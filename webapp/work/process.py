"""A working process as the server sees it: started when needed, ended when it takes too long."""

import signal
import subprocess
import sys
from subprocess import PIPE, Popen
from threading import Event, Timer
from typing import Any

from geo.errors import N_
from geo.io.temporary import temporary_folder
from webapp.work.frames import Order, Report, read_frame, write_frame
from webapp.work.kernel_kills import count_kernel_kills
from webapp.work.limits import WorkEndedError, WorkLimitError, WorkLimits

_COMMAND = (sys.executable, "-m", "webapp.work.child")
_REAP_S = 10  # on a busy machine
# Of the memory that a job may take: a process that keeps more after one is ended, so that memory
# doesn't grow from job to job. One that has drawn figures and documents keeps less than half.
_KEPT_SHARE = 0.75
_WALL_FACTOR = 4  # a job's share of a busy machine may be a quarter


class WorkProcess:
    """Does one job at a time; after one that was ended by force, the next starts it anew."""

    def __init__(self, limits: WorkLimits) -> None:
        self._limits = limits
        self._process: Popen[bytes] | None = None
        self._digest = ""

    def do(self, run: Any, arguments: tuple[Any, ...], digest: str, zone: bytes) -> Any:
        """Return the result of a job on a zone, pickled as `zone`.

        Raises
        ------
        ZoneError
            As the job does; WorkLimitError when it takes too much time or memory, WorkEndedError
            when its process was ended from outside.
        RuntimeError
            When the job failed unexpectedly.
        """
        process = self._start()
        limits = self._limits
        with temporary_folder() as folder:
            sent = None if digest == self._digest else zone
            bounds = limits.cpu_s, limits.memory_bytes, limits.answer_bytes
            order = Order(run, arguments, sent, folder, *bounds)
            report = self._exchange(process, order)
        self._digest = digest
        if 0 < _KEPT_SHARE * limits.memory_bytes < report.resident_bytes:
            self.end()
        if report.refusal is not None:
            raise report.refusal
        if report.is_out_of_memory:
            self.end()
            raise _describe_memory(limits)
        if report.is_too_large:
            raise WorkLimitError(
                N_(
                    "The answer would be larger than %(size)s MiB. Send fewer rows or columns, or "
                    "use the command line, which has no such limit."
                ),
                size=f"{limits.answer_bytes / 2**20:,.0f}",
            )
        if report.trace:
            raise RuntimeError(report.trace)
        return report.result

    def end(self) -> None:
        """End the process, if it runs."""
        process, self._process, self._digest = self._process, None, ""
        if process is not None:
            process.kill()
            process.communicate()

    def _start(self) -> "Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            self.end()
            self._process = Popen(_COMMAND, stdin=PIPE, stdout=PIPE)  # noqa: S603 (our own words)
        return self._process

    def _exchange(self, process: "Popen[bytes]", order: Order) -> Report:
        is_late = Event()

        def end_late() -> None:
            is_late.set()
            process.kill()

        kills = count_kernel_kills()
        watch = Timer(self._limits.cpu_s * _WALL_FACTOR, end_late)
        watch.daemon = True
        if self._limits.cpu_s:
            watch.start()
        try:
            write_frame(process.stdin, order)  # type: ignore[arg-type]
            found: Report = read_frame(process.stdout)  # type: ignore[arg-type]
        except (EOFError, OSError):
            raise self._describe_end(process, kills, is_late=is_late.is_set()) from None
        finally:
            watch.cancel()
        return found

    def _describe_end(
        self, process: "Popen[bytes]", kills: int | None, *, is_late: bool
    ) -> Exception:
        """Return why there is no report: the process has ended, or was ended.

        `kills` is what `count_kernel_kills` told before the job.
        """
        try:
            code = process.wait(_REAP_S)
        except subprocess.TimeoutExpired:
            code = 0
        self.end()
        if is_late:
            return WorkLimitError(
                N_(
                    "This was not done within %(n)s s: the server is busy, or too much was asked. "
                    "Try again in a minute, use fewer or simpler shapes, or the command line, "
                    "which has no such limit."
                ),
                n=f"{self._limits.cpu_s * _WALL_FACTOR:g}",
            )
        if code == -signal.SIGPROF:
            return WorkLimitError(
                N_(
                    "This takes more than %(n)s s of processor time. Use fewer or simpler "
                    "shapes, or the command line, which has no such limit."
                ),
                n=f"{self._limits.cpu_s:g}",
            )
        if code in {-signal.SIGKILL, -signal.SIGTERM} and _is_from_outside(code, kills):
            return WorkEndedError(
                N_(
                    "The process that did this was ended from outside, not because of what was "
                    "asked. Try again in a minute."
                )
            )
        if code in {-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGKILL}:
            return _describe_memory(self._limits)  # a system that is short of memory kills
        return RuntimeError(f"a working process ended with {code}")


def _is_from_outside(code: int, kills: int | None) -> bool:
    """Return whether somebody ended a process: the kernel does so by SIGKILL, and counts it."""
    return code == -signal.SIGTERM or (kills is not None and count_kernel_kills() == kills)


def _describe_memory(limits: WorkLimits) -> WorkLimitError:
    return WorkLimitError(
        N_(
            "This takes more memory than one request may have (%(size)s MiB). Use fewer or simpler "
            "shapes, or the command line, which has no such limit."
        ),
        size=f"{limits.memory_bytes / 2**20:,.0f}",
    )
