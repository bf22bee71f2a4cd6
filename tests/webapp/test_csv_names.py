"""Every CSV has the names of parts, counties and places beside their ids."""

import copy
import csv
import io

import pytest
from web_client import make_client

IDS = ("id", "old_id", "part", "parent", "place", "county")


def read(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def names_of(collection):
    """Return both names of each feature, by id."""
    about = [each["properties"] for each in collection["features"]]
    return {each["id"]: (each["name"], each.get("name_zh") or "") for each in about}


def check_names(rows, known, *, old=None):
    """Assert that the names beside known ids are theirs; return the columns that have ids."""
    found = set()
    for row in rows:
        for column in IDS:
            names = old if column == "old_id" and old else known
            if row.get(column) not in names:
                continue
            first = column[:-2] + "name" if column.endswith("id") else f"{column}_name"
            assert (row[first], row[f"{first}_zh"]) == names[row[column]], column
            found.add(column)
    return found


@pytest.fixture
def versions(collection, write_zone_file):
    """Return two zones' files, the second with a renamed part, and their collections."""
    new = copy.deepcopy(collection)
    new["features"][1]["properties"] |= {"id": "east-2", "name": "Another name", "name_zh": "新名"}
    paths = write_zone_file(collection, "old.geojson"), write_zone_file(new, "new.geojson")
    return (*paths, collection, new)


def test_diff(run, versions):
    old_path, new_path, old, new = versions
    rows = read(run("diff", old_path, new_path, "--format", "csv")[1])
    assert check_names(rows, names_of(new), old=names_of(old)) == {"id", "old_id"}
    (renamed,) = (row for row in rows if row["id"] == "east-2")
    assert renamed["old_name"] == "East"


def test_changes(versions):
    old_path, new_path, old, new = versions
    client = make_client(DATA=new_path, PREVIOUS=old_path)
    rows = read(client.get("/changes?f=csv").text)
    assert check_names(rows, names_of(new), old=names_of(old)) == {"id", "old_id"}
    assert "old_name" not in client.get("/changes?f=json").json[0]


def test_check(run, collection, write_zone_file):
    path = write_zone_file(collection)
    rows = read(run("check", path, "--format", "csv")[1])
    assert check_names(rows, names_of(collection)) == {"part"}


def test_quality(collection, write_zone_file):
    client = make_client(DATA=write_zone_file(collection))
    rows = read(client.get("/quality?f=csv").text)
    assert check_names(rows, names_of(collection)) == {"part"}
    assert "part_name" not in client.get("/quality?f=json").json[0]


def test_features_without_an_id_or_a_name_are_no_fault(run, collection, write_zone_file):
    first, second = (each["properties"] for each in collection["features"][:2])
    del first["id"], second["name"]
    collection["features"][0].pop("id", None)
    rows = read(run("check", write_zone_file(collection), "--format", "csv")[1])
    assert {row["part"] for row in rows if row["part_name"] == ""} >= {"feature 1"}


@pytest.mark.parametrize("path", ["/areas", "/distances", "/api/areas", "/export/boundaries.csv"])
def test_the_tables(client, zone, path):
    rows = read(client.get(path, query_string={"f": "csv"}).text)
    known = {
        key: (row["name"], row["name_zh"])
        for rows_of in (zone.parts, zone.places)
        for key, row in rows_of.iterrows()
    }
    assert "id" in check_names(rows, known)
