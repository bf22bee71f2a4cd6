"""What is known of a zone and its parts, ready to be shown: words, facts, reaches, measures.

Every value is formatted in one language; pages, panels and documents add nothing to them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

import geopandas as gpd
import pandas as pd
from shapely import Point

from geo.measure import area_m2, area_table, centre
from geo.proximity import distance_table
from geo.schema import Source
from geo.zone import Zone

FEW = 60  # parts that stand in one page, and so are measured together
MANY = 400  # more than these are drawn on one canvas, and their list is windowed


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
    """A zone with its measures, taken once; `views` are the panels made so far of a few parts."""

    zone: Zone
    views: dict[tuple[str, str], PartView] = field(default_factory=dict, init=False, repr=False)

    @property
    def are_few(self) -> bool:
        """Whether the zone has few parts. Those of others are measured when one is asked for."""
        return len(self.zone.parts) <= FEW

    @property
    def are_many(self) -> bool:
        """Whether the zone has so many parts that no page shows them one by one."""
        return len(self.zone.parts) > MANY

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

    def centre_of(self, part_id: str) -> Point:
        """Return the centroid of one part."""
        centres = self.centres if self.are_few else centre(self.zone.parts.loc[[part_id]].geometry)
        return cast("Point", centres[part_id])

    def distances_of(self, part_id: str) -> pd.DataFrame:
        """Return the rows of one part, a row a place; empty when the zone has no places."""
        if not self.are_few:
            return distance_table(self.zone.parts.loc[[part_id]], self.zone.places)
        return self._rows_by_part.get(part_id, self.distances.head(0))
