"""Chunks computed by several processes: the same bytes, whoever dies."""

import os
from functools import partial

import pytest

from geo.batch.dask_pool import cluster_mapper
from geo.batch.jobs import locate_chunk
from geo.errors import InputError
from geo.measured import Measured

pytestmark = pytest.mark.slow


def local_cluster():
    distributed = pytest.importorskip("distributed")
    return distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)


@pytest.mark.filterwarnings("ignore")
def test_two_dask_workers_write_the_same_bytes(run, sites):
    here, there = sites.with_name("here.parquet"), sites.with_name("there.parquet")
    run(sites, here)
    with local_cluster() as cluster, cluster_mapper(cluster) as mapper:
        run(sites, there, mapper=mapper)
    assert there.read_bytes() == here.read_bytes()


def die_once(chunk, *, measured, marker):
    """Kill the worker's own process at the third chunk, the first time."""
    if chunk.number == 2 and not marker.exists():
        marker.touch()
        os._exit(1)
    return locate_chunk(chunk, measured=measured, datum="wgs84")


@pytest.mark.filterwarnings("ignore")
def test_a_killed_worker_costs_nothing_but_time(run, sites, made_zone):
    here, there = sites.with_name("here.parquet"), sites.with_name("there.parquet")
    marker = sites.with_name("died")
    run(sites, here)
    with local_cluster() as cluster, cluster_mapper(cluster) as mapper:
        run(
            sites,
            there,
            work=partial(die_once, measured=Measured(made_zone), marker=marker),
            mapper=mapper,
        )
    assert marker.exists()
    assert there.read_bytes() == here.read_bytes()


def test_without_dask_the_sentence_names_the_extra(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with (
        pytest.raises(InputError, match=r"luzhou-zone-map\[dask\]"),
        cluster_mapper("tcp://127.0.0.1:1"),
    ):
        pass
