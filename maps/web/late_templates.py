"""folium's 40 templates, compiled when they are first printed: no page of ours prints one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jinja2 import Template


@contextmanager
def compile_templates_late() -> Iterator[None]:
    """Let templates that are made of text in this block be compiled when they are first used.

    To import folium takes half as long within it. It stays what it is for everything else that
    uses it in this process.
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
