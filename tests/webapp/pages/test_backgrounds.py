"""`/backgrounds`: pictures of a file on this machine, as the map's script asks for them."""

import io
import json
import re

import pytest
from mbtiles_files import picture, write_mbtiles
from PIL import Image
from web_client import make_client


@pytest.fixture
def client(tmp_path):
    about = {"name": "Survey", "attribution": "© Survey office", "review_number": "S(2026)1"}
    tiles = {(1, 0, 1): picture(form="JPEG")}
    write_mbtiles(tmp_path / "survey.mbtiles", tiles=tiles, **about)
    return make_client(BASEMAPS=f"osm,{tmp_path / 'survey.mbtiles'}")


def test_the_page_is_told_its_address_and_names_no_other_host_for_it(client):
    answer = client.get("/?lang=en")
    data = re.search(r'id="site-data"[^>]*>(.*?)</script>', answer.text, re.DOTALL)[1]
    _, own = json.loads(data)["backgrounds"]
    assert own["urls"] == ["/backgrounds/survey/{z}/{x}/{y}"]
    assert (own["attribution"], own["review_number"]) == ("© Survey office", "S(2026)1")
    policy = answer.headers["Content-Security-Policy"]
    [images] = [each for each in policy.split("; ") if each.startswith("img-src ")]
    assert re.findall(r"https?://\S+", images) == ["https://tile.openstreetmap.org"]


def test_a_picture_is_sent_as_it_is(client):
    answer = client.get("/backgrounds/survey/1/0/0")
    assert (answer.status_code, answer.content_type) == (200, "image/jpeg")
    assert Image.open(io.BytesIO(answer.data)).size == (256, 256)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_where_there_is_none_it_is_clear(client):
    answer = client.get("/backgrounds/survey/1/1/1")
    assert Image.open(io.BytesIO(answer.data)).convert("RGBA").getpixel((0, 0))[3] == 0


@pytest.mark.parametrize("address", ["osm/1/0/0", "other/1/0/0", "survey/1/0", "survey/-1/0/0"])
def test_nothing_else_is_sent(client, address):
    assert client.get(f"/backgrounds/{address}").status_code == 404
