"""All checks together: every one runs, and the order of the findings is that of severity."""

import copy
import json
import time
from collections import Counter

import pytest
import shapely
from comb_shapes import make_combs
from quality_zones import TODAY, box, clean, part, say

from geo.errors import InputError
from geo.quality import CHECKS, SEVERITIES, check_file, has_errors, make_dataset, run_checks
from geo.zone import DEFAULT_PATH


def test_findings_come_by_severity():
    zone = clean()
    say(zone, 0, sources=["nowhere"], placement="schematic")
    say(zone, 1, kind="town")
    findings = run_checks(make_dataset(zone, name="a", today=TODAY))
    assert [finding.severity for finding in findings] == list(SEVERITIES)
    assert has_errors(findings)
    assert not has_errors(findings[1:])


def test_each_check_is_listed_once():
    assert len(CHECKS) == len(set(CHECKS))


def test_what_is_no_collection_is_refused(write_zone_file):
    with pytest.raises(InputError, match="FeatureCollection"):
        check_file(write_zone_file({"type": "Point"}), today=TODAY)


def test_zone_without_parts_is_refused_by_name():
    (found,) = run_checks(make_dataset({**clean(), "features": []}, name="a", today=TODAY))
    assert found.rule == "refused"
    said = "The file can't be used: a has no features. A zone needs at least one part."
    assert found.sentence == said


def test_what_no_page_could_show_is_an_error():
    """As the server does, which refuses such a zone."""
    zone = clean()
    for feature in zone["features"]:
        feature["geometry"] = {
            "type": "Polygon",
            "coordinates": [[[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]],
        }
        feature["properties"]["parent"] = None
    first = run_checks(make_dataset(zone, name="a", today=TODAY))[0]
    assert (first.rule, first.severity) == ("refused", "error")
    assert "all its parts cover the whole globe" in first.sentence


def count_rules(zone):
    return Counter(each.rule for each in run_checks(make_dataset(zone, name="a", today=TODAY)))


def test_pairs_and_findings_beyond_their_limits_are_counted(monkeypatch):
    """Twelve equal parts make 66 pairs, all of which overlap."""
    equal = [part(f"p{n}", box(105.4, 28.9, 105.5, 29.0)) for n in range(12)]
    zone = {**clean(), "features": equal}
    assert count_rules(zone) == {"overlap": 66}
    monkeypatch.setattr("geo.quality.siblings.MAX_PAIRS", 50)
    monkeypatch.setattr("geo.quality.checks.MAX_FINDINGS", 20)
    findings = run_checks(make_dataset(zone, name="a", today=TODAY))
    assert Counter(each.rule for each in findings) == {
        "overlap": 20,
        "more-findings": 1,
        "unchecked-pairs": 1,
    }
    counts = {each.rule: each.values.get("count") for each in findings}
    assert (counts["more-findings"], counts["unchecked-pairs"]) == (30, 16)
    assert "30 more findings of this kind are not listed: overlap." in findings[-1].sentence


@pytest.mark.parametrize("change", [("sources", True), ("sources", 1e308), ("sources", [1])])
def test_members_of_another_type_are_findings(change):
    field, value = change
    assert "refused" in count_rules({**clean(), field: value})


def test_a_zone_of_another_type_is_a_finding():
    assert "unusable-field" in count_rules({**clean(), "zone": 7})


@pytest.mark.slow
def test_a_flipped_sign_anywhere_is_a_finding_and_no_failure():
    """Every coordinate of the shipped data in turn, as a slip of the pen would change it."""
    shipped = json.loads(DEFAULT_PATH.read_text("utf-8"))
    for number, each in enumerate(shipped["features"]):
        ring = each["geometry"]["coordinates"][0]
        for vertex in range(1, len(ring) - 1, 4):
            for axis in (0, 1):
                changed = copy.deepcopy(shipped)
                ring = changed["features"][number]["geometry"]["coordinates"][0]
                ring[vertex][axis] = -ring[vertex][axis]
                found = run_checks(make_dataset(changed, name="a", today=TODAY))
                assert {each.rule for each in found} > {"schematic"}


def test_a_wedge_is_found_between_parts_of_one_id():
    zone = clean()
    zone["features"] = [
        part("a", box(105.4, 28.9, 105.4999, 29.0)),
        part("b", [[[105.5002, 28.9], [105.6, 28.9], [105.6, 29.0], [105.5002, 29.0],
                    [105.5002, 28.9]]]),
    ]  # fmt: skip
    rules = [each.rule for each in run_checks(make_dataset(zone, name="a", today=TODAY))]
    say(zone, 1, id="a")
    again = [each.rule for each in run_checks(make_dataset(zone, name="a", today=TODAY))]
    assert "gap" in rules
    assert "gap" in again


def test_outlines_that_cross_too_often_are_refused_before_the_checks():
    zone = clean()
    for feature, shape in zip(zone["features"], make_combs(520), strict=False):
        feature["properties"]["parent"] = None
        feature["geometry"] = json.loads(shapely.to_geojson(shape))
    started = time.process_time()
    with pytest.raises(InputError, match="cross each other at more than 200,000 places"):
        run_checks(make_dataset(zone, name="a", today=TODAY))
    assert time.process_time() - started < 4
