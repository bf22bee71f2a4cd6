"""What the engine answers, as values: the road of a point, and a route."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

Point = tuple[float, float]  # longitude and latitude, WGS 84 degrees
REACHABLE_NODES = 50  # a road from or to which fewer junctions are reached is a stub
_POLYLINE_SCALE = 1e-6


@dataclass(frozen=True)
class Snap:
    """The road that a point is given: where on it, how far that is, and what road it is.

    Attributes
    ----------
    at : tuple of float
        Longitude and latitude on the road.
    gap_m : float
        From the point to the road, metres.
    is_connected : bool
        Whether at least `REACHABLE_NODES` junctions are reached from it, or reach it.
    """

    at: Point
    gap_m: float
    is_connected: bool


@dataclass(frozen=True)
class Route:
    """A route: its length, its time without congestion, and what it uses.

    Attributes
    ----------
    distance_m, time_s : float
    has_toll, has_ferry : bool
    roads : tuple of str
        The names or numbers of the longest stretches, at most three; without those of no name.
    line : LineString
        WGS 84 degrees.
    """

    distance_m: float
    time_s: float
    has_toll: bool
    has_ferry: bool
    roads: tuple[str, ...]
    line: shapely.LineString


def read_snap(edge: Mapping[str, Any]) -> Snap:
    """Return the road that the engine names as an edge near a point."""
    return Snap(
        at=(edge["correlated_lon"], edge["correlated_lat"]),
        gap_m=float(edge["distance"]),
        is_connected=max(edge["outbound_reach"], edge["inbound_reach"]) >= REACHABLE_NODES,
    )


def read_route(trip: Mapping[str, Any]) -> Route:
    """Return the route that the engine answers as a trip."""
    summary = trip["summary"]
    return Route(
        distance_m=summary["length"] * 1000,
        time_s=summary["time"],
        has_toll=summary["has_toll"],
        has_ferry=summary["has_ferry"],
        roads=_list_roads(trip["legs"]),
        line=_read_line([leg["shape"] for leg in trip["legs"]]),
    )


def _list_roads(legs: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    lengths: Counter[str] = Counter()
    for leg in legs:
        for step in leg["maneuvers"]:
            for name in step.get("street_names", ())[:1]:
                lengths[name] += step["length"]
    return tuple(name for name, _ in lengths.most_common(3))


def _read_line(shapes: Sequence[str]) -> shapely.LineString:
    points = [point for shape in shapes for point in _decode_polyline(shape)]
    return shapely.LineString(points if len(points) > 1 else points * 2)


def _decode_polyline(text: str) -> list[list[float]]:
    """Return longitude and latitude of an encoded polyline of six decimals.

    >>> _decode_polyline("_izlhA~rlgdF_{geC~ywl@")
    [[-120.2, 38.5], [-120.95, 40.7]]
    """
    values, value, shift = [], 0, 0
    for char in text.encode("ascii"):
        value |= ((char - 63) & 31) << shift
        shift += 5
        if char - 63 < 32:
            values.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    pairs = np.cumsum(np.array(values).reshape(-1, 2), axis=0)[:, ::-1]
    return [[round(lon, 6), round(lat, 6)] for lon, lat in (pairs * _POLYLINE_SCALE).tolist()]
