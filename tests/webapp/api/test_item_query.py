"""Features: pages, boxes, times, filters, single ones."""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from ogc_api import ids

from webapp import create_app

ITEMS = "/collections/counties/items"


def follow(client, address):
    """Yield the pages from `address` on."""
    while address:
        page = client.get(address).get_json(force=True)
        yield page
        address = next((x["href"] for x in page["links"] if x["rel"] == "next"), None)


@pytest.mark.parametrize("limit", [1, 3, 7, 55])
def test_pages_concatenate_to_the_whole(client, zone, limit):
    pages = list(follow(client, f"/api{ITEMS}?limit={limit}"))
    counties = zone.context.index[zone.context["kind"] == "county"]
    assert [each for page in pages for each in ids(page)] == list(counties)
    assert {page["numberMatched"] for page in pages} == {len(counties)}
    assert all(page["numberReturned"] == len(page["features"]) <= limit for page in pages)


def test_previous_links_lead_back_to_the_start(client):
    address, seen = f"/api{ITEMS}?limit=20&offset=50", []
    while address:
        page = client.get(address).get_json(force=True)
        seen.append(ids(page)[0])
        address = next((x["href"] for x in page["links"] if x["rel"] == "prev"), None)
    assert seen[-1] == ids(client.get(f"/api{ITEMS}").get_json(force=True))[0]


def test_limit_defaults_to_ten(get):
    assert get(ITEMS)["numberReturned"] == 10


def test_limit_above_the_maximum_is_taken_as_the_maximum(get):
    assert get(f"{ITEMS}?limit=99999")["numberReturned"] == 55


def test_offset_beyond_the_end_is_an_empty_page(get):
    page = get(f"{ITEMS}?offset=1000")
    assert (page["numberMatched"], page["numberReturned"]) == (55, 0)


@given(st.tuples(st.floats(103, 108), st.floats(27, 31)), st.tuples(*[st.floats(0, 3)] * 2))
def test_bbox_equals_the_shapely_answer(zone, get, corner, size):
    box = (*corner, corner[0] + size[0], corner[1] + size[1])
    counties = zone.context[zone.context["kind"] == "county"]
    shapes = counties.geometry.array
    expected = [
        key
        for key, shape in zip(counties.index, shapes, strict=True)
        if shape.distance(shapely.box(*box)) == 0
    ]
    assert ids(get(f"{ITEMS}?limit=99&bbox={','.join(map(repr, box))}")) == expected


def test_filters_choose_by_equality(get, zone):
    parks = get("/collections/boundaries/items?kind=park&county=510521")
    chosen = zone.parts[(zone.parts["kind"] == "park") & (zone.parts["county"] == "510521")]
    assert ids(parks) == list(chosen.index) != []
    assert parks["numberMatched"] == parks["numberReturned"] == len(chosen)


def test_filter_by_number_and_by_absence(get, zone):
    assert ids(get("/collections/boundaries/items?published_area_km2=4.62")) == ["longmatan-core"]
    tops = zone.parts.index[zone.parts["parent"].isna()]
    assert ids(get("/collections/boundaries/items?parent=")) == list(tops)


@pytest.mark.parametrize("name", ["boundaries", "places", "counties"])
def test_feature_stands_alone_as_it_stands_in_the_list(client, get, name):
    for feature in get(f"/collections/{name}/items?limit=99")["features"]:
        alone = get(f"/collections/{name}/items/{feature['id']}")
        assert {key: alone[key] for key in feature} == feature
        links = {link["rel"]: link for link in alone["links"]}
        assert {"self", "alternate"} <= links.keys()
        assert client.get(links["collection"]["href"]).get_json()["id"] == name
        assert all(link["type"] for link in links.values())


def test_items_of_a_feature_that_is_not_there(refused):
    assert refused("/collections/boundaries/items/nowhere") == 404
    assert refused("/collections/nothing/items") == 404
    assert refused("/nothing") == 404


def test_equal_requests_give_equal_bytes():
    bodies = {
        create_app().test_client().get("/api/collections/boundaries/items").get_data()
        for _ in range(2)
    }
    assert len(bodies) == 1
