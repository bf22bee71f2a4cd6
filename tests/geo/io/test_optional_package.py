"""A package that only one part needs: loaded, or named with what installs it."""

import math

import pytest

from geo.errors import InputError
from geo.io.optional_package import load_package


def test_an_installed_package_is_loaded():
    assert load_package("math", extra="roads") is math


def test_a_missing_package_is_named_with_what_installs_it():
    with pytest.raises(InputError) as caught:
        load_package("not_there_at_all", extra="roads")
    assert str(caught.value) == (
        "The package not_there_at_all is not installed. Run `pip install 'luzhou-zone-map[roads]'`."
    )
