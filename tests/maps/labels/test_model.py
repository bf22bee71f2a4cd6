"""Labels and obstacles as values: sizes in points, outlines simplified for speed."""

import numpy as np
import pytest
import shapely

from maps.figure.typography import width_em
from maps.labels.model import Label, LabelObstacles


def test_a_label_is_as_wide_as_its_widest_line_and_as_high_as_all():
    label = Label(lines=(("Core", 10.0), ("a much longer line", 8.0)), anchor=(0, 0))
    width, height = label.size
    assert width == pytest.approx(8 * width_em("a much longer line"))
    assert height > 18


def test_outlines_are_simplified_by_less_than_can_be_seen():
    circle = shapely.Point(50, 50).buffer(20, quad_segs=500)
    obstacles = LabelObstacles(
        frame=shapely.box(0, 0, 100, 100), shapes=np.array([circle], dtype=object)
    )
    (outline,) = obstacles.outlines
    assert shapely.get_num_coordinates(outline) < shapely.get_num_coordinates(circle) / 5
    assert shapely.hausdorff_distance(outline, circle.boundary) < 0.31
    assert obstacles.tree.query(shapely.Point(50, 50)).tolist() == [0]
