"""Factsheets in PDF and Word: the same numbers as the tables, real structure, hostile names as text."""

import io
import json
import re
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from pypdf import PdfReader

from geo.errors import InputError
from geo.geodesy.tables import make_area_table, make_distance_table
from maps import formatting
from maps.documents.factsheet_docx import parse_data_date
from maps.export.registry import export_zone
from maps.figure.options import FigureOptions

HOSTILE = "#eval(1) $x$ {{7*7}} *b* \u202e<w:p>]]>"


def pdf_text(data):
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return re.sub(r"\s+", " ", text.replace("\xa0", " "))


def docx_text(data):
    document = Document(io.BytesIO(data))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    words = [p.text for p in document.paragraphs] + cells
    return re.sub(r"\s+", " ", " ".join(words).replace("\xa0", " "))


READERS = {"factsheet.pdf": pdf_text, "docx": docx_text}


@pytest.fixture(scope="module", params=READERS)
def form(request):
    return request.param


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_holds_the_numbers_of_the_tables(zone, rendered, form, lang):
    text = READERS[form](rendered(form, lang=lang))
    for row in make_area_table(zone.parts).to_dict("records"):
        assert formatting.area(row["area_m2"], lang) in text
        assert formatting.published_area(row["published_area_km2"], lang) in text
    for row in make_distance_table(zone.parts, zone.places).to_dict("records"):
        assert formatting.distance(row["centre_distance_m"], lang) in text


def test_one_part_has_all_its_distances(zone, rendered, form):
    text = READERS[form](rendered(form, lang="en", parts=("big-data-park",)))
    table = make_distance_table(zone.parts.loc[["big-data-park"]], zone.places)
    for row in table.to_dict("records"):
        assert formatting.distance(row["distance_m"], "en") in text
        assert formatting.bearing(row["bearing_deg"], "en") in text
        assert formatting.uncertainty(row["position_uncertainty_m"], "en") in text


def test_where_nothing_is_published_there_is_no_difference(rendered, form):
    text = READERS[form](rendered(form, lang="en", parts=("machinery-park",)))
    assert "Difference – " in text
    assert "– (measured" not in text


def test_it_warns_cites_and_dates(zone, rendered, form):
    text = READERS[form](rendered(form, lang="en"))
    for words in ("Schematic: no official boundary", "202 km² [1]", "geodesic", zone.sha256):
        assert words in text


def test_four_parts_stand_side_by_side_and_five_do_not(zone, rendered, form):
    text = READERS[form](rendered(form, lang="en", parts=tuple(zone.parts.index[:4])))
    assert [name for name in zone.parts["name"][:4] if name not in text] == []
    with pytest.raises(InputError, match="at most 4"):
        export_zone(zone, form, FigureOptions(parts=tuple(zone.parts.index[:5])))


def test_one_language_at_a_time(zone, form):
    with pytest.raises(InputError, match="one language"):
        export_zone(zone, form, FigureOptions(lang="both"))


def test_a_hostile_name_is_text(zone, form):
    parts = zone.parts.assign(name=[HOSTILE, *zone.parts["name"][1:]])
    text = READERS[form](export_zone(replace(zone, parts=parts), form, FigureOptions()))
    assert "#eval(1) $x$ {{7*7}} *b* \ufffd<w:p>]]>" in text


def test_the_pdf_is_tagged_and_claims_pdf_ua(rendered):
    reader = PdfReader(io.BytesIO(rendered("factsheet.pdf", lang="zh")))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("zh")
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    roles = json.dumps(list(roles_of(root["/StructTreeRoot"])))
    for role in ("/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/L"):
        assert f'"{role}"' in roles


def pages_of(data):
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    return [re.sub(r"\s+", " ", text.replace("\xa0", " ")) for text in texts]


def test_a_short_table_stays_on_one_page(zone, rendered):
    pages = pages_of(rendered("factsheet.pdf", lang="en"))
    (page,) = [text for text in pages if "Areas: published with source" in text]
    table = page.split("Areas: published with source")[1]
    assert [name for name in zone.parts["name"] if f"{name} (" not in table] == []
    pages = pages_of(rendered("factsheet.pdf", lang="en", parts=("big-data-park",)))
    (page,) = [text for text in pages if "From the centre" in text]
    assert [name for name in zone.places["name"] if name not in page] == []


@pytest.mark.parametrize("parts", [(), ("big-data-park", "luxian-district", "longmatan-core")])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_lists_of_method_and_notes_stay_on_one_page_each(zone, rendered, parts, lang):
    options = {"parts": parts} if parts else {}
    pages = pages_of(rendered("factsheet.pdf", lang=lang, **options))
    heads = {"en": ("Method –", "Notes on the parts"), "zh": ("方法 –", "各部分说明")}[lang]
    (method,) = [page for page in pages if heads[0] in page]
    assert f"sha256 {zone.sha256}" in method.partition(heads[0])[2]
    (notes,) = [page for page in pages if heads[1] in page]
    rest = notes.partition(heads[1])[2].replace(" ", "")
    rows = zone.parts.loc[list(parts) or zone.parts.index]
    names = rows["name"] + ": " if lang == "en" else rows["name_zh"] + "："
    assert [name for name in names if name.replace(" ", "") not in rest] == []


def roles_of(node):
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            yield from roles_of(each)
    elif isinstance(node, dict):
        yield str(node.get("/S"))
        if "/K" in node:
            yield from roles_of(node["/K"])


def test_the_word_document_can_be_edited_on(rendered):
    document = Document(io.BytesIO(rendered("docx", lang="en")))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert {"Title", "Heading 1", "Caption", "List Bullet"} <= set(styles)
    assert [len(table.rows) for table in document.tables] == [6, 9, 9]
    assert all(t.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for t in document.tables)
    (picture,) = document.inline_shapes
    assert "4.62 km² published" in picture._inline.docPr.get("descr")


def test_no_clock_is_in_the_word_document(zone, rendered):
    archive = zipfile.ZipFile(io.BytesIO(rendered("docx", lang="en")))
    assert {info.date_time[0] for info in archive.infolist()} == {1980}
    assert f"{zone.facts['as_of'][:7]}-01" in archive.read("docProps/core.xml").decode()


@pytest.mark.parametrize(
    ("as_of", "day"),
    [("2026", "2026-01-01"), ("2026-11", "2026-11-01"), ("2026-11-24", "2026-11-24"),
     ("2026-99", "2000-01-01"), ("", "2000-01-01"), ("last year", "2000-01-01")],
)  # fmt: skip
def test_dates_of_data(as_of, day):
    assert str(parse_data_date(as_of).date()) == day
