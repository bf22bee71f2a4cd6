"""`/api/inspect`: files in, their features and measures out."""

import io
import json

import pytest


def send(client, *files, **options):
    data = {"file": [(io.BytesIO(path.read_bytes()), path.name) for path in files]}
    return client.post("/api/inspect", data=data, query_string={"lang": "en", **options})


def collection(*coordinates, **properties):
    features = [
        {
            "type": "Feature",
            "properties": properties,
            "geometry": {"type": "Polygon", "coordinates": [each]},
        }
        for each in coordinates
    ]
    return {"type": "FeatureCollection", "features": features}


SQUARE = [[105.46, 28.87], [105.47, 28.87], [105.47, 28.88], [105.46, 28.88], [105.46, 28.87]]


@pytest.fixture
def plots(tmp_path):
    path = tmp_path / "plots.geojson"
    path.write_text(json.dumps(collection(SQUARE, name="One")), "utf-8")
    return path


def test_a_geojson_is_read_and_measured(client, plots):
    answer = send(client, plots)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    (layer,) = answer.get_json()["layers"]
    assert (layer["name"], layer["format"], layer["files"]) == ("plots", "GeoJSON", [plots.name])
    (row,) = layer["rows"]
    assert (row["number"], row["name"], row["kind"]) == (1, "One", "plot")
    assert sum(each["share"] for each in row["parts"]) + row["outside_share"] == pytest.approx(1)
