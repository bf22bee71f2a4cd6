"""Features: pages, boxes, times, filters, single ones."""

import json

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.geodesy.tables import make_area_table
from webapp import create_app
from webapp.serialize import DECIMALS

ITEMS = "/collections/counties/items"


def ids(document):
    return [feature["id"] for feature in document["features"]]


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


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "ten", "", "9" * 99])
def test_limit_that_is_no_count_is_refused(refused, value):
    assert refused(f"{ITEMS}?limit={value}") == 400


@pytest.mark.parametrize("value", ["-1", "x", "", "1.5"])
def test_offset_that_is_no_count_is_refused(refused, value):
    assert refused(f"{ITEMS}?offset={value}") == 400


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


@pytest.fixture(scope="module")
def dated(tmp_path_factory):
    """A zone whose parts are of 2024, of June 2025, and of no date."""
    ring = [[105, 28], [106, 28], [106, 29], [105, 29], [105, 28]]
    features = [
        {
            "type": "Feature",
            "properties": {"id": key, "kind": "park", "as_of": date},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for key, date in (("a", "2024"), ("b", "2025-06"), ("c", None))
    ]
    path = tmp_path_factory.mktemp("dated") / "dated.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return create_app({"DATA": path}).test_client()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("2024-05-05T00:00:00Z", "ac"),
        ("2025-06-30", "bc"),
        ("2025-07-01T00:00:00%2B08:00", "bc"),
        ("2024-12-31T23:59:59Z/2025-06-01T00:00:00Z", "abc"),
        ("../2024-01-01T00:00:00Z", "ac"),
        ("2025-01-01T00:00:00Z/..", "bc"),
        ("2025-01-01T00:00:00Z/", "bc"),
        ("/2024-01-01T00:00:00Z", "ac"),
        ("2024-05-05t00:00:00.25z", "ac"),
        ("2024-05-05T00:00:00-06:00", "ac"),
        ("2030-01-01T00:00:00Z", "c"),
    ],
)
def test_datetime_chooses_by_date_and_keeps_the_undated(dated, asked, expected):
    found = dated.get(f"/api/collections/boundaries/items?datetime={asked}").get_json(force=True)
    assert "".join(ids(found)) == expected


@pytest.mark.parametrize(
    "value", ["", "yesterday", "2024-13-01T00:00:00Z", "2025-01-01/2024-01-01", "../..", "2024/x/y"]
)
def test_datetime_that_is_none_is_refused(refused, value):
    assert refused(f"{ITEMS}?datetime={value}") == 400


def test_filters_choose_by_equality(get, zone):
    parks = get("/collections/boundaries/items?kind=park&county=510521")
    chosen = zone.parts[(zone.parts["kind"] == "park") & (zone.parts["county"] == "510521")]
    assert ids(parks) == list(chosen.index) != []
    assert parks["numberMatched"] == parks["numberReturned"] == len(chosen)


def test_filter_by_number_and_by_absence(get, zone):
    assert ids(get("/collections/boundaries/items?published_area_km2=4.62")) == ["longmatan-core"]
    tops = zone.parts.index[zone.parts["parent"].isna()]
    assert ids(get("/collections/boundaries/items?parent=")) == list(tops)


def test_filter_by_truth(get):
    assert get("/collections/counties/items?host=true")["numberMatched"] == 3


@pytest.mark.parametrize("query", ["kind=town", "published_area_km2=big", "kind="])
def test_filter_that_cannot_be_is_refused(refused, query):
    assert refused(f"/collections/boundaries/items?{query}") == 400


def test_queryables_are_what_can_be_filtered_by(get):
    found = get("/collections/boundaries/queryables")
    assert found["properties"]["kind"]["enum"] == ["core", "district", "park"]
    feature = get("/collections/boundaries/items?limit=1")["features"][0]["properties"]
    for name, value in feature.items():
        if name in found["properties"] and value is not None:
            page = get(f"/collections/boundaries/items?{name}={value}")
            assert "longmatan-core" in ids(page), name


@pytest.mark.parametrize("name", ["boundaries", "places", "counties"])
def test_feature_stands_alone_as_it_stands_in_the_list(client, get, name):
    for feature in get(f"/collections/{name}/items?limit=99")["features"]:
        alone = get(f"/collections/{name}/items/{feature['id']}")
        assert {key: alone[key] for key in feature} == feature
        links = {link["rel"]: link for link in alone["links"]}
        assert {"self", "alternate"} <= links.keys()
        assert client.get(links["collection"]["href"]).get_json()["id"] == name
        assert all(link["type"] for link in links.values())


def test_text_is_exact(client):
    body = client.get("/api/collections/boundaries/items").get_data()
    assert "龙马潭核心区".encode() in body
    assert b"\\u" not in body


def test_measures_stand_next_to_what_is_published(get, zone):
    table = make_area_table(zone.parts)
    for feature in get("/collections/boundaries/items")["features"]:
        said, row = feature["properties"], table.loc[feature["id"]]
        assert said["area_m2"] == round(row["area_m2"], DECIMALS["area_m2"])
        assert (
            said["published_area_km2"] == row["published_area_km2"]
            or row.isna()["published_area_km2"]
        )
        assert {"placement", "position_uncertainty_m", "perimeter_m"} <= set(said)


def test_shapes_are_those_of_the_file(get, zone):
    for feature in get("/collections/boundaries/items")["features"]:
        shape = shapely.geometry.shape(feature["geometry"])
        expected = zone.parts.geometry[feature["id"]]
        apart = shapely.get_coordinates(shape) - shapely.get_coordinates(expected)
        assert np.abs(apart).max() < 6e-8


def test_items_of_a_feature_that_is_not_there(refused):
    assert refused("/collections/boundaries/items/nowhere") == 404
    assert refused("/collections/nothing/items") == 404
    assert refused("/nothing") == 404


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


def test_equal_requests_give_equal_bytes():
    bodies = {
        create_app().test_client().get("/api/collections/boundaries/items").get_data()
        for _ in range(2)
    }
    assert len(bodies) == 1
