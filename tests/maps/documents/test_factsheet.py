"""Factsheets, the same content in PDF and Word: numbers, sources, warnings, hostile names as text."""

from dataclasses import replace

import pytest
import shapely
from document_text import READERS, pdf_pages

from geo.errors import InputError
from maps.content.credits import gather_credits
from maps.content.sources import choose_name
from maps.documents.factsheet import make_factsheet, make_factsheets, make_figure_options
from maps.export.registry import export_zone
from maps.figure.options import FigureOptions
from maps.figure.render import credit_figure

pytestmark = pytest.mark.slow

HOSTILE = "#eval(1) $x$ {{7*7}} *b* \u202e<w:p>]]>"


@pytest.fixture(scope="module", params=READERS)
def form(request):
    return request.param


def test_it_warns_cites_and_dates(zone, rendered, form):
    text = READERS[form](rendered(form, lang="en"))
    for words in (
        "Schematic map: no machine-readable official boundary",
        "202 km² [1]",
        "geodesic",
        zone.sha256,
    ):
        assert words in text


def test_four_parts_stand_side_by_side_and_five_do_not(zone, rendered, form):
    text = READERS[form](rendered(form, lang="en", parts=tuple(zone.parts.index[:4])))
    assert [name for name in zone.parts["name"][:4] if name not in text] == []
    with pytest.raises(InputError, match="At most 4"):
        export_zone(zone, form, FigureOptions(parts=tuple(zone.parts.index[:5])))


def test_both_languages_follow_each_other_in_one_file(zone, rendered, form):
    text = READERS[form](rendered(form, lang="both"))
    for words in ("Key figures", "主要数据", *zone.parts["name"], *zone.parts["name_zh"]):
        assert words in text
    assert text.index("主要数据") < text.index("Key figures")
    for each in ("Table 1", "Table 3", "表 1", "表 3", "Figure 1", "图 1"):  # counted in each
        assert each in text
    assert "Table 4" not in text


def test_figures_and_tables_have_numbers(rendered, form):
    text = READERS[form](rendered(form, lang="en"))
    for words in ("Figure 1: Luzhou Hi-tech", "Table 1: Zone overview", "Table 2: Areas"):
        assert words in text


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


def test_both_languages_list_the_sources_of_the_figure_between_them(zone):
    layers = {"places": zone.places, "context": zone.context}
    figure = credit_figure(zone, make_figure_options(FigureOptions(lang="both")))
    shown = gather_credits(zone, zone.parts, layers).join(figure)
    for sheet in make_factsheets(zone, FigureOptions(lang="both")):
        *_, listed = (block.rows for block in sheet.blocks if block.kind == "bullets")
        numbered = [row[0].partition("] ")[2] for row in listed if row[0].startswith("[")]
        assert len(numbered) == len(shown.sources)
        for key, words in zip(shown.sources, numbered, strict=True):
            assert words.startswith(choose_name(zone.sources[key].title, sheet.lang))


def test_a_title_of_ones_own_leaves_the_zone_as_subtitle(zone):
    factsheet = make_factsheet(zone, FigureOptions(title="Where to build"))
    assert (factsheet.title, factsheet.subtitle) == ("Where to build", zone.facts["name"])
    assert make_factsheet(zone, FigureOptions()).subtitle == ""


def test_what_an_assumed_size_leaves_open_is_said_once(zone, rendered, form):
    text = READERS[form](rendered(form, lang="en"))
    assert " ".join(text.split()).count("could move by about 1.1 km more") == 1
    core = READERS[form](rendered(form, lang="en", parts=("longmatan-core",)))
    assert "could move" not in " ".join(core.split())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_centroid_outside_its_part_is_named_in_the_factsheet(made_zone, form, lang):
    ring = shapely.box(105.4, 28.9, 105.5, 29) - shapely.box(105.41, 28.91, 105.49, 28.99)
    parts = made_zone.parts.copy()
    parts.loc["west", "geometry"] = ring
    apart = replace(made_zone, parts=parts)
    for options, said in (
        (FigureOptions(lang=lang), {"en": "lies outside them: West.", "zh": "其外的分区：西区。"}),
        (
            FigureOptions(lang=lang, parts=("west",)),
            {"en": "lies outside the part", "zh": "位于分区之外"},
        ),
    ):
        text = "".join(READERS[form](export_zone(apart, form, options)).split())
        assert said[lang].replace(" ", "") in text


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_only_a_drawing_is_said_to_be_one(zone, lang):
    said = {"en": "Figures describe the drawing", "zh": "以上数值为图形量算值"}[lang]
    line = {"en": "eviewed for publication, no map review number", "zh": "未经审核，无审图号"}[lang]
    head = {"en": "Schematic map · ", "zh": "示意图 · "}[lang]
    surveyed = replace(zone, parts=zone.parts.assign(placement="surveyed"))
    for found, is_schematic in ((zone, True), (surveyed, False)):
        texts = [block.text for block in make_factsheet(found, FigureOptions(lang=lang)).blocks]
        assert any(text.startswith(said) for text in texts) is is_schematic
        (review,) = [text for text in texts if line in text]
        assert review.startswith(head) is is_schematic


def test_every_page_says_that_it_was_not_reviewed(rendered):
    pages = pdf_pages(rendered("factsheet.pdf", lang="zh"))
    assert len(pages) > 1
    assert all("示意图 · 未经审核，无审图号" in page for page in pages)


def test_methods_that_differ_name_their_parts(zone):
    def notes(*parts):
        blocks = make_factsheet(zone, FigureOptions(lang="en", parts=parts)).blocks
        at = next(n for n, block in enumerate(blocks) if block.text == "Method")
        return [row[0] for row in blocks[at + 1].rows]

    of_two = notes("big-data-park", "jiangyang-district")
    assert any(each.startswith("Big data industrial park: Areas and lengths") for each in of_two)
    assert any(each.startswith("Jiangyang Area: Areas and lengths") for each in of_two)
    of_one = notes("big-data-park")
    assert any(each.startswith("Areas and lengths are geodesic") for each in of_one)
