"""What is left out of a brief that is too long: in a fixed order, and told."""

from datetime import date

import pytest
from site_briefs import make_sites

from maps.documents.brief.fitting import ROOMS, cut_brief, fit_brief
from maps.documents.brief.make import make_brief


@pytest.fixture(scope="module")
def brief(zone):
    return make_brief(make_sites(zone)["part"], "en", today=date(2026, 11, 27))


def test_all_of_it_is_shown_where_there_is_room(brief):
    fitted = fit_brief(brief, lambda _: True)
    assert fitted.left_out == []
    assert [each.fields for each in fitted.sections] == [each.fields for each in brief.sections]


def test_the_least_is_shown_where_nothing_fits(brief):
    fitted = fit_brief(brief, lambda _: False)
    assert fitted == cut_brief(brief, ROOMS[-1])
    cited = max(n for _, each in fitted.iter_fields() for n in each.numbers)
    left = len(brief.sources) - cited
    assert fitted.left_out == [
        "5 of 7 distances",
        f"{left} of {len(brief.sources)} sources",
        "ends of long texts (…)",
    ]


def test_each_cut_shows_less(brief):
    sizes = [
        sum(len(each.text) for _, each in cut_brief(brief, room).iter_fields()) for room in ROOMS
    ]
    assert sizes == sorted(sizes, reverse=True)
    places = [room.places for room in ROOMS]
    assert places == sorted(places, reverse=True)
