"""A zone is read once, written whole, and survives the round trip."""

import hashlib
import json
import math

import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st

from geo import schema
from geo.errors import UnknownIdError
from geo.io.geojson import read_features
from geo.zone import Zone, read_zone, to_geojson, write_zone


def positions(coordinates):
    """Return all positions of nested coordinates."""
    if isinstance(coordinates[0], int | float):
        return [coordinates]
    return [xy for item in coordinates for xy in positions(item)]


def decimals(number):
    text = repr(number)
    assert "e-" not in text or abs(number) < 1e-4
    return len(f"{number:.17f}".rstrip("0")) if "e" in text else len(text.partition(".")[2])


def test_fields_are_read(made_zone):
    west = made_zone.part("west")
    assert (west["name"], west["name_zh"], west["placement"]) == ("West", "西区", "surveyed")
    assert (west["published_area_km2"], west["sources"]) == (100.0, ("made",))
    assert math.isnan(made_zone.part("east")["published_area_km2"])
    assert made_zone.sources["made"].title == "Made up"
    assert made_zone.facts["name_zh"] == "自制区"


def test_family_is_known(made_zone):
    assert made_zone.children(None) == ["west", "east"]
    assert made_zone.children("west") == ["inner"]
    assert made_zone.children("inner") == []


@pytest.mark.parametrize(
    ("part_id", "shown"), [("nobody", "nobody"), ("", ""), ("West", "West"), (None, "null")]
)
def test_unknown_part_is_named(made_zone, part_id, shown):
    with pytest.raises(UnknownIdError, match=f"No part has the id “{shown}”\\. See the list"):
        made_zone.part(part_id)


def test_one_schematic_part_makes_the_zone_schematic(made_zone, write_zone_file, collection):
    assert made_zone.is_schematic  # east says nothing, which is schematic
    for feature in collection["features"]:
        feature["properties"]["placement"] = "surveyed"
    assert not read_zone(write_zone_file(collection)).is_schematic


def test_sha256_is_that_of_the_file(made_path, made_zone):
    assert made_zone.sha256 == hashlib.sha256(made_path.read_bytes()).hexdigest()


def test_digest_follows_the_companions(made_path, made_zone):
    places = made_path.with_name("places.geojson")
    places.write_bytes(places.read_bytes() + b"\n")
    again = read_zone(made_path)
    assert again.sha256 == made_zone.sha256
    assert again.digest != made_zone.digest


def test_zone_without_a_name_is_called_by_its_file(write_zone_file, collection):
    del collection["zone"]
    assert read_zone(write_zone_file(collection, "harbour.geojson")).facts["name"] == "harbour"
    named = write_zone_file(collection, "new_harbour-2026.geojson")
    assert read_zone(named).facts["name"] == "new harbour 2026"
    assert read_zone(write_zone_file(collection, "__.geojson")).facts["name"] == "__"


def test_round_trip_changes_nothing(made_zone, tmp_path):
    path = tmp_path / "again.geojson"
    write_zone(made_zone, path)
    again = read_zone(path)
    assert again.parts.equals(made_zone.parts)
    assert again.facts == made_zone.facts
    assert again.data_sources == made_zone.data_sources
    assert to_geojson(again) == to_geojson(made_zone)


def test_equal_zones_give_equal_bytes(made_zone, made_path, tmp_path):
    write_zone(made_zone, tmp_path / "a")
    write_zone(read_zone(made_path), tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_shipped_zone_survives_the_round_trip(zone, tmp_path):
    write_zone(zone, tmp_path / "again.geojson")
    again = read_zone(tmp_path / "again.geojson")
    assert again.parts.equals(zone.parts)
    assert again.facts == zone.facts


def test_output_is_rfc_7946(zone):
    found = to_geojson(zone)
    assert "crs" not in found
    for feature in found["features"]:
        xy = positions(feature["geometry"]["coordinates"])
        assert max(decimals(v) for pair in xy for v in pair) <= 7
        assert feature["bbox"] == [*map(min, *xy, xy[0]), *map(max, *xy, xy[0])]
        shape = shapely.geometry.shape(feature["geometry"])
        assert shape.is_valid
        assert all(part.exterior.is_ccw for part in shapely.get_parts(shape))
    boxes = [feature["bbox"] for feature in found["features"]]
    west, south, east, north = zip(*boxes, strict=True)
    assert found["bbox"] == [min(west), min(south), max(east), max(north)]


def test_absent_values_are_null(made_zone):
    east = to_geojson(made_zone)["features"][1]["properties"]
    assert east["published_area_km2"] is None
    assert east["parent"] is None
    assert east["sources"] is None  # `[]` would turn the column of all parts into text


TINY = st.floats(1e-9, 3e-6)


@given(st.lists(TINY, min_size=4, max_size=12))
def test_rounding_keeps_shapes_valid(radii):
    turns = [math.tau * n / len(radii) for n in range(len(radii))]
    corners = zip(radii, turns, strict=True)
    star = shapely.Polygon([(105.4 + r * math.cos(t), 28.9 + r * math.sin(t)) for r, t in corners])
    assume(star.is_valid)
    again = shapely.geometry.shape(to_geojson(zone_of(star))["features"][0]["geometry"])
    assert again.is_valid
    assert not again.is_empty
    assert again.symmetric_difference(star).area <= 1e-7 * star.length
    assert all(part.exterior.is_ccw for part in shapely.get_parts(again))


def zone_of(shape):
    """Return a zone of one part without a file."""
    feature = {"type": "Feature", "id": "a", "properties": {"kind": "park"}}
    feature["geometry"] = json.loads(shapely.to_geojson(shape))
    parts = read_features([feature], schema.PART_FIELDS, name="made")
    return Zone({"name": "made"}, {}, parts, parts[:0], parts[:0], parts[:0], parts[:0], (), "", "")


def test_notch_thinner_than_the_last_decimal_is_dropped():
    notched = shapely.Polygon(
        [
            (0, 0),
            (1, 0),
            (1, 1),
            (0.6, 1),
            (0.5000000001, 0.2),
            (0.5, 1.0),
            (0.4999999999, 0.2),
            (0, 1),
        ]
    )
    rounded = to_geojson(zone_of(notched))["features"][0]["geometry"]
    shape = shapely.geometry.shape(rounded)
    assert shape.is_valid
    assert shape.area == pytest.approx(notched.area, rel=1e-6)
    assert max(decimals(v) for pair in positions(rounded["coordinates"]) for v in pair) <= 9
