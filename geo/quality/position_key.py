"""The names of features that an id alone doesn't tell: those without one, those that share one."""

from collections import Counter
from collections.abc import Sequence

from geo.errors import N_, Phrase


class ShownKey(str):
    """A key with a phrase for people."""

    phrase: Phrase
    number: int  # the feature's position in the file, from 1


class PositionKey(ShownKey):
    """The key of a feature without an id: `feature N`, by its position in the file.

    >>> PositionKey.of(3), PositionKey.of(3).phrase.values
    ('feature 3', {'n': 3})
    """

    @classmethod
    def of(cls, number: int) -> "PositionKey":
        """Return the key of the feature at a position, counted from 1."""
        phrase = Phrase(N_("feature %(n)s"), {"n": number})
        found = cls(phrase)
        found.phrase, found.number = phrase, number
        return found


class RepeatedKey(ShownKey):
    """The id of a feature that isn't the only one with it; its phrase has its position too.

    >>> RepeatedKey.of("b", 2), str(RepeatedKey.of("b", 2).phrase)
    ('b', 'b (feature 2)')
    """

    @classmethod
    def of(cls, key: str, number: int) -> "RepeatedKey":
        """Return the key of the feature at a position, counted from 1."""
        found = cls(key)
        found.phrase, found.number = name_position(key, number), number
        return found


def mark_repeats(keys: Sequence[str]) -> list[str]:
    """Return the keys of a file's features in their order; those of the same id know their place.

    >>> [type(key).__name__ for key in mark_repeats(["a", "b", "b"])]
    ['str', 'RepeatedKey', 'RepeatedKey']
    """
    counts = Counter(keys)
    return [RepeatedKey.of(k, n) if counts[k] > 1 else k for n, k in enumerate(keys, 1)]


def name_position(name: str, number: int) -> Phrase:
    """Return an id with the position of its feature, counted from 1."""
    return Phrase(N_("%(id)s (feature %(n)s)"), {"id": name, "n": number})
