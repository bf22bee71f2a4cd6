"""The range of each number field, at its bounds and beyond."""

import math

import pytest

from geo import schema
from geo.errors import InputError
from geo.fields.ranges import FIELD_RANGES

TABLES = {
    "part": schema.PART_FIELDS,
    "place": schema.PLACE_FIELDS,
    "context": schema.CONTEXT_FIELDS,
    "station": schema.STATION_FIELDS,
    "zone": schema.ZONE_FIELDS,
}


def read(field, value):
    return schema.read_fields({field: schema.read_number}, {field: value}, where="Here")[field]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_number_field_has_a_range(table):
    assert {name for name, reader in table.items() if reader is schema.read_number} <= set(
        FIELD_RANGES
    )


@pytest.mark.parametrize("field", FIELD_RANGES)
def test_the_bounds_belong_to_the_range(field):
    allowed = FIELD_RANGES[field]
    for value in (allowed.least, allowed.most):
        assert read(field, value) == value
    for value in (allowed.least / 2, math.nextafter(allowed.most, math.inf), 5e-324, 1e300):
        with pytest.raises(InputError, match=rf"^Here: {field} is “.*”\. Use .*, or null\.$"):
            read(field, value)
    assert math.isnan(read(field, None))


def test_an_exact_position_is_zero_and_has_no_sign():
    assert math.copysign(1, read("position_uncertainty_m", -0.0)) == 1.0


def test_nothing_has_a_published_area_of_nothing():
    with pytest.raises(InputError, match=r"is “0”\. Use a number from 0\.0000001 to 510,065,622"):
        read("published_area_km2", 0)
