"""Whole commands in processes of their own: how fast they start, how much memory they take."""

import json

import numpy as np
import pytest

COMMAND = "import sys; from webapp.cli import main; main()"
MEASURED = """
import resource, sys
from webapp.cli import zonemap
zonemap(sys.argv[1:], standalone_mode=False)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.parametrize("what", ["import geopandas", "zonemap areas"])
@pytest.mark.benchmark(group="cold start")
def test_cold_start(benchmark, python, zone, what):
    words = (COMMAND, "areas", "--format", "json") if what == "zonemap areas" else (what,)
    printed = benchmark.pedantic(python, words, rounds=9, warmup_rounds=2)
    if what == "zonemap areas":
        assert {row["id"] for row in json.loads(printed)} == set(zone.parts.index)


@pytest.mark.benchmark(group="peak memory of zonemap locate")
def test_memory_does_not_grow_with_the_file(benchmark, python, tmp_path):
    peaks = []
    for count in (100_000, 400_000):
        source, out = tmp_path / f"{count}.csv", tmp_path / f"{count}.parquet"
        lon, lat = np.random.default_rng(1).uniform([[105], [28.5]], [[106], [29.5]], (2, count))
        rows = np.column_stack([np.arange(count), lon, lat])
        np.savetxt(source, rows, ["%d", "%.6f", "%.6f"], ",", header="id,lon,lat", comments="")
        words = (MEASURED, "locate", source, "-o", out, "--chunk-rows", 20_000)
        run = benchmark.pedantic if count == 400_000 else lambda call, given, rounds: call(*given)
        peaks.append(int(run(python, words, rounds=1)))
    benchmark.extra_info["peak_MB"] = [round(peak / 1000) for peak in peaks]
    assert peaks[1] < 1.15 * peaks[0]


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.benchmark(group="zonemap locate, 200,000 rows")
def test_workers(benchmark, python, tmp_path, workers):
    source, out = tmp_path / "sites.csv", tmp_path / "out.csv"
    lon, lat = np.random.default_rng(1).uniform([[105], [28.5]], [[106], [29.5]], (2, 200_000))
    np.savetxt(source, np.column_stack([lon, lat]), "%.6f", ",", header="lon,lat", comments="")
    words = (COMMAND, "locate", source, "-o", out, "--chunk-rows", 20_000, "--workers", workers)
    guarded = "if __name__ == '__main__':\n " + words[0].replace("; ", "\n ")
    benchmark.pedantic(python, (guarded, *words[1:]), rounds=1)
    assert out.read_text("utf-8").count("\n") == 200_001
