"""Whole commands in processes of their own: how fast they start, how much memory they take."""

import json
import time

import numpy as np
import pytest
from servers import zonemap

from geo.zone import DEFAULT_PATH

COMMAND = "import sys; from webapp.cli.main import main; main()"
MEASURED = """
import resource, sys
from webapp.cli.main import zonemap
zonemap(sys.argv[1:], standalone_mode=False)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.benchmark(group="cold start")
def test_cold_start(benchmark, goals, python, zone, tmp_path):
    """Turn by turn, so that a busy moment meets all of them."""

    def areas():
        printed = python(COMMAND, "areas", "--format", "json")
        assert {row["id"] for row in json.loads(printed)} == set(zone.parts.index)

    def serve():
        with zonemap(DEFAULT_PATH, workers=1, folder=tmp_path) as server:
            status, _headers, body = server.ask("/", {"Accept-Language": "en"})
            assert (status, b"<title>" in body) == (200, True)
            taken["zonemap serve, first page"].append(time.perf_counter() - begun)

    ways = {
        "import geopandas": lambda: python("import geopandas"),
        "zonemap areas": areas,
        "zonemap serve, first page": serve,
    }
    taken = {name: [] for name in ways}
    for _ in range(2):
        python("import geopandas")
        areas()  # so that modules are compiled
    for _ in range(9):
        for name, way in ways.items():
            begun = time.perf_counter()
            way()
            if way is not serve:
                taken[name].append(time.perf_counter() - begun)
    benchmark.pedantic(areas, rounds=1)
    least = {name: min(seconds) for name, seconds in taken.items()}
    bare = least["import geopandas"]
    for name, seconds in least.items():
        benchmark.extra_info[name] = seconds
        print(
            f"\n  {name:26} {seconds:6.2f} s, {seconds / bare:5.2f} times the bare import", end=""
        )
    goals(
        "cold start of zonemap areas: import geopandas", least["zonemap areas"] / bare, at_most=1.2
    )
    first_page = least["zonemap serve, first page"] / bare
    goals("cold start of zonemap serve, first page: import geopandas", first_page, at_most=2)


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
