"""What is known of the ways by road of a zone: figures, areas reached, and where they come from."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.errors import N_
from geo.fields.source import Source

DIRECTIONS = ("to", "from")  # from the part to the place, and back
STATUSES = (
    "found",
    "beyond_extract",  # the part or the place is outside what the extracts cover
    "no_road_near",  # within 5 km of one of them
    "no_connection",
    "not_this_direction",  # but in the other one
    "restricted",  # for this vehicle, by a limit of height, width, length or mass
    "failed",  # the engine gave no answer
)
ORIGINS = ("gates", "centre", "uncertainty")
# What the figures were computed from, as `Roads.changed` names it.
INPUTS = {
    "parts": N_("the outlines"),
    "places": N_("the places"),
    "gates": N_("the gates"),
    "extracts": N_("the extracts"),
}
MINUTES = (30, 60, 90, 120)
GAP_WARNING_M = 500.0
_DECIMALS = 7  # of a degree, 1 cm: what moves less is not changed


@dataclass(frozen=True)
class RoadFigure:
    """How far a place is by road, in one direction and for one vehicle.

    Lengths are in metres, times in seconds without congestion; NaN where there is no way. Of
    several points that were asked (gates, or points within the uncertainty of a schematic part),
    the least and the most.

    Attributes
    ----------
    part, place : str
        Their ids.
    direction : str
        `to` the place, or `from` it.
    vehicle : str
        The id of one of `Roads.vehicles`.
    status : str
        One of `STATUSES`.
    limit : str or None
        What keeps a vehicle from a way that a smaller one has: `height`, `width` and so on.
    origin : str
        What the points of the part are, one of `ORIGINS`.
    points_asked, points_answered : int
    least_m, most_m, least_s, most_s : float
    straight_m : float
        The geodesic between the first point that has a way, and the place.
    along_m : float
        The way from that point, whose line `line` is.
    gap_m, place_gap_m : float
        The most that a point of the part, and that the place, is from the road it was given.
    has_toll, has_ferry : bool
        Whether any of the ways uses one.
    toll_free_m, toll_free_s : float
        The way from the first point without tolls, where `has_toll`.
    roads : sequence of str
        Names or numbers of the longest stretches of the line.
    line : LineString or None
        WGS 84 degrees.
    """

    part: str
    place: str
    direction: str
    vehicle: str
    status: str
    limit: str | None
    origin: str
    points_asked: int
    points_answered: int
    least_m: float
    most_m: float
    least_s: float
    most_s: float
    straight_m: float
    along_m: float
    gap_m: float
    place_gap_m: float
    has_toll: bool
    has_ferry: bool
    toll_free_m: float
    toll_free_s: float
    roads: Sequence[str]
    line: Geometry | None = field(repr=False)

    @property
    def ratio(self) -> float:
        """The way by road divided by the straight line between the same points; else NaN."""
        return self.along_m / self.straight_m if self.straight_m > 0 else float("nan")


@dataclass(frozen=True)
class ReachArea:
    """The area reached from a part within some minutes, by car and without congestion.

    `shape` is in WGS 84 degrees. `is_open` is whether it meets the edge of the extracts, beyond
    which nothing was computed.
    """

    part: str
    minutes: int
    is_open: bool
    shape: Geometry = field(repr=False)


@dataclass(frozen=True)
class ExtractNote:
    """An extract that figures were computed from: its name, hash and date (`YYYY-MM-DD`).

    `is_date_of_object` is whether the date is that of the newest object in it, for want of one of
    the whole.
    """

    name: str
    sha256: str
    date: str | None
    is_date_of_object: bool


@dataclass(frozen=True, eq=False)
class Roads:
    """All that is known of the ways by road, as `roads.geojson` has it.

    Attributes
    ----------
    engine : str
        Its name and version.
    extracts : sequence of ExtractNote
    vehicles : Mapping
        The options of each vehicle by its id: metres, tonnes, kilometres an hour.
    figures : sequence of RoadFigure
    reach : sequence of ReachArea
        For each part, those of more minutes first.
    attribution : str
        The credit that every output with a road figure shows.
    sources : Mapping[str, Source]
    changed : sequence of str
        What is not as it was when the figures were computed: `parts`, `places`, `gates`. If
        anything is, no figure may be shown.
    """

    engine: str
    extracts: Sequence[ExtractNote]
    vehicles: Mapping[str, Mapping[str, float]]
    figures: Sequence[RoadFigure]
    reach: Sequence[ReachArea]
    attribution: str
    sources: Mapping[str, Source]
    changed: Sequence[str] = ()

    @property
    def is_current(self) -> bool:
        """Whether the figures belong to the zone as it is."""
        return not self.changed

    def of_part(self, part_id: str) -> list[RoadFigure]:
        """Return a part's figures, in the order of the file."""
        return [each for each in self.figures if each.part == part_id]

    def reach_of(self, part_id: str) -> list[ReachArea]:
        """Return the areas reached from a part, those of more minutes first."""
        return [each for each in self.reach if each.part == part_id]


def hash_parts(parts: gpd.GeoDataFrame) -> str:
    """Return a hash of what road figures depend on: ids, outlines, placement and uncertainty.

    Parameters
    ----------
    parts : GeoDataFrame
        OGC:CRS84 in degrees, in the order of the file, columns as in `geo.schema.PART_FIELDS`.
    """
    said = [
        f"{key} {placement} {uncertainty_m}"
        for key, placement, uncertainty_m in zip(
            parts.index, parts["placement"], parts["position_uncertainty_m"], strict=True
        )
    ]
    return _hash(said, parts.geometry)


def hash_points(points: gpd.GeoDataFrame) -> str:
    """Return a hash of places or gates in the order of the file: ids and positions.

    Parameters
    ----------
    points : GeoDataFrame
        OGC:CRS84 in degrees, indexed by `id`.
    """
    return _hash(list(map(str, points.index)), points.geometry)


def _hash(said: Sequence[str], shapes: gpd.GeoSeries) -> str:
    digest = hashlib.sha256("\n".join(said).encode("utf-8", "surrogatepass"))
    for shape in shapes:
        corners = np.round(shapely.get_coordinates(shape) * 10**_DECIMALS).astype("<i8")
        digest.update(len(corners).to_bytes(8, "little") + corners.tobytes())
    return digest.hexdigest()
