"""Parts that the product works without: each names what it is for, and how to install it."""

import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from geo.errors import N_, Phrase
from webapp.doctor.finding import OK, OPTIONAL, Finding
from webapp.doctor.required_parts import find_version
from webapp.site.documentation import FIRST_PAGE, find_file

Find = Callable[[str], str | None]


@dataclass(frozen=True)
class OptionalPart:
    """What needs which packages and programs; of alternatives, separated by `|`, any will do.

    Packages that are an `extra` of this one are installed into the environment that is running.
    """

    name: str
    label: str
    packages: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    fix: str = ""
    extra: str = ""
    least_python: tuple[int, int] = (3, 11)

    @property
    def command(self) -> str:
        """The command that installs what is missing."""
        install = f"-m pip install 'luzhou-zone-map[{self.extra}]'"
        return f"{sys.executable} {install}" if self.extra else self.fix


PARTS = (
    OptionalPart(
        "dask", N_("Computing on a cluster"), packages=("dask", "distributed", "dask-geopandas"),
        extra="dask",
    ),
    OptionalPart(
        "basemap", N_("Base maps from OpenStreetMap"), packages=("mapbox-vector-tile", "osmium"),
        extra="basemap",
    ),
    OptionalPart(
        "roads", N_("Figures by road"), packages=("pyvalhalla", "osmium"),
        extra="roads", least_python=(3, 12),
    ),
    OptionalPart(
        "browser", N_("Browser tests and screenshots"), packages=("playwright",),
        programs=("chromium-headless-shell|chromium",),
        fix="sudo apt install chromium && make test",
    ),
    OptionalPart(
        "scripts", N_("Checks of the scripts"), programs=("node", "npm"),
        fix="sudo apt install nodejs npm",
    ),
    OptionalPart(
        "consumers", N_("Tests with other programs"),
        programs=("ogrinfo", "soffice", "rsvg-convert", "pdftoppm"),
        fix="sudo apt install gdal-bin libreoffice-writer libreoffice-calc librsvg2-bin"
        " poppler-utils",
    ),
)  # fmt: skip


def check_documentation() -> Finding:
    """Return where the documentation of `/docs/` lies, or that it has not been built."""
    label, found = N_("Documentation"), find_file(FIRST_PAGE)
    if found is None:
        return Finding(
            "docs", label, OPTIONAL, Phrase(N_("It has not been built here."), {}), "make docs"
        )
    return Finding("docs", label, OK, str(found.parent))


def check_part(
    part: OptionalPart, *, find_package: Find = find_version, find_program: Find = shutil.which
) -> Finding:
    """Return the versions and paths of what an optional part needs, or what is missing."""
    packages = {name: find_package(name) for name in part.packages}
    programs = {name: _find_any(name, find_program) for name in part.programs}
    missing = [name for name, found in {**packages, **programs}.items() if found is None]
    if missing and sys.version_info < part.least_python:
        wanted = ".".join(map(str, part.least_python))
        said = Phrase(N_("Needs Python %(version)s or later"), {"version": wanted})
        fix = f"make serve PYTHON=python{wanted} VENV=.venv-{wanted}"
        return Finding(part.name, part.label, OPTIONAL, said, fix)
    if missing:
        names = ", ".join(name.replace("|", " / ") for name in missing)
        said = Phrase(N_("Not installed: %(names)s"), {"names": names})
        return Finding(part.name, part.label, OPTIONAL, said, part.command)
    texts = [f"{name} {found}" for name, found in packages.items()]
    return Finding(part.name, part.label, OK, ", ".join((*texts, *_list_paths(programs))))


def _find_any(names: str, find: Find) -> str | None:
    return next(filter(None, map(find, names.split("|"))), None)


def _list_paths(programs: Mapping[str, str | None]) -> list[str]:
    return [path for path in programs.values() if path is not None]
