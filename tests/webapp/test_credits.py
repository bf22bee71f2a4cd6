"""Every output names the sources of what it shows, and of nothing else."""

import io
import json
import re
import sqlite3
import zipfile
from contextlib import closing

import docx
import pyarrow.parquet
import pytest
from PIL import Image
from pypdf import PdfReader

from geo.metadata import make_data_package, make_dcat, make_source_rows
from geo.zone import read_zone, to_geojson
from maps.export.registry import export_zone
from maps.figure.options import FigureOptions
from webapp.app import create_app

pytestmark = pytest.mark.slow

NAMES = {
    "zone": "Alpha Zone Register",
    "part": "Beta Part Register",
    "place": "Gamma Place Register",
    "far": "Delta Far Register",
    "context": "Epsilon Context Register",
    "station": "Zeta Station Register",
    "unused": "Theta Unused Register",
}
ASKED = {"places": "Gamma asks for this", "stations": "Zeta asks for this"}
DATA = ("kml", "geojson", "zip", "parquet", "csv", "dxf")  # a .txt has no room for a note


def point(name, lon, lat, source, **properties):
    return {
        "type": "Feature",
        "properties": {"id": name, "name": name, "sources": [source], **properties},
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
    }


@pytest.fixture
def credited(collection, write_zone_file):
    """A zone in which each layer has a source of its own, and one place is far away."""
    collection["sources"] = {
        key: {"title": name, "licence": f"{key} licence"} for key, name in NAMES.items()
    }
    collection["zone"]["sources"] = ["zone"]
    for feature in collection["features"]:
        feature["properties"] |= {"sources": ["part"], "placement": "surveyed"}
    county = json.loads(json.dumps(collection["features"][0]))
    county["properties"] = {"id": "c", "kind": "county", "name": "C", "sources": ["context"]}
    layers = {
        "places": [
            point("near", 105.55, 28.95, "place", kind="town"),
            point("far", 110.0, 32.0, "far", kind="town"),
        ],
        "context": [county],
        "stations": [point("stop", 105.56, 28.96, "station")],
    }
    for name, features in layers.items():
        about = {"attribution": ASKED[name]} if name in ASKED else {}
        write_zone_file(
            {"type": "FeatureCollection", **about, "features": features}, f"{name}.geojson"
        )
    return write_zone_file(collection)


def read_pdf(data):
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def read_zip(data):
    book = zipfile.ZipFile(io.BytesIO(data))
    kept = [each for each in book.namelist() if "sheet" in each or each == "README.txt"]
    return " ".join(book.read(name).decode() for name in kept)


READERS = {
    "svg": lambda data: " ".join(re.findall(r">([^<]+)<", data.decode())),
    "png": lambda data: " ".join(Image.open(io.BytesIO(data)).text.values()),
    "pdf": read_pdf,
    "factsheet.pdf": read_pdf,
    "docx": lambda data: " ".join(each.text for each in docx.Document(io.BytesIO(data)).paragraphs),
    "xlsx": read_zip,
    "zip": read_zip,
    "parquet": lambda data: str(pyarrow.parquet.read_schema(io.BytesIO(data)).metadata),
    "geojson": lambda data: json.loads(data)["provenance"],
    "dxf": lambda data: data.decode("gb18030"),
}


def read_words(form, data):
    """The text of a file, its metadata included."""
    return READERS.get(form, bytes.decode)(data)


def find_named(words):
    """The keys of the sources that are named in a text, however its lines are broken."""
    plain = re.sub(r"\s+", "", words)
    return {key for key, name in NAMES.items() if name.replace(" ", "") in plain}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", ["a4", "90x90"])
@pytest.mark.parametrize("form", ["svg", "pdf", "png"])
def test_a_figure_credits_what_is_in_its_frame(credited, form, lang, size):
    width, height = (297, 210) if size == "a4" else (90, 90)
    options = FigureOptions(lang=lang, width_mm=width, height_mm=height, dpi=72)
    words = read_words(form, export_zone(read_zone(credited), form, options))
    assert find_named(words) == {"zone", "part", "place", "station", "context"}
    assert "Gammaasksforthis" in re.sub(r"\s+", "", words)
    assert "Zetaasksforthis" in re.sub(r"\s+", "", words)


@pytest.mark.parametrize("form", ["factsheet.pdf", "docx"])
def test_a_factsheet_credits_its_tables_and_its_figure(credited, form):
    words = read_words(form, export_zone(read_zone(credited), form))
    assert find_named(words) == {"zone", "part", "place", "far", "context"}
    assert "place licence" in words
    assert ASKED["stations"] not in words


def test_the_offline_map_credits_all_that_it_shows(credited):
    page = read_words("html", export_zone(read_zone(credited), "html"))
    shown = page[page.index('<details class="credits"') :]
    assert find_named(shown) == NAMES.keys() - {"unused"}
    assert all(each in shown for each in ASKED.values())


@pytest.mark.parametrize("form", DATA)
def test_files_of_parts_credit_the_parts(credited, form):
    words = read_words(form, export_zone(read_zone(credited), form))
    assert find_named(words) == {"zone", "part"}


def test_the_workbook_credits_everything(credited):
    words = read_words("xlsx", export_zone(read_zone(credited), "xlsx"))
    assert find_named(words) >= NAMES.keys() - {"unused"}


def test_each_table_of_a_geopackage_credits_its_own_rows(credited, tmp_path):
    path = tmp_path / "zone.gpkg"
    path.write_bytes(export_zone(read_zone(credited), "gpkg"))
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute(
            "SELECT table_name, metadata FROM gpkg_metadata JOIN gpkg_metadata_reference "
            "ON id = md_file_id WHERE metadata LIKE '%PROVENANCE%'"
        ).fetchall()
    named = {table: find_named(note) for table, note in rows}
    assert named["parts"] == {"zone", "part"}
    assert named["stations"] == {"zone", "station"}
    assert {"place", "far"} <= named["places"]
    assert "context" not in named["places"]


@pytest.mark.parametrize("address", ["/", "/embed", "/embed?lang=zh"])
def test_page_and_embed_credit_all_that_they_show(credited, address):
    client = create_app({"DATA": credited}).test_client()
    page = client.get(address).get_data(as_text=True)
    shown = page[page.index('<details class="credits"') :]
    assert find_named(shown[: shown.index("</details>")]) == NAMES.keys() - {"unused"}


BASE = "Iota Base Register"


@pytest.fixture
def based(credited, write_zone_file):
    """The same zone with a river of a base map beneath it, whose source nothing else has."""
    river = {
        "type": "Feature",
        "properties": {"id": "r", "layer": "water_lines", "kind": "river", "sources": ["base"]},
        "geometry": {"type": "LineString", "coordinates": [[105.3, 28.9], [105.7, 28.95]]},
    }
    drawn = {
        "type": "FeatureCollection",
        "attribution": "Iota asks for this",
        "sources": {"base": {"title": BASE, "licence": "base licence"}},
        "features": [river],
    }
    write_zone_file(drawn, "basemap.geojson")
    return credited


@pytest.mark.parametrize("form", ["svg", "pdf", "png", "factsheet.pdf", "docx", "html"])
def test_what_shows_the_base_map_credits_it(based, form):
    words = re.sub(r"\s+", "", read_words(form, export_zone(read_zone(based), form)))
    assert BASE.replace(" ", "") in words
    assert "Iotaasksforthis" in words


@pytest.mark.parametrize("form", [*DATA, "xlsx", "gpkg"])
def test_what_holds_the_data_only_does_not_list_it(based, form):
    data = export_zone(read_zone(based), form)
    assert b"Iota" not in data
    if form in READERS:
        assert "Iota" not in read_words(form, data)


def test_catalogues_describe_the_data_and_the_list_of_sources_has_all(based):
    zone = read_zone(based)
    about = (to_geojson(zone), make_dcat(zone, path="zone.geojson"))
    package = make_data_package(zone, path="zone.geojson")
    assert not any("Iota" in json.dumps(each) for each in (*about, package))
    assert set(NAMES) <= about[0]["sources"].keys()
    rows = {row["key"]: row["used_by"] for row in make_source_rows(zone, zone.sources)}
    assert rows["base"] == ["basemap"]


@pytest.mark.parametrize(
    "address",
    [
        "/compare?part=west&part=east",
        "/api/?f=html",
        "/api/collections/boundaries/items?f=html",
        "/api/locate?f=html",
    ],
)
def test_small_maps_credit_the_lines_that_they_draw(based, address):
    said = "Iota asks for this"
    assert said in create_app({"DATA": based}).test_client().get(address).get_data(as_text=True)
    based.with_name("basemap.geojson").unlink()
    assert said not in create_app({"DATA": based}).test_client().get(address).get_data(as_text=True)
