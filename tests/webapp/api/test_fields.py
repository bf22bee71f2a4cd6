"""The fields of features, for machines."""

from ogc_api import ids


def test_filter_by_truth(get):
    assert get("/collections/counties/items?host=true")["numberMatched"] == 3


def test_queryables_are_what_can_be_filtered_by(get):
    found = get("/collections/boundaries/queryables")
    assert found["properties"]["kind"]["enum"] == ["core", "district", "park", "parcel"]
    feature = get("/collections/boundaries/items?limit=1")["features"][0]["properties"]
    for name, value in feature.items():
        if name in found["properties"] and value is not None:
            page = get(f"/collections/boundaries/items?{name}={value}")
            assert "longmatan-core" in ids(page), name
