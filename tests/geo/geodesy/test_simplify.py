"""Shapes of any length with fewer vertices."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.geodesy.simplify import MOST_AT_ONCE, reduce_vertices


def make_comb(teeth):
    x = np.arange(2 * teeth) / (2 * teeth)
    y = np.where(np.arange(2 * teeth) % 2, 1.0, 0.2)
    return shapely.Polygon([(0, 0), *zip(x, y, strict=True), (1, 0)])


def as_array(*shapes):
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    return found


@pytest.mark.parametrize("tolerance", [1e-9, 0.5])
@pytest.mark.slow
def test_a_comb_of_a_hundred_thousand_teeth_ends_no_process(tolerance):
    comb = make_comb(100_000)
    shapes = as_array(comb, comb.boundary, shapely.MultiPolygon([comb]), shapely.Point(1, 2))
    found = reduce_vertices(shapes, tolerance)
    assert [each.geom_type for each in found] == [each.geom_type for each in shapes]
    assert found[0].exterior.is_closed
    assert (len(found[0].exterior.coords) < 400) == (tolerance > 0.1)


def test_short_shapes_are_those_of_the_library():
    circle = shapely.Point(0, 0).buffer(1, quad_segs=100)
    shapes = as_array(circle, circle.boundary, shapely.MultiPoint([(0, 0), (1, 1)]))
    assert shapely.equals_exact(reduce_vertices(shapes, 0.01), shapely.simplify(shapes, 0.01)).all()


@given(st.integers(MOST_AT_ONCE, 3 * MOST_AT_ONCE), st.floats(0.001, 0.1))
@pytest.mark.slow
def test_no_line_moves_by_more_than_the_tolerance(count, tolerance):
    turn = np.linspace(0, 2 * np.pi, count, endpoint=False)
    radius = 1 + 0.2 * np.sin(37 * turn)
    star = shapely.Polygon(np.column_stack([radius * np.cos(turn), radius * np.sin(turn)]))
    holed = shapely.Polygon(star.exterior, [shapely.Point(0, 0).buffer(0.1).exterior])
    [found] = reduce_vertices(as_array(holed), tolerance)
    assert len(found.interiors) == 1
    assert len(found.exterior.coords) < count
    assert shapely.hausdorff_distance(found.exterior, star.exterior) <= tolerance * 1.001


def test_nothing_is_made_of_nothing():
    assert len(reduce_vertices(as_array(), 1.0)) == 0
