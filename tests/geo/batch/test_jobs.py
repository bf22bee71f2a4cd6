"""What a job does with the rows of one chunk that it can't use."""

import numpy as np
import pyarrow as pa
import shapely

from geo.batch.chunks import Chunk
from geo.batch.jobs import locate_chunk, measure_chunk
from geo.measured import Measured


def test_an_empty_geometry_is_kept_aside(made_zone):
    shapes = np.array([shapely.Point(105.41, 28.93), shapely.Point(), shapely.Polygon()])
    table = pa.table({"name": ["a", "b", "c"]})
    result = locate_chunk(
        Chunk(0, np.arange(1, 4), table, shapes), measured=Measured(made_zone), datum="wgs84"
    )
    assert [(each.row, each.reason) for each in result.rejects] == [
        (2, "empty geometry"),
        (3, "empty geometry"),
    ]
    assert result.table.column("part").to_pylist() == ["west"]


def test_what_is_no_polygon_is_kept_aside(made_zone):
    shapes = np.array(
        [shapely.box(105.41, 28.91, 105.42, 28.92), shapely.Point(105.41, 28.93), None]
    )
    table = pa.table({"name": ["a", "b", "c"]})
    result = measure_chunk(Chunk(0, np.arange(1, 4), table, shapes), measured=Measured(made_zone))
    assert [(each.row, each.reason) for each in result.rejects] == [
        (2, "not a polygon"),
        (3, "no geometry"),
    ]
    assert result.table.column("part").to_pylist() == ["west"]
    assert result.table.column("overlap_share").to_pylist() == [1]
