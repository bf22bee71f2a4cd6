"""Zones as large as the globe: every command and page answers, or says in a sentence why not."""

import json

import pytest
import shapely

from geo.errors import InputError
from geo.zone import read_zone
from maps.export.registry import FORMATS, export_zone
from webapp import create_app

pytestmark = pytest.mark.slow

CAP = shapely.Polygon([*[(x, 60) for x in range(-180, 181, 10)], (180, 90), (-180, 90)])
WORLDS = {
    "world": shapely.box(-180, -90, 180, 90),
    "all but a strip": shapely.box(-179, -89, 179, 89).segmentize(5),
    "northern hemisphere": shapely.box(-180, 0, 180, 90).segmentize(5),
    "pole": CAP,
}
PAGES = (
    "/", "/parts/a", "/areas", "/distances", "/distances?f=json", "/compare?part=a&part=b",
    "/locate?lon=104.5&lat=28.5", "/locate?lon=0&lat=90", "/quality", "/changes", "/report",
    "/embed", "/api/collections/boundaries/items", "/api/areas", "/api/distances",
    "/api/locate?lon=180&lat=-90",
)  # fmt: skip
BOUNDED = {"svg", "pdf", "png", "docx", "factsheet.pdf", "txt", "dxf"}


@pytest.fixture(scope="module", params=WORLDS)
def world_path(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("world")
    path = folder / "boundaries.geojson"
    shapes = {"a": WORLDS[request.param], "b": shapely.box(104, 28, 105, 29)}
    features = [
        {"type": "Feature", "geometry": json.loads(shapely.to_geojson(shape)),
         "properties": {"id": key, "name": key, "kind": "district", "placement": "surveyed"}}
        for key, shape in shapes.items()
    ]  # fmt: skip
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    places = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [106.55, 29.56]},
         "properties": {"id": "city", "name": "City", "kind": "city"}}
    ]  # fmt: skip
    (folder / "places.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": places})
    )
    return path


def test_every_page_answers(world_path):
    app = create_app({"DATA": world_path, "RELOAD_SECONDS": 0})
    app.testing = True
    for path in PAGES:
        assert app.test_client().get(path).status_code == 200, path


@pytest.mark.parametrize("command", ["areas", "distances", "check", "sources"])
def test_every_command_answers(run, world_path, command):
    code, out, _ = run(command, "--data", world_path, "--format", "json")
    assert code in ({0, 1} if command == "check" else {0})
    assert isinstance(json.loads(out), list)


def test_every_format_is_made_or_refused_with_what_to_do(world_path):
    zone = read_zone(world_path)
    for name in FORMATS:
        try:
            data = export_zone(zone, name)
        except InputError as error:
            data, sentence = b"", str(error)
        assert data or (name in BOUNDED and "Choose parts that are closer together" in sentence)
