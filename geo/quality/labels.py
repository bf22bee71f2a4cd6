"""What the features of a checked file are called in its findings."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from geo.errors import Phrase, quote_value
from geo.fields.part_label import PartLabel, find_shared_names
from geo.quality.position_key import RepeatedKey, ShownKey, name_position


class _Item(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def fields(self) -> Mapping[str, Any]: ...


class ItemLabels:
    """The labels of all items of a file: one that has its name alone is called by that."""

    def __init__(self, items: Iterable[_Item]) -> None:
        found = list(items)
        self._shared = find_shared_names(item.fields for item in found)
        self._by_key = {_mark(item.key): item for item in found}

    def of(self, item: _Item, *, is_quoted: bool = False) -> PartLabel:
        """Return what an item is called in a sentence."""
        key: str | Phrase = item.key
        if isinstance(item.key, RepeatedKey) and is_quoted:
            key = name_position(quote_value(item.key), item.key.number)
        elif isinstance(item.key, ShownKey):
            key = item.key.phrase
        return PartLabel(key, item.fields, self._shared, is_quoted=is_quoted)

    def find(self, key: str) -> PartLabel | None:
        """Return what the item of a key is called, of a finding; None where there is none."""
        item = self._by_key.get(_mark(key))
        return None if item is None else self.of(item)


def _mark(key: str) -> tuple[str, int | None]:
    """Return a key, told from others of the same id by its position."""
    return key, getattr(key, "number", None)
