"""How far places are by road from sites of a table, by the same checks as from parts."""

import math
from functools import lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np

from geo.arrays import Floats
from geo.roads.build import open_built_network
from geo.roads.engine import get_engine_version
from geo.roads.model import RoadFigure
from geo.roads.network import RoadNetwork
from geo.roads.origins import Origin, get_position
from geo.roads.rows import describe_conditions

# What is said of each place: the vehicle, the direction, and how the columns begin.
_WAYS = (("car", "to", "road"), ("car", "from", "road_back"), ("truck", "to", "truck"))


@lru_cache(maxsize=1)
def _open_network(folder: Path) -> tuple[RoadNetwork, str]:
    """Return the network of a folder, opened once in each process, and what figures rest on."""
    network, extracts = open_built_network(folder)
    dates = [each.date or "date unknown" for each in extracts]
    return network, describe_conditions(dates, get_engine_version())


def check_network(folder: Path) -> None:
    """Raise InputError where a folder has no routing tiles, or the engine is not installed."""
    _open_network(folder)


def make_road_columns(
    folder: Path, lon: Floats, lat: Floats, places: gpd.GeoDataFrame
) -> dict[str, Any]:
    """Return columns of the ways by road from sites to places, of each place in turn.

    Parameters
    ----------
    folder : Path
        The work folder of `zonemap roads`.
    lon, lat : arrays, shape (n,)
        Of the sites, WGS 84 degrees.
    places : GeoDataFrame
        Points, WGS 84 degrees, indexed by `id`.

    Returns
    -------
    dict
        Arrays of n values. `road_gap_m` is how far the road is that a site was given. Of a place
        `<place>_road_distance_m`, `…_time_min` and `…_status` by car, `road_back` from the place,
        `truck` by the truck; NaN where there is no way.

    Raises
    ------
    InputError
        As `check_network` does.
    """
    network, basis = _open_network(folder)
    columns: dict[str, list[Any]] = {"road_gap_m": []}
    for site in zip(lon.tolist(), lat.tolist(), strict=True):
        origin = Origin("", "centre", (site,))
        gaps_m = [math.nan]
        for place, at in zip(places.index, places.geometry, strict=True):
            figures = network.measure_pair(origin, str(place), get_position(at))
            _add_place(columns, str(place), figures)
            gaps_m += [each.gap_m for each in figures if not math.isnan(each.gap_m)]
        columns["road_gap_m"].append(gaps_m[-1])
    columns["road_basis"] = [basis] * len(lon)
    return {
        name: np.array(values, dtype=float if name.endswith(("_m", "_min")) else object)
        for name, values in columns.items()
    }


def _add_place(columns: dict[str, list[Any]], place: str, figures: list[RoadFigure]) -> None:
    by_way = {(each.vehicle, each.direction): each for each in figures}
    for vehicle, direction, prefix in _WAYS:
        figure, name = by_way[vehicle, direction], f"{place}_{prefix}"
        columns.setdefault(f"{name}_distance_m", []).append(figure.least_m)
        columns.setdefault(f"{name}_time_min", []).append(round(figure.least_s / 60, 1))
        columns.setdefault(f"{name}_status", []).append(figure.status)
