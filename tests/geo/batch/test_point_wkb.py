"""WKB of points against shapely's."""

import numpy as np
import pytest
import shapely

from geo.batch.point_wkb import make_wkb_array

PLAIN = [shapely.Point(105.4, -28.9), shapely.Point(-0.0, 1e300), shapely.Point(5e-324, 0)]


@pytest.mark.parametrize(
    "shapes",
    [
        PLAIN, [], [None], [*PLAIN, None], [*PLAIN, shapely.Point()], [shapely.Point(1, 2, 3)],
        [*PLAIN, shapely.box(0, 0, 1, 1)], [shapely.from_wkt("POINT M (1 2 3)")],
    ],
)  # fmt: skip
def test_bytes_are_those_of_shapely(shapes):
    array = np.array(shapes, dtype=object)
    found = make_wkb_array(array)
    found.validate(full=True)
    assert found.to_pylist() == list(shapely.to_wkb(array))
