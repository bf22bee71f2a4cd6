"""Which places and context belong to a zone file."""

from geo.zone import read_zone


def test_faulty_companion_is_named(refusal, made_path, write_zone_file):
    write_zone_file({"type": "FeatureCollection", "features": [1]}, "places.geojson")
    assert refusal(made_path).startswith("places.geojson, feature 1 is not a GeoJSON Feature")


def test_zone_elsewhere_gets_no_foreign_places(write_zone_file, collection):
    for feature in collection["features"]:
        ring = feature["geometry"]["coordinates"][0]
        feature["geometry"]["coordinates"] = [[[x - 110, y] for x, y in ring]]
    far = read_zone(write_zone_file(collection))
    assert far.places.empty
    assert far.context.empty
