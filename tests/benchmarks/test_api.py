"""The API under load, beside pygeoapi's GeoJSON provider and the bare server.

pygeoapi is no dependency: `ZONEMAP_PYGEOAPI` names a Python of its own environment that has
pygeoapi and granian; without it those rows are skipped. Same files, same client, same server
(granian, as many workers and threads), one after the other.
"""

import json
import os
import random
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
import shapely

from geo.zone import DATA

ROOT = Path(__file__).parents[2]
LOAD = Path(__file__).with_name("api_load.py")
SECONDS, CONNECTIONS = float(os.environ.get("ZONEMAP_BENCH_SECONDS", "3")), 4
MANY = 2_900
BARE = """
from pathlib import Path
BODY = Path(__file__).with_name("body").read_bytes()
HEADERS = [("Content-Type", "application/geo+json"), ("Content-Length", str(len(BODY)))]
def app(environ, start):
    start("200 OK", HEADERS)
    return [BODY]
"""
SERVE = """
import sys
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
target, factory, port, workers = sys.argv[1:]
Granian(target, factory=factory == "1", interface=Interfaces.WSGI, port=int(port),
        workers=int(workers), blocking_threads=4, log_level=LogLevels.error).serve()
"""


@contextmanager
def served(python, target, *, factory, probe, workers, cwd, environment):
    """Serve a WSGI application and give its address and its process."""
    with socket.create_server(("127.0.0.1", 0)) as probe_socket:
        port = probe_socket.getsockname()[1]
    command = [python, "-c", SERVE, target, str(int(factory)), str(port), str(workers)]
    process = subprocess.Popen(
        command, cwd=cwd, env={**os.environ, **environment}, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            assert process.poll() is None, "the server stopped by itself"
            try:
                urlopen(address + probe, timeout=60).close()
                break
            except (URLError, ConnectionError):
                time.sleep(0.2)
        yield address, process
    finally:
        process.terminate()
        process.wait(timeout=30)


def megabytes(process):
    """Return the proportional memory of a process and its children."""
    pids, total = [process.pid], 0
    while pids:
        pid = pids.pop()
        base = Path(f"/proc/{pid}")
        total += int((base / "smaps_rollup").read_text().split("Pss:")[1].split()[0])
        for task in (base / "task").iterdir():
            pids += map(int, (task / "children").read_text().split())
    return total / 1024


def load(address, paths):
    command = [sys.executable, str(LOAD), address, str(SECONDS), str(CONNECTIONS)]
    done = subprocess.run(
        command, input="\n".join(paths), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The shipped parts, and 2,900 shapes of counties moved over the country."""
    folder = tmp_path_factory.mktemp("zones")
    raw = json.loads((DATA / "raw" / "counties.geojson").read_text("utf-8"))["features"]
    shapes = [shapely.geometry.shape(each["geometry"]) for each in raw]
    features = []
    for n in range(MANY):
        step = n // len(shapes)
        shape = shapely.affinity.translate(
            shapes[n % len(shapes)], 3 * (step % 9) - 13, 2.5 * (step // 9) - 6
        )
        properties = {"id": f"c{n}", "name": f"County {n}", "name_zh": f"区县{n}", "kind": "park"}
        geometry = shapely.geometry.mapping(shapely.make_valid(shape))
        if geometry["type"] in {"Polygon", "MultiPolygon"}:
            features.append(
                {"type": "Feature", "id": f"c{n}", "properties": properties, "geometry": geometry}
            )
    many = folder / "many.geojson"
    found = {"type": "FeatureCollection", "features": features}
    many.write_text(json.dumps(found, ensure_ascii=False), "utf-8")
    return {"few": DATA / "boundaries.geojson", "many": many, "first": features[0]["id"]}


def boxes(count):
    """Return boxes of two degrees, no two alike, so that none was asked for before."""
    chance = random.Random(1)
    corners = [(chance.uniform(92, 115), chance.uniform(22, 38)) for _ in range(count)]
    return [f"bbox={x:.6f},{y:.6f},{x + 2:.6f},{y + 2:.6f}" for x, y in corners]


def cases(base, files):
    """Return file and paths of each case, `base` being the path of the collection."""
    items = f"{base}/items?f=json"
    return {
        "items of 8": ("few", [items]),
        "items of 2900, first page": ("many", [items]),
        "items of 2900, all": ("many", [f"{items}&limit={MANY}"]),
        "single of 2900": ("many", [f"{base}/items/{files['first']}?f=json"]),
        "bbox of 2900, never alike": ("many", [f"{items}&{box}" for box in boxes(20_000)]),
    }


@contextmanager
def ours(path, workers, folder):
    environment = {"PYTHONPATH": str(ROOT), "ZONEMAP_DATA": str(path)}
    with served(
        sys.executable, "webapp:create_app", factory=True, probe="/api/collections/boundaries/items",
        workers=workers, cwd=folder, environment=environment,
    ) as found:  # fmt: skip
        yield found


def pygeoapi_config(path):
    said = {"title": "t", "description": "d", "keywords": ["k"], "keywords_type": "theme",
            "terms_of_service": "-", "url": "http://localhost"}  # fmt: skip
    provider = {"type": "feature", "name": "GeoJSON", "data": str(path), "id_field": "id"}
    item = {
        "type": "collection", "title": "b", "description": "b", "keywords": ["k"], "links": [],
        "extents": {"spatial": {"bbox": [-180, -90, 180, 90],
                    "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"}},
        "providers": [provider],
    }  # fmt: skip
    return {
        "server": {"bind": {"host": "127.0.0.1", "port": 5000}, "url": "http://localhost",
                   "mimetype": "application/json; charset=UTF-8", "encoding": "utf-8",
                   "languages": ["en-US"], "gzip": False, "pretty_print": False,
                   "limits": {"default_items": 10, "max_items": 10_000},
                   "map": {"url": "http://localhost/{z}/{x}/{y}.png", "attribution": "-"}},
        "logging": {"level": "ERROR"},
        "metadata": {"identification": said, "license": {"name": "-", "url": "http://localhost"},
                     "provider": {"name": "-"}, "contact": {"name": "-"}},
        "resources": {"boundaries": item},
    }  # fmt: skip


@contextmanager
def theirs(path, workers, folder):
    python = os.environ["ZONEMAP_PYGEOAPI"]
    config, openapi = folder / "config.yml", folder / "openapi.yml"
    config.write_text(json.dumps(pygeoapi_config(path)))
    environment = {"PYGEOAPI_CONFIG": str(config), "PYGEOAPI_OPENAPI": str(openapi)}
    tool = str(Path(python).with_name("pygeoapi"))
    subprocess.run(
        [tool, "openapi", "generate", str(config), "--output-file", str(openapi)],
        env={**os.environ, **environment}, check=True, capture_output=True,
    )  # fmt: skip
    with served(
        python, "pygeoapi.flask_app:APP", factory=False, probe="/collections?f=json",
        workers=workers, cwd=folder, environment=environment,
    ) as found:  # fmt: skip
        yield found


@contextmanager
def bare(body, workers, folder):
    (folder / "body").write_bytes(body)
    (folder / "bare.py").write_text(BARE)
    with served(
        sys.executable, "bare:app", factory=False, probe="/", workers=workers, cwd=folder,
        environment={"PYTHONPATH": str(folder)},
    ) as found:  # fmt: skip
        yield found


def run(benchmark, server, base, files, *, case, workers, folder):
    kind, paths = cases(base, files)[case]
    with server(files[kind], workers, folder) as (address, process):
        load(address, paths[:1])  # once, so that both are warm
        found = benchmark.pedantic(load, args=(address, paths), rounds=1)
        benchmark.extra_info.update(found, megabytes=megabytes(process))
    print(f"\n{case}, {workers} worker(s), {server.__name__}: {json.dumps(benchmark.extra_info)}")
    assert found["requests"] > 0


CASES = list(cases("", {"first": ""}))


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("case", CASES)
def test_ours(benchmark, files, case, workers, tmp_path):
    run(
        benchmark,
        ours,
        "/api/collections/boundaries",
        files,
        case=case,
        workers=workers,
        folder=tmp_path,
    )


@pytest.mark.skipif("ZONEMAP_PYGEOAPI" not in os.environ, reason="ZONEMAP_PYGEOAPI is not set")
@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("case", CASES)
def test_pygeoapi(benchmark, files, case, workers, tmp_path):
    run(
        benchmark,
        theirs,
        "/collections/boundaries",
        files,
        case=case,
        workers=workers,
        folder=tmp_path,
    )


@pytest.mark.parametrize("case", CASES[:4])
def test_bare_server_with_the_same_bytes(benchmark, files, case, tmp_path):
    kind, paths = cases("/api/collections/boundaries", files)[case]
    with ours(files[kind], 1, tmp_path) as (address, _process):
        body = urlopen(address + paths[0]).read()
    with bare(body, 1, tmp_path) as (address, _process):
        load(address, paths)
        benchmark.extra_info.update(benchmark.pedantic(load, args=(address, paths), rounds=1))
    print(f"\n{case}, bare: {json.dumps(benchmark.extra_info)}")
    assert benchmark.extra_info["requests"] > 0
