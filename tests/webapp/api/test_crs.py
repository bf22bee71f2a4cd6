"""Part 2: coordinates in other reference systems, each in its own axis order."""

import numpy as np
import pytest
import shapely
from ogc_api import CRS84, EPSG
from pyproj import Transformer

ITEMS = "/collections/boundaries/items"
CODES = (4326, 4490, 3857, 4544)


def corners(document):
    shapes = [shapely.geometry.shape(each["geometry"]) for each in document["features"]]
    return shapely.get_coordinates(shapes)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.slow
def test_coordinates_are_in_the_axis_order_of_the_authority(get, code):
    lon, lat = corners(get(ITEMS)).T
    # without always_xy, pyproj takes and gives coordinates as each authority orders them
    to = Transformer.from_crs("EPSG:4326", f"EPSG:{code}")
    expected = np.column_stack(to.transform(lat, lon))
    found = corners(get(f"{ITEMS}?crs={EPSG}{code}"))
    assert np.abs(found - expected).max() < (1e-7 if code in {4326, 4490} else 0.02)


def test_northing_comes_first_in_4544(get):
    north, east = corners(get(f"{ITEMS}?crs={EPSG}4544"))[0]
    assert 3.1e6 < north < 3.3e6
    assert 4e5 < east < 6e5


@pytest.mark.parametrize("uri", [CRS84, *(f"{EPSG}{code}" for code in CODES)])
def test_header_names_the_crs_of_the_answer(client, uri):
    for address in (ITEMS, f"{ITEMS}/longmatan-core"):
        answer = client.get(f"/api{address}?crs={uri}")
        assert answer.headers["Content-Crs"] == f"<{uri}>"


@pytest.mark.parametrize("address", [ITEMS, f"{ITEMS}/longmatan-core"])
def test_crs84_is_the_default(client, get, address):
    assert client.get(f"/api{address}").headers["Content-Crs"] == f"<{CRS84}>"
    assert get(address) == {**get(f"{address}?crs={CRS84}"), "links": get(address)["links"]}


@pytest.mark.parametrize("name", ["boundaries", "places", "counties"])
def test_collection_lists_the_crs_and_the_stored_one(get, name):
    said = get(f"/collections/{name}")
    assert said["crs"] == [CRS84, *(f"{EPSG}{code}" for code in CODES)]
    assert said["storageCrs"] in said["crs"]
    assert said["storageCrs"] == CRS84  # as RFC 7946 has the files
    assert get("/collections")["crs"] == said["crs"]


@pytest.mark.parametrize("name", ["boundaries", "places", "counties"])
def test_every_crs_of_the_list_is_taken_and_named(client, get, name):
    for uri in get(f"/collections/{name}")["crs"]:
        for parameters in (f"crs={uri}", f"crs={uri}&bbox-crs={uri}&bbox=0,0,1,1"):
            answer = client.get(f"/api/collections/{name}/items?limit=1&{parameters}")
            assert (answer.status_code, answer.headers["Content-Crs"]) == (200, f"<{uri}>")


@pytest.mark.parametrize("parameter", ["crs", "bbox-crs"])
@pytest.mark.parametrize("value", [f"{EPSG}32648", "EPSG:4326", "", "x"])
def test_crs_that_is_not_offered_is_refused(refused, parameter, value):
    assert refused(f"{ITEMS}?bbox=1,2,3,4&{parameter}={value}") == 400


@pytest.mark.parametrize("value", [f"{EPSG}32648", "EPSG:4326", "", "x"])
def test_crs_that_is_not_offered_is_refused_for_a_feature(refused, value):
    assert refused(f"{ITEMS}/longmatan-core?crs={value}") == 400


@pytest.mark.parametrize("code", CODES)
def test_box_of_a_feature_in_its_crs_finds_it(get, code):
    feature = get(f"{ITEMS}/big-data-park?crs={EPSG}{code}")
    box = shapely.geometry.shape(feature["geometry"]).bounds
    query = f"bbox={','.join(map(str, box))}&bbox-crs={EPSG}{code}"
    found = [each["id"] for each in get(f"{ITEMS}?{query}")["features"]]
    assert "big-data-park" in found
    assert "luxian-district" not in found


def test_bbox_is_in_crs84_whatever_the_answer_is_in(get):
    query = f"bbox=105.3,29,105.5,29.3&crs={EPSG}4544"
    assert {each["id"] for each in get(f"{ITEMS}?{query}")["features"]} == {
        "luxian-district", "pharmaceutical-park",
    }  # fmt: skip


def test_next_page_stays_in_its_crs(client, get):
    page = get(f"{ITEMS}?limit=2&crs={EPSG}4544")
    after = next(link["href"] for link in page["links"] if link["rel"] == "next")
    assert client.get(after).headers["Content-Crs"] == f"<{EPSG}4544>"
