"""Areas in the plane of a zone are in square metres, whatever the unit of its coordinates."""

import numpy as np
import pytest
import shapely
from pyproj import CRS, Transformer

from webapp.plots.plane import measure_plane_areas


@pytest.mark.parametrize(
    ("crs", "metres"),
    [("EPSG:2241", 12 / 39.37), ("+proj=tmerc +lon_0=105 +units=km", 1000), ("EPSG:4544", 1)],
)
@pytest.mark.slow
def test_the_plane_area_is_in_square_metres(crs, metres):
    system = CRS.from_user_input(crs)
    way = Transformer.from_crs("OGC:CRS84", system, always_xy=True)
    x, y = way.transform(*{"EPSG:2241": (-113.0, 43.0)}.get(crs, (105.44, 28.87)))
    side = 300 / metres
    square = shapely.box(x, y, x + side, y + side)
    plot = shapely.transform(square, lambda xy: np.c_[way.transform(*xy.T, direction="INVERSE")])
    found = measure_plane_areas(np.array([plot], dtype=object), system)
    assert found.areas_m2[0] == pytest.approx(90_000, rel=1e-6)
