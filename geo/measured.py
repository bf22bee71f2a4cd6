"""A zone with its areas, distances, centroids and index, each computed once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Any, NamedTuple, cast

import geopandas as gpd
import pandas as pd
from shapely import Point

from geo.geodesy.antimeridian import make_bbox
from geo.geodesy.area import area_m2
from geo.geodesy.centroid import find_centroids, find_outside
from geo.geodesy.nearest_place import find_nearest_places
from geo.geodesy.neighbours import find_neighbours_of
from geo.geodesy.tables import find_area_basis, make_area_table, make_distance_table
from geo.lookup.index import ZoneIndex, index_zone
from geo.rows import Rows, get_rows
from geo.zone import Zone

FEW = 60  # parts that are on one page, and so are measured together


class Neighbour(NamedTuple):
    """A part near another: its id, and the gap between their edges with its uncertainty.

    In metres; the uncertainty is NaN where that of one of them is not stated.
    """

    id: str
    gap_m: float
    uncertainty_m: float


@dataclass(frozen=True, eq=False)
class PartMeasures:
    """All that is measured of one part.

    Attributes
    ----------
    areas : Mapping
        Its row of `geo.geodesy.tables.make_area_table`.
    centre : Point
        Its centroid, WGS 84 longitude and latitude in degrees.
    is_centre_outside : bool
        Whether that lies outside the part, as that of a ring does.
    distances : sequence of Mapping
        Its rows of `geo.geodesy.tables.make_distance_table`, one for each reference place.
    stations : sequence of Mapping
        The same of the nearest station, then of those that could be as near; empty without any.
    neighbours : sequence of Neighbour
        The nearest parts on its level, nearest first.
    """

    areas: Mapping[str, Any]
    centre: Point
    is_centre_outside: bool
    distances: Sequence[Mapping[str, Any]]
    stations: Sequence[Mapping[str, Any]]
    neighbours: Sequence[Neighbour]


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

        Columns kind, published_area_km2 (km²), placement, area_m2 (m²) and area_basis.
        """
        if self.are_few:
            return self.areas[["kind", "published_area_km2", "placement", "area_m2", "area_basis"]]
        columns = self.zone.parts[["kind", "published_area_km2", "placement"]]
        size = area_m2(self.zone.parts.geometry)
        basis = find_area_basis(size, columns["published_area_km2"], columns["placement"])
        return columns.assign(area_m2=size, area_basis=basis)

    @cached_property
    def size_rows(self) -> Rows:
        """The rows of `sizes` by id; those of `areas`, which say more, where the parts are few."""
        return Rows(self.areas if self.are_few else self.sizes)

    @cached_property
    def distances(self) -> pd.DataFrame:
        """The table of distances (`geo.geodesy.tables.make_distance_table`)."""
        return make_distance_table(self.zone.parts, self.zone.places, centres=self.centres)

    @cached_property
    def station_distances(self) -> pd.DataFrame:
        """The same table of the railway stations in place of the reference places."""
        return make_distance_table(self.zone.parts, self.zone.stations, centres=self.centres)

    @cached_property
    def centres(self) -> gpd.GeoSeries:
        """The area centroids (`geo.geodesy.centroid.find_centroids`)."""
        return find_centroids(self.zone.parts.geometry)

    @property
    def index(self) -> ZoneIndex:
        """The zone indexed for point lookups; built once, even if several threads ask for it."""
        with self._lock:
            return self._index

    def compute_tables(self) -> None:
        """Compute the tables and the index now, so that no later use of them has to wait.

        What `of_part` measures of the single parts, and what the index holds for rarer questions,
        is still computed on first use.
        """
        _ = (self.areas, self.size_rows, self.distances, self.station_distances, self.centres)
        _ = (self.sizes, self.index)

    @cached_property
    def _index(self) -> ZoneIndex:
        return index_zone(self.zone)

    def of_part(self, part_id: str) -> PartMeasures:
        """Return the measures of one part: of few parts, all are measured with the first.

        Raises
        ------
        UnknownIdError
            When the zone has no such part.
        """
        self.zone.part(part_id)
        return self._of_parts[part_id] if self.are_few else self._measure_parts([part_id])[part_id]

    @cached_property
    def _of_parts(self) -> Mapping[str, PartMeasures]:
        return self._measure_parts(list(map(str, self.zone.parts.index)))

    def _measure_parts(self, part_ids: list[str]) -> dict[str, PartMeasures]:
        whole = self.zone.parts
        parts = whole if self.are_few else whole.loc[part_ids]
        centres, table = self.measure_distances(part_ids)
        outside = find_outside(parts.geometry, centres).tolist()
        stations = find_nearest_places(parts, self.zone.stations, centres)
        distances: dict[str, list[Mapping[str, Any]]] = {}
        for row in get_rows(table):
            distances.setdefault(str(row["id"]), []).append(row)
        areas = self.size_rows if self.are_few else Rows(make_area_table(parts))
        neighbours = find_neighbours_of(whole, part_ids)
        return {
            part_id: PartMeasures(
                areas=areas[part_id],
                centre=cast("Point", centre),
                is_centre_outside=is_outside,
                distances=distances.get(part_id, []),
                stations=stations.get(part_id, ()),
                neighbours=self._add_uncertainties(part_id, neighbours[part_id]),
            )
            for part_id, centre, is_outside in zip(part_ids, centres, outside, strict=True)
        }

    def measure_distances(self, part_ids: Sequence[str]) -> tuple[gpd.GeoSeries, pd.DataFrame]:
        """Return `centres` and `distances`: of many parts only those of these, else of all."""
        if self.are_few:
            return self.centres, self.distances
        parts = self.zone.parts.loc[list(part_ids)]
        centres = find_centroids(parts.geometry)
        return centres, make_distance_table(parts, self.zone.places, centres=centres)

    def _add_uncertainties(self, part_id: str, gaps_m: Mapping[str, float]) -> list[Neighbour]:
        """Return neighbours, each as uncertain as the positions of both together."""
        own_m = self.zone.part(part_id)["position_uncertainty_m"]
        return [
            Neighbour(key, gap_m, own_m + self.zone.part(key)["position_uncertainty_m"])
            for key, gap_m in gaps_m.items()
        ]


class _Memory:
    """Keeps the zone that was measured last, so that each piece of a job finds it measured."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last: Measured | None = None

    def measure(self, zone: Zone) -> Measured:
        with self._lock:
            if self._last is None or self._last.zone.digest != zone.digest:
                self._last = Measured(zone)
            return self._last


_memory = _Memory()  # of this process


def measure_once(zone: Zone) -> Measured:
    """Return the measures of a zone: those returned last if its data are the same."""
    return _memory.measure(zone)
