"""No number in a file or a request makes a page fail: it is used, or refused in one sentence."""

import copy
import json
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from web_client import make_client

from geo import schema
from geo.errors import InputError
from geo.quality import check_file
from geo.zone import read_zone

pytestmark = pytest.mark.slow

TABLES = {
    "boundaries": schema.PART_FIELDS,
    "zone": schema.ZONE_FIELDS,
    "places": schema.PLACE_FIELDS,
    "context": schema.CONTEXT_FIELDS,
    "stations": schema.STATION_FIELDS,
}
FIELDS = [
    (table, name)
    for table, fields in TABLES.items()
    for name, reader in fields.items()
    if reader is schema.read_number
]
POINT = {"type": "Point", "coordinates": [105.46, 28.95]}
COUNTY = [[[105, 28], [106, 28], [106, 29.5], [105, 29.5], [105, 28]]]
AT = "lon=105.45&lat=28.95"
PAGES = (
    *("/", "/parts/west", "/areas", "/areas?f=csv", "/areas?f=json", "/distances", "/embed"),
    *("/distances?f=json", "/report", "/quality", "/changes", "/compare?part=west&part=east"),
    *(f"/locate?{AT}", f"/locate?{AT}&accuracy_m=20", f"/locate?{AT}&f=json", f"/api/locate?{AT}"),
    *(f"/api/locate?{AT}&f=html", "/api/", "/api/areas", "/api/distances", "/dcat.json"),
    *("/api/collections/boundaries/items", "/api/collections/boundaries/items?f=html"),
    *("/api/collections/boundaries/items/west?f=html", "/api/collections/places/items?f=html"),
    *("/api/collections/counties/items?f=html", "/datapackage.json", "/export/boundaries.csv"),
)
FILES = ("figure.svg", "factsheet.docx", "map.html", "boundaries.kml")
# As they stand in JSON text. Those that a reader would take are tried too.
EDGES = (
    *("1e300", "-1e300", "1e-300", "5e-324", "-0.0", "0", "NaN", "Infinity", "-Infinity", "1e999"),
    *("9" * 5000, f'"{"9" * 5000}"', "1e-7", "1e-6", "510065622", "1e7", "1e15", "true", "[]"),
)


def write_files(made, folder, table, field, raw):
    """Write a zone and its companions with `raw` JSON as the value of one field."""
    collection = copy.deepcopy(made)
    shapes = {
        "places": POINT,
        "stations": POINT,
        "context": {"type": "Polygon", "coordinates": COUNTY},
    }
    files = {"made": collection} | {
        key: {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": {"id": "a", "name": "A", "position_uncertainty_m": 100},
                    "geometry": shape,
                }
            ],
        }
        for key, shape in shapes.items()
    }
    files["context"]["features"][0]["properties"] |= {"kind": "county", "county": "1"}
    changed = {
        "boundaries": collection["features"][0]["properties"],
        "zone": collection["zone"],
    }
    target = changed.get(table) or files[table]["features"][0]["properties"]
    target[field] = "@@"
    for name, content in files.items():
        text = json.dumps(content).replace('"@@"', raw)
        (folder / f"{name}.geojson").write_text(text, encoding="utf-8")
    return folder / "made.geojson"


def find_failures(path, addresses):
    """Return the addresses that fail, none where the file is refused in one short sentence."""
    try:
        client = make_client(DATA=path)
    except InputError as error:
        return [] if str(error).isprintable() and len(str(error)) < 500 else [str(error)]
    answers = {address: client.get(address) for address in addresses}
    return [address for address, answer in answers.items() if answer.status_code >= 500]


numbers = st.sampled_from(EDGES) | st.floats().map(json.dumps) | st.integers().map(str)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(FIELDS), numbers)
@example(("boundaries", "position_uncertainty_m"), "1e7")
@example(("boundaries", "published_area_km2"), "510065622")
@example(("boundaries", "published_area_km2"), "1e-7")
def test_no_number_of_a_file_makes_a_page_fail(collection, where, raw):
    with tempfile.TemporaryDirectory() as folder:
        path = write_files(collection, Path(folder), *where, raw)
        assert not find_failures(path, PAGES)


@pytest.mark.parametrize(("table", "field"), FIELDS)
@pytest.mark.parametrize("raw", EDGES[:3])
def test_a_number_out_of_range_is_refused_with_the_fix(collection, tmp_path, table, field, raw):
    path = write_files(collection, tmp_path, table, field, raw)
    with pytest.raises(InputError, match=rf"{field} is “.+”\. Use "):
        read_zone(path)
    if table in {"boundaries", "zone"}:
        found = check_file(path, today=date(2026, 11, 27))
        assert [each.rule for each in found if each.severity == "error"] == ["unusable-field"]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    ("field", "raw"), [("position_uncertainty_m", "1e7"), ("published_area_km2", "1e-7")]
)
def test_the_bounds_are_drawn_and_written(collection, tmp_path, name, field, raw):
    path = write_files(collection, tmp_path, "boundaries", field, raw)
    assert find_failures(path, [f"/export/{name}"]) == []


REQUESTS = (
    *("/locate?lon={}&lat=28.95", "/locate?lon=105.45&lat={}", f"/locate?{AT}&accuracy_m={{}}"),
    *("/api/locate?lon={}&lat=28.95", "/api/locate?lon=105.45&lat={}"),
    f"/api/locate?{AT}&accuracy_m={{}}",
    "/api/collections/boundaries/items?limit={}",
    "/api/collections/boundaries/items?offset={}",
    "/api/collections/boundaries/items?bbox={0},28,106,29",
    "/api/collections/boundaries/items?bbox=105,28,{0},{0}",
    "/api/collections/boundaries/items?area_m2={}",
    "/api/collections/boundaries/items?published_area_km2={}",
    "/export/figure.svg?dpi={}",
    "/export/figure.svg?size={}x100",
    "/oembed?url=http://localhost/&maxwidth={}",
    "/oembed?url=http://localhost/&maxheight={}",
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(REQUESTS), numbers | st.text(max_size=8))
def test_no_number_of_a_request_makes_an_answer_fail(client, address, raw):
    answer = client.get(address.format(raw.replace("&", "").replace("#", "")))
    assert answer.status_code < 500
