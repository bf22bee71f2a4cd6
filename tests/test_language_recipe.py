"""CONTRIBUTING's recipe "add a language", followed in a copy: two entries and a `.po` are enough.

The page that makes boundaries is tried in `tests/browser/tools/test_zone_languages.py`.
"""

import csv
import json
import os
import subprocess
import sys

import pytest
from breton_copy import LICENCE, NOTE, add_breton

from geo.fields.languages import DATA_LANGUAGES
from maps.i18n import LANGUAGES

pytestmark = pytest.mark.slow

PAGES = (
    "/", "/areas", "/distances", "/locate", "/locate?lon=105.45&lat=28.92", "/compare",
    "/compare?part=big-data-park&part=longmatan-core", "/quality", "/report", "/embed",
    "/parts/big-data-park", "/api/?f=html", "/api/collections?f=html",
    "/api/collections/boundaries?f=html", "/api/collections/boundaries/queryables?f=html",
    "/api/collections/boundaries/items?f=html",
    "/api/collections/boundaries/items/big-data-park?f=html",
    "/api/collections/places/items?f=html", "/api/collections/counties/items?f=html",
    "/api/locate?lon=105.45&lat=28.92&f=html",
)  # fmt: skip
DATA = (
    "/areas?f=csv", "/distances?f=json", "/api/", "/api/conformance", "/api/openapi.json",
    "/api/collections", "/api/collections/boundaries", "/api/collections/boundaries/queryables",
    "/api/collections/places/queryables", "/api/collections/counties/queryables",
    "/api/collections/boundaries/items", "/api/collections/boundaries/items/big-data-park",
    "/api/locate?lon=105.45&lat=28.92", "/api/brief?part=big-data-park&f=json",
)  # fmt: skip
FILES = tuple(
    f"/export/{name}"
    for name in (
        "figure.svg", "factsheet.pdf", "tables.xlsx", "boundaries.csv", "boundaries.geojson",
        "boundaries.gpkg", "boundaries.kml", "boundaries.parquet", "boundaries.dxf", "map.html",
    )
)  # fmt: skip
VISIT = """
import json, sys
import maps
from webapp import create_app
client = create_app().test_client()
found = {"": maps.__file__}
for address in sys.argv[1:]:
    answer = client.get(address + ("&" if "?" in address else "?") + "lang=br")
    is_text = "json" in answer.content_type or "html" in answer.content_type
    found[address] = (answer.status_code, answer.text if is_text else "")
print(json.dumps(found))
"""
COMMAND = "from webapp.cli.main import main; main()"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy with the third language, and names in it in the data."""
    folder = tmp_path_factory.mktemp("checkout")
    add_breton(folder)
    return folder


def run(checkout, *words, code=0):
    done = subprocess.run(
        [sys.executable, "-c", *words],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == code, done.stderr
    return done.stderr if code else done.stdout


@pytest.fixture(scope="module")
def visited(checkout):
    found = json.loads(run(checkout, VISIT, *PAGES, *DATA, *FILES))
    assert found.pop("").startswith(str(checkout))
    return found


@pytest.mark.parametrize("address", [*PAGES, *DATA, *FILES])
def test_every_address_answers_in_it(visited, address):
    status, text = visited[address]
    assert status == 200, text
    if address in PAGES:
        assert '<html lang="br"' in text


def test_the_api_has_its_fields(visited):
    found = json.loads(visited["/api/collections/boundaries/queryables"][1])["properties"]
    assert found["name_br"] == {"title": "Anv (Brezhoneg)", "type": "string"}
    assert found["name_zh"]["title"] == "Name in Chinese"  # which Breton does not translate
    item = json.loads(visited["/api/collections/boundaries/items/big-data-park"][1])["properties"]
    assert item["name_br"] == "Big data industrial park (br)"
    assert item["industries_br"]
    place = json.loads(visited["/api/locate?lon=105.45&lat=28.92"][1])["location"]
    assert place["county_name_br"] == f"{place['county_name']} (br)"
    assert "Big data industrial park (br)" in visited["/areas"][1]
    assert place["county_name_br"] in visited["/api/locate?lon=105.45&lat=28.92&f=html"][1]


@pytest.mark.parametrize("name", ["parts.csv", "parts.zip"])
def test_what_is_exported_in_it_is_imported(checkout, tmp_path, name):
    run(checkout, COMMAND, "export", str(tmp_path / name))
    back = tmp_path / "back.geojson"
    run(checkout, COMMAND, "import", str(tmp_path / name), "-o", str(back))
    [park] = [
        each["properties"]
        for each in json.loads(back.read_text("utf-8"))["features"]
        if each["properties"]["id"] == "big-data-park"
    ]
    assert park["name_br"] == "Big data industrial park (br)"
    assert park["industries_br"] == [f"{each} (br)" for each in park["industries"]]
    assert park["industries_zh"]
    assert "other" not in park


def test_a_changed_name_in_it_is_told(checkout, tmp_path):
    old = checkout / "data" / "boundaries.geojson"
    new = tmp_path / "boundaries.geojson"
    new.write_text(
        old.read_text("utf-8").replace("Big data industrial park (br)", "Park ar roadennoù"),
        "utf-8",
    )
    table = run(checkout, COMMAND, "diff", str(old), str(new), "--format", "csv")
    rows = {row["id"]: row for row in csv.DictReader(table.removeprefix("\ufeff").splitlines())}
    assert rows["big-data-park"]["status"] == "renamed"
    assert rows["big-data-park"]["name_br"] == "Park ar roadennoù"
    assert {row["status"] for key, row in rows.items() if key != "big-data-park"} == {"unchanged"}


def test_points_are_looked_up_in_it(checkout, tmp_path):
    points, found = tmp_path / "points.csv", tmp_path / "found.csv"
    points.write_text("id,lon,lat\na,105.45,28.92\n", "utf-8")
    run(checkout, COMMAND, "locate", str(points), "-o", str(found))
    [row] = csv.DictReader(found.read_text("utf-8-sig").splitlines())
    assert row["nearest_part_name_br"] == f"{row['nearest_part_name']} (br)"
    assert row["county_name_br"] == f"{row['county_name']} (br)"


def test_sources_have_their_texts_in_it(checkout, visited, tmp_path):
    table = run(checkout, COMMAND, "sources", "--format", "csv").removeprefix("\ufeff")
    rows = {row["key"]: row for row in csv.DictReader(table.splitlines())}
    exported = json.loads(visited["/export/boundaries.geojson"][1])["sources"]
    own = json.loads((checkout / "data" / "boundaries.geojson").read_text("utf-8"))["sources"]
    for key in own:
        for row in (rows[key], exported[key]):
            assert (row["licence_br"], row["note_br"]) == (LICENCE, NOTE)
    for address in ("/", "/parts/big-data-park"):
        assert NOTE in visited[address][1]
    odd = tmp_path / "boundaries.geojson"
    data = json.loads((checkout / "data" / "boundaries.geojson").read_text("utf-8"))
    next(iter(data["sources"].values()))["note_br"] = 1
    odd.write_text(json.dumps(data), "utf-8")
    assert "note_br is “1”, not text" in run(
        checkout, COMMAND, "sources", "--data", str(odd), code=2
    )


def test_languages_of_the_data_are_languages_of_the_pages_in_one_order():
    assert list(DATA_LANGUAGES) == [code for code in LANGUAGES if code in DATA_LANGUAGES]
