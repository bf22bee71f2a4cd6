"""A zone laid out for looking points up: which part, which county, how near an edge, how sure."""

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.membership import Floats, Grid, Ints, grid_over, pairs_within
from geo.nearest import Edges, edges_of, flat_xy
from geo.zone import Zone

_ARC_STEPS = 32  # a quarter circle of the band in so many; 3e-4 of its width is lost


@dataclass(frozen=True, eq=False)
class Chart:
    """What `geo.locate` looks points up in.

    Attributes
    ----------
    parts, places, counties : GeoDataFrame
        The zone's parts from the outermost to the innermost, its places, its counties.
    part_grid, county_grid : Grid
        Of their outlines.
    doubt_grid : Grid
        Of the bands around the parts' outlines, as wide to each side as the position is
        uncertain: a point in one may be on the other side of that outline in truth.
    knows_doubt : bool
        Whether every part states its position uncertainty.
    edges : Edges
        Of all parts.
    """

    parts: gpd.GeoDataFrame
    places: gpd.GeoDataFrame
    counties: gpd.GeoDataFrame
    part_grid: Grid
    county_grid: Grid
    doubt_grid: Grid
    knows_doubt: bool
    edges: Edges


def chart_zone(zone: Zone, *, cells: int = 128) -> Chart:
    """Return the zone laid out for looking points up, over grids of `cells` by `cells`."""
    order = np.argsort(part_depths(zone.parts["parent"]), kind="stable")
    parts = zone.parts.iloc[order]
    counties = zone.context[zone.context["kind"] == "county"]
    shapes = np.asarray(parts.geometry.array)
    edges = edges_of(shapes)
    uncertainty_m = parts["position_uncertainty_m"].to_numpy(dtype=float)
    return Chart(
        parts=parts,
        places=zone.places,
        counties=counties,
        part_grid=grid_over(shapes, cells=cells),
        county_grid=grid_over(np.asarray(counties.geometry.array), cells=cells),
        doubt_grid=grid_over(_bands(shapes, edges, uncertainty_m), cells=cells),
        knows_doubt=not np.isnan(uncertainty_m).any(),
        edges=edges,
    )


def part_depths(parents: pd.Series) -> Ints:
    """Return how many parents each part (the index) has above it."""
    above = parents.to_dict()

    def depth(part_id: object) -> int:
        parent = above[part_id]
        return 0 if parent is None else 1 + depth(parent)

    return np.array([depth(part_id) for part_id in parents.index], dtype=np.int64)


def _bands(shapes: Any, edges: Edges, width_m: Floats) -> Any:
    """Return the ground within `width_m` of each outline; none where the width is 0 or unknown."""

    def flatten(xy: Floats) -> Floats:
        return flat_xy(edges.flat, *xy.T)

    def unflatten(xy: Floats) -> Floats:
        return np.column_stack(edges.flat.transform(*xy.T, direction="INVERSE"))

    lines = shapely.transform(shapely.boundary(shapes), flatten)
    bands = shapely.buffer(lines, np.nan_to_num(width_m), quad_segs=_ARC_STEPS)
    return shapely.transform(bands[~shapely.is_empty(bands)], unflatten)


def is_certain(chart: Chart, lon: Floats, lat: Floats) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Return whether no outline, moved by its position uncertainty, could pass over each point.

    A part that states no uncertainty makes every answer uncertain.
    """
    certain = np.full(len(lon), chart.knows_doubt)
    certain[pairs_within(chart.doubt_grid, lon, lat)[0]] = False
    return certain
