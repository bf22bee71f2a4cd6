"""The sources below the lines of a brief."""

import re
from dataclasses import replace
from datetime import date

import pytest

from geo.measured import Measured
from maps.documents.brief.layout import lay_out_page
from maps.documents.brief.make import make_brief
from maps.documents.brief.model import BriefField
from maps.documents.brief.site import make_part_site


@pytest.fixture(scope="module")
def brief(zone):
    site = make_part_site(Measured(zone), "jiangyang-district")
    return make_brief(site, "en", today=date(2026, 1, 1))


def test_sources_that_no_line_refers_to_have_no_number_and_stand_once(brief):
    twice = replace(brief, sources=[*brief.sources, brief.sources[-1]])
    sources = lay_out_page(twice, "", map_mm=60.0).sources[0]
    assert not re.search(r"\[\d+\]", sources)
    assert all(sources.count(each) == 1 for each in brief.sources)


def test_a_source_that_a_line_refers_to_has_the_number_of_the_line(brief):
    first, *others = brief.sections
    stated = BriefField("x", "Status", "Free", source="Survey", number=1)
    cited = replace(
        brief,
        sections=[replace(first, fields=[*first.fields, stated]), *others],
        sources=["Survey", *brief.sources],
    )
    page = lay_out_page(cited, "", map_mm=60.0)
    assert re.findall(r"\[\d+\]", page.sources[0]) == ["[1]"]
    assert page.sources[0].startswith("[1] Survey; ")
    assert "[1]" in stated.describe("en")
