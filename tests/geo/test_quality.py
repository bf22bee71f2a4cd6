"""One seeded defect a rule: it is found, at its place, and nothing else is reported."""

import copy
import json
from datetime import date

import geopandas as gpd
import pytest
import shapely
from shapely import affinity

from geo.geodesy.area import area_m2
from geo.geodesy.datum import convert_shapes
from geo.quality import RULES, check_file, make_dataset, read_dataset_with_context
from geo.quality.attribute_checks import parse_last_day
from geo.zone import DEFAULT_PATH, read_zone

TODAY = date(2026, 11, 24)
ROUND = shapely.Point(105.5, 29.4).buffer(0.05).normalize()


def box(west, south, east, north):
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def part(key, rings, kind="district", **properties):
    said = {"name": key.title(), "name_zh": "区", "placement": "surveyed", "county": "510502"}
    return {
        "type": "Feature",
        "properties": {"id": key, "kind": kind, "sources": ["own"], **said, **properties},
        "geometry": {"type": "Polygon", "coordinates": rings},
    }


def clean():
    """Two districts that tile, and a park inside the western one."""
    west, east = box(105.4, 28.9, 105.5, 29.0), box(105.5, 28.9, 105.6, 29.0)
    size = float(area_m2(gpd.GeoSeries([shapely.Polygon(west[0])], crs="OGC:CRS84"))[0])
    return {
        "type": "FeatureCollection",
        "zone": {"name": "Made", "as_of": "2026-10"},
        "sources": {"own": {"title": "Own survey"}},
        "features": [
            part("west", west, published_area_km2=round(size / 1e6, 2)),
            part("east", east),
            part("park", box(105.42, 28.92, 105.44, 28.94), kind="park", parent="west"),
        ],
    }


def feature(properties, shape):
    return {"type": "Feature", "properties": properties, "geometry": json.loads(shape)}


@pytest.fixture
def check(write_zone_file):
    """Write a zone and its counties, and check it; information about a zone is left in."""
    round_one = feature({"id": "c2", "kind": "county"}, shapely.to_geojson(ROUND))
    square = shapely.to_geojson(shapely.box(105.3, 28.8, 105.7, 29.1))
    county = feature({"id": "c1", "kind": "county", "county": "510502"}, square)
    around = {"type": "FeatureCollection", "features": [county, round_one]}
    write_zone_file(around, "context.geojson")

    def run(zone):
        return check_file(write_zone_file(zone), today=TODAY)

    return run


def shape(zone, n, rings, **geometry):
    zone["features"][n]["geometry"] = {"type": "Polygon", "coordinates": rings, **geometry}


def say(zone, n, **properties):
    zone["features"][n]["properties"].update(properties)


def reverse(zone):
    zone["features"][1]["geometry"]["coordinates"][0].reverse()


def swap(zone):
    ring = [[y, x] for x, y in zone["features"][1]["geometry"]["coordinates"][0]]
    shape(zone, 1, [ring])


def shift(zone):
    moved = convert_shapes(gpd.GeoSeries([ROUND]), source="wgs84", target="gcj02")[0]
    away = json.loads(shapely.to_geojson(moved.normalize()))
    rings = [[[round(v, 7) for v in xy] for xy in ring[::-1]] for ring in away["coordinates"]]
    zone["features"] = [part("round", rings, county=None)]


EAST = [[105.5, 28.9], [105.6, 28.9], [105.6, 29.0]]
NOTCH = [[105.5, 29.0], [105.4, 29.0], [105.4, 28.9], [105.5, 28.9]]
LOOP = [[105.595, 29.0], [105.597, 29.001], [105.597, 28.999], [105.5, 29.0], [105.5, 28.9]]
HOLE = [[105.5, 28.95], [105.496, 28.95], [105.496, 28.96], [105.5, 28.96]]
SPIKE = [[105.6, 28.9], [105.6, 28.95], [105.62, 28.9501], [105.6, 28.9502]]
THIN = [box(105.5, 28.9, 105.6, 29.0), box(105.65, 28.9, 105.65001, 28.95)]
WIDE = [[[-179, 0], [179, 0], [179, 1], [-179, 1], [-179, 0]]]
HALF = "2026-13"
MIDDLE = (105.55, 28.95)
DEFECTS = {
    "unusable-geometry": (lambda z: shape(z, 1, [[[1, 2]]]), "east", None),
    "unusable-field": (lambda z: say(z, 1, kind="town"), "east", MIDDLE),
    "refused": (lambda z: z.update(features=[]), None, None),
    "duplicate-id": (lambda z: say(z, 1, id="west"), "west", MIDDLE),
    "unknown-parent": (lambda z: say(z, 2, parent="nowhere"), "park", (105.43, 28.93)),
    "swapped-axes": (swap, "east", MIDDLE),
    "out-of-range": (lambda z: shape(z, 1, box(200, 28, 201, 29)), "east", None),
    "antimeridian": (lambda z: (shape(z, 1, WIDE), say(z, 1, county=None)), "east", (0, 0.5)),
    "invalid-ring": (lambda z: shape(z, 1, [EAST + LOOP]), "east", (105.597, 29.0)),
    "ring-direction": (reverse, "east", (105.5, 28.9)),
    "duplicate-vertex": (
        lambda z: shape(z, 1, [EAST[:2] + EAST[1:] + [[105.5, 29.0], EAST[0]]]),
        "east",
        (105.6, 28.9),
    ),
    "spike": (
        lambda z: shape(z, 1, [EAST[:1] + SPIKE + EAST[2:] + [[105.5, 29.0], EAST[0]]]),
        "east",
        (105.62, 28.9501),
    ),
    "sliver": (lambda z: shape(z, 1, THIN, type="MultiPolygon"), "east", (105.65, 28.925)),
    "excessive-precision": (
        lambda z: shape(z, 1, box(105.5, 28.9, 105.612345678912, 29.0)),
        "east",
        MIDDLE,
    ),
    "overlap": (
        lambda z: shape(z, 1, box(105.4995, 28.9, 105.6, 29.0)),
        "west",
        (105.49975, 28.95),
    ),
    "gap": (lambda z: shape(z, 0, [[*HOLE, *NOTCH, HOLE[0]]]), "west", (105.498, 28.955)),
    "near-miss": (lambda z: shape(z, 1, box(105.50005, 28.9, 105.6, 29.0)), "west", None),
    "outside-parent": (
        lambda z: shape(z, 2, box(105.39, 28.92, 105.44, 28.94)),
        "park",
        (105.395, 28.93),
    ),
    "outside-county": (
        lambda z: shape(z, 1, box(105.5, 28.9, 105.8, 29.0)),
        "east",
        (105.75, 28.95),
    ),
    "wrong-datum": (shift, None, (105.5, 29.4)),
    "area-differs": (lambda z: say(z, 1, published_area_km2=50), "east", (105.55, 28.95)),
    "missing-source": (lambda z: say(z, 1, sources=[]), "east", MIDDLE),
    "unknown-source": (lambda z: say(z, 1, sources=["own", "other"]), "east", MIDDLE),
    "missing-name": (lambda z: say(z, 1, name=""), "east", MIDDLE),
    "missing-name-zh": (lambda z: say(z, 1, name_zh=None), "east", MIDDLE),
    "missing-as-of": (lambda z: z["zone"].pop("as_of"), None, None),
    "stale-as-of": (lambda z: z["zone"].update(as_of="2023"), None, None),
    "unreadable-as-of": (lambda z: say(z, 1, as_of=HALF), "east", MIDDLE),
    "schematic": (lambda z: say(z, 1, placement="schematic"), "east", (105.55, 28.95)),
}


def test_every_rule_has_its_defect():
    assert DEFECTS.keys() == RULES.keys()


def test_clean_zone_has_no_finding(check):
    assert check(clean()) == []


@pytest.mark.parametrize("rule", DEFECTS)
def test_defect_is_found_at_its_place_and_nothing_else(check, rule):
    make, key, place = DEFECTS[rule]
    zone = copy.deepcopy(clean())
    make(zone)
    found = check(zone)
    assert [(finding.rule, finding.part) for finding in found] == [(rule, key)]
    assert "%(" not in found[0].sentence + found[0].fix
    if place:
        assert shapely.Point(found[0].place).distance(shapely.Point(place)) < 0.01


def test_checks_agree_with_the_reader(write_zone_file, refusal):
    """What has an error is refused, or is about meaning, not form."""
    meaning = {"overlap", "outside-parent", "wrong-datum"}
    for rule, (make, _, _) in DEFECTS.items():
        zone = copy.deepcopy(clean())
        make(zone)
        path = write_zone_file(zone)
        if RULES[rule].severity == "error" and rule not in meaning:
            assert refusal(path)
        else:
            assert len(read_zone(path).parts)


def test_shipped_data_have_nothing_but_their_placement():
    assert {finding.rule for finding in check_file(DEFAULT_PATH, today=TODAY)} == {"schematic"}


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
    assert float(found.values["area"]) == pytest.approx(size, rel=0.01)
    assert shapely.Point(found.place).within(strip.buffer(1e-5))


def across(rings):
    """Return rings (degrees) moved so that longitude 105.5 lies on 180, cut there, as a geometry."""
    moved = affinity.translate(shapely.Polygon(rings[0], rings[1:]), 74.5)
    east = shapely.clip_by_rect(moved, 0, -90, 180, 90)
    west = shapely.clip_by_rect(moved, 180, -90, 360, 90)
    west = affinity.translate(west, -360)
    pieces = [each for each in shapely.get_parts([east, west]) if each.area]
    return json.loads(shapely.to_geojson(shapely.orient_polygons(shapely.multipolygons(pieces))))


def crossing():
    """Return a zone of two districts on both sides of the antimeridian, with a hole between."""
    south = [[105.4, 28.9], [105.6, 28.9], [105.6, 28.95], [105.51, 28.95], [105.51, 28.94]]
    south += [[105.49, 28.94], [105.49, 28.95], [105.4, 28.95], [105.4, 28.9]]
    north = [[x, 57.9 - y] for x, y in reversed(south)]
    zone = clean()
    zone["features"] = [part("south", [south], county=None), part("north", [north], county=None)]
    for feature in zone["features"]:
        feature["geometry"] = across(feature["geometry"]["coordinates"])
    return zone


def test_gap_on_the_antimeridian_is_one(tmp_path):
    path = tmp_path / "zone.geojson"
    path.write_text(json.dumps(crossing()))
    (found,) = (each for each in check_file(path, today=TODAY) if each.rule == "gap")
    size = float(area_m2(gpd.GeoSeries([shapely.box(0, 28.94, 0.02, 28.96)], crs="OGC:CRS84"))[0])
    assert float(found.values["area"]) == pytest.approx(size, rel=1e-3)
    lon, lat = found.place
    assert abs(lon) >= 179.99
    assert abs(lon) <= 180
    assert lat == pytest.approx(28.95, abs=0.01)


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


@pytest.mark.parametrize("field", ["name", "name_zh"])
def test_name_of_blanks_is_none(check, field):
    zone = clean()
    say(zone, 0, **{field: " \u3000"})
    assert [finding.rule for finding in check(zone)] == [f"missing-{field.replace('_', '-')}"]


def test_old_part_is_found_at_its_place(check):
    zone = clean()
    say(zone, 1, as_of="2020")
    (found,) = check(zone)
    assert (found.rule, found.part) == ("stale-as-of", "east")
    assert found.place == pytest.approx(MIDDLE, abs=0.01)


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


def test_zone_total_is_compared_with_the_published_one(check):
    zone = clean()
    zone["zone"]["published_area_km2"] = 300
    assert [(finding.rule, finding.part) for finding in check(zone)] == [("area-differs", None)]


@pytest.mark.parametrize("text", ["2026-13", "yesterday", "", "2026-02-30"])
def test_no_date_is_no_date(text):
    with pytest.raises(Exception, match="is no date"):
        parse_last_day(text)
