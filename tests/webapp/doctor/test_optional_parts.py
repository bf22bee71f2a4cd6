"""Optional parts: what is missing is named, with the command that installs it."""

import sys

import pytest

from webapp.doctor.finding import OK, OPTIONAL
from webapp.doctor.optional_parts import PARTS, OptionalPart, check_documentation, check_part
from webapp.site import documentation

BOTH = OptionalPart("x", "X", packages=("p",), programs=("a|b", "c"), fix="install x")


def check(packages, programs):
    return check_part(BOTH, find_package=packages.get, find_program=programs.get)


def test_one_of_two_programs_will_do():
    found = check({"p": "1.0"}, {"b": "/bin/b", "c": "/bin/c"})
    assert (found.status, found.found) == (OK, "p 1.0, /bin/b, /bin/c")


@pytest.mark.parametrize(
    ("packages", "programs", "missing"),
    [
        ({}, {"a": "/a", "c": "/c"}, "p"),
        ({"p": "1"}, {"c": "/c"}, "a / b"),
        ({"p": "1"}, {"a": "/a"}, "c"),
        ({}, {}, "p, a / b, c"),
    ],
)
def test_what_is_missing_is_named(packages, programs, missing):
    found = check(packages, programs)
    assert (found.status, str(found.found)) == (OPTIONAL, f"Not installed: {missing}")
    assert found.fix == "install x"


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_every_part_has_a_command(part):
    nothing = check_part(part, find_package=lambda _: None, find_program=lambda _: None)
    assert nothing.status == OPTIONAL
    assert "install" in nothing.fix or "PYTHON=" in nothing.fix


def test_an_extra_is_installed_into_the_environment_that_runs():
    part = OptionalPart("x", "X", packages=("p",), extra="roads")
    found = check_part(part, find_package={}.get, find_program={}.get)
    assert found.fix == f"{sys.executable} -m pip install 'luzhou-zone-map[roads]'"


def test_a_python_that_is_too_old_is_said_before_what_it_cannot_install():
    part = OptionalPart("x", "X", packages=("p",), extra="roads", least_python=(3, 99))
    found = check_part(part, find_package={}.get, find_program={}.get)
    assert str(found.found) == "Needs Python 3.99 or later"
    assert found.fix == "make serve PYTHON=python3.99 VENV=.venv-3.99"
    assert check_part(part, find_package={"p": "1"}.get, find_program={}.get).status == OK


def test_the_documentation_is_there_or_has_its_command(tmp_path, monkeypatch):
    monkeypatch.setattr(documentation, "FOLDERS", (tmp_path,))
    found = check_documentation()
    assert (found.status, found.fix) == (OPTIONAL, "make docs")
    (tmp_path / "index.html").touch()
    found = check_documentation()
    assert (found.status, found.found) == (OK, str(tmp_path))
