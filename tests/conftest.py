"""Small made zones, and the shipped one."""

import copy
import fcntl
import gc
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from hypothesis import settings

from geo.errors import InputError
from geo.zone import DEFAULT_PATH, Zone, read_zone

# Compiled modules are kept, whatever the machine says, as the Makefile has it: else each process of
# a run, and each command that a test starts, compiles hundreds of files anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

settings.register_profile("steady", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("steady")

MOST_UNSEARCHED = 20_000  # objects between two searches for garbage

# Fixtures that start servers: what uses one is slow.
STARTS_SERVERS = {"server", "serving", "steady"}

SQUARE = [[[105.4, 28.9], [105.5, 28.9], [105.5, 29.0], [105.4, 29.0], [105.4, 28.9]]]
INNER = [[[105.42, 28.92], [105.44, 28.92], [105.44, 28.94], [105.42, 28.94], [105.42, 28.92]]]
OTHER = [[[105.6, 28.9], [105.7, 28.9], [105.7, 29.0], [105.6, 29.0], [105.6, 28.9]]]


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Search nothing for garbage while tests are collected, nor what is there at the end ever after.

    Modules and thousands of tests stay: to search them again and again takes a quarter of the
    collection's time, and then some of each test's that makes many objects. What is made later is
    searched less often: a tenth of the time of a figure goes into searches, which find little.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(MOST_UNSEARCHED)
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests that start servers, so that `make check` can leave them out."""
    for item in items:
        if STARTS_SERVERS.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("slow")


def make_feature(part_id: str, rings: Any, **properties: Any) -> dict[str, Any]:
    """Return a part with the least that a part needs, and `properties`."""
    geometry = rings if isinstance(rings, dict) else {"type": "Polygon", "coordinates": rings}
    return {
        "type": "Feature",
        "properties": {"id": part_id, "kind": "district", **properties},
        "geometry": geometry,
    }


def make_collection() -> dict[str, Any]:
    """Return a zone of two districts and a park inside the first one."""
    return {
        "type": "FeatureCollection",
        "zone": {"name": "Made zone", "name_zh": "自制区", "published_area_km2": 200},
        "sources": {"made": {"title": "Made up", "url": "https://example.org/"}},
        "features": [
            make_feature(
                "west",
                SQUARE,
                name="West",
                name_zh="西区",
                published_area_km2=100,
                placement="surveyed",
                position_uncertainty_m=5,
                sources=["made"],
            ),
            make_feature("east", OTHER, name="East", name_zh="东区"),
            make_feature("inner", INNER, name="Inner", kind="park", parent="west"),
        ],
    }


@pytest.fixture
def collection() -> dict[str, Any]:
    """A good zone as it stands in a file; a test may change it as it likes."""
    return copy.deepcopy(make_collection())


@pytest.fixture
def write_zone_file(tmp_path: Path) -> Callable[..., Path]:
    """Write a collection, text or bytes to a file and return its path."""

    def write(content: Any, name: str = "made.geojson") -> Path:
        text = content if isinstance(content, str | bytes) else json.dumps(content)
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


@pytest.fixture
def made_path(write_zone_file: Callable[..., Path], collection: dict[str, Any]) -> Path:
    """The made zone's file, with two places beside it."""
    points = {"town": (105.45, 28.95), "city": (106.55, 29.56)}
    places = [
        {
            "type": "Feature",
            "properties": {"id": key, "name": key.title(), "position_uncertainty_m": 100},
            "geometry": {"type": "Point", "coordinates": xy},
        }
        for key, xy in points.items()
    ]
    write_zone_file({"type": "FeatureCollection", "features": places}, "places.geojson")
    return write_zone_file(collection)


@pytest.fixture
def made_zone(made_path: Path) -> Zone:
    """The made zone, read."""
    return read_zone(made_path)


@pytest.fixture(scope="session")
def zone() -> Zone:
    """The shipped zone."""
    return read_zone(DEFAULT_PATH)


@pytest.fixture(scope="session")
def rendered(zone: Zone) -> Callable[..., bytes]:
    """The shipped zone's files, made once for equal options: `rendered("docx", lang="zh")`."""
    from maps.export.registry import export_zone
    from maps.figure.options import FigureOptions

    made = cache(lambda form, options: export_zone(zone, form, options))
    return lambda form, **options: made(form, FigureOptions(**options))


@pytest.fixture
def without_glyphs(monkeypatch: pytest.MonkeyPatch) -> None:
    """SVG files have no fonts in them, which take as long as the drawing: for tests of words.

    Not together with `rendered`, which keeps its files.
    """
    monkeypatch.setattr("maps.figure.svg_file.font_face_css", lambda *_: "")


@pytest.fixture
def series() -> Callable[..., gpd.GeoSeries]:
    """Return shapes as a WGS 84 GeoSeries."""

    def make(*shapes: shapely.Geometry) -> gpd.GeoSeries:
        return gpd.GeoSeries(list(shapes), crs="OGC:CRS84")

    return make


@pytest.fixture
def refusal() -> Callable[..., str]:
    """Return the one sentence with which a file is refused."""

    def read(path: Any, **options: Any) -> str:
        with pytest.raises(InputError) as caught:
            read_zone(path, **options)
        sentence = str(caught.value)
        assert sentence.isprintable()  # one line, and nothing that a terminal would act on
        assert len(sentence) < 400
        return sentence

    return read


@pytest.fixture(scope="session")
def node() -> str:
    """Node, with which the scripts are tried; without it their tests are skipped, loudly."""
    return _find_program(shutil.which("node"), "NO NODE HERE: install Node 20 or later")


@pytest.fixture(scope="session")
def tsc(node: str) -> str:
    """The checker of the scripts' types, which `make lint-js` installs."""
    path = Path(__file__).parents[1] / "node_modules/.bin/tsc"
    return _find_program(str(path) if path.exists() else None, "NO tsc HERE: run `make lint-js`")


def _find_program(path: str | None, missing: str) -> str:
    if path is None and os.environ.get("ZONEMAP_REQUIRE_NODE"):
        pytest.fail(f"{missing}; the scripts' tests are required")
    return path or pytest.skip(missing)


@pytest.fixture(scope="session")
def built_docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation as `make docs` builds it, once for all processes that run tests."""
    if find_spec("properdocs") is None:
        pytest.skip("NO ProperDocs HERE: install constraints-dev.txt to build the documentation")
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "built-docs"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            _build_docs(folder)
    return folder


def _build_docs(folder: Path) -> None:
    root, unfinished = Path(__file__).parents[1], folder.with_suffix(".part")
    command = [sys.executable, "-m", "properdocs", "build", "--quiet", "--config-file"]
    done = subprocess.run(
        [*command, str(root / "properdocs.yml"), "--site-dir", str(unfinished)],
        cwd=root, env={"PYTHONPATH": str(root), "PATH": ""}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    unfinished.rename(folder)
