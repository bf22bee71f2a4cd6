"""Packages that only one part of the program needs, loaded when it does."""

from importlib import import_module
from typing import Any

from geo.errors import N_, InputError


def load_package(name: str, *, extra: str) -> Any:
    """Return a module of a package that one of our extras installs.

    Raises
    ------
    InputError
        When it is not installed: what installs it.
    """
    try:
        return import_module(name)
    except ImportError:
        raise InputError(
            N_(
                "The package %(name)s is not installed. "
                "Run `pip install 'luzhou-zone-map[%(extra)s]'`."
            ),
            name=name,
            extra=extra,
        ) from None
