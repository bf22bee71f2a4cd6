"""Chunks computed by several processes of this machine: results in order, few chunks in memory."""

import gc
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from threading import Thread
from typing import Any

from geo.batch.chunks import Chunk, ChunkResult
from geo.batch.fork_server import get_process_context
from geo.batch.runner import Work
from geo.errors import N_, InputError

_CHUNKS_GIVEN = 2  # to each process: the next one is there when it has computed one
_CHUNKS_AHEAD = 3  # chunks that are given, read or computed and not yet taken, for each process
_DEATHS = 3


def map_in_processes(work: Work, chunks: Iterable[Chunk], *, workers: int) -> Iterator[ChunkResult]:
    """Yield the results of chunks in their order, computed by several processes.

    A chunk whose process dies is computed again. The processes end with the last result, and with
    this process, however it ends. (The standard library's pool waits for ever when one dies while
    it sends a result, or while another one starts.)

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
    source = iter(chunks)
    order: deque[int] = deque()
    crew = _Crew(work, workers)
    try:
        while True:
            while len(order) < _CHUNKS_AHEAD * workers and (chunk := next(source, None)):
                order.append(chunk.number)
                crew.submit(chunk)
            if not order:
                return
            yield crew.take(order.popleft())
    finally:
        crew.end()


class _Worker:
    """A process with a connection of its own, and the chunks that it has been given."""

    def __init__(self, work: Work) -> None:
        context = get_process_context()
        self.connection, theirs = context.Pipe()
        self.given: deque[Chunk] = deque()
        self.process = context.Process(target=_run_process, args=(theirs, work), daemon=True)
        self.process.start()
        theirs.close()  # so that the connection ends with the process

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


class _Crew:
    """Processes, the chunks that wait for them, and the results that nobody has taken."""

    def __init__(self, work: Work, workers: int) -> None:
        self._work = work
        self._died = 0
        self._waiting: deque[Chunk] = deque()
        self._results: dict[int, ChunkResult] = {}
        self._workers: list[_Worker] = []
        for _ in range(workers):
            self._workers.append(self._start())

    def submit(self, chunk: Chunk) -> None:
        """Give a chunk to a process, or keep it until one is free."""
        self._waiting.append(chunk)
        self._receive(0)

    def take(self, number: int) -> ChunkResult:
        """Return the result of a chunk, when it is there."""
        while number not in self._results:
            self._receive(None)
        return self._results.pop(number)

    def end(self) -> None:
        for worker in self._workers:
            worker.end()

    def _receive(self, timeout: float | None) -> None:
        """Keep the results that have come, and give out chunks."""
        self._give()
        ready = wait([each.connection for each in self._workers if each.given], timeout)
        for worker in [each for each in self._workers if each.connection in ready]:
            try:
                result = worker.connection.recv()
            except (EOFError, OSError):
                self._replace(worker)
            else:
                if isinstance(result, BaseException):
                    raise result
                self._results[worker.given.popleft().number] = result
        self._give()

    def _give(self) -> None:
        for depth in range(_CHUNKS_GIVEN):  # first to those that have none
            for worker in list(self._workers):
                if self._waiting and len(worker.given) == depth:
                    worker.given.append(self._waiting.popleft())
                    try:
                        worker.connection.send(worker.given[-1])
                    except OSError:
                        self._replace(worker)

    def _replace(self, worker: _Worker) -> None:
        """Start another process for one that died, whose chunks wait again."""
        worker.end()
        self._count_death()
        self._waiting.extendleft(reversed(worker.given))
        self._workers[self._workers.index(worker)] = self._start()

    def _start(self) -> _Worker:
        """Return a process that was started; it may die while it is sent its work."""
        while True:
            try:
                return _Worker(self._work)
            except (EOFError, OSError):
                self._count_death()

    def _count_death(self) -> None:
        self._died += 1
        if self._died >= _DEATHS:
            self.end()
            raise InputError(
                N_(
                    "Processes ended before they were done. Run the command again with fewer "
                    "`--workers` or `--chunk-rows`. It continues where it stopped."
                )
            )


def _run_process(connection: Connection, work: Work) -> None:
    """Compute what the connection brings, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that started it
    gc.freeze()  # what was imported stays; millions of values come and go
    chunks: SimpleQueue[Chunk] = SimpleQueue()
    Thread(target=_read_chunks, args=(connection, chunks), daemon=True).start()
    while True:
        try:
            answer: Any = work(chunks.get())
        except Exception as error:  # noqa: BLE001 (raised where the result is taken)
            answer = error
        try:
            connection.send(answer)
        except OSError:
            os._exit(1)  # who started this process has ended


def _read_chunks(connection: Connection, chunks: SimpleQueue[Chunk]) -> None:
    """Read at once, so that the one who sends never waits for what is computed."""
    with suppress(EOFError, OSError):
        while True:
            chunks.put(connection.recv())
    os._exit(1)
