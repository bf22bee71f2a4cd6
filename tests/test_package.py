"""A built wheel, unpacked elsewhere, finds its data, templates and assets."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
PROGRAM = """
import geo, pathlib
from geo.zone import DEFAULT_PATH, read_zone
from webapp import create_app
assert pathlib.Path(geo.__file__).parent.parent == pathlib.Path.cwd(), geo.__file__
assert DEFAULT_PATH.is_relative_to(pathlib.Path.cwd()), DEFAULT_PATH
client = create_app().test_client()
for path in ("/?lang=zh", "/areas", "/distances", "/embed", "/healthz"):
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.text)
page = client.get("/").text
address = page.split('rel="icon" href="')[1].split('"')[0]
assert client.get(address).status_code == 200, address
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_works_elsewhere(unpacked):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=unpacked,
        env={"PYTHONPATH": str(unpacked), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_wheel_carries_no_tests_and_no_bundles(unpacked):
    names = [path.relative_to(unpacked) for path in unpacked.rglob("*")]
    carried = [str(name) for name in names if "__pycache__" not in name.parts]
    assert not [name for name in carried if name.startswith("tests") or "leaflet" in name]


def test_the_wheel_says_that_it_is_typed(unpacked):
    marks = sorted(str(path.relative_to(unpacked)) for path in unpacked.rglob("py.typed"))
    assert marks == ["geo/py.typed", "maps/py.typed", "webapp/py.typed"]


def test_neither_archive_carries_the_checks_of_the_scripts(unpacked, tmp_path):
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (sdist,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        packed = archive.getnames()
    names = [*packed, *(str(path.relative_to(unpacked)) for path in unpacked.rglob("*"))]
    assert any(name.endswith("maps/web/static/zone-layer.js") for name in packed)
    assert any(name.endswith("webapp/static/tools/ask.js") for name in packed)
    for word in ("package.json", "tsconfig", "biome", ".npmrc", "node_modules", ".d.ts"):
        assert not [name for name in names if word in name], word
