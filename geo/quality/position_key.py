"""The name of a feature that has no id."""

from geo.errors import N_, Phrase


class PositionKey(str):
    """The key of a feature without an id: `feature N`, by its position in the file.

    >>> PositionKey.of(3), PositionKey.of(3).phrase.values
    ('feature 3', {'n': 3})
    """

    phrase: Phrase

    @classmethod
    def of(cls, number: int) -> "PositionKey":
        """Return the key of the feature at a position, counted from 1."""
        phrase = Phrase(N_("feature %(n)s"), {"n": number})
        found = cls(phrase)
        found.phrase = phrase
        return found
