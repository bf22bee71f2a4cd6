"""What can go wrong, each in two short sentences: what is at fault, and what to do.

Sentences are English here. Those that a page may show are marked by `N_`, keep their values
beside the text, and are translated where they are shown (`maps.i18n.translate_phrase`).
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass


def N_(text: str) -> str:  # noqa: N802 (gettext's own name for it)
    """Mark a text to be translated later; return it unchanged."""
    return text


@dataclass(frozen=True)
class Phrase:
    """A text with placeholders, `%(name)s`; a value may be a phrase, or a tuple, which is a list.

    >>> str(Phrase("%(part)s has no %(fields)s", {"part": "Core", "fields": ("id", "name")}))
    'Core has no id, name'
    """

    text: str
    values: Mapping[str, object]

    @property
    def is_warning(self) -> bool:
        """Whether it says of itself that it warns.

        >>> Phrase("WARNING: no parameters are known", {}).is_warning
        True
        """
        return self.text.startswith("WARNING: ")

    def has_any(self, texts: Collection[str]) -> bool:
        """Return whether it, or a phrase within it, is one of these texts.

        >>> Phrase("%(name)s: %(fault)s", {"fault": Phrase("no shape", {})}).has_any({"no shape"})
        True
        """
        within = (each for each in self.values.values() if isinstance(each, Phrase))
        return self.text in texts or any(each.has_any(texts) for each in within)

    def __str__(self) -> str:
        """Return the phrase in English."""
        if not self.values:
            return self.text
        return self.text % {
            key: ", ".join(map(str, value)) if isinstance(value, tuple) else value
            for key, value in self.values.items()
        }


class ZoneError(Exception):
    """Any failure a person can act on; its text is fit to be shown as it is."""

    def __init__(self, text: str, **values: object) -> None:
        self.phrase = Phrase(text, values)
        super().__init__(str(self.phrase))


class InputError(ZoneError):
    """The input (a file, a value, a parameter) can't be used as it is."""


class TooLargeError(InputError):
    """The input is larger than what is taken at once."""


class UnknownIdError(ZoneError):
    """No part, place or collection has the id that was asked for."""


class BusyError(ZoneError):
    """There is too much to do at once; trying again later will work."""


class StorageError(ZoneError):
    """There is no place for the files that are needed for a moment."""


def quote_value(value: object, *, limit: int = 60) -> str:
    """Return `value` as short printable text in quotation marks, the same in every language.

    What JSON has is written as in JSON.

    >>> quote_value("a" * 100, limit=5), quote_value(None)
    ('“aaaaa…”', '“null”')
    """
    try:
        text = str(value) if isinstance(value, str) else _write_value(value)
    except RecursionError:
        text = f"{type(value).__name__} within {type(value).__name__} and so on"
    shown = repr(text if len(text) <= limit else text[:limit] + "…")
    return f"“{shown[1:-1]}”"


def _write_value(value: object) -> str:
    if value is None or isinstance(value, bool | list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def file_label(name: object) -> str:
    r"""Return a file's name or path for an error sentence: as it is, or quoted if odd or long.

    One whose bytes are not UTF-8 is shown as GB 18030, which systems in China write.

    >>> file_label("zone.geojson"), file_label("a\nb")
    ('zone.geojson', '“a\\nb”')
    """
    text = _decode_name(str(name))
    return text if text.isprintable() and 0 < len(text) <= 200 else quote_value(text, limit=200)


def _decode_name(text: str) -> str:
    try:  # Python keeps bytes that are not UTF-8 as surrogates
        raw = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text
    return text if raw.decode("utf-8", "ignore") == text else raw.decode("gb18030", "replace")
