"""Measures of plots, lines and sites: the columns of the commands, computed by the same functions.

`zonemap measure` computes the plots' columns, `zonemap locate` those of a point in each; here both
are put together, and to the last digit the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from geo.arrays import Bools, Floats, Ints, Shapes, Texts
from geo.batch.chunks import Chunk, ChunkResult
from geo.batch.jobs import locate_chunk, measure_chunk
from geo.geodesy.area import shape_areas_m2
from geo.geodesy.edges import split_segments
from geo.geodesy.geodesic import solve_inverse
from geo.lookup.index import ZoneIndex
from geo.lookup.inside_points import find_inside_points
from geo.lookup.own_shares import OwnShares, find_outside_shares, share_out
from geo.lookup.part_names import SEPARATOR
from geo.lookup.shape_edges import find_deciding_parts, find_edges_near, list_reaching_parts
from geo.lookup.uncertainty import judge_shapes
from geo.measured import Measured
from geo.roads.model import RoadFigure
from geo.roads.sites import measure_sites

# Of one layer, the features whose ways by road are asked for, and the seconds that this may take.
MOST_ROAD_FEATURES, MOST_ROAD_S = 100, 10.0
Columns = Mapping[str, list[Any]]


@dataclass(frozen=True, eq=False)
class PlotMeasures:
    """What is measured of n features.

    Attributes
    ----------
    inside : array of Point, shape (n,)
        Certainly inside each feature, WGS 84 degrees.
    located : mapping
        The columns of `zonemap locate` for those.
    plots : array of int, shape (k,)
        Which features are plots.
    areas : mapping
        The columns of `zonemap measure` for the plots.
    areas_m2 : array of float, shape (k,)
        Their geodesic areas, not rounded.
    shares : OwnShares
        Of the plots.
    lengths_m : array of float, shape (n,)
        Geodesic; NaN of what is no line.
    verdicts : array of str, shape (n,)
    edges, deciding : arrays of int, shape (n,)
        Positions of the parts of the nearest edge, and of the one that decides the verdict.
    edges_m : array of float, shape (n,)
        How far away the nearest edge is.
    candidates : sequence of tuple of int, length n
        Positions of the parts that plots and sites may reach though as drawn they do not, the
        likeliest first.
    """

    inside: Shapes
    located: Columns
    plots: Ints
    areas: Columns
    areas_m2: Floats
    shares: OwnShares
    lengths_m: Floats
    verdicts: Texts
    edges: Ints
    edges_m: Floats
    deciding: Ints
    candidates: Sequence[tuple[int, ...]]

    @property
    def outside_shares(self) -> Floats:
        """What of each plot's area lies in no part, 0 to 1, shape (k,).

        Of a plot without an area, as one at a pole can be, whether its point inside does.
        """
        located = np.array([self.located["part"][n] is None for n in self.plots], dtype=bool)
        return find_outside_shares(self.shares, self.areas_m2, located)

    @property
    def are_outside(self) -> Bools:
        """Whether each plot and site lies outside every part as drawn, shape (n,).

        False of lines, of which nothing is measured in parts.
        """
        outside = np.array([each is None for each in self.located["part"]], dtype=bool)
        outside[~np.isnan(self.lengths_m)] = False
        outside[self.plots] = self.outside_shares == 1
        return outside


def measure_features(measured: Measured, shapes: Shapes) -> PlotMeasures:
    """Return what is measured of plots, lines and sites.

    Parameters
    ----------
    measured : Measured
        The zone.
    shapes : array of Geometry, shape (n,)
        Polygons, lines and points; WGS 84 longitude and latitude in degrees, valid, on Earth.
    """
    index = measured.index
    inside = find_inside_points(shapes)
    located = _to_columns(locate_chunk(_make_chunk(inside), measured=measured, datum="wgs84"))
    dimension = shapely.get_dimensions(shapes)
    plots, lines = np.flatnonzero(dimension == 2), np.flatnonzero(dimension == 1)
    areas = _to_columns(measure_chunk(_make_chunk(shapes[plots]), measured=measured))
    areas_m2 = shape_areas_m2(shapes[plots])
    lengths_m = np.full(len(shapes), np.nan)
    lengths_m[lines] = measure_lengths_m(shapes[lines])
    edges = index.parts.index.get_indexer(pd.Index(located["edge_part"])).astype(np.int64)
    edges_m = np.array(located["edge_distance_m"], dtype=float)
    own = _find_own_parts(index, located, plots, areas)
    wide = np.flatnonzero(dimension > 0)
    if len(wide):
        edges[wide], found_m = find_edges_near(index.edges, shapes[wide])
        edges_m[wide] = np.round(found_m, 4)
    verdicts = np.array(located["verdict"], dtype=object)
    verdicts[wide] = judge_shapes(index.bands, shapes[wide])
    shares = share_out(index, shapes[plots], areas_m2)
    return PlotMeasures(
        inside=inside,
        located=located,
        plots=plots,
        areas=areas,
        areas_m2=areas_m2,
        shares=shares,
        lengths_m=lengths_m,
        verdicts=verdicts,
        edges=edges,
        edges_m=edges_m,
        deciding=find_deciding_parts(index, shapes, edges, edges_m, own),
        candidates=_list_candidates(index, shapes, located, plots, shares),
    )


def _list_candidates(
    index: ZoneIndex, shapes: Shapes, located: Columns, plots: Ints, shares: OwnShares
) -> list[tuple[int, ...]]:
    """Return the parts that each plot and site may reach, without those that it lies in."""
    at = {str(key): n for n, key in enumerate(index.parts.index)}
    own = [{at[key] for key in (each or "").split(SEPARATOR) if key} for each in located["parts"]]
    for n in plots.tolist():
        own[n] = set()
    for plot, part in zip(*(each.tolist() for each in (shares.polygon, shares.part)), strict=True):
        own[plots[plot]].add(part)
    lines = shapely.get_dimensions(shapes) == 1
    reached = list_reaching_parts(index, shapes)
    return [
        () if is_line else tuple(part for part in each if part not in here)
        for is_line, each, here in zip(lines.tolist(), reached, own, strict=True)
    ]


def measure_roads(
    folder: Path, measures: PlotMeasures, places: gpd.GeoDataFrame
) -> list[list[RoadFigure]]:
    """Return the figures by road of the points inside features, as `zonemap locate --roads` does.

    There are fewer lists than features where these are more than `MOST_ROAD_FEATURES`, or take
    longer than `MOST_ROAD_S`.

    Parameters
    ----------
    folder : Path
        The work folder of `zonemap roads`.
    measures : PlotMeasures
    places : GeoDataFrame
        Points, WGS 84 degrees, indexed by `id`.

    Raises
    ------
    InputError
        When the tiles can't be used.
    """
    inside = measures.inside[:MOST_ROAD_FEATURES]
    lon, lat = shapely.get_x(inside), shapely.get_y(inside)
    return measure_sites(folder, lon, lat, places, most_s=MOST_ROAD_S)


def _find_own_parts(index: ZoneIndex, located: Columns, plots: Ints, areas: Columns) -> Ints:
    """Return the part that each feature is said to lie in, as both commands say it; -1 for none."""
    named: Texts = np.array([*located["part"], None], dtype=object)[:-1]
    named[plots] = np.array([*areas["part"], None], dtype=object)[:-1]
    return np.asarray(index.parts.index.get_indexer(pd.Index(named)), dtype=np.int64)


def _make_chunk(shapes: Shapes) -> Chunk:
    nothing = pa.table({"": pa.nulls(len(shapes))}).select([])
    return Chunk(0, np.arange(len(shapes)), nothing, shapes)


def _to_columns(result: ChunkResult) -> Columns:
    names = [name for name in result.table.column_names if name != "geometry"]
    return {name: result.table.column(name).to_pylist() for name in names}


def measure_lengths_m(lines: Shapes) -> Floats:
    """Return the geodesic length of each line in metres, shape (n,).

    Parameters
    ----------
    lines : array of LineString or MultiLineString, shape (n,)
        WGS 84 longitude and latitude in degrees.
    """
    pieces, owner = shapely.get_parts(lines, return_index=True)
    start, end, piece = split_segments(pieces)
    lengths = solve_inverse(start[:, 0], start[:, 1], end[:, 0], end[:, 1])[2]
    sums: Floats = np.bincount(owner[piece], weights=lengths, minlength=len(lines)).astype(float)
    return sums
