"""The areas reached from parts within some minutes; and all figures of a zone."""

from collections.abc import Callable, Container, Mapping, Sequence

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.geodesy.area import extract_polygons
from geo.roads.extracts import CELL_DEG
from geo.roads.model import MINUTES, ReachArea, RoadFigure
from geo.roads.network import RoadNetwork
from geo.roads.origins import Origin, get_position
from geo.roads.vehicles import CAR

TOLERANCE_DEG = 0.00004  # for each minute: about 120 m of the area of 30 minutes
Report = Callable[[int], None]


def find_reach(
    network: RoadNetwork, origin: Origin, figures: Sequence[RoadFigure]
) -> list[ReachArea]:
    """Return the areas reached by car from a part's first point, those of most minutes first.

    There are none from a point that is on no road, or whose roads lead to none of the places: the
    engine draws a tidy area on an island too.

    Parameters
    ----------
    network : RoadNetwork
    origin : Origin
        Of the part; longitude and latitude, WGS 84 degrees.
    figures : sequence of RoadFigure
        Of the part.
    """
    snap = network.snap(origin.points[0], CAR)
    asked = [each for each in figures if each.vehicle == CAR.id and each.direction == "to"]
    known = [each for each in asked if each.status != "beyond_extract"]
    is_main = any(each.status == "found" for each in known) if known else True
    if snap is None or not snap.is_connected or not is_main:
        return []
    shapes = network.engine.reach(snap.at, CAR, MINUTES)
    return _nest_areas(origin.part, shapes, shapely.boundary(network.extent))


def _nest_areas(part: str, shapes: Mapping[int, Geometry], edge: Geometry) -> list[ReachArea]:
    """Return areas that each hold those of fewer minutes, simplified, valid polygons."""
    areas: list[ReachArea] = []
    inner: Geometry = shapely.Polygon()
    for minutes in sorted(shapes):
        shape = shapely.make_valid(shapes[minutes].simplify(minutes * TOLERANCE_DEG))
        inner = extract_polygons(shapely.union(extract_polygons(shape), inner))
        is_open = bool(shapely.distance(inner, edge) < CELL_DEG)
        areas.append(ReachArea(part, minutes, is_open, inner))
    return [each for each in reversed(areas) if not each.shape.is_empty]


def compute_figures(
    network: RoadNetwork,
    origins: Sequence[Origin],
    places: gpd.GeoDataFrame,
    *,
    reach_parts: Container[str],
    report: Report,
) -> tuple[list[RoadFigure], list[ReachArea]]:
    """Return all figures, part by part, and the areas reached.

    Parameters
    ----------
    network : RoadNetwork
    origins : sequence of Origin
    places : GeoDataFrame
        Points, WGS 84 degrees, indexed by `id`.
    reach_parts : container of str
        Ids of the parts whose areas are wanted.
    report : callable
        Is told how many pairs are done, each time that another is.
    """
    figures: list[RoadFigure] = []
    areas: list[ReachArea] = []
    for origin in origins:
        own: list[RoadFigure] = []
        for place, at in zip(places.index, places.geometry, strict=True):
            own += network.measure_pair(origin, str(place), get_position(at))
            report(1)
        figures += own
        if origin.part in reach_parts:
            areas += find_reach(network, origin, own)
    return figures, areas
