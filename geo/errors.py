"""What can go wrong, each with one clear sentence that names the fault and what to do.

Sentences are English here. Those that a page may show are marked by `N_`, keep their values
beside the text, and are translated where they are shown (`maps.i18n.translate_phrase`).
"""

from collections.abc import Mapping
from dataclasses import dataclass


def N_(text: str) -> str:  # noqa: N802 (gettext's own name for it)
    """Mark a text to be translated later; return it unchanged."""
    return text


@dataclass(frozen=True)
class Phrase:
    """A text with placeholders for values, `%(name)s`; a value may be a phrase itself.

    >>> str(Phrase("%(part)s has no id", {"part": Phrase("feature %(n)s", {"n": 2})}))
    'feature 2 has no id'
    """

    text: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        """Return the phrase in English."""
        return self.text % self.values if self.values else self.text


class ZoneError(Exception):
    """Any failure a person can act on; its text is one sentence fit to be shown as it is."""

    def __init__(self, text: str, **values: object) -> None:
        self.phrase = Phrase(text, values)
        super().__init__(str(self.phrase))


class InputError(ZoneError):
    """The input (a file, a value, a parameter) can't be used as it is."""


class UnknownIdError(ZoneError):
    """No part, place or collection has the id that was asked for."""


class BusyError(ZoneError):
    """There is too much to do at once; trying again later will work."""


def quote_value(value: object, *, limit: int = 60) -> str:
    """Return `value` as short printable text for an error sentence.

    >>> quote_value("a" * 100, limit=5)
    "'aaaaa…'"
    """
    try:
        text = str(value)
    except RecursionError:
        text = f"{type(value).__name__} within {type(value).__name__} and so on"
    return repr(text if len(text) <= limit else text[:limit] + "…")


def file_label(name: object) -> str:
    r"""Return a file's name or path for an error sentence: as it is, or quoted if odd or long.

    >>> file_label("zone.geojson"), file_label("a\nb")
    ('zone.geojson', "'a\\nb'")
    """
    text = str(name)
    return text if text.isprintable() and 0 < len(text) <= 200 else quote_value(text, limit=200)
