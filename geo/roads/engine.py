"""The routing engine Valhalla, asked for one thing at a time: where is a road, which way, how far.

Every request is made here and nowhere else, of values that were checked: the engine passes over
what it doesn't know. Points are WGS 84 longitude and latitude in degrees.

References
----------
Valhalla 3.9: https://valhalla.github.io/valhalla/api/
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.errors import N_, InputError
from geo.roads.answers import REACHABLE_NODES, Point, Route, Snap, read_route, read_snap
from geo.roads.vehicles import Vehicle

FIRST_ROAD_CLASS = "primary"  # no motorway or trunk road is the first one: nobody enters there
CUTOFF_M = 5_000.0
RIGID_CUTOFF_M = 100.0  # of a point that is on a road already: it never moves to another one
_UNREACHABLE = {154, 170, 171, 442}  # the engine's codes of "no path", "no road near", "too far"


def load_engine() -> Any:
    """Return the module valhalla; raise InputError where it is not installed."""
    try:
        import valhalla  # noqa: PLC0415 (an optional package, for Python 3.12 and later)
    except ImportError:
        if sys.version_info < (3, 12):
            raise InputError(
                N_("The routing engine needs Python 3.12 or later. Use a newer Python.")
            ) from None
        raise InputError(
            N_("The routing engine is not installed. Run `pip install 'luzhou-zone-map[roads]'`.")
        ) from None
    return valhalla


def get_engine_version() -> str:
    """Return the engine's name and version, without that of a build."""
    return f"Valhalla {str(load_engine().__version__).split('-', maxsplit=1)[0]}"


class EngineFaultError(Exception):
    """The engine failed on a request that it should answer; other requests are not concerned."""


class Engine:
    """The engine with the routing tiles of one folder (`geo.roads.tiles`)."""

    def __init__(self, config: Path) -> None:
        """Open the tiles that a configuration file names."""
        self._valhalla = load_engine()
        self._actor = self._valhalla.Actor(config)

    def snap(self, point: Point, vehicle: Vehicle) -> Snap | None:
        """Return the nearest road, of class `FIRST_ROAD_CLASS` or less; None without one near.

        A stub that leads nowhere is passed over, unless there is nothing else near.
        """
        place = {**_make_location(point), "minimum_reachability": REACHABLE_NODES}
        place |= {
            "search_filter": {"max_road_class": FIRST_ROAD_CLASS},
            "search_cutoff": round(CUTOFF_M),
        }
        asked = {"locations": [place], "verbose": True, **_make_costing(vehicle)}
        try:
            found = self._ask(self._actor.locate, asked)
        except EngineFaultError:
            found = None
        edges = found[0]["edges"] if found else None
        if not edges:
            return None
        snaps = [read_snap(edge) for edge in edges]
        return min(snaps, key=lambda snap: (not snap.is_connected, snap.gap_m))

    def route(self, start: Point, end: Point, vehicle: Vehicle) -> Route | None:
        """Return the way between two points on roads (`Snap.at`); None without a connection.

        Raises
        ------
        EngineFaultError
            When the engine fails, which says nothing about the way.
        """
        asked = {
            "locations": [_pin_location(start), _pin_location(end)],
            "units": "kilometers",
            **_make_costing(vehicle),
        }
        found = self._ask(self._actor.route, asked)
        return read_route(found["trip"]) if found else None

    def reach(
        self, start: Point, vehicle: Vehicle, minutes: Sequence[int], *, is_inbound: bool = False
    ) -> dict[int, Geometry]:
        """Return the area reached from a point on a road within each of some minutes.

        Parameters
        ----------
        start : tuple of float
            Longitude and latitude on a road.
        vehicle : Vehicle
        minutes : sequence of int
        is_inbound : bool
            Whether the areas are those from which the point is reached.
        """
        asked = {
            "locations": [_pin_location(start)],
            "contours": [{"time": each} for each in minutes],
            "polygons": True,
            "denoise": 0,  # no piece is left out for being small
            "generalize": 100,
            "reverse": is_inbound,
            **_make_costing(vehicle),
        }
        try:
            found = self._ask(self._actor.isochrone, asked)
        except EngineFaultError:
            found = None
        features = found["features"] if found else []
        return {
            round(each["properties"]["contour"]): shapely.make_valid(
                shapely.geometry.shape(each["geometry"])
            )
            for each in features
        }

    def _ask(self, action: Any, request: Mapping[str, Any]) -> Any:
        """Return the engine's answer; None where there is no road or no connection.

        Raises
        ------
        EngineFaultError
            For any other fault.
        """
        try:
            return action(dict(request))
        except self._valhalla.ValhallaError as error:
            if error.code in _UNREACHABLE:
                return None
            raise EngineFaultError(error.message) from None
        except RuntimeError as error:  # what the engine has no code for
            raise EngineFaultError(str(error)) from None


def _make_location(point: Point) -> dict[str, Any]:
    return {"lon": round(point[0], 6), "lat": round(point[1], 6)}


def _pin_location(point: Point) -> dict[str, Any]:
    """Return a location that is on a road already: the road of any class that is there."""
    return {
        **_make_location(point),
        "search_cutoff": round(RIGID_CUTOFF_M),
        "search_filter": {"max_road_class": FIRST_ROAD_CLASS},
        "minimum_reachability": 0,
    }


def _make_costing(vehicle: Vehicle) -> dict[str, Any]:
    options = {vehicle.costing: dict(vehicle.options)}
    return {"costing": vehicle.costing, "costing_options": options}
