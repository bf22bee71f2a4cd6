"""A zone indexed for point lookups: part, county, nearest edge, and whether that is certain."""

from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.arrays import Floats, Ints
from geo.geodesy.edges import Edges, extract_edges
from geo.geodesy.part_outlines import PartOutlines
from geo.lookup.nearest_edge import EdgeIndex, extract_short_edges, index_edges
from geo.lookup.polygon_grid import PolygonGrid, make_grid
from geo.lookup.uncertainty import UncertaintyBands, index_bands
from geo.zone import Zone


@dataclass(frozen=True, eq=False)
class ZoneIndex:
    """What `geo.lookup.locate` looks points up in; all in WGS 84 degrees.

    Attributes
    ----------
    parts, places, counties : GeoDataFrame
        The zone's parts from the outermost to the innermost, its places, its counties.
    part_grid, county_grid : PolygonGrid
        Of their outlines.
    edges : EdgeIndex
        Of all parts.
    cells : int
        How many columns, and rows, the grids have.
    """

    parts: gpd.GeoDataFrame
    places: gpd.GeoDataFrame
    counties: gpd.GeoDataFrame
    part_grid: PolygonGrid
    county_grid: PolygonGrid
    edges: EdgeIndex
    cells: int = 128

    @cached_property
    def reaches_m(self) -> Floats:
        """How far from where it is drawn each part's edge may be; NaN where that is not stated."""
        return self.outlines.reaches_m

    @cached_property
    def outlines(self) -> PartOutlines:
        """The outlines of the parts, in their order here."""
        return PartOutlines(self.parts)

    @cached_property
    def county_edges(self) -> Edges:
        """The geodesic edges of the counties, owned by their position in `counties`."""
        return extract_edges(np.asarray(self.counties.geometry.array))

    @cached_property
    def bands(self) -> UncertaintyBands:
        """Around the parts' outlines, as wide to each side as their edges may be off.

        The true outline may be on the other side of a point in one. Made when first asked for:
        measuring polygons needs none.
        """
        return index_bands(self.edges.edges, self.reaches_m, cells=self.cells)

    @cached_property
    def county_bands(self) -> UncertaintyBands:
        """The same around the counties' outlines."""
        edges = extract_short_edges(np.asarray(self.counties.geometry.array))
        widths_m = self.counties["position_uncertainty_m"].to_numpy(dtype=float)
        return index_bands(edges, widths_m, cells=self.cells)


def index_zone(zone: Zone, *, cells: int = 128) -> ZoneIndex:
    """Return the zone indexed for looking points up.

    Takes a tenth of a second for tens of parts, so keep it: `geo.measured.Measured.index` does.

    Parameters
    ----------
    zone : Zone
        WGS 84 longitude and latitude, as `geo.zone.read_zone` returns it.
    cells : int
        How many columns, and rows, its grids have.
    """
    order = np.argsort(part_depths(zone.parts["parent"]), kind="stable")
    parts = zone.parts.iloc[order]
    counties = zone.context[zone.context["kind"] == "county"]
    shapes, county_shapes = (np.asarray(each.geometry.array) for each in (parts, counties))
    return ZoneIndex(
        parts=parts,
        places=zone.places,
        counties=counties,
        part_grid=make_grid(shapes, cells=cells),
        county_grid=make_grid(county_shapes, cells=cells),
        edges=index_edges(shapes),
        cells=cells,
    )


def part_depths(parents: pd.Series) -> Ints:
    """Return how many parents each part has above it, shape (n,).

    Parameters
    ----------
    parents : Series of object
        Each part's parent or None, indexed by `id`; without a circle.
    """
    above = parents.to_dict()
    depths: dict[object, int] = {None: -1}
    for part_id in above:
        chain, top = [], part_id
        while top not in depths:
            chain.append(top)
            top = above[top]
        depths |= {each: n for n, each in enumerate(reversed(chain), depths[top] + 1)}
    return np.array([depths[part_id] for part_id in above], dtype=np.int64)
