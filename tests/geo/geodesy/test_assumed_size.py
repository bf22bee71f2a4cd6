"""How far an edge would move if an assumed area were wrong by a third."""

import math

import pandas as pd
import pytest

from geo.geodesy.assumed_size import find_edge_shift_m

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
