"""Factsheets, the same content in PDF and Word: numbers, sources, warnings, hostile names as text."""

from dataclasses import replace

import pytest
from document_text import READERS

from geo.errors import InputError
from maps.documents.factsheet import make_factsheet
from maps.export.registry import export_zone
from maps.figure.options import FigureOptions

pytestmark = pytest.mark.slow

HOSTILE = "#eval(1) $x$ {{7*7}} *b* \u202e<w:p>]]>"


@pytest.fixture(scope="module", params=READERS)
def form(request):
    return request.param


def test_it_warns_cites_and_dates(zone, rendered, form):
    text = READERS[form](rendered(form, lang="en"))
    for words in ("Schematic: no official boundary", "202 km² [1]", "geodesic", zone.sha256):
        assert words in text


def test_four_parts_stand_side_by_side_and_five_do_not(zone, rendered, form):
    text = READERS[form](rendered(form, lang="en", parts=tuple(zone.parts.index[:4])))
    assert [name for name in zone.parts["name"][:4] if name not in text] == []
    with pytest.raises(InputError, match="At most 4"):
        export_zone(zone, form, FigureOptions(parts=tuple(zone.parts.index[:5])))


def test_one_language_at_a_time(zone, form):
    with pytest.raises(InputError, match="one language"):
        export_zone(zone, form, FigureOptions(lang="both"))


def test_a_hostile_name_is_text(zone, form):
    parts = zone.parts.assign(name=[HOSTILE, *zone.parts["name"][1:]])
    text = READERS[form](export_zone(replace(zone, parts=parts), form, FigureOptions()))
    assert "#eval(1) $x$ {{7*7}} *b* \ufffd<w:p>]]>" in text


def test_sources_are_numbered_in_the_order_they_are_listed(zone):
    factsheet = make_factsheet(zone, FigureOptions())
    bullets = [block for block in factsheet.blocks if block.kind == "bullets"]
    cited = [int(row[0][1 : row[0].index("]")]) for row in bullets[-1].rows if row[0][0] == "["]
    assert cited == list(range(1, len(cited) + 1))
    assert len(cited) > 1


def test_a_title_of_ones_own_leaves_the_zone_as_subtitle(zone):
    factsheet = make_factsheet(zone, FigureOptions(title="Where to build"))
    assert (factsheet.title, factsheet.subtitle) == ("Where to build", zone.facts["name"])
    assert make_factsheet(zone, FigureOptions()).subtitle == ""
