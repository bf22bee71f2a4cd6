"""The parameters of the API, and how bad ones are refused."""

import pytest
from ogc_api import ids

ITEMS = "/collections/counties/items"


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "ten", "", "9" * 99])
def test_limit_that_is_no_count_is_refused(refused, value):
    assert refused(f"{ITEMS}?limit={value}") == 400


@pytest.mark.parametrize("value", ["-1", "x", "", "1.5"])
def test_offset_that_is_no_count_is_refused(refused, value):
    assert refused(f"{ITEMS}?offset={value}") == 400


def test_bbox_with_heights_is_the_flat_one(get):
    flat, deep = "105,28.5,105.5,29", "105,28.5,-50,105.5,29,9000"
    assert ids(get(f"{ITEMS}?bbox={flat}")) == ids(get(f"{ITEMS}?bbox={deep}")) != []


def test_bbox_of_a_point_finds_what_covers_it(get):
    assert ids(get(f"{ITEMS}?bbox=105.44,28.9,105.44,28.9")) == ["county-510504"]


@pytest.mark.parametrize(
    "value",
    ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "105,29,106,28", "nan,0,1,1", "1,2,9,3,4,5", "inf,1,2,3"],
)
def test_bbox_that_is_none_is_refused(refused, value):
    assert refused(f"{ITEMS}?bbox={value}") == 400


@pytest.mark.parametrize("query", ["kind=town", "published_area_km2=big", "kind="])
def test_filter_that_cannot_be_is_refused(refused, query):
    assert refused(f"/collections/boundaries/items?{query}") == 400


@pytest.mark.parametrize(
    "address",
    ["/", "/conformance", "/collections", "/collections/boundaries", "/areas", "/distances",
     "/collections/boundaries/queryables", ITEMS, f"{ITEMS}/county-510504", "/openapi.json",
     "/locate?lon=105&lat=28"],
)  # fmt: skip
def test_unknown_parameter_is_refused_everywhere(refused, address):
    joint = "&" if "?" in address else "?"
    assert refused(f"{address}{joint}unknown=1") == 400
    assert refused(f"{address}{joint}lang=en&lang=zh") == 400
