"""Shapes kept in a file come back as they were, by what they are and by where they lie."""

import numpy as np
import shapely

from geo.reading.osm.classes import Drawn
from geo.reading.osm.shape_file import ShapeFile

ROAD, LAKE = Drawn("roads", "streets", 8, (("kind", "primary"),)), Drawn("water", "ocean", 4, ())
SHAPES = np.array([shapely.LineString([(0.1, 0.1), (0.2, 0.1)]), shapely.box(0.5, 0.5, 0.6, 0.6),
                   shapely.LineString([(0.7, 0.7), (1 / 3, 2 / 3)])])  # fmt: skip


def test_shapes_come_back_by_what_they_are(tmp_path):
    kept = ShapeFile(tmp_path / "a")
    kept.add([ROAD, LAKE], SHAPES[:2])
    kept.add([ROAD], SHAPES[2:])
    assert kept.kinds == (ROAD, LAKE)
    assert [rows.tolist() for rows in kept.group_rows()] == [[0, 2], [1]]
    assert shapely.equals_exact(kept.read(np.array([2, 0])), SHAPES[[2, 0]]).all()


def test_shapes_are_found_by_where_they_lie(tmp_path):
    kept = ShapeFile(tmp_path / "a")
    kept.add([ROAD, LAKE, ROAD], SHAPES)
    assert kept.find_rows(np.array([0.6, 0.6, 0.68, 0.68])).tolist() == [1, 2]
    assert kept.find_rows(np.array([0.1 + 1e-12, 0.0, 0.1 + 1e-12, 0.2])).tolist() == [0]
    assert kept.find_rows(np.array([0.9, 0.9, 1.0, 1.0])).tolist() == []


def test_nothing_is_kept_of_nothing(tmp_path):
    kept = ShapeFile(tmp_path / "a")
    kept.add([], SHAPES[:0])
    assert (kept.kinds, kept.group_rows(), len(kept.ids)) == ((), [], 0)
    assert len(kept.read(kept.find_rows(np.array([0.0, 0.0, 1.0, 1.0])))) == 0
