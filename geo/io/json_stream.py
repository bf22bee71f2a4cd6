"""The members of a large JSON object one by one, the items of its long array too."""

import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo.io.json_text import DECODER

_BLOCK_CHARACTERS = 2**20
MAX_VALUE_CHARACTERS = 64 * 2**20
_SPACE = re.compile(r"[ \t\r\n]+")


class JsonStreamError(Exception):
    """The text is not one JSON object, or not in that encoding; whoever reads it whole says why."""


class _Text:
    """A text of which only a window is in memory, read from its start to its end."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._file = path.open(encoding=encoding, newline="")
        self._window, self._at, self._is_whole = "", 0, False

    def __enter__(self) -> "_Text":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def read_sign(self, allowed: str) -> str:
        """Return the next character that is not a space, which must be an allowed one."""
        sign = self.peek_sign()
        if not sign or sign not in allowed:
            raise JsonStreamError
        self._at += 1
        return sign

    def peek_sign(self) -> str:
        """Return the next character that is not a space and stay before it; empty at the end."""
        while True:
            if space := _SPACE.match(self._window, self._at):
                self._at = space.end()
            if self._at < len(self._window):
                return self._window[self._at]
            if self._is_whole:
                return ""
            self._read_on()

    def read_value(self) -> Any:
        """Return the next JSON value."""
        self.peek_sign()
        while True:
            try:
                value, end = DECODER.raw_decode(self._window, self._at)
            except RecursionError:
                raise JsonStreamError from None
            except ValueError:
                end = len(self._window)
                if self._is_whole or end - self._at > MAX_VALUE_CHARACTERS:
                    raise JsonStreamError from None
            # A number at the end of the window may go on behind it.
            if end < len(self._window) or self._is_whole:
                self._at = end
                return value
            self._read_on()

    def _read_on(self) -> None:
        rest = self._window[self._at :]
        try:
            more = self._file.read(max(_BLOCK_CHARACTERS, len(rest)))
        except (UnicodeError, OSError):
            raise JsonStreamError from None
        self._window, self._at, self._is_whole = rest + more, 0, not more


def iter_members(path: Path, *, encoding: str, array: str) -> Iterator[tuple[str, Any]]:
    """Yield name and value of each member of a JSON object.

    Parameters
    ----------
    path : Path
        Of a text file.
    encoding : str
        As Python calls it.
    array : str
        The name of the member whose value is an iterator of its items, if it is an array; those
        that are not taken before the next member are lost.

    Raises
    ------
    JsonStreamError
        When the text is not one JSON object, or not in that encoding.
    """
    try:
        text = _Text(path, encoding)
    except (LookupError, OSError):
        raise JsonStreamError from None
    with text:
        yield from _iter_object(text, array)


def _iter_object(text: _Text, array: str) -> Iterator[tuple[str, Any]]:
    if text.peek_sign() == "\ufeff":
        text.read_sign("\ufeff")
    text.read_sign("{")
    if text.peek_sign() == "}":
        raise JsonStreamError
    sign = ","
    while sign == ",":
        name = text.read_value()
        text.read_sign(":")
        if not isinstance(name, str):
            raise JsonStreamError
        if name == array and text.peek_sign() == "[":
            items = _iter_array(text)
            yield name, items
            deque(items, maxlen=0)
        else:
            yield name, text.read_value()
        sign = text.read_sign(",}")
    if text.peek_sign():
        raise JsonStreamError


def _iter_array(text: _Text) -> Iterator[Any]:
    text.read_sign("[")
    if text.peek_sign() == "]":
        text.read_sign("]")
        return
    while True:
        yield text.read_value()
        if text.read_sign(",]") == "]":
            return
