"""Type aliases are defined in `geo.arrays` and nowhere else."""

import ast
import importlib
import inspect
import pkgutil

import pytest

import geo
import maps
import webapp
from geo import arrays

ALIASES = {"Floats", "Ints", "Bools", "Json"}
MODULES = sorted(
    found.name
    for package in (geo, maps, webapp)
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    if not found.name.endswith("__main__") and found.name != "geo.arrays"
)


def test_the_aliases_are_there():
    assert vars(arrays).keys() >= ALIASES


@pytest.mark.parametrize("name", MODULES)
def test_no_module_defines_an_alias_anew(name):
    tree = ast.parse(inspect.getsource(importlib.import_module(name)))
    targets = [each for node in tree.body if isinstance(node, ast.Assign) for each in node.targets]
    assert not ALIASES.intersection(each.id for each in targets if isinstance(each, ast.Name))
