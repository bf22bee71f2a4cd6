"""The sources below the lines of a brief."""

import re
from dataclasses import replace
from datetime import date

import pytest

from geo.measured import Measured
from maps.content.credits import cite_briefly
from maps.documents.brief.layout import lay_out_page
from maps.documents.brief.make import make_brief
from maps.documents.brief.model import BriefField
from maps.documents.brief.site import make_part_site
from maps.figure.typography import clean_text


@pytest.fixture(scope="module")
def brief(zone):
    site = make_part_site(Measured(zone), "jiangyang-district")
    return make_brief(site, "en", today=date(2026, 1, 1))


def test_sources_that_no_line_refers_to_have_no_number_and_stand_apart_once(brief):
    twice = replace(brief, sources=[*brief.sources, brief.sources[-1]])
    cited, others = lay_out_page(twice, "", map_mm=60.0).sources[:2]
    assert others.startswith("Also used, for the map: ")
    assert not re.search(r"\[\d+\]", others)
    assert all((cited + others).count(each) == 1 for each in brief.sources)


def test_each_line_that_is_taken_from_a_source_cites_it_and_no_other(brief, zone):
    fields = {each.field: each for _, each in brief.iter_fields()}
    for field, row in (
        ("straight_m:chengdu", zone.place_rows["chengdu"]),
        ("placement", zone.part("jiangyang-district")),
        ("area_m2", zone.part("jiangyang-district")),
    ):
        said = {cite_briefly(zone.sources[key], "en") for key in row["sources"]}
        assert {brief.sources[n - 1] for n in fields[field].numbers} == set(map(clean_text, said))
        assert all(each in fields[field].source for each in said)
    assert not fields["kind"].numbers


def test_the_numbers_that_lines_cite_have_no_gaps(brief):
    cited = {n for _, each in brief.iter_fields() for n in each.numbers}
    assert sorted(cited) == list(range(1, len(cited) + 1))


def test_a_source_that_a_line_refers_to_has_the_number_of_the_line(brief):
    first = brief.sections[0]
    stated = BriefField("x", "Status", "Free", source="Survey", numbers=(1,))
    cited = replace(
        brief,
        sections=[replace(first, fields=[stated]), brief.sections[-1]],
        sources=["Survey"],
    )
    page = lay_out_page(cited, "", map_mm=60.0)
    assert re.findall(r"\[\d+\]", page.sources[0]) == ["[1]"]
    assert page.sources[0] == "[1] Survey"
    assert "[1]" in stated.describe("en")
