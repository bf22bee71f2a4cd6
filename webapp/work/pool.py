"""The processes that do heavy work, and the queue of requests that wait for them."""

import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from queue import Empty, LifoQueue
from threading import Lock, Timer
from typing import Any, NoReturn

from geo.errors import N_, BusyError
from geo.measured import Measured
from webapp.work.limits import WorkLimits
from webapp.work.process import WorkProcess

Job = Callable[..., Any]


def _refuse_busy() -> NoReturn:
    raise BusyError(N_("Too much is being computed at once. Try again in a minute.")) from None


class WorkPool:
    """Runs jobs, a few at a time; equal ones that are under way are done once. Thread-safe.

    Parameters
    ----------
    limits : WorkLimits
    """

    def __init__(self, limits: WorkLimits | None = None) -> None:
        self.limits = limits or WorkLimits()
        self._lock = Lock()
        self._waiting = 0
        self._under_way: dict[object, Future[Any]] = {}
        # The process that was used last is used next, so that those not needed fall idle.
        self._free: LifoQueue[WorkProcess] = LifoQueue()
        for _ in range(self.limits.most_running):
            self._free.put(WorkProcess(self.limits))
        self._pickled: tuple[str, bytes] = ("", b"")
        self._idle: Timer | None = None

    def run(
        self, job: Job, measured: Measured, *arguments: Any, key: object = None, **named: Any
    ) -> Any:
        """Return what a job returns when it is called with the measures and the arguments.

        Parameters
        ----------
        job : callable
            At the top level of a module, called with `arguments` and `named`. All of them and the
            result can be pickled; nobody alters the result, which several requests may share.
        key : hashable, optional
            Requests with the same key get the result of the one that is under way.

        Raises
        ------
        BusyError
            When too many requests wait, or this one has waited too long.
        ZoneError
            As the job does; `WorkLimitError` where it takes too much time or memory.
        """
        plain, job = job, partial(job, **named) if named else job
        if key is None:
            return self._run(job, measured, arguments)
        full = (plain, key, measured.zone.digest)
        with self._lock:
            asked = self._under_way.get(full)
            own: Future[Any] = self._under_way.setdefault(full, Future())
        if asked is not None:
            return self._await(asked)
        try:
            result = self._run(job, measured, arguments)
        except BaseException as error:
            own.set_exception(error)
            raise
        else:
            own.set_result(result)
            return result
        finally:
            with self._lock:
                del self._under_way[full]

    def close(self) -> None:
        """End the processes that are idle."""
        while True:
            try:
                self._free.get_nowait().end()
            except Empty:
                return

    def _await(self, asked: "Future[Any]") -> Any:
        with self._take_waiting_place():
            try:
                return asked.result(self.limits.wait_s)
            except TimeoutError:
                _refuse_busy()

    def _run(self, job: Job, measured: Measured, arguments: tuple[Any, ...]) -> Any:
        with self.hold_place() as process:
            if not self.limits.processes:
                return job(measured, *arguments)
            digest = measured.zone.digest
            return process.do(job, arguments, digest, self._pickle_zone(measured))

    @contextmanager
    def hold_place(self) -> Iterator[WorkProcess]:
        """Occupy one of the processes, waiting for it if there is none.

        Raises
        ------
        BusyError
            When too many requests wait, or this one has waited too long.
        """
        process = self._take_process()
        try:
            yield process
        finally:
            self._free.put(process)
            self._end_idle_later()

    def _take_process(self) -> WorkProcess:
        try:
            return self._free.get_nowait()
        except Empty:
            pass
        with self._take_waiting_place():
            try:
                return self._free.get(timeout=self.limits.wait_s)
            except Empty:
                _refuse_busy()

    @contextmanager
    def _take_waiting_place(self) -> Iterator[None]:
        with self._lock:
            if self._waiting >= self.limits.most_waiting:
                _refuse_busy()
            self._waiting += 1
        try:
            yield
        finally:
            with self._lock:
                self._waiting -= 1

    def _pickle_zone(self, measured: Measured) -> bytes:
        """Return the zone as it is sent, pickled once while it is served."""
        digest, data = self._pickled
        if digest != measured.zone.digest:
            data = pickle.dumps(measured.zone, protocol=pickle.HIGHEST_PROTOCOL)
            self._pickled = (measured.zone.digest, data)
        return data

    def _end_idle_later(self) -> None:
        """End the processes that are free once nothing has been asked for a while."""
        if not self.limits.processes:
            return
        with self._lock:
            if self._idle is not None:
                self._idle.cancel()
            self._idle = Timer(self.limits.idle_s, self._end_idle)
            self._idle.daemon = True
            self._idle.start()

    def _end_idle(self) -> None:
        taken = []
        while True:
            try:
                taken.append(self._free.get_nowait())
            except Empty:
                break
        for process in taken:
            process.end()
            self._free.put(process)
