"""A file read for checking keeps every feature, and knows what lies around it."""

import json

import geopandas as gpd
import pytest
import shapely
from quality_zones import MIDDLE, TODAY, across, box, clean, crossing, feature

from geo.quality import check_file, make_dataset, read_dataset, read_dataset_with_context
from geo.quality.dataset import is_swapped, is_usable, read_properties, representative_point
from geo.zone import read_zone


def test_a_zone_across_the_antimeridian_has_not_the_counties_of_china(tmp_path):
    """It lies at their latitude; its box does not go round the globe."""
    path = tmp_path / "zone.geojson"
    path.write_text(json.dumps(crossing()))
    assert read_dataset_with_context(path, today=TODAY).context.empty
    assert read_zone(path).context.empty


def test_known_outlines_across_the_antimeridian_are_around_it_only():
    county = shapely.geometry.shape(across(box(105.4, 28.9, 105.6, 29.0)))
    known = gpd.GeoDataFrame({"kind": ["county"]}, geometry=[county], crs="OGC:CRS84")
    dataset = make_dataset({"features": []}, name="a", today=TODAY, context=known)
    assert dataset.known_extent.contains(shapely.Point(-179.95, 28.95))
    assert not dataset.known_extent.intersects(shapely.Point(0, 28.95))


def test_swapped_axes_are_told_alone_where_both_ways_lie_on_the_globe(write_zone_file):
    """At 21° E, 52° N the turned outlines lie on the globe too, only far from the county."""
    zone = clean()
    for each in zone["features"]:
        each["properties"].update(county="1", published_area_km2=None)
        (ring,) = each["geometry"]["coordinates"]
        each["geometry"]["coordinates"] = [[[y + 23.1, x - 84.4] for x, y in ring]]
    county = shapely.to_geojson(shapely.box(20.9, 51.9, 21.3, 52.2))
    around = [feature({"id": "c1", "kind": "county", "county": "1"}, county)]
    write_zone_file({"type": "FeatureCollection", "features": around}, "context.geojson")
    found = check_file(write_zone_file(zone), today=TODAY)
    assert [finding.rule for finding in found] == ["swapped-axes"] * 3
    assert shapely.Point(found[0].place).within(shapely.box(20.9, 51.9, 21.3, 52.2))


def test_every_feature_is_kept_whatever_is_wrong_with_it(write_zone_file):
    zone = clean()
    zone["features"][0]["geometry"] = {"type": "Polygon", "coordinates": [[[1, 2]]]}
    zone["features"][1]["properties"].update(kind="town", id=None)
    zone["features"].append("nothing")
    dataset = read_dataset(write_zone_file(zone, "a.geojson"), today=TODAY)
    west, east, _, last = dataset.items
    assert (west.key, west.shape) == ("west", None)
    assert west.reason
    assert east.key == "feature 2"
    assert "kind" not in east.fields
    assert any("town" in str(fault) for fault in east.faults)
    assert last.key == "feature 4"
    assert "is not a GeoJSON Feature" in str(last.faults[0])
    assert [item.key for item in dataset.usable_items] == ["feature 2", "park"]
    assert dataset.name == "a.geojson"
    assert dataset.context.empty


def test_id_beside_the_properties_counts():
    assert read_properties({"id": 7, "properties": None}) == {"id": "7"}
    assert read_properties({"id": "a", "properties": {"id": "b"}}) == {"id": "b"}
    assert read_properties({"id": True, "properties": {}}) == {"id": True}


def test_point_of_an_item_is_right_also_with_swapped_axes():
    zone = clean()
    (ring,) = zone["features"][1]["geometry"]["coordinates"]
    zone["features"][1]["geometry"]["coordinates"] = [[[y, x] for x, y in ring]]
    dataset = make_dataset(zone, name="a", today=TODAY)
    east = dataset.items[1]
    assert is_swapped(east.shape, dataset)
    assert not is_usable(east.shape)
    assert dataset.locate_item(east) == pytest.approx(MIDDLE, abs=0.01)


def test_point_of_an_invalid_shape_is_its_first_vertex():
    bow = shapely.Polygon([(105, 28), (106, 29), (106, 28), (105, 29)])
    assert representative_point(bow) == (105, 28)
    assert not is_usable(bow)
