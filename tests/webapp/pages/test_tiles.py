"""`/tiles`: sent as they are stored, kept for good at the address of the data."""

import gzip
import re

import mapbox_vector_tile
import pytest
from tiled_zone import write_tiled_zone
from web_client import make_client

from geo.reading.osm.build import build_basemap
from geo.zone import DEFAULT_PATH, read_zone
from maps.tiles import description
from webapp import create_app
from webapp.reload import Reloader

TILE = "/tiles/{}/11/1623/853"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    return make_client(DATA=write_tiled_zone(tmp_path_factory.mktemp("tiled")))


@pytest.fixture(scope="module")
def digest(client):
    about = client.get("/tiles/x/en.json").json
    return about["url"].split("/")[2]


def test_a_tile_is_sent_as_it_is_stored(client, digest):
    answer = client.get(TILE.format(digest), headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.content_type == "application/vnd.mapbox-vector-tile"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "streets" in mapbox_vector_tile.decode(gzip.decompress(answer.data))


@pytest.mark.parametrize("accepted", ["identity", "br", "gzip;q=0"])
def test_a_client_without_gzip_gets_it_unpacked(client, digest, accepted):
    packed = client.get(TILE.format(digest), headers={"Accept-Encoding": "gzip"})
    plain = client.get(TILE.format(digest), headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in plain.headers
    assert plain.data == gzip.decompress(packed.data)
    assert plain.headers["ETag"] != packed.headers["ETag"]


def test_a_tile_that_is_known_is_not_sent_again(client, digest):
    first = client.get(TILE.format(digest))
    again = client.get(TILE.format(digest), headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_address_of_other_data_is_not_kept(client):
    assert "immutable" not in client.get(TILE.format("0" * 12)).headers["Cache-Control"]


def test_an_empty_tile_has_no_content(client, digest):
    answer = client.get(f"/tiles/{digest}/10/0/0")
    assert (answer.status_code, answer.data) == (204, b"")
    assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("place", ["3/99/0", "16/1/1", "99/0/0", "-1/0/0", "x/0/0", "10/0"])
def test_there_is_no_tile_elsewhere(client, digest, place):
    assert client.get(f"/tiles/{digest}/{place}").status_code == 404


def test_the_address_of_what_tiles_are_drawn_with_changes_with_it(tmp_path, monkeypatch):
    data = write_tiled_zone(tmp_path)

    def start():  # pages are kept as long as a server runs
        client = make_client(DATA=data)
        return client, re.search(r'"tiles":"([^"]+)"', client.get("/embed?lang=en").text)[1]

    before, address = start()
    assert "immutable" in before.get(address).headers["Cache-Control"]
    monkeypatch.setattr(description, "describe_style", lambda *_: {"fills": []})
    after, another = start()
    assert another != address
    assert "immutable" not in after.get(address).headers["Cache-Control"]
    assert "immutable" in after.get(another).headers["Cache-Control"]


def test_the_description_is_in_the_language_of_its_address(client):
    assert client.get("/tiles/x/zh.json").json["legend"][0][2] == "高速公路"
    assert client.get("/tiles/x/xx.json").status_code == 404


def test_a_zone_without_tiles_has_no_such_addresses(app):
    client = app.test_client()
    assert client.get("/tiles/x/en.json").status_code == 404
    assert client.get("/tiles/x/10/0/0").status_code == 404
    page = client.get("/?lang=en").text
    assert "tiles.js" not in page
    assert "zone-tiles.css" not in page


@pytest.mark.parametrize("address", ["/", "/embed", "/parts/big-data-park"])
def test_a_page_credits_the_extract_with_its_date(client, address):
    page = client.get(f"{address}?lang=en").text
    assert '© OpenStreetMap contributors, ODbL, extract 2026-05-01<span class="opener">' in page
    assert 'href="https://www.openstreetmap.org/copyright"' in page
    zh = client.get(f"{address}?lang=zh").text
    assert "© OpenStreetMap 贡献者，ODbL，数据提取于 2026-05-01" in zh


def test_the_page_without_a_network_keeps_what_draws_tiles(client, app):
    kept = client.get("/sw.js").text
    assert "tiles.js" in kept
    assert "zone-tiles.css" in kept
    assert "/zh.json" in kept
    assert "tiles.js" not in app.test_client().get("/sw.js").text


def test_new_tiles_are_served_without_a_restart_and_damaged_ones_are_refused(tmp_path):
    data = write_tiled_zone(tmp_path)
    tiles, app = data.with_name("basemap.pmtiles"), create_app({"DATA": data, "RELOAD_SECONDS": 0})
    reloader = Reloader(app.extensions["zonemap"], patience_s=0)
    whole = tiles.read_bytes()
    tiles.with_name("new").write_bytes(whole[:5000])
    tiles.with_name("new").replace(tiles)
    reloader.reload_if_changed()
    assert "basemap.pmtiles is damaged" in reloader.state.reload_error
    assert str(tmp_path) not in reloader.state.reload_error
    assert app.test_client().get(TILE.format("x")).status_code == 200
    build_basemap(tmp_path / "region.osm.pbf", read_zone(DEFAULT_PATH), tiles, layers=["water"])
    reloader.reload_if_changed()
    assert reloader.state.reload_error is None
    answer = app.test_client().get(TILE.format("x"), headers={"Accept-Encoding": "gzip"})
    assert "streets" not in mapbox_vector_tile.decode(gzip.decompress(answer.data))
    tiles.write_bytes(b"")
    assert app.test_client().get(TILE.format("x")).status_code == 404
    tiles.unlink()
    reloader.reload_if_changed()
    assert app.test_client().get(TILE.format("x")).status_code == 404
