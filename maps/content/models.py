"""What is known of a zone and its parts, ready to be shown: words, facts, reaches, measures.

Every value is formatted in one language; pages, panels and documents add nothing to them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.schema import Source


@dataclass(frozen=True)
class Words:
    """A text and the language that it is in (as HTML's `lang` has it)."""

    text: str
    lang: str


@dataclass(frozen=True)
class Link:
    """A part named with its id and a remark."""

    id: str
    name: Words
    remark: str = ""


@dataclass(frozen=True)
class Fact:
    """A label, its value, and what kind of value it is."""

    label: str
    value: str
    kind: str = ""


@dataclass(frozen=True)
class Reach:
    """How far a part lies from a place, straight-line."""

    place: Words
    kind: str
    from_edge: str
    from_centre: str
    bearing: str
    bearing_deg: float
    uncertainty: str


@dataclass(frozen=True)
class PartView:
    """Everything that is said of one part."""

    id: str
    name: Words
    other_name: Words | None
    kind: str
    kind_label: str
    placement: str
    placement_label: str
    placement_note: str
    area: str
    area_kind: str
    facts: Sequence[Fact]
    method: str
    reaches: Sequence[Reach]
    parent: Link | None
    children: Sequence[Link]
    neighbours: Sequence[Link]
    industries: Sequence[Words]
    note: Words | None
    sources: Sequence[Source]
