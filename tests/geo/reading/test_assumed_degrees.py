"""Which numbers of a file that declares no CRS are taken as degrees."""

import numpy as np
import pytest
import shapely

from geo.reading.assumed_degrees import are_mostly_degrees, find_degrees

PLOT = shapely.box(105.40, 28.85, 105.41, 28.86)
BEYOND = shapely.box(179, 0, 181, 1)
TURNED = shapely.box(28.85, 105.40, 28.86, 105.41)
METRES = shapely.box(540_000, 3_193_000, 541_000, 3_194_000)
KILOMETRES = shapely.box(540, 3193, 541, 3194)


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (PLOT, True),
        (shapely.Point(-180, -90), True),
        (BEYOND, True),
        (shapely.Point(285.4, 40), True),  # longitudes from 0 to 360
        (TURNED, True),
        (METRES, False),
        (KILOMETRES, False),
        (shapely.Point(100, 100), False),
        (shapely.Point(361, 0), False),
    ],
)
def test_numbers_of_either_order_up_to_a_whole_turn_are_degrees(shape, expected):
    assert find_degrees(np.array([shape])).tolist() == [expected]


@pytest.mark.parametrize(
    ("shapes", "expected"),
    [
        ([], True),
        ([PLOT, BEYOND], True),
        ([PLOT, METRES], True),
        ([BEYOND], True),
        ([PLOT, METRES, METRES], False),
        ([METRES], False),
    ],
)
def test_half_of_the_shapes_decide(shapes, expected):
    assert are_mostly_degrees(np.array(shapes, dtype=object)) is expected
