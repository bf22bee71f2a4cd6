"""What is shown of a zone's parts, as values: names, facts and distances, formatted as text.

Texts are in one language; a name says which, since it may be missing in the one asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from geo.fields.source import Source


class HeadlineRow(TypedDict):
    """What a part's one area is taken from: a row of `Measured.sizes`.

    `published_area_km2` is NaN where none was published.
    """

    kind: NotRequired[str]
    area_m2: float
    area_basis: str
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
    """A part to link to: its id, its name, and a remark such as its distance."""

    id: str
    name: LocalizedText
    remark: str = ""


@dataclass(frozen=True)
class Fact:
    """A labelled value, with its kind or method (`measured`, `WGS 84`) where that matters.

    `key` is the column of the table of areas, of those that are compared as numbers.
    """

    label: str
    value: str
    kind: str = ""
    key: str = ""


@dataclass(frozen=True)
class PlaceDistance:
    """How far a part is from a reference place, straight-line, formatted with units.

    `bearing` is from the part's centre, `uncertainty` the sum of both ends', and
    `edge_uncertainty` what of it follows `from_edge`: nothing where that says it. `bearing_deg` is
    clockwise from north, for drawing an arrow. `edge_with_uncertainty` is `from_edge` and
    `uncertainty` in one, for where there is one cell.
    """

    place: LocalizedText
    kind: str
    from_edge: str
    from_centre: str
    edge_with_uncertainty: str
    bearing: str
    bearing_deg: float
    uncertainty: str
    edge_uncertainty: str


@dataclass(frozen=True)
class RoadCell:
    """A way for one vehicle: its length and time, or why there is none; and remarks on it.

    `key` names the line that the map draws of it; empty for none.
    """

    length: str
    time: str
    remarks: Sequence[str]
    key: str = ""

    @property
    def text(self) -> str:
        """Length and time in one."""
        return " · ".join(filter(None, (self.length, self.time)))


@dataclass(frozen=True)
class RoadRow:
    """The ways between a part and a place, in one direction or in both, where they read alike.

    `cells` are in the order of `RoadTable.vehicles`; `ratio` is that of the first vehicle.
    """

    place: LocalizedText
    direction: str
    cells: Sequence[RoadCell]
    ratio: str


@dataclass(frozen=True)
class RoadTable:
    """All that a part's panel says of the ways by road.

    Attributes
    ----------
    vehicles : sequence of str
        Headings of the cells.
    rows : sequence of RoadRow
        None where the figures are of another state of the zone.
    notes : sequence of str
        Where the ways begin, how far the roads are, and what the figures rest on; or why there are
        none.
    credit : str
        For the data, wherever a figure is shown.
    has_areas : bool
        Whether the map can draw the areas reached.
    """

    vehicles: Sequence[str]
    rows: Sequence[RoadRow]
    notes: Sequence[str]
    credit: str
    has_areas: bool = False


@dataclass(frozen=True)
class PartView:
    """Everything that a panel, a page or a factsheet says of one part, in one language.

    `stations` are the nearest one as drawn, and those that could be nearer. `outside_centroid` is
    latitude and longitude (WGS 84 degrees) of a centroid that lies outside the part, else None.
    `other` are the columns of the file that the data model has no field for, by the names that the
    file has, as they are. `roads` is None where no ways by road were computed.
    """

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
    stations: Sequence[PlaceDistance]
    outside_centroid: tuple[float, float] | None
    distance_note: str
    other: Sequence[Fact]
    roads: RoadTable | None = None
