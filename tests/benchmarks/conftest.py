"""What the benchmarks share: parcels, sites, and ways to run a command of its own."""

import os
import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

ROOT = Path(__file__).parents[2]
SITES = int(os.environ.get("BENCH_SITES", "500000"))  # the number is 2 million
PARCELS = int(os.environ.get("BENCH_PARCELS", "100000"))


@pytest.fixture(scope="session")
def parcels():
    """Parcels of 1 to 9 ha with eight corners each, around Luzhou."""
    rng = np.random.default_rng(11)
    lon, lat = rng.uniform(104.6, 106.2, (PARCELS, 1)), rng.uniform(28, 29.6, (PARCELS, 1))
    turn = np.linspace(0, 2 * np.pi, 8, endpoint=False) + rng.uniform(0, 0.6, (PARCELS, 8))
    radius = rng.uniform(70, 200, (PARCELS, 8)) / 111_000
    corners = [lon + radius * np.cos(turn) / 0.875, lat + radius * np.sin(turn)]
    return shapely.polygons(np.stack(corners, axis=-1))


@pytest.fixture(scope="session")
def counties():
    """The 55 county outlines as they were published, not simplified."""
    return gpd.read_file(ROOT / "data" / "raw" / "counties.geojson").geometry


@pytest.fixture(scope="session")
def python(tmp_path_factory):
    """Run Python in a process of its own, bytecode kept between runs as anywhere."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(tmp_path_factory.mktemp("bytecode")),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def run(code, *arguments):
        command = [sys.executable, "-c", code, *map(str, arguments)]
        done = subprocess.run(command, check=True, capture_output=True, env=environment, text=True)
        return done.stdout

    return run


@pytest.fixture(scope="session")
def sites():
    """Return longitudes and latitudes of as many sites as asked for, evenly over bounds."""

    def make(bounds):
        rng = np.random.default_rng(3)
        west, south, east, north = bounds
        return rng.uniform(west, east, SITES), rng.uniform(south, north, SITES)

    return make
