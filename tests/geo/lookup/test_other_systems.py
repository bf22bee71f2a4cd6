"""What the answer would be in another system: told where it is another one, else nothing."""

import numpy as np
import pytest
from shapely import Point

from geo.geodesy.datum import convert_datum
from geo.lookup.beside.other_systems import find_other_readings
from geo.lookup.index import index_zone


@pytest.fixture(scope="module")
def index(zone):
    return index_zone(zone)


def test_numbers_of_a_map_in_gcj02_have_another_answer(index, zone):
    """Half a kilometre off the park's edge they leave it."""
    found = {each.datum: each for each in find_other_readings(index, 105.4429, 28.8721)}
    assert set(found) == {"gcj02", "bd09"}
    for datum, each in found.items():
        lon, lat = convert_datum(
            np.array([[105.4429, 28.8721]]), source=datum, target="wgs84"
        ).tolist()[0]
        outlines = zone.parts.geometry
        holding = outlines[outlines.contains_properly(Point(lon, lat))]
        assert (
            each.part
            == min(holding.index, key=lambda name: holding[name].area)
            == "jiangyang-district"
        )


def test_the_same_answer_in_all_systems_is_no_other(index):
    assert find_other_readings(index, 105.4606, 28.9265) == []
    assert find_other_readings(index, 104.07, 30.67) == []


def test_outside_china_all_systems_are_one(index):
    assert find_other_readings(index, 2.35, 48.86) == []
