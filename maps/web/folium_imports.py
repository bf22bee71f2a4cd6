"""What folium makes and loads when it is imported and no page of ours needs, put off to its use."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType
from typing import Any

from jinja2 import Template


@contextmanager
def compile_templates_late() -> Iterator[None]:
    """Let templates that are made of text in this block be compiled when they are first used.

    To import folium, which has 40 of them, takes half as long within it. It stays what it is for
    everything else that uses it in this process.
    """
    compile_now = Template.__new__

    def make_late(cls: type[Template], *source: Any, **options: Any) -> Template:
        class LateTemplate(cls):  # type: ignore[misc,valid-type]
            def __getattr__(self, name: str) -> Any:
                # Only what is missing is asked for here: all that compiling sets.
                compiled = compile_now(cls, *source, **options)
                self.__dict__.update(compiled.__dict__)
                return getattr(compiled, name)

        return object.__new__(LateTemplate)

    Template.__new__ = make_late  # type: ignore[method-assign]
    try:
        yield
    finally:
        Template.__new__ = compile_now  # type: ignore[method-assign]


@contextmanager
def load_late(name: str) -> Iterator[None]:
    """Let a package that is imported in this block be loaded when something of it is used.

    folium imports `requests` for layers that a map fetches from an address: that takes a twelfth
    of the time in which geopandas is imported.
    """
    finder = _LateFinder(name)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _LateFinder(MetaPathFinder):
    """Finds one package where it is, with a loader that waits."""

    def __init__(self, name: str) -> None:
        self._name = name

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path) if fullname == self._name else None
        if spec and spec.loader:
            spec.loader = LazyLoader(spec.loader)
        return spec
