"""What tests of the API share: names of the standard, and requests with a body."""

import json
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

COLLECTIONS = ("boundaries", "places", "counties")
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
SQUARE = [[105.42, 28.92], [105.45, 28.92], [105.45, 28.95], [105.42, 28.95], [105.42, 28.92]]
POLYGON = {"type": "Polygon", "coordinates": [SQUARE]}
# Addresses under /api, and the type of the JSON-LD on their pages.
WITH_FACTS = {
    "/": "DataCatalog",
    "/conformance": "ItemList",
    "/docs": "APIReference",
    "/collections": "DataCatalog",
    "/collections/boundaries/queryables": "Dataset",
    "/areas": "Dataset",
    "/distances": "Dataset",
    "/distances?part=longmatan-core": "Dataset",
    "/locate": "WebPage",
    "/locate?lon=105.44&lat=28.9": "Place",
    "/collections/boundaries": "Dataset",
    "/collections/boundaries/items": "ItemList",
    "/collections/boundaries/items/longmatan-core": "Place",
}


def ids(document: dict[str, Any]) -> list[str]:
    """Return the ids of a FeatureCollection's features, in order."""
    return [feature["id"] for feature in document["features"]]


def post(
    client: FlaskClient, address: str, body: Any, content_type: str = "application/geo+json"
) -> TestResponse:
    """Send a body, as JSON unless it is text or bytes, to an address under `/api`."""
    data = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(f"/api{address}", data=data, content_type=content_type)
