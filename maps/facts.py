"""What is known of a zone and its parts, ready to be shown: words, facts, reaches, measures.

Every value is formatted in one language; pages, panels and documents add nothing to them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import pandas as pd

from geo.measure import area_m2, area_table, centre
from geo.proximity import distance_table
from geo.schema import Source
from geo.zone import Zone


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


@dataclass(frozen=True, eq=False)
class Measured:
    """A zone with its measures, taken once."""

    zone: Zone

    @cached_property
    def areas(self) -> pd.DataFrame:
        """The table of areas, indexed by `id` (`geo.measure.area_table`)."""
        return area_table(self.zone.parts)

    @cached_property
    def sizes(self) -> pd.DataFrame:
        """Columns area_m2, published_area_km2, placement: all that a list of parts says of them."""
        columns = self.zone.parts[["published_area_km2", "placement"]]
        return columns.assign(area_m2=area_m2(self.zone.parts.geometry))

    @cached_property
    def distances(self) -> pd.DataFrame:
        """The table of distances (`geo.proximity.distance_table`)."""
        return distance_table(self.zone.parts, self.zone.places)

    @cached_property
    def centres(self) -> gpd.GeoSeries:
        """The area centroids (`geo.measure.centre`)."""
        return centre(self.zone.parts.geometry)

    @cached_property
    def _rows_by_part(self) -> Mapping[str, pd.DataFrame]:
        return {str(key): rows for key, rows in self.distances.groupby("id", sort=False)}

    def distances_of(self, part_id: str) -> pd.DataFrame:
        """Return the rows of one part, a row a place; empty when the zone has no places."""
        return self._rows_by_part.get(part_id, self.distances.head(0))
