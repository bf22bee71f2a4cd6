"""Drawings that are kept while several files are made of them: drawing takes longer than a file."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

MOST_KEPT = 2  # a drawing takes some megabytes
Drawing = TypeVar("Drawing")
_KEPT: ContextVar[dict[Hashable, Any] | None] = ContextVar("kept", default=None)


@contextmanager
def draw_once() -> Iterator[None]:
    """Keep the last drawings in this block: figures of equal options in a row are drawn once.

    The zones that are drawn must live as long as the block.
    """
    kept = _KEPT.get()
    before = _KEPT.set({} if kept is None else kept)
    try:
        yield
    finally:
        _KEPT.reset(before)


def keep_drawing(key: Hashable, draw: Callable[[], Drawing]) -> Drawing:
    """Return what `draw` returns, or what it returned for an equal key in a block of `draw_once`.

    Parameters
    ----------
    key : hashable
        The zone's identity, and all that the drawing depends on.
    """
    kept = _KEPT.get()
    if kept is None:
        return draw()
    if key not in kept:
        drawn = draw()
        while len(kept) >= MOST_KEPT:
            del kept[next(iter(kept))]
        kept[key] = drawn
    found: Drawing = kept[key]
    return found
