"""The policy opens for the configured tile hosts, on the pages with a map and nowhere else."""

import json
import subprocess

import pytest
from tile_server import gcj02

from webapp import create_app
from webapp.site.static_files import STATIC_FOLDER


@pytest.fixture(scope="module")
def tiled():
    return create_app({"BASEMAPS": "osm,amap"}).test_client()


@pytest.mark.parametrize("path", ["/", "/parts/big-data-park", "/embed"])
@pytest.mark.slow
def test_only_the_configured_hosts_may_send_pictures(tiled, client, path):
    hosts = {"https://tile.openstreetmap.org", "https://webrd01.is.autonavi.com"}
    assert image_sources(tiled.get(path)) - image_sources(client.get(path)) == hosts


def image_sources(answer):
    policy = answer.headers["Content-Security-Policy"]
    [images] = [each for each in policy.split("; ") if each.startswith("img-src ")]
    return set(images.split()[1:])


def test_pages_without_a_map_stay_closed(tiled, client):
    assert image_sources(tiled.get("/areas")) == image_sources(client.get("/areas"))


def test_nothing_is_said_of_backgrounds_by_default(client):
    assert "tile.openstreetmap" not in client.get("/").text.lower()
    assert '"backgrounds"' not in client.get("/").text


def test_a_bad_setting_stops_the_start():
    from geo.errors import InputError

    with pytest.raises(InputError, match="Unknown basemap “moon”"):
        create_app({"BASEMAPS": "moon"})


def test_the_scripts_datum_is_the_formulas(node):
    points = [
        [105.44, 28.88],
        [104.07, 30.66],
        [106.63, 26.65],
        [121.5, 31.2],
        [87.6, 43.8],
        [2, 48],
    ]
    program = (
        f"import {{ toGcj02, fromGcj02 }} from {json.dumps(STATIC_FOLDER.joinpath('lib/datum.js').as_uri())};"
        f"const p = {json.dumps(points)};"
        "console.log(JSON.stringify([p.map(toGcj02), p.map(toGcj02).map(fromGcj02)]));"
    )
    run = subprocess.run(
        [node, "--input-type=module", "-e", program], capture_output=True, text=True, check=True
    )
    forward, back = json.loads(run.stdout)
    for point, there, again in zip(points[:-1], forward, back, strict=False):
        assert there == pytest.approx(gcj02(*point), abs=1e-9)
        assert again == pytest.approx(point, abs=1e-9)
    assert forward[-1] == points[-1]
