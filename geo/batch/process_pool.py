"""Chunks computed by several processes of this machine: results in order, few chunks in memory."""

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_all_start_methods, get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Any

from geo.batch.chunks import Chunk, ChunkResult
from geo.batch.runner import Work
from geo.errors import InputError

_CHUNKS_AHEAD = 3  # chunks waiting, for each process
_ATTEMPTS = 3
# A process is not copied from this one, whose libraries have threads, but from one without any
# that has imported what the jobs need.
_METHOD = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
_PRELOADED = ["geo.batch.jobs"]


def map_in_processes(work: Work, chunks: Iterable[Chunk], *, workers: int) -> Iterator[ChunkResult]:
    """Yield the results of chunks in their order, computed by several processes.

    A chunk whose process dies is computed again. The processes end with the last result, and with
    this process, however it ends.

    Parameters
    ----------
    work : callable
        Can be pickled; it is sent to each process once.
    chunks : iterable of Chunk
        Each is taken when its turn is near.
    workers : int
        How many processes.

    Raises
    ------
    InputError
        When processes die again and again.
    """
    crew = _Crew(work, workers)
    try:
        for chunk in chunks:
            crew.submit(chunk)
            if len(crew.waiting) >= _CHUNKS_AHEAD * workers:
                yield crew.take_first()
        while crew.waiting:
            yield crew.take_first()
    finally:
        crew.pool.shutdown(cancel_futures=True)


class _Crew:
    """Processes, and the chunks that they have been given, in order."""

    def __init__(self, work: Work, workers: int) -> None:
        self._work, self._workers, self._died = work, workers, 0
        self._others = set(active_children())
        self.pool = self._start_pool()
        self.waiting: deque[tuple[Chunk, Future[ChunkResult]]] = deque()

    def _start_pool(self) -> ProcessPoolExecutor:
        context: Any = get_context(_METHOD)
        if _METHOD == "forkserver":
            context.set_forkserver_preload(_PRELOADED)
        return ProcessPoolExecutor(
            self._workers, context, initializer=_start_process, initargs=(self._work,)
        )

    def submit(self, chunk: Chunk) -> None:
        """Give a chunk to the processes."""
        try:
            self.waiting.append((chunk, self.pool.submit(_compute, chunk)))
        except BrokenProcessPool:
            self._replace_pool([chunk])

    def take_first(self) -> ChunkResult:
        """Return the result of the first chunk, when it is there."""
        while True:
            try:
                result = self.waiting[0][1].result()
            except BrokenProcessPool:
                self._replace_pool([])
            else:
                self.waiting.popleft()
                return result

    def _replace_pool(self, more: list[Chunk]) -> None:
        """Start other processes, and give them what those that died have left."""
        self._died += 1
        for process in set(active_children()) - self._others:
            process.kill()  # one that waits for what a dead one holds would never end
        self.pool.shutdown(wait=False, cancel_futures=True)
        if self._died >= _ATTEMPTS:
            raise InputError(
                "Processes ended before they were done. Run the command again, with fewer "
                "--workers or --chunk-rows; what is finished is kept."
            )
        self.pool = self._start_pool()
        chunks = [*(chunk for chunk, _ in self.waiting), *more]
        self.waiting = deque((each, self.pool.submit(_compute, each)) for each in chunks)


_GIVEN: list[Work] = []  # of this process


def _start_process(work: Work) -> None:
    """Keep the work of this process, which ends with that which started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that started it
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent,), daemon=True).start()
    _GIVEN[:] = [work]


def _end_with(parent: BaseProcess) -> None:
    wait([parent.sentinel])
    os._exit(1)


def _compute(chunk: Chunk) -> ChunkResult:
    return _GIVEN[0](chunk)
