"""Gaps, strips and overlaps between siblings, measured independently."""

import json

import geopandas as gpd
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from quality_zones import EAST, TODAY, box, clean, crossing, part, shape

from geo.geodesy.area import area_m2
from geo.quality import check_file

STRIPS = {  # a metre is 1.0257e-5 degrees of longitude there
    "wedge of 5 m": [[105.5, 28.9], *EAST[1:], [105.5000513, 29.0]],
    "wedge of 20 m": [[105.5, 28.9], *EAST[1:], [105.5002051, 29.0]],
    "strip of 30 m": box(105.5003077, 28.9, 105.6, 29.0)[0][:-1],
}


@pytest.mark.parametrize("name", STRIPS)
def test_gap_that_is_open_to_the_outside_is_found(check, name):
    zone = clean()
    ring = STRIPS[name]
    shape(zone, 1, [[*ring, ring[0]]])
    (found,) = check(zone)
    assert (found.rule, found.part) == ("gap", "west")
    strip = shapely.box(105.5, 28.9, 105.6, 29.0) - shapely.Polygon(ring)
    size = float(area_m2(gpd.GeoSeries([strip], crs="OGC:CRS84"))[0])
    assert found.values["area"].values["size_m2"] == pytest.approx(size, rel=0.01)
    assert shapely.Point(found.place).within(strip.buffer(1e-5))


def test_gap_on_the_antimeridian_is_one(tmp_path):
    path = tmp_path / "zone.geojson"
    path.write_text(json.dumps(crossing()))
    (found,) = (each for each in check_file(path, today=TODAY) if each.rule == "gap")
    size = float(area_m2(gpd.GeoSeries([shapely.box(0, 28.94, 0.02, 28.96)], crs="OGC:CRS84"))[0])
    assert found.values["area"].values["size_m2"] == pytest.approx(size, rel=1e-3)
    lon, lat = found.place
    assert abs(lon) >= 179.99
    assert abs(lon) <= 180
    assert lat == pytest.approx(28.95, abs=0.01)


def test_street_between_parks_and_a_corner_are_no_gap(check):
    zone = clean()
    zone["features"] = zone["features"][:1]
    for n, west in enumerate((105.42, 105.4403077)):
        park = part(
            f"p{n}", box(west, 28.92, 105.46 if n else 105.44, 28.94), kind="park", parent="west"
        )
        zone["features"].append(park)
    corner = box(105.5, 28.95, 105.6, 29.05)
    zone["features"].append(part("east", corner))
    assert check(zone) == []


def test_area_of_an_overlap_is_geodesic(check):
    zone = clean()
    shape(zone, 1, box(105.4995, 28.9, 105.6, 29.0))
    (found,) = check(zone)
    ring = Geodesic.WGS84.Polygon()
    for lat, lon in [(28.9, 105.4995), (28.9, 105.5), (29.0, 105.5), (29.0, 105.4995)]:
        ring.AddPoint(lat, lon)
    assert found.values["area"].values["size_m2"] == pytest.approx(
        ring.Compute(False, True)[2], rel=1e-4
    )


@pytest.mark.parametrize(
    ("ring", "parent"),
    [
        (box(105.42, 28.92, 105.44, 28.94), "“West”"),
        (box(105.4, 28.9, 105.4200001, 28.94), "“West”"),
        (box(105.3999, 28.92, 105.44, 28.94), "“West”"),  # 0.25 % of it beyond the edge
        (box(105.399, 28.92, 105.44, 28.94), None),  # 2.4 %
        (box(105.4, 28.9, 105.5, 29.0), ""),
        (box(105.39, 28.89, 105.501, 29.01), "“Park”"),
    ],
    ids=["within", "at the edge", "a little beyond", "beyond", "same", "around"],
)
def test_part_within_another_without_a_parent_is_told_to_name_it(check, ring, parent):
    zone = clean()
    zone["features"] = [zone["features"][0], part("park", ring, kind="park")]
    found = next(each for each in check(zone) if each.rule == "overlap")
    if not parent:
        same, other = "Both have the same outline. Remove one", "Correct the outline at this"
        assert found.fix.startswith(other if parent is None else same)
        return
    (inner,) = {"“West”", "“Park”"} - {parent}
    assert found.fix.startswith(f"If {inner} is a part of {parent}, name that as its parent")
    zone["features"][inner == "“Park”"]["properties"]["parent"] = parent.strip("“”").lower()
    assert not any(each.rule == "overlap" for each in check(zone))


def test_width_of_a_near_miss_is_in_metres(check):
    zone = clean()
    shape(zone, 1, box(105.50005, 28.9, 105.6, 29.0))
    (found,) = check(zone)
    north_edge = Geodesic.WGS84.Inverse(29.0, 105.5, 29.0, 105.50005)["s12"]
    south_edge = Geodesic.WGS84.Inverse(28.9, 105.5, 28.9, 105.50005)["s12"]
    assert north_edge - 0.01 < float(found.values["width"]) < south_edge + 0.01


@pytest.mark.parametrize(("uncertainty_m", "rules"), [(1_000, []), (900, ["outside-county"])])
def test_a_part_within_the_uncertainty_of_its_countys_line_is_not_outside(
    check, tmp_path, uncertainty_m, rules
):
    """The county ends at 105.7 degrees; the part reaches 0.00975 degrees, 951 m, beyond."""
    zone = clean()
    shape(zone, 1, box(105.5, 28.9, 105.70975, 29.0))
    context = tmp_path / "context.geojson"
    outlines = json.loads(context.read_text("utf-8"))
    outlines["features"][0]["properties"]["position_uncertainty_m"] = uncertainty_m
    context.write_text(json.dumps(outlines), encoding="utf-8")
    beyond = Geodesic.WGS84.Inverse(28.95, 105.7, 28.95, 105.70975)["s12"]
    assert beyond == pytest.approx(950, abs=2)
    assert [found.rule for found in check(zone)] == rules
