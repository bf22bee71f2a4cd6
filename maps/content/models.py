"""What is known of a zone and its parts, ready to be shown: words, facts, distances, measures.

Every value is formatted in one language; pages, panels and documents add nothing to them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from geo.schema import Source


class HeadlineRow(TypedDict):
    """What a part's one area is taken from: a row of `Measured.sizes`.

    `published_area_km2` is NaN where none was published.
    """

    area_m2: float
    published_area_km2: float
    placement: str


class MeasuredRow(HeadlineRow):
    """The measures of a part: a row of `Measured.areas`; NaN where a value is not known."""

    difference_percent: float
    perimeter_m: float
    compactness: float
    position_uncertainty_m: float


@dataclass(frozen=True)
class LocalizedText:
    """A text and the language that it is in: a BCP 47 tag, `und` for an id."""

    text: str
    lang: str


@dataclass(frozen=True)
class PartLink:
    """A part named with its id and a remark."""

    id: str
    name: LocalizedText
    remark: str = ""


@dataclass(frozen=True)
class Fact:
    """A label, its value, and what kind of value it is."""

    label: str
    value: str
    kind: str = ""


@dataclass(frozen=True)
class PlaceDistance:
    """How far a part lies from a place, straight-line."""

    place: LocalizedText
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
    name: LocalizedText
    other_name: LocalizedText | None
    kind: str
    kind_label: str
    placement: str
    placement_label: str
    placement_note: str
    area: str
    area_kind: str
    facts: Sequence[Fact]
    method: str
    distances: Sequence[PlaceDistance]
    parent: PartLink | None
    children: Sequence[PartLink]
    neighbours: Sequence[PartLink]
    industries: Sequence[LocalizedText]
    note: LocalizedText | None
    sources: Sequence[Source]
