"""Names, dates and areas that are missing, old or contradictory."""

from datetime import date

import pytest
from quality_zones import MIDDLE, box, clean, say, shape

from geo.quality.attribute_checks import parse_last_day


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


def test_zone_total_is_compared_with_the_published_one(check):
    zone = clean()
    zone["zone"]["published_area_km2"] = 300
    assert [(finding.rule, finding.part) for finding in check(zone)] == [("area-differs", None)]


@pytest.mark.parametrize("text", ["2026-13", "yesterday", "", "2026-02-30"])
def test_no_date_is_no_date(text):
    with pytest.raises(Exception, match="is not a date"):
        parse_last_day(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026", date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2026-11-05", date(2026, 11, 5)),
    ],
)
def test_a_date_means_its_last_day(text, day):
    assert parse_last_day(text) == day


@pytest.mark.parametrize(("percent", "is_found"), [(0.9, False), (-0.9, False), (1.2, True)])
def test_area_within_one_percent_of_the_published_one_is_right(check, percent, is_found):
    zone = clean()
    published = zone["features"][0]["properties"]["published_area_km2"]
    say(zone, 0, published_area_km2=published / (1 + percent / 100))
    assert [finding.rule for finding in check(zone)] == ["area-differs"] * is_found


def test_ancestors_in_a_circle_are_found(check):
    zone = clean()
    say(zone, 0, parent="east")
    say(zone, 1, parent="west")
    found = {(finding.rule, finding.part) for finding in check(zone)}
    assert {("unknown-parent", "west"), ("unknown-parent", "east")} <= found
    assert ("unknown-parent", "park") not in found


def test_an_area_is_written_in_the_unit_of_its_size(check):
    """A parcel's area is told as on the pages, not as 0.0003 km²."""
    zone = clean()
    shape(zone, 1, box(105.65, 28.9, 105.6502, 28.90014))
    say(zone, 1, published_area_km2=0.00025)
    (found,) = (each for each in check(zone) if each.rule == "area-differs")
    measured, published = "303 m² (0.45 mu)", "250 m² (0.38 mu)"
    assert f"The measured area {measured} differs from the published {published}" in found.sentence


def test_a_difference_is_told_with_the_digits_of_the_pages(check):
    """Beside `measure` and the map, which have two decimals, one looked like another result."""
    zone = clean()
    shape(zone, 1, box(105.65, 28.9, 105.6502, 28.90014))
    say(zone, 1, published_area_km2=7 / 1.5e6)
    (found,) = (each for each in check(zone) if each.rule == "area-differs")
    assert "4.67 m² (0.01 mu) by +6,385.96%." in found.sentence


@pytest.mark.parametrize("value", [1e300, 0, 1e-9, -1, "9" * 500, float("nan")])
def test_a_number_of_the_zone_out_of_range_is_found(check, value):
    zone = clean()
    zone["zone"]["published_area_km2"] = value
    (found,) = (each for each in check(zone) if each.rule == "unusable-field")
    assert "zone: published_area_km2 is" in found.sentence
    assert found.part is None
