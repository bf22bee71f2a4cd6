"""All checks together: every one runs, and the order of the findings is that of severity."""

import pytest
from quality_zones import TODAY, clean, say

from geo.errors import InputError
from geo.quality import CHECKS, SEVERITIES, check_file, has_errors, make_dataset, run_checks


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
