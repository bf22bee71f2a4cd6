"""What the product does not work without: packages, CRS, file formats, fonts, a folder."""

import platform
import tempfile
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version

import pyogrio
import pyproj
import shapely
from pyproj.exceptions import CRSError, DataDirError

from geo.errors import N_, Phrase, ZoneError
from geo.io.temporary import provide_temporary_folder
from geo.reading.gdal import DRIVERS
from webapp.doctor.finding import FAULT, OK, Finding, report_fault

PRODUCT = "luzhou-zone-map"
PACKAGES = ("geopandas", "pandas", "numpy", "folium", "flask", "granian", "matplotlib", "typst")


def check_packages(names: Iterable[str] = PACKAGES) -> Finding:
    """Return the versions of the product, of Python and of what it is built on."""
    known = {name: find_version(name) for name in (PRODUCT, *names)}
    missing = [name for name, found in known.items() if found is None]
    if missing:
        said = Phrase(N_("Not installed: %(names)s"), {"names": ", ".join(missing)})
        return Finding("packages", N_("Versions"), FAULT, said, f"pip install {' '.join(missing)}")
    texts = [f"Python {platform.python_version()}", f"{platform.system()} {platform.machine()}"]
    texts += [f"{name} {found}" for name, found in known.items()]
    return Finding("packages", N_("Versions"), OK, ", ".join(texts))


def find_version(name: str) -> str | None:
    """Return the version of an installed package, None where it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def check_coordinate_systems() -> Finding:
    """Return whether PROJ finds its database; `PROJ_DATA` may lead it to another version's."""
    label = N_("Coordinate systems")
    try:
        folder, _ = pyproj.datadir.get_data_dir(), pyproj.CRS("EPSG:4490")
    except (CRSError, DataDirError):
        said = Phrase(N_("The database of coordinate reference systems can't be read."), {})
        return Finding("proj", label, FAULT, said, "unset PROJ_DATA PROJ_LIB")
    versions = f"pyproj {pyproj.__version__}, PROJ {pyproj.proj_version_str}"
    return Finding("proj", label, OK, f"{versions}, GEOS {shapely.geos_version_string}, {folder}")


def check_formats(wanted: Iterable[str] = DRIVERS) -> Finding:
    """Return whether GDAL has every driver that files are read and written with."""
    known = set(pyogrio.list_drivers())
    missing = sorted(set(wanted) - known)
    # Either of the two reads KML; some builds have the older one alone.
    missing = [] if missing in (["KML"], ["LIBKML"]) else missing
    label, gdal = N_("File formats"), f"GDAL {'.'.join(map(str, pyogrio.__gdal_version__))}"
    if missing:
        said = Phrase(
            N_("%(gdal)s lacks %(drivers)s."), {"gdal": gdal, "drivers": ", ".join(missing)}
        )
        return Finding("drivers", label, FAULT, said, "pip install --force-reinstall pyogrio")
    return Finding("drivers", label, OK, f"{gdal}: {', '.join(sorted(known))}")


def check_fonts() -> Finding:
    """Return whether the fonts of figures and documents are there."""
    label = N_("Fonts")
    try:
        # Imported late: it can't be where nothing can be written, which is then what is found.
        from maps.figure.typography import font_paths  # noqa: PLC0415

        paths = font_paths()
    except ZoneError as error:
        return report_fault("fonts", label, error)
    missing = [path.name for path in paths if not path.is_file()]
    if missing:
        said = Phrase(N_("Not found: %(names)s"), {"names": ", ".join(missing)})
        fix = "pip install --force-reinstall zhplot matplotlib"
        return Finding("fonts", label, FAULT, said, fix)
    return Finding("fonts", label, OK, ", ".join(path.name for path in paths))


def check_temporary_folder() -> Finding:
    """Return whether temporary files can be written, as exports and uploads need."""
    label = N_("Temporary files")
    provide_temporary_folder()
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"0")
    except OSError:
        said = Phrase(N_("There is no folder for temporary files."), {})
        fix = Phrase(N_("Set `TMPDIR` to a folder that can be written to."), {})
        return Finding("temporary", label, FAULT, said, fix)
    return Finding("temporary", label, OK, tempfile.gettempdir())
