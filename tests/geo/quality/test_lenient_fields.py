"""Every fault of an object is found, and what is not at fault is read."""

from geo.quality.lenient_fields import read_fields_leniently
from geo.schema import PLACE_FIELDS


def test_each_fault_is_found_and_the_rest_is_read():
    raw = {"id": "a", "name": 7, "position_uncertainty_m": 1e300}
    values, faults = read_fields_leniently(PLACE_FIELDS, raw, where="Here")
    assert values["id"] == "a"
    assert {"name", "position_uncertainty_m"}.isdisjoint(values)
    assert [str(fault).split()[1] for fault in faults] == ["name", "position_uncertainty_m"]


def test_what_is_no_object_has_one_fault():
    values, faults = read_fields_leniently(PLACE_FIELDS, [], where="Here")
    assert not values
    assert len(faults) == 1
