"""Hostile zones, and the application that serves one."""

import json
import sys

import pytest
from corpus import TEXTS

from geo.zone import read_zone
from webapp import create_app
from webapp.cli.main import main


def triangle(n):
    west = round(100 + n * 0.6, 1)
    ring = [[west, 28], [west + 0.5, 28], [west + 0.5, 28.5], [west, 28]]
    return {"type": "Polygon", "coordinates": [ring]}


def hostile_part(n, value):
    """Return a part that carries the value wherever text may stand."""
    words = dict.fromkeys(("name", "name_zh", "note", "note_zh", "county", "as_of"), value)
    lists = {"industries": [value], "industries_zh": [value], "sources": [value]}
    own = {"id": f"{value}{n}" if n else value, "kind": "park", value: value}
    return {"type": "Feature", "properties": {**words, **lists, **own}, "geometry": triangle(n)}


def hostile_collection(values):
    """Return a zone whose every text is hostile."""
    first = next(iter(values))
    words = (
        "name",
        "name_zh",
        "description",
        "description_zh",
        "licence",
        "licence_zh",
        "map_review_number",
        "note",
        "as_of",
    )
    source = dict.fromkeys(
        ("title", "publisher", "date", "licence", "licence_zh", "note", "note_zh"), first
    )
    return {
        "type": "FeatureCollection",
        "zone": dict.fromkeys(words, first),
        "sources": {value: {**source, "url": f"javascript:{value}"} for value in values},
        "features": [hostile_part(n, value) for n, value in enumerate(values)],
    }


@pytest.fixture(scope="session")
def hostile_file(tmp_path_factory):
    """A zone of one part for each hostile text, with hostile places beside it."""
    path = tmp_path_factory.mktemp("hostile") / "zone.geojson"
    collection = hostile_collection([*TEXTS.values()])
    path.write_text(json.dumps(collection), encoding="utf-8")
    places = [
        {
            "type": "Feature",
            "properties": {"id": f"p{value}", "name": value, "kind": "city"},
            "geometry": {"type": "Point", "coordinates": [100 + n / 2, 29]},
        }
        for n, value in enumerate(list(TEXTS.values())[:6])
    ]
    beside = path.with_name("places.geojson")
    beside.write_text(json.dumps({"type": "FeatureCollection", "features": places}))
    return path


@pytest.fixture(scope="session")
def hostile_zone(hostile_file):
    return read_zone(hostile_file)


@pytest.fixture(scope="session")
def hostile_client(hostile_file):
    return create_app({"DATA": hostile_file, "RELOAD_SECONDS": 0}).test_client()


@pytest.fixture(scope="session")
def plain_app():
    return create_app({"RELOAD_SECONDS": 0})


@pytest.fixture
def run(monkeypatch, capfd):
    """Run `zonemap` with arguments; return exit code and words."""

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["zonemap", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            main()
        return caught.value.code, capfd.readouterr().err

    return call
