"""How far places are by road from sites of a table, by the same checks as from parts."""

import math
import time
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np

from geo.arrays import Floats
from geo.roads.build import make_roads, open_built_network
from geo.roads.model import RoadFigure, Roads
from geo.roads.network import RoadNetwork
from geo.roads.origins import Origin, get_position
from geo.roads.rows import SITE_WAYS, describe_basis


@lru_cache(maxsize=1)
def _open_network(folder: Path) -> tuple[RoadNetwork, Roads]:
    """Return the network of a folder, opened once in each process, and what figures rest on."""
    network, extracts = open_built_network(folder)
    return network, make_roads(extracts)


def describe_network(folder: Path) -> Roads:
    """Return what figures of the network of a folder rest on, without figures.

    Raises
    ------
    InputError
        Where a folder has no routing tiles, or the engine is not installed.
    """
    return _open_network(folder)[1]


def measure_sites(
    folder: Path, lon: Floats, lat: Floats, places: gpd.GeoDataFrame, *, most_s: float = math.inf
) -> list[list[RoadFigure]]:
    """Return the figures of sites to places, one list for each site, in the order of the places.

    Parameters
    ----------
    folder : Path
        The work folder of `zonemap roads`.
    lon, lat : arrays, shape (n,)
        Of the sites, WGS 84 degrees.
    places : GeoDataFrame
        Points, WGS 84 degrees, indexed by `id`.
    most_s : float
        After so many seconds no further site is begun, and the list is shorter than n.

    Raises
    ------
    InputError
        As `describe_network` does.
    """
    network, _ = _open_network(folder)
    positions = [(str(place), get_position(at)) for place, at in places.geometry.items()]
    found: list[list[RoadFigure]] = []
    start = time.monotonic()
    for site in zip(lon.tolist(), lat.tolist(), strict=True):
        if time.monotonic() - start > most_s:
            break
        origin = Origin("", "centre", (site,))
        pairs = (network.measure_pair(origin, place, at) for place, at in positions)
        found.append([figure for pair in pairs for figure in pair])
    return found


def make_road_columns(
    folder: Path, lon: Floats, lat: Floats, places: gpd.GeoDataFrame
) -> dict[str, Any]:
    """Return columns of the ways by road from sites to places, as `tabulate_figures` does.

    `lon`, `lat` (shape (n,)) and the points of `places` are WGS 84 degrees. The errors are those of
    `measure_sites`.
    """
    figures = measure_sites(folder, lon, lat, places)
    return tabulate_figures(figures, list(map(str, places.index)), describe_network(folder))


def tabulate_figures(
    figures: Sequence[Sequence[RoadFigure]], places: Sequence[str], roads: Roads
) -> dict[str, Any]:
    """Return the figures of n sites as columns.

    Parameters
    ----------
    figures : sequence of sequence of RoadFigure, length n
        Of each site; none where it was not asked for.
    places : sequence of str
        Ids.
    roads : Roads
        What they rest on.

    Returns
    -------
    dict
        Arrays of n values. `road_gap_m` is how far the road is that a site was given. Of a place
        `<place>_road_distance_m`, `…_time_min` and `…_status` by car, `road_back` from the place,
        `truck` by the truck; NaN where there is no way.
    """
    columns: dict[str, list[Any]] = {"road_gap_m": [find_gap_m(each) for each in figures]}
    by_way = [{(f.place, f.vehicle, f.direction): f for f in own} for own in figures]
    for place in places:
        for vehicle, direction, prefix in SITE_WAYS:
            own = [each.get((place, vehicle, direction)) for each in by_way]
            columns |= _tell_way(f"{place}_{prefix}", own)
    basis = describe_basis(roads)
    columns["road_basis"] = [basis if own else None for own in figures]
    return {
        name: np.array(values, dtype=float if name.endswith(("_m", "_min")) else object)
        for name, values in columns.items()
    }


def _tell_way(name: str, figures: Sequence[RoadFigure | None]) -> Mapping[str, list[Any]]:
    return {
        f"{name}_distance_m": [each.least_m if each else math.nan for each in figures],
        f"{name}_time_min": [round(each.least_s / 60, 1) if each else math.nan for each in figures],
        f"{name}_status": [each.status if each else None for each in figures],
    }


def find_gap_m(figures: Sequence[RoadFigure]) -> float:
    """Return how far the road is that a site was given, the most of its figures; else NaN."""
    return max((each.gap_m for each in figures if not math.isnan(each.gap_m)), default=math.nan)
