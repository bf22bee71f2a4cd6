"""Where a statement comes from: a source of a zone file, with its texts in each language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from geo.fields.languages import field_names

_BASE_FIELDS = ("title", "publisher", "url", "date", "licence", "note")
SOURCE_FIELDS = (*_BASE_FIELDS[:4], *field_names("licence"), *field_names("note"))


@dataclass(frozen=True)
class Source:
    """Where a statement comes from; None is what is not known.

    Attributes
    ----------
    translations : mapping of str to str
        Its licence and note in the other languages, by field: `licence_zh`.
    """

    title: str
    publisher: str | None = None
    url: str | None = None
    date: str | None = None
    licence: str | None = None
    note: str | None = None
    translations: Mapping[str, str] = field(default_factory=dict, hash=False)

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "Source":
        """Return the source of which a row has each of `SOURCE_FIELDS`."""
        own = {name: row[name] for name in _BASE_FIELDS}
        others = {name: row[name] for name in SOURCE_FIELDS if name not in own and row[name]}
        return cls(**own, translations=others)

    def to_row(self) -> dict[str, str | None]:
        """Return every one of `SOURCE_FIELDS`, as files and tables have them.

        >>> Source("Roads", translations={"note_zh": "道路"}).to_row()["note_zh"]
        '道路'
        """
        known = {**vars(self), **self.translations}
        return {name: known.get(name) for name in SOURCE_FIELDS}

    @property
    def href(self) -> str | None:
        """The url if it is one that a reader may safely follow (http or https), else None."""
        try:
            safe = self.url is not None and urlsplit(self.url).scheme in {"http", "https"}
        except ValueError:
            return None
        return self.url if safe else None
