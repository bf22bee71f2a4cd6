"""The direction of rings is a rule of GeoJSON: a file of another format isn't warned of it."""

import io
from datetime import date

import pytest
from parcel_files import FORMATS, PLOTS, write_all

from geo.importing import read_any_dataset
from geo.quality import run_checks
from geo.reading.layer import ReadOptions

TODAY = date(2026, 11, 24)
GEOJSON = ("geojson", "sequence", "feature", "geometry")
OTHERS = (
    *("shapefile", "shapefile-zip", "esri-json", "topojson", "kml", "geopackage", "geoparquet"),
    *("csv", "gml"),
)
CLOCKWISE = [plot.reverse() for plot in PLOTS]


@pytest.fixture
def find_rules(tmp_path):
    """Write clockwise plots in a format; return the rules of the findings."""

    def run(name):
        path = write_all(tmp_path, {name: FORMATS[name]}, CLOCKWISE)[name]
        dataset, _ = read_any_dataset(path, ReadOptions(), today=TODAY)
        return {each.rule for each in run_checks(dataset)}

    return run


@pytest.mark.parametrize("name", GEOJSON)
def test_clockwise_rings_of_geojson_are_told(find_rules, name):
    assert "ring-direction" in find_rules(name)


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.slow
def test_rings_of_other_formats_run_as_these_have_them(find_rules, name):
    found = find_rules(name)
    assert found
    assert "ring-direction" not in found


@pytest.mark.parametrize(("name", "is_told"), [("geojson", True), ("shapefile-zip", False)])
@pytest.mark.slow
def test_page_interface_and_command_agree(client, run, tmp_path, name, is_told):
    path = write_all(tmp_path, {name: FORMATS[name]}, CLOCKWISE)[name]

    def send(query):
        data = {"file": (io.BytesIO(path.read_bytes()), path.name)}
        return client.post(f"/quality?{query}", data=data)

    rules = {row["rule"] for row in send("f=json").json}
    said = run("check", path, "--lang", "en")[1]
    assert ("ring-direction" in rules) == is_told
    assert ("RFC 7946" in send("lang=en").text) == is_told
    assert ("RFC 7946" in said) == is_told
