"""What a job does with the rows of one chunk that it can't use."""

import numpy as np
import pyarrow as pa
import pytest
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
        (2, "a point, not a polygon"),
        (3, "no geometry"),
    ]
    assert result.table.column("part").to_pylist() == ["west"]
    assert result.table.column("overlap_share").to_pylist() == [1]


def test_a_plot_that_crosses_itself_is_named_with_the_place(made_zone):
    bow = shapely.Polygon([(105.41, 28.91), (105.42, 28.92), (105.42, 28.91), (105.41, 28.92)])
    table = pa.table({"地块编号": ["JY-03", None], "备注": ["a", "b"]})
    chunk = Chunk(0, np.arange(1, 3), table, np.array([bow, bow]))
    result = measure_chunk(chunk, measured=Measured(made_zone))
    said = "not a valid shape: self-intersection at 105.415, 28.915; redraw it"
    assert [each.reason for each in result.rejects] == [f"“JY-03”: {said}", said]


@pytest.mark.slow
def test_coordinates_are_located_as_their_points_are(made_zone):
    xy = np.array([[105.41, 28.93], [190.0, 28.9], [105.44, 28.92], [105.4, 400_000.0]])
    table = pa.table({"name": ["a", "b", "c", "d"]})
    for datum in ("wgs84", "gcj02"):
        found = [
            locate_chunk(
                Chunk(3, np.arange(1, 5), table, packed), measured=Measured(made_zone), datum=datum
            )
            for packed in (xy, shapely.points(xy))
        ]
        assert found[0].table.equals(found[1].table)
        assert len(found[0].rejects) == 2
        assert found[0].rejects == found[1].rejects
