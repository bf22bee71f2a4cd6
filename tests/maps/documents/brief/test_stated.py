"""What a facts file states: whose it is, how old it is, and by whom."""

from dataclasses import replace
from datetime import date

import pytest
from site_briefs import make_sites

from geo.fields.fact_rows import SiteFact
from geo.importing.fact_columns import read_row_facts
from geo.io.facts_file import FactsFile
from maps.documents.brief.stated import describe_age, make_other_fields, make_stated_fields

TODAY = date(2026, 11, 27)


@pytest.fixture
def state(zone):
    def make(*rows, **options):
        facts = tuple(SiteFact(key, field, value, "", "2026", "a") for key, field, value in rows)
        return make_sites(replace(zone, stated=FactsFile(facts)), **options)

    return make


def values(site, section):
    return {each.field: each for each in make_stated_fields(site, section, "en", TODAY)}


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2026", ""),
        ("2025-12", ""),
        ("2025-11-28", ""),
        ("2025-11-27", "1 year old"),
        ("2025-11", ""),  # it may be of the 30th
        ("2025", ""),
        ("2023-06", "3 years old"),
        ("2027", ""),
        ("no date", ""),
    ],
)
def test_an_age_is_in_whole_years_from_the_last_day_it_may_mean(as_of, said):
    assert describe_age(as_of, TODAY, "en") == said


def test_two_sources_of_a_field_are_both_shown(zone):
    facts = (
        SiteFact("big-data-park", "gross_area_m2", "68000", "", "2022-05", "Certificate"),
        SiteFact("big-data-park", "gross_area_m2", "68507.52", "", "2026-01", "Survey"),
    )
    site = make_sites(replace(zone, stated=FactsFile(facts)))["part"]
    found = [f for f in make_stated_fields(site, "size", "en", TODAY) if f.field == "gross_area_m2"]
    assert [(f.text, f.source, f.age) for f in found] == [
        ("68507.52 m²", "Survey", ""),
        ("68000 m²", "Certificate", "4 years old"),
    ]


def test_a_plot_has_the_costs_of_its_part_but_not_its_status(state):
    sites = state(
        ("*", "gas_price", "2"),
        ("new-energy-park", "gas_price", "3"),
        ("new-energy-park", "status", "allotted"),
        ("plot", "water_price", "5"),
        plot="plot",
    )
    costs, status = values(sites["plot"], "costs"), values(sites["plot"], "status")
    assert sites["plot"].at.parts[-1] in {"new-energy-park", "jiangyang-district"}
    assert costs["water_price"].value == "5"
    assert not status["status"].is_stated
    if sites["plot"].at.parts[-1] == "new-energy-park":
        assert (costs["gas_price"].value, costs["gas_price"].kind) == ("3", "of the part")


def test_a_point_outside_all_parts_has_what_is_of_the_zone(state):
    site = state(("*", "gas_price", "2"), ("big-data-park", "gas_price", "3"))["point"]
    assert values(site, "costs")["gas_price"].value == "2"


@pytest.mark.parametrize(
    ("lang", "doubted"), [("en", "500 (unit not stated)"), ("zh", "500（单位未注明）")]
)
def test_of_an_area_whose_unit_is_not_known_that_is_said(zone, lang, doubted):
    row = {"用地面积": "500", "占地面积": "half of it", "备注": "500"}
    site = replace(make_sites(zone)["plot"], stated=read_row_facts(row, source="a.shp"))
    fields = make_other_fields(site, lang)
    assert [each.text for each in fields] == [doubted, "half of it", "500"]
    assert [each.value for each in fields] == list(row.values()), "as data they are as in the file"
