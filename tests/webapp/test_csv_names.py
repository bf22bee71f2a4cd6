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
    form = {} if path.endswith(".csv") else {"f": "csv"}
    rows = read(client.get(path, query_string=form).text)
    known = {
        key: (row["name"], row["name_zh"])
        for rows_of in (zone.parts, zone.places)
        for key, row in rows_of.iterrows()
    }
    assert "id" in check_names(rows, known)


SITES = "name,lon,lat\na,105.45,28.95\nb,105.65,28.95\nfar,100,20\n"
SQUARE = "POLYGON((105.41 28.91,105.66 28.91,105.66 28.915,105.41 28.91))"
LOCATED = ("parts", "part", "nearest_part", "edge_part")


def check_parts(rows, known, columns):
    for row in rows:
        for column in columns:
            ids = row[column].split("; ") if row[column] else []
            for n, name in enumerate(("name", "name_zh")):
                expected = "; ".join(
                    known[each][n] or (each if len(ids) > 1 else "") for each in ids
                )
                assert row[f"{column}_{name}"] == expected


@pytest.mark.parametrize("command", ["locate", "measure"])
@pytest.mark.slow
def test_what_is_looked_up(run, collection, write_zone_file, tmp_path, command):
    path, known = write_zone_file(collection), names_of(collection)
    text = SITES if command == "locate" else f'name,wkt\na,"{SQUARE}"\n'
    columns = LOCATED if command == "locate" else ("part", "parts")
    (tmp_path / "sent.csv").write_text(text, "utf-8")
    out = tmp_path / "out.csv"
    assert run(command, tmp_path / "sent.csv", "-o", out, "--data", path)[0] == 0
    printed = read(out.read_text("utf-8"))
    client = make_client(DATA=path)
    answer = client.post(f"/api/{command}?f=csv", data=text.encode(), content_type="text/csv")
    answered = read(answer.text)
    for rows in (printed, answered):
        assert any(row["part"] for row in rows)
        check_parts(rows, known, columns)
    shared = {key for key in printed[0] if key.partition("_")[0] in columns}
    for one, other in zip(printed, answered, strict=True):
        assert {key: one[key] for key in shared} == {key: other[key] for key in shared}


def test_a_column_of_the_file_stays_beside_one_of_that_name(collection, write_zone_file):
    client = make_client(DATA=write_zone_file(collection))
    body = b"part_name,lon,lat\nmine,105.45,28.95\n"
    (row,) = read(client.post("/api/locate?f=csv", data=body, content_type="text/csv").text)
    assert row["part_name"] == "mine"
    assert row["zone_part_name"] == names_of(collection)[row["part"]][0]


def test_other_files_have_ids_alone(run, collection, write_zone_file, tmp_path):
    (tmp_path / "sent.csv").write_text(SITES, "utf-8")
    out = tmp_path / "out.geojson"
    path = write_zone_file(collection)
    assert run("locate", tmp_path / "sent.csv", "-o", out, "--data", path)[0] == 0
    assert "part_name" not in out.read_text("utf-8")
