"""The programs in which people open our files; a test skips, loudly, where one is missing.

Every test in this folder is marked `consumer`: `make test-consumers` runs it, `make test` doesn't.
"""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

# Scripts that other programs run: only these have what they import.
collect_ignore_glob = ["qgis_*.py"]

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
# The environment of the programs that are Python packages; `make test-consumers` makes it.
HOSTS = ROOT / os.environ.get("ZONEMAP_CONSUMERS", ".venv-consumers")
SECONDS = 180  # that a program may take: the first start of an office suite is slow
SYSTEM_PYTHON = "/usr/bin/python3"  # QGIS is a package of the system's own Python


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("consumer")


def run(command, **options):
    """Run a program to its end and return it; its words are shown where it fails."""
    done = subprocess.run(
        list(map(str, command)),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        **options,
    )
    assert done.returncode == 0, f"{command[0]}: {done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done


@cache
def can_import_qgis():
    if not Path(SYSTEM_PYTHON).exists():
        return False
    command = [SYSTEM_PYTHON, "-c", "import qgis.core"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="session")
def run_program():
    """Run a program of a Debian package: `run_program("ogrinfo", "-so", path, package="gdal-bin")`."""

    def start(name, *arguments, package, **options):
        if shutil.which(name) is None:
            pytest.skip(f"NO {name} HERE: install Debian's {package}")
        return run([name, *arguments], **options)

    return start


@pytest.fixture(scope="session")
def convert_office(run_program, tmp_path_factory):
    """Convert a file with a program of LibreOffice: `writer`, `calc` or `draw`.

    `convert_office(path, "pdf", by="writer")` is the path of the result.
    """
    profile = tmp_path_factory.mktemp("office-profile")

    def convert(path, to, *, by):
        office = Path(shutil.which("soffice") or "soffice").resolve().parents[1]
        if not (office / f"share/registry/{by}.xcd").exists():
            pytest.skip(f"NO LIBREOFFICE {by.upper()} HERE: install libreoffice-{by}-nogui")
        folder = tmp_path_factory.mktemp("converted")
        user = f"-env:UserInstallation=file://{profile}"
        options = [user, "--headless", "--convert-to", to, "--outdir", folder, path]
        run_program("soffice", *options, package=f"libreoffice-{by}-nogui")
        made = list(folder.iterdir())
        assert made, f"LibreOffice made nothing of {Path(path).name}"
        return made[0]

    return convert


@pytest.fixture(scope="session")
def run_in_qgis(tmp_path_factory):
    """Run a script of this folder in QGIS, without a window: `run_in_qgis("qgis_render.py", path)`.

    The script is started by the Python of the system, so that it can import nothing of ours.
    """
    if not can_import_qgis():
        pytest.skip("NO QGIS HERE: install Debian's qgis (python3-qgis)")
    home = tmp_path_factory.mktemp("qgis-home")
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environment = {**kept, "QT_QPA_PLATFORM": "offscreen", "HOME": str(home)}

    def start(script, *arguments):
        return run([SYSTEM_PYTHON, HERE / script, *arguments], env=environment).stdout

    return start


@pytest.fixture(scope="session")
def host_program():
    """Return the path of a program of the hosts' environment: `host_program("streamlit")`."""

    def find(name):
        path = HOSTS / "bin" / name
        if not path.exists():
            pytest.skip(f"NO {name} HERE: `make test-consumers` installs it")
        return path

    return find
