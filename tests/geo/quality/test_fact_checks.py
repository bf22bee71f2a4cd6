"""What `zonemap check` says of a facts file."""

import shutil

import pytest
from quality_zones import TODAY

from geo.quality import check_file, has_errors
from geo.zone import DEFAULT_PATH, read_zone

HEAD = "id,field,value,as_of,source\n"


@pytest.fixture
def path(tmp_path):
    shutil.copy(DEFAULT_PATH, tmp_path)
    return tmp_path / DEFAULT_PATH.name


def find(path, *rows):
    path.with_name("facts.csv").write_text(HEAD + "\n".join(rows), "utf-8")
    return [each for each in check_file(path, today=TODAY) if "facts" in each.rule]


def test_facts_of_parts_and_of_the_zone_are_no_finding(path):
    assert find(path, "big-data-park,use,Industry,2026,a", "*,gas_price,2,2025-01,a") == []
    assert len(read_zone(path).stated.facts) == 2


def test_a_fault_is_an_error_and_the_zone_is_refused_too(path):
    (finding,) = find(path, "big-data-park,use,,2026,a")
    assert (finding.rule, finding.sentence) == (
        "unusable-facts",
        "facts.csv, line 2: value is missing. Every fact needs one.",
    )
    assert has_errors([finding])
    with pytest.raises(Exception, match="line 2: value is missing"):
        read_zone(path)


def test_facts_of_no_part_are_told(path):
    (finding,) = find(path, "JY-2026-01,use,Industry,2026,a")
    assert (finding.rule, finding.severity) == ("unmatched-facts", "info")
    assert "“JY-2026-01”" in finding.sentence


def test_a_date_to_come_is_a_warning(path):
    (finding,) = find(path, f"*,gas_price,2,{TODAY.year + 2},a", f"*,gas_price,2,{TODAY.year},a")
    assert (finding.rule, finding.severity) == ("misdated-facts", "warning")
    assert str(TODAY.year + 2) in finding.sentence


def test_facts_change_the_digest_and_not_the_hash_of_the_boundaries(path):
    before = read_zone(path)
    find(path, "*,gas_price,2,2026,a")
    after = read_zone(path)
    assert before.sha256 == after.sha256
    assert before.digest != after.digest
