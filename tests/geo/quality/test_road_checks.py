import pytest
from kept_roads import copy_zone, move_place
from quality_zones import TODAY

from geo.quality import check_file, has_errors


@pytest.fixture
def path(tmp_path):
    return copy_zone(tmp_path)


def find(path):
    found = check_file(path, today=TODAY)
    return [each for each in found if "roads" in each.rule]


def test_figures_that_belong_to_the_file_are_no_finding(path):
    assert find(path) == []


def test_figures_of_other_places_are_said_to_be_out_of_date(path):
    move_place(path)
    (finding,) = find(path)
    assert (finding.rule, finding.severity) == ("stale-roads", "warning")
    assert finding.sentence == (
        "The figures by road are not shown, since these changed afterwards: the places."
    )


def test_a_newer_extract_beside_the_file_is_said(path):
    path.with_name("west.osm.pbf").write_bytes(b"another")
    (finding,) = find(path)
    assert finding.sentence.endswith("afterwards: the extracts.")


def test_figures_that_cannot_be_read_are_an_error(path):
    path.with_name("roads.geojson").write_text("{}")
    (finding,) = find(path)
    assert finding.rule == "unusable-roads"
    assert "roads.geojson" in finding.sentence
    assert has_errors([finding])


def test_faulty_parts_are_their_own_findings(path):
    path.write_text('{"type": "FeatureCollection", "features": []}')
    assert find(path) == []
