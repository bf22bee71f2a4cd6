"""What a base map's features may say of themselves."""

import math

import pytest

from geo.errors import InputError
from geo.fields.basemap import BASEMAP_FIELDS
from geo.schema import read_fields


def read(**properties):
    return read_fields(BASEMAP_FIELDS, {"id": "a", "layer": "streets", **properties}, where="here")


def test_what_is_missing_has_a_value():
    found = read()
    assert found["kind"] == ""
    assert math.isnan(found["admin_level"])
    assert found["rank"] == 9
    assert found["on_river"] is False


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"layer": "roads"}, "here: layer is “roads”. Use one of boundaries"),
        ({"layer": None}, "here: layer is missing"),
        ({"kind": "motorway"}, "here: kind is “motorway”. Use one of river"),
        ({"admin_level": 2}, "here: admin_level is “2”. Use 4 (province)"),
        ({"admin_level": 4.5}, "here: admin_level is “4.5”"),
        ({"admin_level": "4"}, "here: admin_level is “4”, not a number"),
        ({"rank": 0}, "here: rank is “0”. Use a whole number from 1"),
        ({"rank": 10}, "here: rank is “10”"),
        ({"rank": 1.5}, "here: rank is “1.5”"),
        ({"rank": 1e400}, "here: rank is "),
        ({"position_uncertainty_m": 1e9}, "here: position_uncertainty_m is "),
        ({"name": 5}, "here: name is “5”, not text"),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(given, said):
    with pytest.raises(InputError) as refused:
        read(**given)
    assert str(refused.value).startswith(said)
    assert str(refused.value).endswith(".")
