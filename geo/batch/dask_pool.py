"""Chunks computed by a Dask cluster: results in order, only a few chunks in memory at once."""

import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from geo.batch.chunks import Chunk, ChunkResult
from geo.batch.runner import Mapper, Work
from geo.errors import N_, InputError, quote_value

_CHUNKS_AHEAD = 3  # chunks waiting, for each worker


@contextmanager
def cluster_mapper(scheduler: object) -> Iterator[Mapper]:
    """Yield a mapper for `geo.batch.runner.run_batch` over a running scheduler.

    A chunk whose worker dies is computed again by another one.

    Parameters
    ----------
    scheduler : str or Cluster
        Its address, or the cluster that it belongs to.

    Raises
    ------
    InputError
        When Dask is not installed or the scheduler doesn't answer.
    """
    distributed = _import_distributed()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            client = distributed.Client(scheduler, timeout="10s", set_as_default=False)
        except (OSError, ValueError) as error:
            raise InputError(
                N_("The scheduler %(address)s can't be used: %(reason)s. Check its address."),
                address=quote_value(scheduler),
                reason=error,
            ) from None
        try:
            yield _make_mapper(client)
        finally:
            client.close()


def _import_distributed() -> Any:
    try:
        return import_module("distributed")
    except ImportError:
        raise InputError(
            N_("A scheduler needs Dask. Install it with `pip install 'luzhou-zone-map[dask]'`.")
        ) from None


def _make_mapper(client: Any) -> Mapper:
    def results(work: Work, chunks: Iterable[Chunk]) -> Iterator[ChunkResult]:
        waiting: deque[Any] = deque()
        for chunk in chunks:
            waiting.append(client.submit(work, chunk, pure=False, retries=3))
            if len(waiting) >= _CHUNKS_AHEAD * max(len(client.scheduler_info()["workers"]), 1):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    return results
