"""What `types/server.d.ts` says of the server's data is what the server sends."""

import html
import json
import re
from pathlib import Path

import pytest

from maps.web.basemaps import make_presets
from webapp import create_app

TYPES = Path(__file__).parents[2] / "types/server.d.ts"


def described(name):
    """Keys of an interface, and those of them that may be missing."""
    text = re.sub(r"/\*.*?\*/", "", TYPES.read_text(encoding="utf-8"), flags=re.DOTALL)
    body = re.search(rf"interface {name} \{{\n(.*?)\n  \}}", text, re.DOTALL)[1]
    found = re.findall(r"^    (\w+)(\??):", body, re.MULTILINE)
    return {key for key, _ in found}, {key for key, mark in found if mark}


def fits(name, value):
    keys, optional = described(name)
    return keys - optional <= set(value) <= keys


@pytest.fixture(scope="module")
def client():
    return create_app().test_client()


def layer_data(page):
    return json.JSONDecoder().raw_decode(page, page.index("L.zoneLayer(") + len("L.zoneLayer("))[0]


def site_data(page):
    found = re.search(r'id="site-data">(.*?)</script>', page, re.DOTALL)[1]
    return json.loads(html.unescape(found))


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_the_layers_data(client, path):
    data = layer_data(client.get(path).text)
    assert fits("LayerData", data)
    assert {len(row) for row in data["parts"]} == {6}
    for name, values in (("Kind", data["kinds"]), ("Context", data["context"])):
        assert values
        assert all(fits(name, each) for each in values)
    assert all(fits("Place", each) for each in [*data["places"], *data["stations"]])


def test_the_sites_data(client):
    assert fits("Site", site_data(client.get("/").text))
    assert fits("Embed", site_data(client.get("/embed").text))


def test_names(client):
    address = site_data(client.get("/").text)["addresses"]["names"]
    names = client.get(address).json
    assert {each["group"] for each in names} == {"part", "place", "station", "county"}
    assert all(fits("Name", each) for each in names)


def test_backgrounds():
    for background in make_presets().values():
        assert fits("Background", background.to_page_dict("en"))
