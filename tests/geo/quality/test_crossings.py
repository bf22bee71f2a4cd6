import math

import numpy as np
import pytest
import shapely
from comb_shapes import make_combs
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.geodesy.area import extract_polygons, shape_area_m2
from geo.quality.crossings import CrossingMeter, has_more_crossings, moved_area_m2
from geo.quality.repair_steps import make_shapes_valid

CORNERS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=4, max_size=12, unique=True
)
HOLE_AT_THE_EDGE = shapely.Polygon(
    [(105.0, 28), (105.1, 28), (105.1, 28.1), (105, 28.1)],
    [[(105.02, 28), (105.04, 28), (105.04, 28.02), (105.02, 28.02)]],
)


def make_star(count):
    """Return a ring whose edges nearly all cross each other."""
    turns = 2 * math.pi * np.arange(count) * (count // 2) / count
    return shapely.Polygon(np.c_[105.4 + 0.05 * np.cos(turns), 28.9 + 0.05 * np.sin(turns)])


@pytest.mark.parametrize("count", [5, 11, 51])
def test_crossings_of_a_star_are_counted_up_to_a_bound(count):
    pairs = count * (count - 3) // 2
    assert has_more_crossings(make_star(count), pairs - 1)
    assert not has_more_crossings(make_star(count), pairs)


def test_neighbours_and_repeated_vertices_are_no_crossings():
    ring = [(105, 28), (105.1, 28), (105.1, 28), (105.1, 28), (105.1, 28.1), (105, 28.1)]
    assert not has_more_crossings(shapely.Polygon(ring), 0)
    assert not has_more_crossings(shapely.Point(105, 28).buffer(0.1, quad_segs=500), 0)


def test_outlines_that_go_around_again_and_again_meet_themselves():
    assert has_more_crossings(shapely.Polygon([(0, 0), (1, 0), (1, 1), (0, 1)] * 20), 1000)


@given(CORNERS)
def test_what_moved_is_what_polygons_of_the_same_lines_differ_by(corners):
    before = shapely.Polygon(np.array(corners) / 400 + (105, 28))
    assume(not before.is_valid)
    after = shapely.make_valid(before, method="structure", keep_collapsed=False)
    assume(not after.is_empty)
    meant = extract_polygons(shapely.make_valid(before, method="linework"))
    differs_m2 = shape_area_m2(extract_polygons(shapely.symmetric_difference(meant, after)))
    assert moved_area_m2(before, after) == pytest.approx(differs_m2, abs=1)


def test_a_hole_that_shares_an_edge_with_its_outer_ring_is_kept():
    (after,) = make_shapes_valid(np.array([HOLE_AT_THE_EDGE], dtype=object))
    assert shape_area_m2(after) == pytest.approx(shape_area_m2(HOLE_AT_THE_EDGE), rel=1e-4)


def test_a_star_is_refused_before_its_crossings_are_computed(monkeypatch):
    """A file of 5 kB took a minute, one of 70 kB would take hours."""
    made = []
    make_valid = shapely.make_valid
    monkeypatch.setattr(
        shapely, "make_valid", lambda x, **how: [made.extend(x), make_valid(x, **how)][1]
    )
    bow = shapely.Polygon([(105, 28), (105.1, 28), (105.1, 28.1), (105.05, 27.9999), (105, 28.1)])
    star, repaired = make_shapes_valid(np.array([make_star(3001), bow], dtype=object))
    assert (star, len(made)) == (None, 1)
    assert repaired is not None


@pytest.mark.parametrize("teeth", [20, 40])
def test_edges_that_meet_are_counted_before_the_outlines_are_compared(teeth):
    one, other = make_combs(teeth)
    meetings = 4 * teeth**2
    assert CrossingMeter(3 * meetings).select([one], [other]).all()
    meter = CrossingMeter(meetings - 1)
    assert not meter.select([one], [other]).any()
    assert meter.is_tangled


def test_few_edges_are_not_counted_and_many_are_not_looked_at():
    one, other = make_combs(10)
    assert CrossingMeter(0).select([one], [other]).all()
    one, other = make_combs(40)
    meter = CrossingMeter(most_edges=300)
    assert not meter.select([one], [other]).any()
    assert not meter.is_tangled
    far = shapely.transform(other, lambda xy: xy + 1)
    assert CrossingMeter(0, 0).select([one], [far]).all()
