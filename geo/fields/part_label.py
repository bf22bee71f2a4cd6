"""What a part is called in a sentence: by its name, since its id may be one that we made."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from geo.errors import N_, Phrase, quote_value
from geo.fields.languages import field_names

_NAMES = field_names("name")


@dataclass(frozen=True)
class PartLabel:
    """A value of a `Phrase` that is a part, called by its name in the reader's language.

    Attributes
    ----------
    key : str or Phrase
        Its id, or where it is in its file: for a part without a name.
    names : Mapping
        By field, such as `name_zh`; None or absent where there is none.
    shared : collection of str
        Names that several parts have: the key is said beside them.
    is_quoted : bool
        Whether it is in quotation marks, within a sentence.

    >>> str(PartLabel("core", {"name": None, "name_zh": "核心区"}))
    '核心区'
    >>> str(PartLabel("core-2", {"name": "Core"}, {"Core"}, is_quoted=True))
    '“Core” (core-2)'
    """

    key: str | Phrase
    names: Mapping[str, Any] = field(default_factory=dict)
    shared: Collection[str] = frozenset()
    is_quoted: bool = False

    def resolve(self, order: Sequence[str] = _NAMES) -> str | Phrase:
        """Return the first of its names in an order of fields, else its key."""
        texts = ((self.names.get(each) or "").strip() for each in order)
        name = next(filter(None, texts), None)
        if name is None:
            return self._quote(self.key) if isinstance(self.key, str) else self.key
        if name not in self.shared:
            return self._quote(name)
        return Phrase(N_("%(name)s (%(id)s)"), {"name": self._quote(name), "id": self.key})

    def __str__(self) -> str:
        """Return what it is called in English, else in any language."""
        return str(self.resolve())

    def _quote(self, text: str) -> str:
        is_plain = text.isprintable() and not self.is_quoted
        return text if is_plain else quote_value(text)


def find_shared_names(rows: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Return the names that several of some parts have, in whatever language.

    >>> sorted(find_shared_names([{"name": "A", "name_zh": "A"}, {"name": "B"}, {"name": "B"}]))
    ['B']
    """
    own = ({(row.get(each) or "").strip() for each in _NAMES} for row in rows)
    counts = Counter(name for names in own for name in names if name)
    return frozenset(name for name, count in counts.items() if count > 1)
