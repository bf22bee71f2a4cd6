"""How far an edge would move if an assumed area were wrong by a third."""

import math

import pandas as pd
import pytest

from geo.geodesy.assumed_size import (
    find_edge_shift_m,
    find_edge_shift_of_part_m,
    find_edge_shifts_m,
    find_reaches_m,
)

NONE = math.nan
# Circles of 110 km² and of two thirds of it have radii of 5917.27 m and 4831.43 m.
SHIFT_110_M = 1085.84


@pytest.mark.parametrize(
    ("basis", "shift_m"),
    [("assumed", SHIFT_110_M), ("published", NONE), ("surveyed", NONE), ("digitised", NONE)],
)
def test_only_assumed_areas_move_an_edge(basis, shift_m):
    row = {"area_m2": 110e6, "area_basis": basis}
    assert find_edge_shift_m(pd.DataFrame([row])) == pytest.approx(shift_m, abs=0.01, nan_ok=True)


def test_the_largest_assumed_area_counts():
    rows = [
        {"area_m2": 8e6, "area_basis": "assumed"},
        {"area_m2": 110e6, "area_basis": "assumed"},
        {"area_m2": 900e6, "area_basis": "published"},
    ]
    assert find_edge_shift_m(pd.DataFrame(rows)) == pytest.approx(SHIFT_110_M, abs=0.01)


def test_only_parts_drawn_to_an_assumed_area_reach_beyond_their_position(zone):
    """Luxian's is 87.4 km²: a circle of it has a radius of 5274.5 m, of two thirds 4306.6 m."""
    parts = zone.parts
    shifts_m = dict(zip(parts.index, find_edge_shifts_m(parts), strict=True))
    assert shifts_m["luxian-district"] == pytest.approx(967.9, abs=0.2)
    assert shifts_m["longmatan-core"] == shifts_m["big-data-park"] == 0
    (reach_m,) = find_reaches_m(parts.loc[["luxian-district"]])
    assert reach_m == 4_000 + shifts_m["luxian-district"]
    one = find_edge_shift_of_part_m(parts.loc["luxian-district"])
    assert one == shifts_m["luxian-district"]
    assert not find_edge_shifts_m(parts.assign(placement="digitised")).any()
    assert math.isnan(find_reaches_m(parts.assign(position_uncertainty_m=NONE))[0])
