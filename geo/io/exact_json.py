"""What a JSON file would lose if it were read and written again."""

import json
from decimal import Decimal
from pathlib import Path

from geo.errors import N_, InputError, Phrase, quote_value
from geo.io.file_bytes import read_bytes
from geo.io.json_text import parse_json

_MOST_DIGITS = 300  # of a whole number that a program can be expected to read


class _NumberError(Exception):
    """A number that can't be written."""


class _Numbers:
    """Reads numbers, and counts those whose last digits a double can't keep."""

    def __init__(self) -> None:
        self.shortened = 0

    def refuse(self, text: str) -> float:
        raise _NumberError(text)

    def read_whole(self, text: str) -> int:
        return int(text) if len(text) <= _MOST_DIGITS else int(self.refuse(text))

    def read_decimal(self, text: str) -> float:
        value = float(text)
        if value in {float("inf"), float("-inf")}:
            return self.refuse(text)
        self.shortened += Decimal(text) != Decimal(repr(value))
        return value


def find_losses(path: Path) -> list[Phrase]:
    """Return what a JSON file in UTF-8 would lose, as sentences.

    Raises
    ------
    InputError
        When it is not JSON, has a number that JSON or programs don't have, or has a member twice
        in one object, so that what is meant can't be written.
    """
    text = read_bytes(path).decode("utf-8-sig")
    parse_json(text, name=path.name, has_repeats=False)
    numbers = _Numbers()
    decoder = json.JSONDecoder(
        parse_constant=numbers.refuse,
        parse_int=numbers.read_whole,
        parse_float=numbers.read_decimal,
    )
    try:
        decoder.decode(text)
    except _NumberError as error:
        raise InputError(
            N_("%(name)s has the number %(value)s, which can't be written. Correct it."),
            name=path.name,
            value=quote_value(error.args[0], limit=20),
        ) from None
    if not numbers.shortened:
        return []
    said = N_("Numbers shortened, as they have more digits than programs keep: %(count)s.")
    return [Phrase(said, {"count": numbers.shortened})]
