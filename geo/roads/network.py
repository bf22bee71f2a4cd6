"""Ways between parts and places from the engine, with the checks that the engine doesn't make.

Each way is asked for by itself: in a table of many, one place without a road fails all the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import nan

import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.geodesy.geodesic import WGS84
from geo.roads.answers import Point, Route, Snap
from geo.roads.engine import Engine, EngineFaultError
from geo.roads.model import DIRECTIONS, RoadFigure
from geo.roads.origins import Origin
from geo.roads.vehicles import CAR, OPTION_RANGES, SIZE_LIMITS, VEHICLES, Vehicle

LINE_TOLERANCE_DEG = 0.0008  # about 80 m


@dataclass(frozen=True)
class _Pair:
    """A part and a place, for one vehicle: the snapped points of both ends."""

    origin: Origin
    place: str
    place_at: Point
    vehicle: Vehicle
    snaps: Sequence[tuple[Point, Snap]]
    place_snap: Snap | None
    is_inside: bool


class RoadNetwork:
    """Ways by road within the extracts that an engine's tiles were built of.

    `extent` is the area that they cover, WGS 84 degrees.
    """

    def __init__(self, engine: Engine, extent: Geometry) -> None:
        """Take the engine, and the area that its extracts cover (WGS 84 degrees)."""
        self.engine, self.extent = engine, extent
        self._snaps: dict[tuple[Point, str], Snap | None] = {}

    def covers(self, point: Point) -> bool:
        """Return whether a point (longitude and latitude, WGS 84 degrees) is in the extracts."""
        return bool(shapely.intersects_xy(self.extent, *point))

    def snap(self, point: Point, vehicle: Vehicle) -> Snap | None:
        """Return the road of a point, asked once; None outside the extracts, and without one."""
        key = (point, vehicle.id)
        if key not in self._snaps:
            is_inside = self.covers(point)
            self._snaps[key] = self.engine.snap(point, vehicle) if is_inside else None
        return self._snaps[key]

    def measure_pair(self, origin: Origin, place: str, at: Point) -> list[RoadFigure]:
        """Return the figures of a part and a place, for each vehicle and direction.

        Parameters
        ----------
        origin : Origin
            Of the part.
        place : str
            The id of the place.
        at : tuple of float
            Its longitude and latitude, WGS 84 degrees.
        """
        found: dict[tuple[str, str], RoadFigure] = {}
        for vehicle in VEHICLES:
            pair = self._make_pair(origin, place, at, vehicle)
            for direction in DIRECTIONS:
                found[vehicle.id, direction] = self._try_measuring(pair, direction)
        return [self._explain(figure, found, origin, at) for figure in found.values()]

    def _make_pair(self, origin: Origin, place: str, at: Point, vehicle: Vehicle) -> _Pair:
        snaps = [(point, self.snap(point, vehicle)) for point in origin.points]
        return _Pair(
            origin=origin,
            place=place,
            place_at=at,
            vehicle=vehicle,
            snaps=[(point, snap) for point, snap in snaps if snap],
            place_snap=self.snap(at, vehicle),
            is_inside=self.covers(at) and any(map(self.covers, origin.points)),
        )

    def _try_measuring(self, pair: _Pair, direction: str) -> RoadFigure:
        """Return a figure; one that the engine fails on says so, and no other is concerned."""
        try:
            return self._measure(pair, direction)
        except EngineFaultError:
            return replace(_make_empty(pair, direction), status="failed")

    def _measure(self, pair: _Pair, direction: str) -> RoadFigure:
        empty = _make_empty(pair, direction)
        if not pair.is_inside:
            return replace(empty, status="beyond_extract")
        if not pair.snaps or pair.place_snap is None:
            return replace(empty, status="no_road_near")
        asked = [
            (point, snap, self._route(snap, pair.place_snap, pair.vehicle, direction))
            for point, snap in pair.snaps
        ]
        answers = [(point, snap, route) for point, snap, route in asked if route]
        if not answers:
            return empty
        first = self._describe_first(pair, direction, answers[0])
        routes = [route for _, _, route in answers]
        return replace(
            first,
            status="found",
            points_answered=len(routes),
            least_m=min(each.distance_m for each in routes),
            most_m=max(each.distance_m for each in routes),
            least_s=min(each.time_s for each in routes),
            most_s=max(each.time_s for each in routes),
            gap_m=max(snap.gap_m for _, snap, _ in answers),
            place_gap_m=pair.place_snap.gap_m,
            has_toll=any(each.has_toll for each in routes),
            has_ferry=any(each.has_ferry for each in routes),
        )

    def _describe_first(
        self, pair: _Pair, direction: str, answer: tuple[Point, Snap, Route]
    ) -> RoadFigure:
        """Return what is said of the first point's way alone: its line, and that without tolls."""
        point, snap, route = answer
        free = None
        if route.has_toll and pair.place_snap:
            vehicle = pair.vehicle.change(use_tolls=0.0)
            free = self._route(snap, pair.place_snap, vehicle, direction)
        is_free = free is not None and not free.has_toll
        line = route.line.simplify(LINE_TOLERANCE_DEG)
        return replace(
            _make_empty(pair, direction),
            straight_m=float(WGS84.inv(*point, *pair.place_at)[2]),
            along_m=route.distance_m,
            toll_free_m=free.distance_m if free and is_free else nan,
            toll_free_s=free.time_s if free and is_free else nan,
            roads=route.roads,
            line=line if direction == "to" and line.length > 0 else None,
        )

    def _route(self, own: Snap, place: Snap, vehicle: Vehicle, direction: str) -> Route | None:
        start, end = (own, place) if direction == "to" else (place, own)
        return self.engine.route(start.at, end.at, vehicle)

    def _explain(
        self,
        figure: RoadFigure,
        found: Mapping[tuple[str, str], RoadFigure],
        origin: Origin,
        at: Point,
    ) -> RoadFigure:
        """Return the figure with why there is no way: its direction, or the vehicle's size."""
        if figure.status != "no_connection":
            return figure
        other = DIRECTIONS[1 - DIRECTIONS.index(figure.direction)]
        if found[figure.vehicle, other].status == "found":
            return replace(figure, status="not_this_direction")
        if figure.vehicle != CAR.id and found[CAR.id, figure.direction].status == "found":
            limit = self._find_limit(figure, origin, at)
            return replace(figure, status="restricted", limit=limit)
        return figure

    def _find_limit(self, figure: RoadFigure, origin: Origin, at: Point) -> str | None:
        """Return which one measure of a vehicle, were it small, would let it through."""
        vehicle = next(each for each in VEHICLES if each.id == figure.vehicle)
        pair = self._make_pair(origin, figure.place, at, vehicle)
        for limit in SIZE_LIMITS:
            small = vehicle.change(**{limit: OPTION_RANGES[limit][0]})
            for _, snap in pair.snaps:
                if pair.place_snap and self._route(snap, pair.place_snap, small, figure.direction):
                    return limit
        return None


def _make_empty(pair: _Pair, direction: str) -> RoadFigure:
    numbers = ("least_m", "most_m", "least_s", "most_s", "straight_m", "along_m", "gap_m")
    more = ("place_gap_m", "toll_free_m", "toll_free_s")
    return RoadFigure(
        part=pair.origin.part,
        place=pair.place,
        direction=direction,
        vehicle=pair.vehicle.id,
        status="no_connection",
        limit=None,
        origin=pair.origin.kind,
        points_asked=len(pair.origin.points),
        points_answered=0,
        has_toll=False,
        has_ferry=False,
        roads=(),
        line=None,
        **dict.fromkeys((*numbers, *more), nan),
    )
