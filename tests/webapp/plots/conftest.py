"""Files of plots and sites around the zone's edges, and how they are sent."""

import io
import json

import numpy as np
import pytest
import shapely
from shapely import affinity


@pytest.fixture
def send(client):
    """Send files to `/api/inspect`; return the answer."""

    def post(*files, status=200, **options):
        data = {"file": [(io.BytesIO(path.read_bytes()), path.name) for path in files]}
        answer = client.post("/api/inspect", data=data, query_string={"lang": "en", **options})
        assert answer.status_code == status, answer.get_data(as_text=True)
        return answer.get_json()

    return post


@pytest.fixture
def inspect(send):
    """Send the files of one layer; return the layer."""

    def get(*files, **options):
        (layer,) = send(*files, **options)["layers"]
        return layer

    return get


@pytest.fixture
def paste(client):
    """Send pasted text; return the layer, or the sentence of a refusal."""

    def post(text, **options):
        answer = client.post(
            "/api/inspect",
            data=text.encode(),
            content_type="text/plain",
            query_string={"lang": "en", **options},
        )
        found = answer.get_json()
        return found["layers"][0] if answer.status_code == 200 else found["detail"]

    return post


def make_collection(shapes, properties):
    features = [
        {"type": "Feature", "properties": own, "geometry": json.loads(shapely.to_geojson(shape))}
        for shape, own in zip(shapes, properties, strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}


@pytest.fixture
def write(tmp_path):
    """Write shapes as a GeoJSON file; return its path."""

    def write_file(shapes, properties=None, name="plots.geojson"):
        path = tmp_path / name
        properties = properties or [{"name": f"Plot {n}"} for n, _ in enumerate(shapes, 1)]
        path.write_text(json.dumps(make_collection(shapes, properties)), "utf-8")
        return path

    return write_file


@pytest.fixture(scope="session")
def plots_at_edges():
    """Turned plots of many sizes: in parts, on their edges, over several, and far away."""
    rng = np.random.default_rng(18)
    corners = rng.uniform((105.25, 28.75), (105.75, 29.3), (120, 2))
    return [
        affinity.rotate(shapely.box(x, y, x + size, y + 0.7 * size), angle)
        for (x, y), size, angle in zip(
            corners, rng.uniform(1e-4, 0.08, 120), rng.uniform(0, 90, 120), strict=True
        )
    ]
