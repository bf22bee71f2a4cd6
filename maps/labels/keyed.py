"""Names where they fit, numbers for the rest: what a map says of its parts, whole or by a key."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from maps.labels.model import Label, PlacedLabel
from maps.labels.placement import LabelPlacer


@dataclass(frozen=True)
class KeyedLabels:
    """The labels of the parts of a map.

    Attributes
    ----------
    named : tuple of PlacedLabel
        Whole names.
    numbered : Mapping[str, PlacedLabel]
        Numbers that a key explains, by the part's id, in the order of the parts.
    unnamed : tuple of str
        The ids of parts that have neither.
    """

    named: tuple[PlacedLabel, ...]
    numbered: Mapping[str, PlacedLabel]
    unnamed: tuple[str, ...]

    def keep_numbers(self, keys: Collection[str]) -> "KeyedLabels":
        """Return the labels with only these numbers, counted from 1; the rest is unnamed."""
        order = [*self.numbered, *self.unnamed]
        kept = {key: placed for key, placed in self.numbered.items() if key in keys}
        numbered = {
            key: replace(placed, label=_renumber(placed.label, n))
            for n, (key, placed) in enumerate(kept.items(), 1)
        }
        return KeyedLabels(self.named, numbered, tuple(each for each in order if each not in kept))


def _renumber(label: Label, number: int) -> Label:
    return replace(label, lines=((str(number), label.lines[0][1]),))


def place_keyed_labels(
    placer: LabelPlacer,
    names: Sequence[Label],
    numbers: Mapping[str, Label],
    *,
    numbered_first: Collection[str] = (),
) -> KeyedLabels:
    """Return names where they fit, and numbers for the parts whose names don't.

    Parameters
    ----------
    placer : LabelPlacer
        Of the map; it keeps what is placed.
    names : sequence of Label
        By rank; a part without one gets a number.
    numbers : Mapping[str, Label]
        One a part, by its id, in the order of the parts.
    numbered_first : collection of str
        Ids of parts that get numbers before any name is placed.
    """
    early = {key for key in numbers if key in numbered_first}
    placed = placer.place([numbers[key] for key in numbers if key in early])
    named = placer.place([each for each in names if each.key not in early])
    done = {each.label.key for each in named} | early
    placed += placer.place([numbers[key] for key in numbers if key not in done])
    found = {each.label.key: each for each in placed}
    done = {each.label.key for each in named} | set(found)
    return KeyedLabels(
        named=tuple(named),
        numbered={key: found[key] for key in numbers if key in found},
        unnamed=tuple(key for key in numbers if key not in done),
    )
