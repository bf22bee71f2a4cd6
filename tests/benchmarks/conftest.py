"""What the benchmarks share: parcels, sites, the rivals, and a table of goals at the end."""

import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from browsing import FLAGS
from ways import OF_RIVALS, WAYS

ROOT = Path(__file__).parents[2]
SITES = int(os.environ.get("BENCH_SITES", "2000000"))
PARCELS = int(os.environ.get("BENCH_PARCELS", "100000"))
GOALS = pytest.StashKey[list[tuple[str, float, str, bool]]]()


@pytest.fixture(scope="session")
def rivals():
    """Make an environment of what is compared with, once, and return its Python.

    pygeoapi, DuckDB, mapclassify and all they need, pinned in `rivals.txt`, in `.venv-rivals`.
    """
    wanted, folder = Path(__file__).with_name("rivals.txt"), ROOT / ".venv-rivals"
    python, stamp = folder / "bin" / "python", folder / "installed.txt"
    if not stamp.exists() or stamp.read_bytes() != wanted.read_bytes():
        venv.create(folder, with_pip=True, clear=True)
        command = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([*command, "--require-hashes", "--requirement", wanted], check=True)
        stamp.write_bytes(wanted.read_bytes())
    return str(python)


@pytest.fixture
def goals(request, benchmark):
    """Note a ratio beside its goal; the table at the end says which were met."""
    noted = request.config.stash.setdefault(GOALS, [])
    kept = benchmark.extra_info.setdefault("goals", {})

    def note(what, ratio, *, at_least=None, at_most=None):
        met = ratio >= at_least if at_least is not None else ratio <= at_most
        goal = f"at least {at_least}" if at_least is not None else f"at most {at_most}"
        noted.append((what, ratio, goal, met))
        kept[what] = {"ratio": ratio, "goal": goal, "met": bool(met)}

    return note


def pytest_terminal_summary(terminalreporter, config):
    """Print what was compared, with its goals."""
    if noted := config.stash.get(GOALS, []):
        terminalreporter.section("goals, as ratios in this run")
        for what, ratio, goal, met in noted:
            verdict = "met" if met else "MISSED"
            terminalreporter.write_line(f"{verdict:7}{ratio:12.3g}  {goal:16}  {what}")


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
def browser():
    if shutil.which("chromium") is None:
        pytest.skip("no chromium here")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def counties():
    """The 55 county outlines as they were published, not simplified."""
    return gpd.read_file(ROOT / "data" / "raw" / "counties.geojson").geometry


@pytest.fixture(scope="session")
def environment(tmp_path_factory):
    """Variables for a process of its own, bytecode kept between runs as anywhere."""
    found = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(tmp_path_factory.mktemp("bytecode")),
    }
    found.pop("PYTHONDONTWRITEBYTECODE", None)
    return found


@pytest.fixture(scope="session")
def python(environment):
    """Run Python in a process of its own and return what it printed."""

    def run(code, *arguments):
        command = [sys.executable, "-c", code, *map(str, arguments)]
        done = subprocess.run(command, check=True, capture_output=True, env=environment, text=True)
        return done.stdout

    return run


@pytest.fixture
def race(benchmark, environment, rivals, tmp_path):
    """Run the ways of a job one after the other; return seconds, memory and answer of each."""

    def run(job, *, rounds=3):
        def run_all():
            for way in (way for way in WAYS if way.startswith(f"{job}, ")):
                python = rivals if way in OF_RIVALS else sys.executable
                command = [
                    python,
                    str(Path(__file__).with_name("ways.py")),
                    way,
                    str(tmp_path),
                    str(rounds),
                ]
                done = subprocess.run(
                    command, check=True, stdout=subprocess.PIPE, env=environment, text=True
                )
                found[way.removeprefix(f"{job}, ")] = json.loads(done.stdout)

        found = {}
        benchmark.pedantic(run_all, rounds=1)
        own = min(found["zonemap"]["seconds"])
        for way, row in found.items():
            row["times"] = min(row["seconds"]) / own
            print(
                f"\n  {way:24} {min(row['seconds']):9.3f} s  zonemap is {row['times']:6.2f} times as fast"
                f"  {row['before_mb']:6.0f} MB before, {row['peak_mb']:6.0f} at the peak",
                end="",
            )
        benchmark.extra_info.update(found)
        for way, row in found.items():
            answer = tmp_path / f"{job}, {way}"
            array = answer.with_name(answer.name + ".npy")
            row["answer"] = (
                np.load(array) if array.exists()
                else answer.with_name(answer.name + ".html").read_text("utf-8")
            )  # fmt: skip
        return found

    return run


@pytest.fixture
def written(tmp_path):
    """Write shapes, points or both where the ways look for them."""

    def write(shapes=None, points=None):
        if shapes is not None:
            table = pa.table({"n": range(len(shapes)), "wkb": shapely.to_wkb(shapes)})
            pq.write_table(table, tmp_path / "shapes.parquet")
        if points is not None:
            lon, lat = points
            table = pa.table({"n": range(len(lon)), "lon": lon, "lat": lat})
            pq.write_table(table, tmp_path / "points.parquet")

    return write


@pytest.fixture(scope="session")
def sites():
    """Return longitudes and latitudes of many sites, evenly over bounds."""

    def make(bounds):
        rng = np.random.default_rng(3)
        west, south, east, north = bounds
        return rng.uniform(west, east, SITES), rng.uniform(south, north, SITES)

    return make
