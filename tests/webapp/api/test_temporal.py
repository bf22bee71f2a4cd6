"""Dates of features, and the parameter `datetime`."""

import json

import pytest
from ogc_api import ids

from webapp import create_app


def test_time_is_said_where_features_carry_it(write_zone_file, collection):
    for feature, date in zip(collection["features"], ("2024", "2025-06", None), strict=True):
        feature["properties"]["as_of"] = date
    app = create_app({"DATA": write_zone_file(collection)})
    extent = app.test_client().get("/api/collections/boundaries").get_json()["extent"]
    assert extent["temporal"]["interval"] == [["2024-01-01T00:00:00Z", "2025-06-30T23:59:59Z"]]


ITEMS = "/collections/counties/items"


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
