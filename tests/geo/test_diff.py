import json

import pytest
import shapely
from geographiclib.geodesic import Geodesic

from geo.diff import compare_zones, movements_m, to_collection, to_rows
from geo.zone import read_zone


def ring(west, south, east, north):
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


@pytest.fixture
def edit(collection, write_zone_file):
    """Return the made zone, and the made zone after `change`."""

    def run(change):
        old = read_zone(write_zone_file(collection, "old.geojson"))
        new = json.loads(json.dumps(collection))
        change(new["features"])
        return old, read_zone(write_zone_file(new, "new.geojson"))

    return run


def test_equal_zones_have_no_change(zone):
    changes = compare_zones(zone, zone)
    assert {change.status for change in changes} == {"unchanged"}
    assert max(max(change.movement_m) for change in changes) < 1e-9
    assert to_collection(changes) == {"type": "FeatureCollection", "features": []}


def test_added_removed_and_renamed(edit):
    def change(features):
        features[1]["properties"]["id"] = "orient"
        features[2]["properties"].update(id="other", parent=None, name="Other", name_zh="别处")
        features[2]["geometry"]["coordinates"] = ring(105.8, 28.9, 105.9, 29.0)

    found = {c.id: (c.status, c.old_id) for c in compare_zones(*edit(change))}
    assert found == {
        "west": ("unchanged", "west"),
        "orient": ("renamed", "east"),
        "other": ("added", None),
        "inner": ("removed", "inner"),
    }


@pytest.mark.parametrize("field", ["name", "name_zh"])
def test_a_part_of_another_id_and_outline_is_known_by_its_name(edit, field):
    def redraw(features):
        other = {"name": "name_zh", "name_zh": "name"}[field]
        features[1]["properties"].update({"id": "part-2", other: "Drawn anew"})
        features[1]["geometry"]["coordinates"] = ring(105.62, 28.9, 105.75, 29.0)

    found = {c.id: (c.status, c.old_id) for c in compare_zones(*edit(redraw))}
    assert found["part-2"] == ("renamed", "east")
    assert not {"added", "removed"} & {status for status, _ in found.values()}


def test_a_name_that_several_parts_have_tells_none_of_them(edit):
    def redraw(features):
        for n, part in enumerate(features[1:], 1):
            part["properties"].update(id=f"part-{n}", parent=None, name="Plot", name_zh="地块")
            west = 105.8 + n / 10
            part["geometry"]["coordinates"] = ring(west, 28.9, west + 0.05, 29.0)

    found = {c.id: c.status for c in compare_zones(*edit(redraw))}
    assert found["part-1"] == found["part-2"] == "added"


def test_ground_gained_and_lost(edit):
    def move(features):
        features[1]["geometry"]["coordinates"] = ring(105.61, 28.9, 105.72, 29.0)

    moved = next(c for c in compare_zones(*edit(move)) if c.id == "east")
    geod = Geodesic.WGS84.Polygon()
    for lat, lon in ((28.9, 105.7), (28.9, 105.72), (29.0, 105.72), (29.0, 105.7)):
        geod.AddPoint(lat, lon)
    assert moved.gained_m2 == pytest.approx(geod.Compute()[2], rel=1e-9)
    assert moved.gained.equals(shapely.box(105.7, 28.9, 105.72, 29.0))
    assert moved.lost.equals(shapely.box(105.6, 28.9, 105.61, 29.0))
    net = moved.new_area_m2 - moved.old_area_m2
    assert moved.gained_m2 - moved.lost_m2 == pytest.approx(net, rel=1e-6)


def test_turned_round_gain_is_loss(edit):
    def move(features):
        features[0]["geometry"]["coordinates"] = ring(105.39, 28.9, 105.47, 29.0)

    old, new = edit(move)
    there, back = compare_zones(old, new)[0], compare_zones(new, old)[0]
    assert (there.gained_m2, there.lost_m2) == (back.lost_m2, back.gained_m2)
    assert there.movement_m == back.movement_m[::-1]


def test_movement_has_a_direction():
    """A spur moves the new outline far from the old one, but not the old one from the new."""
    old = shapely.box(105.4, 28.9, 105.5, 29.0)
    new = old | shapely.box(105.5, 28.949, 105.55, 28.951)
    there, back = movements_m(old, new)
    spur = Geodesic.WGS84.Inverse(28.95, 105.5, 28.95, 105.55)["s12"]
    assert back == pytest.approx(spur, rel=1e-3)
    assert there < 200


def test_movement_across_the_antimeridian_is_that_of_any_other_place():
    west = shapely.box(179.9, -18, 180, -17)
    old, new = (shapely.union_all([west, shapely.box(-180, -18, x, -17)]) for x in (-179.9, -179.8))
    same = shapely.box(104.9, -18, 105.1, -17), shapely.box(104.9, -18, 105.2, -17)
    assert movements_m(old, new) == pytest.approx(movements_m(*same), rel=1e-3)
    beside = shapely.box(-180, -18, -179.9, -17)
    assert max(movements_m(west, beside)) == pytest.approx(
        max(movements_m(shapely.box(104.9, -18, 105, -17), shapely.box(105, -18, 105.1, -17)))
    )


def test_attributes_before_and_after(edit):
    def change(features):
        features[0]["properties"].update(published_area_km2=101, note="new")

    west = compare_zones(*edit(change))[0]
    assert west.status == "changed"
    assert west.attributes == {"published_area_km2": (100.0, 101.0), "note": (None, "new")}


def test_rows_and_features_are_plain(edit):
    changes = compare_zones(*edit(lambda features: features.pop(1)))
    row = next(row for row in to_rows(changes) if row["id"] == "east")
    assert row["status"] == "removed"
    assert row["movement_old_to_new_m"] is None
    assert json.loads(json.dumps(row, allow_nan=False)) == row
    (found,) = to_collection(changes)["features"]
    assert found["properties"] == {
        "id": "east-lost",
        "part": "east",
        "change": "lost",
        "area_m2": row["lost_m2"],
    }
