"""Scripts and styles at addresses that carry their version."""

import json
import re
from urllib.parse import urljoin

import brotli
import pytest
from kept_roads import copy_zone
from tiled_zone import write_tiled_zone
from web_client import make_client

from maps.assets import ASSET_NAMES, TILE_PAINTING_BUNDLE, LinkedAssets, asset_version
from maps.web.lean_library import UNUSED
from webapp.site.static_files import static_names, static_version


def test_assets_may_be_kept_for_good(client):
    page = client.get("/").text
    address = page.split('as="script" href="')[1].split('"')[0]
    answer = client.get(address)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert client.get("/assets/000000000000/leaflet.js").status_code == 404


def test_scripts_of_the_site_travel_compressed(client):
    address = client.get("/").text.split('ZoneMap.load(["')[1].split('"')[0]
    plain = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": "br"})
    assert packed.headers["Content-Encoding"] == "br"
    assert packed.data == brotli.compress(plain.data, quality=11)  # once, and kept by browsers
    assert "immutable" in packed.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_scripts_and_styles_carry_no_headers_of_documents(client, path):
    for address in loaded_by(client, path):
        headers = client.get(address).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Vary"] == "Accept-Encoding", address
        of_documents = {"Content-Security-Policy", "Permissions-Policy", "Referrer-Policy"}
        assert not of_documents & {*headers.keys()}, address


def test_a_worker_has_a_policy_of_its_own(client):
    for address in ("/sw.js", LinkedAssets("/assets").get_url(TILE_PAINTING_BUNDLE)):
        assert client.get(address).headers["Content-Security-Policy"].startswith("default-src")


LEAFLETS = re.compile(r"/(leaflet[^/]*)\.js")


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_leaflet_is_whole_where_tiles_are_drawn(client, path, tmp_path):
    few = {
        each
        for [each] in [LEAFLETS.findall(address) or [""] for address in loaded_by(client, path)]
    }
    assert few == {"", "leaflet-lean"}
    for options in ({"BASEMAPS": "osm"}, {"DATA": write_tiled_zone(tmp_path)}):
        assert set(LEAFLETS.findall(make_client(**options).get(path).text)) == {"leaflet"}


def test_no_tool_makes_what_lean_leaflet_lacks(client):
    made = re.compile(r"\bL\.(?:control\.)?([a-zA-Z.]+)\b")
    lacking = {f"{each[0].lower()}{each[1:]}" for each in UNUSED} | set(UNUSED)
    for address in loaded_by(client, "/") | loaded_by(client, "/embed"):
        if address.endswith(".js") and "leaflet" not in address and "/backgrounds" not in address:
            found = set(made.findall(client.get(address).text)) & lacking
            assert found <= {"Canvas"}, address  # of thousands of parts, for which it is whole


def test_the_map_page_waits_for_two_stylesheets(client):
    page = client.get("/").text
    styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    assert [address.rpartition("/")[2] for address in styles] == ["map_page.css", "map-lean.css"]
    rules = client.get(styles[0]).text
    for name in ("site.css", "tools.css", "marks.css"):
        assert client.get(f"/static/{static_version()}/{name}").text in rules


LOADED = re.compile(r'<(?:script|link)[^>]* (?:src|href)="(/(?:assets|static)/[^"]+)"')
MODULES = re.compile(r"ZoneMap\.load\((\[.*?\])\)")
IMPORTED = re.compile(r'\bfrom "([^"]+)"|\bimport\("([^"]+)"\)')


def loaded_by(client, path):
    """Return the addresses of all that a page loads, with what its modules import in turn."""
    page = client.get(path).text
    return load_modules(client, LOADED.findall(page) + json.loads(MODULES.search(page).group(1)))


def load_modules(client, waiting):
    """Return addresses with what their modules import in turn."""
    found = set()
    while waiting:
        address = waiting.pop()
        found.add(address)
        imported = IMPORTED.findall(client.get(address).text) if "/static/" in address else []
        more = {urljoin(address, first or second) for first, second in imported}
        waiting += more - found
    return found


@pytest.mark.parametrize("basemaps", ["", "osm"])
@pytest.mark.slow
def test_other_origins_may_load_what_the_embedded_map_needs_and_nothing_else(basemaps, tmp_path):
    client = make_client(BASEMAPS=basemaps, DATA=write_tiled_zone(tmp_path))
    with_roads = make_client(DATA=copy_zone(tmp_path))
    needed, pages = loaded_by(client, "/embed?ask=28.9,105.46"), ["/", "/report", "/quality"]
    needed |= loaded_by(with_roads, "/embed")
    needed |= load_modules(client, [f"/static/{static_version()}/embed_plots.js"])
    ours = {f"/assets/{asset_version(name)}/{name}" for name in ASSET_NAMES}
    ours |= {f"/static/{static_version()}/{name}" for name in static_names()}
    ours |= {*pages, "/manifest.webmanifest?lang=en", "/healthz", "/compare", "/icon.svg"}
    shared = {path for path in ours if policy(client, path) == "cross-origin"}
    assert needed <= shared
    if basemaps:
        assert needed == shared
    for path in ours:
        allowed = client.get(path).headers.get("Access-Control-Allow-Origin")
        assert allowed == ("*" if path in shared else None)


def policy(client, path):
    return client.get(path).headers["Cross-Origin-Resource-Policy"]


def test_an_address_of_an_older_version_is_not_shared(client):
    for path in ("/assets/000000000000/map.js", "/static/000000000000/embed.js"):
        assert policy(client, path) == "same-origin"
