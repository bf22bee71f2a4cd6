"""The outlines of parts, with what every question about a point asks of them, computed once."""

from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np

from geo.arrays import Floats
from geo.geodesy.assumed_size import find_reaches_m
from geo.geodesy.edges import Edges, extract_edges


@dataclass(frozen=True, eq=False)
class PartOutlines:
    """The parts of a zone, whose edges and reaches are kept once they were asked for.

    Attributes
    ----------
    parts : GeoDataFrame
        Indexed by `id`, as `find_reaches_m` takes it; WGS 84 longitude and latitude in degrees. It
        is not changed afterwards.
    """

    parts: gpd.GeoDataFrame

    @cached_property
    def edges(self) -> Edges:
        """The geodesic edges of all parts, owned by their position in `parts`."""
        return extract_edges(np.asarray(self.parts.geometry.array))

    @cached_property
    def reaches_m(self) -> Floats:
        """How far from where it is drawn each part's edge may be; NaN where that is not stated."""
        return find_reaches_m(self.parts)
