"""Coordinates stand latitude first on every page for people."""

import json
import re

import pytest

from tests.support.quality_zones import clean
from webapp import create_app

PAIR = re.compile(r">[^<]*?(?<![\d.])(\d{1,3}\.\d{3,7}),\s(\d{1,3}\.\d{3,7})(?![\d.])")
PAGES = (
    *("/", "/areas", "/distances", "/compare", "/quality", "/report", "/parts/west"),
    *("/locate?at=28.95,105.45", "/api/locate?lat=28.95&lon=105.45&f=html"),
)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    zone = clean()
    del zone["features"][1]["geometry"]["coordinates"][0][2]  # which leaves a gap
    ring = zone["features"][0]["geometry"]["coordinates"][0]
    ring.insert(1, ring[1])  # twice the same corner: a finding with its place
    path = tmp_path_factory.mktemp("made") / "boundaries.geojson"
    path.write_text(json.dumps(zone), encoding="utf-8")
    return create_app({"DATA": path}).test_client()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_latitude_stands_first_on_every_page(client, lang):
    found = {}
    for page in PAGES:
        answer = client.get(page, query_string=None, headers={"Accept-Language": lang})
        assert answer.status_code == 200, page
        found[page] = [tuple(map(float, each)) for each in PAIR.findall(answer.text)]
        assert all(lat < 90 < lon for lat, lon in found[page]), (page, found[page])
    assert found["/quality"]
    assert found["/locate?at=28.95,105.45"]
