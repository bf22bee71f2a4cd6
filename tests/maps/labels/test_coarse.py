"""Outlines of very many vertices are placed beside as coarse ones, which look the same."""

import numpy as np
import pytest
import shapely

from maps.labels.coarse import coarsen

pytestmark = pytest.mark.slow

WIDTH_PT, HEIGHT_PT = 516, 210  # of the map in a brief


def make_wave(count):
    turn = np.linspace(0, 2 * np.pi, count, endpoint=False)
    reach = 80 * (1 + 0.2 * np.sin(37 * turn) + 0.01 * np.sin(count / 3 * turn))
    return shapely.Polygon(
        np.column_stack([250 + reach * np.cos(turn), 105 + reach * np.sin(turn)])
    )


def make_comb(count):
    teeth = [xy for n in range(count // 2) for xy in ((n / count, 0.5), ((n + 0.5) / count, 0.9))]
    ring = np.array([*teeth, (0.5, 0.1), (0, 0.1)])
    return shapely.Polygon(ring * (WIDTH_PT, HEIGHT_PT))


def test_an_outline_of_some_vertices_stays_as_it_is():
    shape = make_wave(4_000)
    assert coarsen(shape) is shape


@pytest.mark.parametrize("count", [20_000, 180_000])
def test_many_vertices_become_few_at_the_same_place(count):
    shape = make_wave(count)
    coarse = coarsen(shape)
    assert shapely.get_num_coordinates(coarse) < 15_000
    assert coarse.is_valid
    assert coarse.area == pytest.approx(shape.area, rel=0.005)
    assert shapely.hausdorff_distance(coarse, make_wave(9_000)) < 2


def test_narrow_teeth_are_bounded_by_the_size_of_the_map():
    """A line simplifier overflows the stack with these."""
    coarse = coarsen(make_comb(150_000))
    assert shapely.get_num_coordinates(coarse) < 15_000
    assert coarse.is_valid


def test_an_outline_too_small_for_the_grid_is_not_lost():
    tiny = shapely.transform(make_wave(6_000), lambda xy: xy * 1e-6)
    assert not coarsen(tiny).is_empty


@pytest.mark.parametrize("count", [5, 9_001])
def test_a_folded_outline_becomes_its_polygons(count):
    turn = np.linspace(0, 4 * np.pi, count, endpoint=False)  # round twice, over itself
    star = shapely.Polygon(np.column_stack([100 + 50 * np.cos(turn), 100 + 40 * np.sin(turn)]))
    assert not star.is_valid
    found = coarsen(star)
    assert found.is_valid
    assert found.area > 0


def test_an_outline_without_an_area_becomes_what_lies_around_it():
    line = shapely.Polygon([(0, 0), (1, 1), (2, 2), (1, 1)])
    assert coarsen(line).equals(line.convex_hull)


def test_an_outline_without_a_place_stays_as_it_is():
    shape = shapely.Polygon([(0, 0), (np.inf, 1), (2, 2)])
    assert coarsen(shape) is shape
