"""Parts that the product works without: each names what it is for, and how to install it."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from geo.errors import N_, Phrase
from webapp.doctor.finding import OK, OPTIONAL, Finding
from webapp.doctor.product import find_version
from webapp.site.documentation import FIRST_PAGE, find_file

Find = Callable[[str], str | None]


@dataclass(frozen=True)
class OptionalPart:
    """What needs which packages and programs; of alternatives, separated by `|`, any will do."""

    name: str
    label: str
    packages: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    fix: str = ""


PARTS = (
    OptionalPart(
        "dask", N_("Computing on a cluster"), packages=("dask", "distributed", "dask-geopandas"),
        fix="pip install 'luzhou-zone-map[dask]'",
    ),
    OptionalPart(
        "basemap", N_("Base maps from OpenStreetMap"), packages=("mapbox-vector-tile", "osmium"),
        fix="pip install 'luzhou-zone-map[basemap]'",
    ),
    OptionalPart(
        "roads", N_("Figures by road"), packages=("pyvalhalla", "osmium"),
        fix="pip install 'luzhou-zone-map[roads]'",
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
    if missing:
        names = ", ".join(name.replace("|", " / ") for name in missing)
        said = Phrase(N_("Not installed: %(names)s"), {"names": names})
        return Finding(part.name, part.label, OPTIONAL, said, part.fix)
    texts = [f"{name} {found}" for name, found in packages.items()]
    return Finding(part.name, part.label, OK, ", ".join((*texts, *_list_paths(programs))))


def _find_any(names: str, find: Find) -> str | None:
    return next(filter(None, map(find, names.split("|"))), None)


def _list_paths(programs: Mapping[str, str | None]) -> list[str]:
    return [path for path in programs.values() if path is not None]
