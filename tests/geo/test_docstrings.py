"""Public functions of geo that take geometry or arrays say their CRS and their units."""

import importlib
import inspect
import pkgutil
import re

import pytest

import geo

# What marks a parameter as geometry or an array, in its annotation.
SPATIAL = re.compile(
    r"Geo(Series|DataFrame)|Geometry|\bPoint\b|LineString|Polygon|ndarray|\b(Floats|Ints|Array)\b"
)
FRAME = re.compile(r"WGS ?84|CRS|EPSG|GCJ-02|BD-09|[Dd]atum|[Pp]lane|[Pp]rojec(ted|tion)|ellipsoid")
UNIT = re.compile(
    r"degree|metre|\bm²|\bkm²?\b|\bmm\b|\bpx\b|pixel|radian|percent|longitude|_m2?\b|_deg\b"
)


def modules():
    for found in pkgutil.walk_packages(geo.__path__, "geo."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def public_functions():
    """Yield the public functions and methods, by their names, that geo itself defines."""
    for module in modules():
        for name, thing in inspect.getmembers(module):
            if name.startswith("_") or getattr(thing, "__module__", "") != module.__name__:
                continue
            if inspect.isfunction(thing):
                yield name, thing
            elif inspect.isclass(thing):
                for key, member in vars(thing).items():
                    if not key.startswith("_") and inspect.isfunction(member):
                        yield f"{name}.{key}", member


def takes_geometry(function):
    hints = inspect.get_annotations(function)
    hints.pop("return", None)
    return bool(SPATIAL.search(" ".join(map(inspect.formatannotation, hints.values()))))


SUBJECTS = {name: each for name, each in public_functions() if takes_geometry(each)}


def is_silent(function):
    said = inspect.getdoc(function) or ""
    return not (FRAME.search(said) and UNIT.search(said))


def test_the_package_has_such_functions():
    names = [name for name, each in public_functions() if takes_geometry(each)]
    assert len(names) > 40
    assert len(names) == len(SUBJECTS), "two functions of one name; the list can't tell them apart"


@pytest.mark.parametrize("name", sorted(SUBJECTS))
def test_a_docstring_says_crs_and_unit(name):
    assert not is_silent(SUBJECTS[name]), f"say the CRS and the units in the docstring of {name}"
