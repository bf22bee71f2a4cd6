"""Arcs lose no more than is stated: a circle by π r², an arc by its sagitta."""

import math

import numpy as np
import pytest
import shapely

from geo.reading.arcs import split_arcs
from geo.reading.units import METRES_PER_DEGREE


@pytest.mark.parametrize("radius_m", [0.5, 10, 100, 5000])
def test_a_circle_keeps_its_area_to_a_millionth(radius_m):
    points = radius_m * np.array([[-1, 0], [0, 1], [1, 0], [0, -1], [-1, 0]], dtype=float)
    line, deviation_m = split_arcs(points + 35_540_000, unit_m=1.0)
    lost = 1 - shapely.Polygon(line - 35_540_000).area / (math.pi * radius_m**2)
    assert 0 < lost < 1e-6
    assert 0 < deviation_m <= 1e-3


def test_a_whole_circle_is_given_by_the_point_across():
    line, _ = split_arcs(np.array([[0.0, 0], [2, 0], [0, 0]]), unit_m=1.0)
    assert shapely.Polygon(line).area == pytest.approx(math.pi, rel=1e-6)


@pytest.mark.parametrize("up", [1, -1])
def test_an_arc_passes_through_its_middle_on_the_side_it_says(up):
    line, _ = split_arcs(np.array([[0.0, 0], [1, up], [2, 0]]), unit_m=1.0)
    assert line[0].tolist() == [0, 0]
    assert line[-1].tolist() == [2, 0]
    assert np.hypot(line[:, 0] - 1, line[:, 1]) == pytest.approx(1)
    assert (line[1:-1, 1] * up > 0).all()


def test_three_points_on_one_line_are_a_line():
    line, deviation_m = split_arcs(np.array([[0.0, 0], [1, 1], [2, 2]]), unit_m=1.0)
    assert line.tolist() == [[0, 0], [1, 1], [2, 2]]
    assert deviation_m == 0


def test_degrees_are_split_as_finely():
    points = 105 + 0.001 * np.array([[-1, 0], [0, 1], [1, 0]], dtype=float)
    assert split_arcs(points, unit_m=METRES_PER_DEGREE)[1] <= 1e-3
