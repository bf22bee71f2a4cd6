"""The two jobs that run over files: where sites lie, and what parcels measure."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely

from geo.batch import Result, extended, sift
from geo.chart import chart_zone
from geo.intake import Chunk
from geo.locate import locate_points, on_wgs84, point_faults
from geo.parcels import measure_polygons, polygon_faults
from geo.zone import Zone

_DECIMALS: Mapping[str, int] = {"_m": 4, "_m2": 4, "_deg": 7, "_share": 9}


def locate_chunk(chunk: Chunk, *, zone: Zone, datum: str) -> Result:
    """Locate a chunk of points (`geo.locate.locate_points`); what is no point is rejected."""
    is_empty = shapely.is_empty(chunk.shapes)
    is_point = (shapely.get_type_id(chunk.shapes) == 0) & ~is_empty
    lon, lat = np.full((2, len(chunk.shapes)), np.nan)
    lon[is_point], lat[is_point] = _xy(chunk.shapes[is_point])
    faults = point_faults(lon, lat)
    faults[~is_point] = "not a point"
    faults[is_empty] = "empty geometry"
    faults[shapely.is_missing(chunk.shapes)] = "no longitude and latitude that are numbers"
    kept = sift(chunk, faults)
    x, y = _xy(kept.shapes)
    lon, lat = on_wgs84(x, y, datum)
    moved = Chunk(kept.number, kept.rows, kept.table, shapely.points(lon, lat), kept.rejects)
    return extended(moved, _rounded(locate_points(chart_zone(zone), lon, lat)))


def _xy(points: Any) -> Any:
    return shapely.get_x(points), shapely.get_y(points)


def measure_chunk(chunk: Chunk, *, zone: Zone) -> Result:
    """Measure a chunk of polygons (`geo.parcels.measure_polygons`); what is none is rejected."""
    kept = sift(chunk, polygon_faults(chunk.shapes))
    return extended(kept, _rounded(measure_polygons(zone, kept.shapes)))


def _rounded(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Round to what is far below any outline's uncertainty, so that files stay readable."""
    return {
        name: np.round(values, _DECIMALS["_" + name.rpartition("_")[2]])
        if "_" + name.rpartition("_")[2] in _DECIMALS
        else values
        for name, values in columns.items()
    }
