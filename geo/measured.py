"""A zone with its areas, distances, centroids and index, each computed once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Any, cast

import geopandas as gpd
import pandas as pd
from shapely import Point

from geo.geodesy.antimeridian import make_bbox
from geo.geodesy.area import area_m2
from geo.geodesy.centroid import find_centroids, find_outside
from geo.geodesy.nearest_place import find_nearest_place
from geo.geodesy.tables import find_area_basis, make_area_table, make_distance_table
from geo.lookup.index import ZoneIndex, index_zone
from geo.zone import Zone

FEW = 60  # parts that are on one page, and so are measured together
MANY = 400  # more than these are drawn on one canvas, and their list is windowed


@dataclass(frozen=True, eq=False)
class Measured:
    """A zone with its measures, each computed on first use and then kept.

    A copy that is sent to another process computes them there: once in each process, however
    often it is sent.
    """

    zone: Zone
    _lock: Lock = field(default_factory=Lock, init=False, repr=False)

    def __reduce__(self) -> tuple[Callable[[Zone], "Measured"], tuple[Zone]]:
        """Return how to make a copy in another process: from the zone alone."""
        return measure_once, (self.zone,)

    @property
    def are_few(self) -> bool:
        """Whether the zone has so few parts that all are measured at once, not one by one."""
        return len(self.zone.parts) <= FEW

    @property
    def are_many(self) -> bool:
        """Whether the zone has so many parts that no page shows them one by one."""
        return len(self.zone.parts) > MANY

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """West, south, east, north in WGS 84 degrees; west > east across the meridian 180."""
        west, south, east, north = make_bbox(self.zone.parts.geometry)
        return west, south, east, north

    @cached_property
    def areas(self) -> pd.DataFrame:
        """The table of areas, indexed by `id` (`geo.geodesy.tables.make_area_table`)."""
        return make_area_table(self.zone.parts)

    @cached_property
    def sizes(self) -> pd.DataFrame:
        """All that a list of parts says of them.

        Columns published_area_km2, placement, area_m2, area_basis.
        """
        columns = self.zone.parts[["published_area_km2", "placement"]]
        size = area_m2(self.zone.parts.geometry)
        basis = find_area_basis(size, columns["published_area_km2"], columns["placement"])
        return columns.assign(area_m2=size, area_basis=basis)

    @cached_property
    def distances(self) -> pd.DataFrame:
        """The table of distances (`geo.geodesy.tables.make_distance_table`)."""
        return make_distance_table(self.zone.parts, self.zone.places)

    @cached_property
    def centres(self) -> gpd.GeoSeries:
        """The area centroids (`geo.geodesy.centroid.find_centroids`)."""
        return find_centroids(self.zone.parts.geometry)

    @property
    def index(self) -> ZoneIndex:
        """The zone indexed for point lookups; built once, even if several threads ask for it."""
        with self._lock:
            return self._index

    @cached_property
    def _index(self) -> ZoneIndex:
        return index_zone(self.zone)

    @cached_property
    def _rows_by_part(self) -> Mapping[str, pd.DataFrame]:
        return {str(key): rows for key, rows in self.distances.groupby("id", sort=False)}

    def centre_of(self, part_id: str) -> Point:
        """Return the centroid of one part, WGS 84 longitude and latitude in degrees."""
        centres = (
            self.centres
            if self.are_few
            else find_centroids(self.zone.parts.loc[[part_id]].geometry)
        )
        return cast("Point", centres[part_id])

    def is_centre_outside(self, part_id: str) -> bool:
        """Return whether the centroid of one part lies outside it, as that of a ring does."""
        centre = gpd.GeoSeries([self.centre_of(part_id)])
        return bool(find_outside(self.zone.parts.loc[[part_id]].geometry, centre)[0])

    def nearest_station(self, part_id: str) -> Mapping[str, Any] | None:
        """Return the row of distances to the station nearest to one part; None without any."""
        return find_nearest_place(self.zone.parts.loc[[part_id]], self.zone.stations)

    def distances_of(self, part_id: str) -> pd.DataFrame:
        """Return the rows of one part, a row a place; empty when the zone has no places."""
        if not self.are_few:
            return make_distance_table(self.zone.parts.loc[[part_id]], self.zone.places)
        return self._rows_by_part.get(part_id, self.distances.head(0))


_LAST: list[Measured] = []  # of this process, so that each piece of a job finds it measured
_LAST_LOCK = Lock()


def measure_once(zone: Zone) -> Measured:
    """Return the measures of a zone: those returned last if its data are the same."""
    with _LAST_LOCK:
        if not _LAST or _LAST[0].zone.digest != zone.digest:
            _LAST[:] = [Measured(zone)]
        return _LAST[0]
