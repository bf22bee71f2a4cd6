"""A zone's index holds its parts from the outermost inwards, and grids of the same parts."""

import numpy as np
import pandas as pd
import pytest

from geo.lookup.index import index_zone, part_depths
from geo.lookup.polygon_grid import find_pairs_within


def test_depth_counts_the_parents_above():
    parents = pd.Series({"a": "b", "b": "c", "c": None, "d": None, "e": "c"}, dtype=object)
    assert part_depths(parents).tolist() == [2, 1, 0, 0, 1]


def test_ten_thousand_levels_are_counted():
    parents = pd.Series({n: n + 1 if n < 9_999 else None for n in range(10_000)}, dtype=object)
    assert part_depths(parents).tolist() == list(range(9_999, -1, -1))


def test_parts_are_ordered_from_the_outermost_inwards(made_zone):
    turned = made_zone.parts.iloc[::-1]
    index = index_zone(type(made_zone)(**{**vars(made_zone), "parts": turned}))
    assert list(index.parts.index) == ["east", "west", "inner"]


def test_positions_in_the_grid_and_in_the_edges_are_those_of_the_parts(made_zone):
    index = index_zone(made_zone)
    for n, shape in enumerate(index.parts.geometry):
        inside = shape.representative_point()
        found = find_pairs_within(index.part_grid, np.array([inside.x]), np.array([inside.y]))[1]
        assert n in found
    assert sorted(set(index.edges.edges.owner.tolist())) == list(range(len(index.parts)))


def test_only_counties_of_the_context_are_indexed(zone):
    index = index_zone(zone)
    assert set(index.counties["kind"]) == {"county"}
    assert len(index.county_grid.shapes) == len(index.counties) < len(zone.context)


@pytest.mark.parametrize("cells", [16, 128])
def test_the_number_of_cells_changes_no_answer(zone, cells):
    rng = np.random.default_rng(7)
    west, south, east, north = zone.parts.total_bounds
    lon, lat = rng.uniform(west, east, 3000), rng.uniform(south, north, 3000)
    some = find_pairs_within(index_zone(zone, cells=cells).part_grid, lon, lat)
    other = find_pairs_within(index_zone(zone, cells=64).part_grid, lon, lat)
    assert np.array_equal(some, other)
