"""How far an edge would move if an assumed area were wrong by a third."""

import math

import pandas as pd
import pytest

from geo.geodesy.assumed_size import find_edge_shift_m

NONE = math.nan
# Circles of 110 km² and of two thirds of it have radii of 5917.27 m and 4831.43 m.
SHIFT_110_M = 1085.84


@pytest.mark.parametrize(
    ("area_km2", "published_km2", "placement", "shift_m"),
    [
        (110, NONE, "schematic", SHIFT_110_M),
        (110, 100, "schematic", SHIFT_110_M),
        (110, 110.5, "schematic", NONE),
        (110, NONE, "surveyed", NONE),
        (110, NONE, "digitised", NONE),
    ],
)
def test_only_assumed_areas_move_an_edge(area_km2, published_km2, placement, shift_m):
    row = {"area_m2": area_km2 * 1e6, "published_area_km2": published_km2, "placement": placement}
    assert find_edge_shift_m(pd.DataFrame([row])) == pytest.approx(shift_m, abs=0.01, nan_ok=True)


def test_the_largest_assumed_area_counts():
    rows = [
        {"area_m2": 8e6, "published_area_km2": NONE, "placement": "schematic"},
        {"area_m2": 110e6, "published_area_km2": NONE, "placement": "schematic"},
        {"area_m2": 900e6, "published_area_km2": 900.0, "placement": "schematic"},
    ]
    assert find_edge_shift_m(pd.DataFrame(rows)) == pytest.approx(SHIFT_110_M, abs=0.01)
