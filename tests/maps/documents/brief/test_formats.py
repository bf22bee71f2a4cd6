"""A brief in each format: one page, the same words, tagged, and no clock but the day given."""

import io
import json
import re
from base64 import b64decode
from dataclasses import replace
from datetime import date

import pytest
from document_text import pdf_pages, pdf_text
from pypdf import PdfReader
from site_briefs import READERS, make_sites, read_csv, read_json, squeeze, state_all

from geo.errors import InputError
from geo.fields.facts import FACT_FIELDS
from geo.measured import Measured
from maps.documents.brief.formats import render_brief
from maps.documents.brief.forms import BRIEF_TYPES, BriefRequest, check_form
from maps.documents.brief.site import make_part_site
from maps.figure.kept_drawings import draw_once
from maps.i18n import get_translator

pytestmark = pytest.mark.slow
TODAY = date(2026, 11, 27)


def render(site, form, lang="en"):
    return render_brief(site, BriefRequest(form, lang, TODAY))


@pytest.fixture(autouse=True)
def _maps_drawn_once():
    """The map of a site is drawn once for all formats of a test."""
    with draw_once():
        yield


@pytest.fixture(scope="module")
def rendered_once():
    """Render a site that lives as long as this module, once for each format and language."""
    made = {}

    def render_once(site, form, lang="en"):
        key = id(site), form, lang
        if key not in made:
            made[key] = render(site, form, lang)
        return made[key]

    return render_once


@pytest.fixture(scope="module")
def sites(zone):
    return make_sites(zone)


@pytest.fixture(scope="module")
def full_sites(zone):
    keys = ("big-data-park", "jiangyang-district", "plot")
    parts = zone.parts.assign(note=None, note_zh=None)  # so much is stated that no line is left
    return make_sites(replace(zone, parts=parts, stated=state_all(*keys)), plot="plot")


@pytest.fixture(scope="module")
def all_sites(sites, full_sites):
    """The sites by whether all facts about them are stated."""
    return {False: sites, True: full_sites}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_shipped_part_is_one_page(zone, lang):
    measured = Measured(zone)
    for key in zone.parts.index:
        data = render(make_part_site(measured, key), "pdf", lang)
        assert len(pdf_pages(data)) == 1, key
        assert zone.sha256[:12] in pdf_text(data)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("kind", ["part", "point", "plot"])
@pytest.mark.parametrize("is_full", [False, True])
def test_each_kind_of_site_is_one_page_with_and_without_facts(
    all_sites, rendered_once, kind, lang, is_full
):
    data = rendered_once(all_sites[is_full][kind], "pdf", lang)
    reader = PdfReader(io.BytesIO(data))
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert (round(box.width / 72 * 25.4), round(box.height / 72 * 25.4)) == (210, 297)


def map_height_mm(html):
    """Return the height of the map of a brief in HTML."""
    encoded = re.search(rb"data:image/svg\+xml;base64,([\w+/=]+)", html)[1]
    height = re.search(rb'<svg[^>]*\bheight="([\d.]+)pt"', b64decode(encoded))[1]
    return float(height) / 72 * 25.4


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_map_takes_the_room_that_the_words_leave(sites, full_sites, rendered_once, lang):
    room_mm = {"en": 114, "zh": 134}  # Chinese takes fewer lines
    few, many = (rendered_once(each["part"], "html", lang) for each in (sites, full_sites))
    assert map_height_mm(few) == pytest.approx(room_mm[lang], abs=0.1)
    assert map_height_mm(many) == pytest.approx(74, abs=0.1)


def test_facts_that_cannot_fit_are_cut_and_told(zone):
    facts = state_all(*["big-data-park"], words="超长的说明文字" * 60)
    many = replace(facts, facts=tuple(
        replace(each, source=f"{n} " + "来源名称很长" * 12) for n, each in enumerate(facts.facts)
    ))  # fmt: skip
    site = make_sites(replace(zone, stated=many))["part"]
    (page,) = pdf_pages(render(site, "pdf"))
    assert "Left out to stay on one page:" in page
    assert re.search(rf"\d of\s{len(zone.places) + 1}\sdistances", page)  # and the nearest station
    rows = read_json(render(site, "json"))["fields"]
    assert sum(row["field"].startswith("straight_m:") for row in rows) == len(zone.places) + 1
    assert {row["text"] for row in rows if row["field"] == "flood"} == {"超长的说明文字" * 60}


@pytest.mark.parametrize(("kind", "lang"), [("part", "en"), ("point", "zh"), ("plot", "zh")])
def test_all_formats_say_the_same(full_sites, rendered_once, kind, lang):
    site = full_sites[kind]
    rows = read_csv(rendered_once(site, "csv", lang))
    fields = [row for row in rows if row["is_stated"]]
    assert len(fields) > 45
    told = read_json(rendered_once(site, "json", lang))
    assert [row["text"] for row in told["fields"]] == [row["text"] for row in fields]
    texts = {form: squeeze(read(rendered_once(site, form, lang))) for form, read in READERS.items()}
    for row in fields:
        for words in (row["label"], row["text"], row["as_of"], row["age"]):
            missing = [form for form, text in texts.items() if squeeze(words) not in text]
            assert missing == [], (row["field"], words)


def test_what_is_missing_reads_not_stated_in_every_format(sites, rendered_once):
    rows = read_csv(rendered_once(sites["part"], "csv", "zh"))
    stated = {row["field"]: row for row in rows if row["field"] in FACT_FIELDS}
    assert set(stated) == set(FACT_FIELDS)
    assert {row["text"] for row in stated.values()} == {"未载明"}
    assert {row["value"] for row in stated.values()} == {""}
    for form, read in READERS.items():
        before, _, listed = read(rendered_once(sites["part"], form, "zh")).partition(
            "未知事项及核定单位"
        )
        told = re.sub(r"\s", "", listed)
        labels = {get_translator("zh")(about.label) for about in FACT_FIELDS.values()}
        assert {each for each in labels if each not in told} == set()
        authorities = {about.settled_by for about in FACT_FIELDS.values()}
        assert told.count("未载明：") == len(authorities)
        assert "未载明" not in before  # each is told once


def test_the_pdf_is_tagged_and_claims_pdf_ua(full_sites, rendered_once):
    reader = PdfReader(io.BytesIO(rendered_once(full_sites["plot"], "pdf", "zh")))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "zh-CN"
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    roles = json.dumps(list(iter_roles(root["/StructTreeRoot"])))
    for role in ("/H1", "/H2", "/Table", "/TH", "/TD", "/Figure"):
        assert f'"{role}"' in roles


def iter_roles(node):
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            yield from iter_roles(each)
    elif isinstance(node, dict):
        yield str(node.get("/S"))
        if "/K" in node:
            yield from iter_roles(node["/K"])


@pytest.mark.parametrize("form", BRIEF_TYPES)
def test_equal_sites_give_equal_bytes(zone, sites, rendered_once, form):
    assert rendered_once(sites["plot"], form) == render(make_sites(zone)["plot"], form)


def test_names_are_text_in_every_format(zone):
    name = '=1+1<b onload="x">&"#]$x$'
    site = make_sites(zone, plot=name)["plot"]
    rows = read_csv(render(site, "csv"))
    assert next(row["text"] for row in rows if row["field"] == "id") == f"'{name}"
    html = render(site, "html").decode()
    assert "<b onload" not in html
    for form, read in READERS.items():
        assert squeeze(name) in squeeze(read(render(site, form))), form


def test_an_unknown_format_is_refused():
    with pytest.raises(InputError, match=r"“exe”. Use one of pdf, docx"):
        check_form("exe")
