"""Landing page, conformance and collections as documents."""

import re

import pytest
from ogc_api import COLLECTIONS

from geo.io.zone_files import COMPANION_NAMES
from geo.zone import DEFAULT_PATH


def test_conformance_lists_the_classes_that_are_tested(get):
    classes = get("/conformance")["conformsTo"]
    parts = [re.search(r"features-(\d)/1\.0/conf/(.+)", uri).groups() for uri in classes]
    assert set(parts) == {
        ("1", "core"), ("1", "oas30"), ("1", "html"), ("1", "geojson"), ("2", "crs"),
    }  # fmt: skip


def test_collections_are_all_there(get):
    assert [each["id"] for each in get("/collections")["collections"]] == list(COLLECTIONS)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_collection_is_said_alike_in_both_places(get, name):
    every = {each["id"]: each for each in get("/collections")["collections"]}
    assert get(f"/collections/{name}") == every[name]


def test_provenance_names_the_very_file(get, zone):
    assert get("/")["provenance"]["sha256"] == zone.sha256
    assert get("/collections/boundaries/items")["provenance"]["digest"] == zone.digest


def test_schematic_placement_is_said_with_the_data(get):
    assert "schematic" in get("/collections/boundaries/items")["provenance"]["notice"]
    assert get("/collections/counties")["provenance"]["notice"] is None


def test_unchanged_data_file_dates_the_answers(client):
    files = [DEFAULT_PATH.with_name(n) for n in ("boundaries.geojson", *COMPANION_NAMES)]
    there = [each.stat() for each in files if each.exists()]
    newest = max(max(each.st_mtime, each.st_ctime) for each in there)
    assert client.get("/api/").last_modified.timestamp() == int(newest)
