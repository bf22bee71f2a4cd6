"""The points of a part from which ways by road begin: its gates, else its centre.

A schematic outline may lie anywhere within its uncertainty, so that points around its centre are
asked as well, and the figures are a range.
"""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.geodesy.centroid import find_centroids, find_outside
from geo.geodesy.geodesic import solve_direct

Point = tuple[float, float]
_AROUND = 8


@dataclass(frozen=True)
class Origin:
    """The points of a part (WGS 84 longitude and latitude), and what they are.

    `kind` is one of `geo.roads.model.ORIGINS`. The first point is the one whose line is drawn.
    """

    part: str
    kind: str
    points: tuple[Point, ...]


def find_origins(parts: gpd.GeoDataFrame, gates: gpd.GeoDataFrame) -> list[Origin]:
    """Return where the ways of each part begin.

    Parameters
    ----------
    parts : GeoDataFrame
        WGS 84 degrees, indexed by `id`, with `placement` and `position_uncertainty_m` in metres.
    gates : GeoDataFrame
        As `geo.roads.gates.read_gates` returns them; may be empty.
    """
    centres = find_centroids(parts.geometry)
    outside = find_outside(parts.geometry, centres).tolist()
    own: dict[str, list[Point]] = {}
    for part, gate in zip(gates["part"], gates.geometry, strict=True):
        own.setdefault(part, []).append(get_position(gate))
    found = []
    for key, shape, centre, is_outside in zip(
        parts.index, parts.geometry, centres, outside, strict=True
    ):
        at = shapely.point_on_surface(shape) if is_outside else centre
        uncertainty_m = float(parts["position_uncertainty_m"][key])
        if key in own:
            found.append(Origin(key, "gates", tuple(own[key])))
        elif parts["placement"][key] == "schematic" and uncertainty_m > 0:
            middle = get_position(at)
            points = (middle, *_surround(*middle, uncertainty_m))
            found.append(Origin(key, "uncertainty", points))
        else:
            found.append(Origin(key, "centre", (get_position(at),)))
    return found


def get_position(point: Geometry) -> Point:
    """Return longitude and latitude of a point in WGS 84 degrees."""
    lon, lat = shapely.get_coordinates(point)[0].tolist()
    return lon, lat


def _surround(lon: float, lat: float, radius_m: float) -> list[Point]:
    azimuths = np.arange(_AROUND) * 360.0 / _AROUND
    full = np.full(_AROUND, lon), np.full(_AROUND, lat)
    lons, lats, _ = solve_direct(*full, azimuths, np.full(_AROUND, radius_m))
    return list(zip(lons.tolist(), lats.tolist(), strict=True))
