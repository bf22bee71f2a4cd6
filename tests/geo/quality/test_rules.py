"""One seeded defect for each rule: it is found at its place, and nothing else is reported."""

import copy
import json

import geopandas as gpd
import pytest
import shapely
from quality_zones import EAST, MIDDLE, ROUND, TODAY, box, clean, part, say, shape

from geo.geodesy.datum import convert_shapes
from geo.quality import COLUMNS, RULES, Finding, check_file, to_row
from geo.quality.area_text import tell_area
from geo.zone import DEFAULT_PATH, read_zone


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


NOTCH = [[105.5, 29.0], [105.4, 29.0], [105.4, 28.9], [105.5, 28.9]]


LOOP = [[105.595, 29.0], [105.597, 29.001], [105.597, 28.999], [105.5, 29.0], [105.5, 28.9]]


HOLE = [[105.5, 28.95], [105.496, 28.95], [105.496, 28.96], [105.5, 28.96]]


SPIKE = [[105.6, 28.9], [105.6, 28.95], [105.62, 28.9501], [105.6, 28.9502]]


THIN = [box(105.5, 28.9, 105.6, 29.0), box(105.65, 28.9, 105.65001, 28.95)]


WIDE = [[[-179, 0], [179, 0], [179, 1], [-179, 1], [-179, 0]]]


HALF = "2026-13"


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
    "too-far-apart": (
        lambda z: (shape(z, 1, box(-79, 28.9, -78.9, 29.0)), say(z, 1, county=None)),
        "east",
        (-78.95, 28.95),
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


# Of files beside it: test_road_checks.py, test_fact_checks.py.
BESIDE = {
    *("stale-roads", "unusable-roads"),
    *("unusable-facts", "unmatched-facts", "misdated-facts"),
}
LIMITS = {"unchecked-pairs", "more-findings"}  # reached by many parts: test_checks.py


def test_every_rule_has_its_defect():
    assert DEFECTS.keys() | LIMITS | BESIDE == RULES.keys(), (
        "Add a zone with the defect to DEFECTS."
    )


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


def test_a_finding_fills_its_texts_and_is_a_row():
    finding = Finding(
        "overlap", "a", (105.123456789, -28.5), {"other": "b", "area": tell_area(12.0)}
    )
    assert finding.severity == "error"
    assert to_row(finding) == {
        "rule": "overlap",
        "severity": "error",
        "part": "a",
        "sentence": "It overlaps b by 12 m² (0.02 mu).",
        "lon": 105.1234568,
        "lat": -28.5,
        "fix": "Correct the outline at this position.",
    }
    assert tuple(to_row(finding)) == COLUMNS


def test_a_finding_without_a_place_has_empty_coordinates():
    row = to_row(Finding("missing-as-of"))
    assert (row["part"], row["lon"], row["lat"]) == (None, None, None)
