"""Which places, context and stations belong to a zone file."""

import json

import pytest
import shapely

from geo.fields.basemap import BASEMAP_FIELDS
from geo.zone import DEFAULT_PATH, read_zone

STATION = {
    "type": "Feature",
    "properties": {"id": "halt", "name": "Halt", "position_uncertainty_m": 30, "sources": ["s"]},
    "geometry": {"type": "Point", "coordinates": [105.41, 28.91]},
}


def make_stations(**members):
    return {"type": "FeatureCollection", "features": [STATION], **members}


def test_faulty_companion_is_named(refusal, made_path, write_zone_file):
    write_zone_file({"type": "FeatureCollection", "features": [1]}, "places.geojson")
    assert refusal(made_path).startswith("places.geojson, feature 1 is not a GeoJSON Feature")


def test_a_county_is_no_line_and_a_river_may_be(refusal, made_path, write_zone_file):
    line = {"type": "LineString", "coordinates": [[-180, -90], [180, -90], [180, 90]]}
    river = {"type": "Feature", "properties": {"id": "r", "kind": "river"}, "geometry": line}
    write_zone_file({"type": "FeatureCollection", "features": [river]}, "context.geojson")
    assert len(read_zone(made_path).context) == 1
    county = {**river, "properties": {"id": "c", "kind": "county", "county": "510502"}}
    write_zone_file({"type": "FeatureCollection", "features": [county]}, "context.geojson")
    assert refusal(made_path) == (
        "context.geojson, feature 1 (“c”) has the geometry “LineString”. "
        "Use one of Polygon, MultiPolygon."
    )


def test_zone_elsewhere_gets_no_foreign_places(write_zone_file, collection):
    for feature in collection["features"]:
        ring = feature["geometry"]["coordinates"][0]
        feature["geometry"]["coordinates"] = [[[x - 110, y] for x, y in ring]]
    far = read_zone(write_zone_file(collection))
    assert far.places.empty
    assert far.context.empty
    assert far.stations.empty
    assert far.basemap.empty
    assert far.attributions == ()


def test_stations_beside_the_zone_bring_their_source_and_credit(made_path, write_zone_file):
    before = read_zone(made_path)
    content = make_stations(attribution="© Somebody", sources={"s": {"title": "A list"}})
    write_zone_file(content, "stations.geojson")
    zone = read_zone(made_path)
    assert zone.stations.loc["halt", ["name", "kind"]].tolist() == ["Halt", "station"]
    assert "© Somebody" in zone.attributions
    assert zone.sources["s"].title == "A list"
    assert zone.digest != before.digest
    assert zone.sha256 == before.sha256


LINE = {
    "type": "Feature",
    "properties": {"id": "a", "layer": "streets", "kind": "rail", "sources": ["s"]},
    "geometry": {"type": "LineString", "coordinates": [[105.4, 28.9], [105.5, 28.9]]},
}


def make_basemap(**properties):
    feature = {**LINE, "properties": {**LINE["properties"], **properties}}
    return {"type": "FeatureCollection", "attribution": "© Lines", "features": [feature]}


def test_base_map_is_of_both_files_and_of_the_digest(made_path, write_zone_file):
    write_zone_file(make_basemap(), "basemap.geojson")
    one = read_zone(made_path)
    assert "© Lines" in one.attributions
    write_zone_file(make_basemap(id="b"), "basemap_osm.geojson")
    both = read_zone(made_path)
    assert both.basemap.index.tolist() == ["a", "b"]
    assert both.digest != one.digest


def test_zone_with_its_own_context_does_not_get_the_shipped_base_map(made_path, write_zone_file):
    assert not read_zone(made_path).basemap.empty
    write_zone_file({"type": "FeatureCollection", "features": []}, "context.geojson")
    zone = read_zone(made_path)
    assert zone.basemap.empty
    assert list(zone.basemap.columns) == [*BASEMAP_FIELDS, "geometry", "file"]
    write_zone_file(make_basemap(), "basemap.geojson")
    assert read_zone(made_path).basemap.index.tolist() == ["a"]


def test_base_map_draws_no_national_border(refusal, made_path, write_zone_file):
    write_zone_file(make_basemap(layer="boundaries", admin_level=2), "basemap.geojson")
    assert refusal(made_path).startswith(
        "basemap.geojson, feature 1 (“a”): admin_level is “2”. Use 4 (province)"
    )


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"features": [1]}, "stations.geojson, feature 1 is not a GeoJSON Feature"),
        ({"attribution": 5}, "stations.geojson: attribution "),
        (
            {"features": [{**STATION, "properties": {"id": "a", "kind": "harbour"}}]},
            "stations.geojson, feature 1 (“a”): kind is “harbour”",
        ),
    ],
)
def test_faulty_stations_are_refused(refusal, made_path, write_zone_file, members, said):
    write_zone_file(make_stations(**members), "stations.geojson")
    assert refusal(made_path).startswith(said)


@pytest.mark.parametrize("name", ["places.geojson", "context.geojson", "stations.geojson"])
@pytest.mark.parametrize("content", [b"", b" \n"])
def test_an_empty_file_is_refused_and_an_empty_collection_is_read(
    refusal, made_path, write_zone_file, name, content
):
    write_zone_file(content, name)
    assert refusal(made_path) == (
        f"{name} is empty. Write a FeatureCollection, or remove the file."
    )
    write_zone_file({"type": "FeatureCollection", "features": []}, name)
    assert len(read_zone(made_path).parts) == 3


def test_shipped_stations_lie_in_the_counties_that_the_press_names():
    # Longmatan is 510504 and Lu County 510521 in GB/T 2260.
    counties = {"luzhou-station": "510504", "luxian-station": "510521"}
    counties["luzhou-east-station"] = "510521"
    folder = DEFAULT_PATH.parent
    outlines = {
        feature["properties"]["county"]: shapely.geometry.shape(feature["geometry"])
        for feature in json.loads((folder / "context.geojson").read_bytes())["features"]
    }
    stations = json.loads((folder / "stations.geojson").read_bytes())
    assert {each["id"] for each in stations["features"]} == counties.keys()
    for each in stations["features"]:
        at = shapely.Point(each["geometry"]["coordinates"])
        assert outlines[counties[each["id"]]].contains(at)
        assert each["properties"]["position_uncertainty_m"] == 250
    assert stations["attribution"] == "© OpenStreetMap contributors, ODbL 1.0"


def test_what_is_parsed_once_belongs_to_each_zone_alone():
    one = read_zone(DEFAULT_PATH)
    one.places.loc[one.places.index[0], "name"] = "Elsewhere"
    one.context["more"] = 1
    other = read_zone(DEFAULT_PATH)
    assert "Elsewhere" not in set(other.places["name"])
    assert "more" not in other.context


def test_a_companion_that_was_changed_is_read_anew(made_path, write_zone_file):
    content = make_stations()
    write_zone_file(content, "stations.geojson")
    assert read_zone(made_path).stations["name"].tolist() == ["Halt"]
    text = json.dumps(content).replace("Halt", "Stop")
    write_zone_file(text, "stations.geojson")
    assert read_zone(made_path).stations["name"].tolist() == ["Stop"]


def test_the_base_map_is_joined_once_and_nobody_alters_it_for_others(monkeypatch):
    first = read_zone(DEFAULT_PATH)
    monkeypatch.setattr("geo.io.companions._join_frames", None)
    before = first.basemap.copy()
    first.basemap["name"] = "altered"
    again = read_zone(DEFAULT_PATH).basemap
    assert again.equals(before)
    assert set(again["file"]) == {"basemap", "basemap_osm"}


def test_a_large_base_map_is_the_same_and_not_kept(monkeypatch):
    kept = read_zone(DEFAULT_PATH).basemap
    monkeypatch.setattr("geo.io.companions._MAX_KEPT_BYTES", 1000)
    assert read_zone(DEFAULT_PATH).basemap.equals(kept)
