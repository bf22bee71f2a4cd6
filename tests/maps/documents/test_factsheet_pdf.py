"""A factsheet as PDF: tagged, and short tables and lists in one piece."""

import io
import json
import re

import pytest
from document_text import pdf_pages
from pypdf import PdfReader

from maps.documents.factsheet_pdf import render_factsheet_pages, render_factsheet_pdf
from maps.figure.options import parse_options

pytestmark = pytest.mark.slow


def test_the_pdf_is_tagged_and_claims_pdf_ua(rendered):
    reader = PdfReader(io.BytesIO(rendered("factsheet.pdf", lang="zh")))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("zh")
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    roles = json.dumps(list(roles_of(root["/StructTreeRoot"])))
    for role in ("/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/L"):
        assert f'"{role}"' in roles


@pytest.mark.parametrize(
    "options", [{"lang": "en"}, {"lang": "both"}, {"parts": ("machinery-park",)}]
)
def test_each_row_has_a_header_with_its_scope(rendered, options):
    """PDF/UA-1, 7.5, and ISO 32000-2, 14.8.5.7: TH with Scope; TD that follow from it."""
    reader = PdfReader(io.BytesIO(rendered("factsheet.pdf", **options)))
    rows = list(elements_of(reader.trailer["/Root"]["/StructTreeRoot"], "/TR"))
    kinds = [[str(cell["/S"]) for cell in cells_of(row)] for row in rows]
    heads = [row for row in kinds if set(row) == {"/TH"}]
    body = [row for row in kinds if set(row) != {"/TH"}]
    assert len(body) > len(heads) > 0
    assert all(row == ["/TH", *["/TD"] * (len(row) - 1)] for row in body)
    scopes = [[attribute_of(cell, "/Scope") for cell in cells_of(row)] for row in rows]
    assert {scope for row in scopes for scope in row} == {"/Row", "/Column", None}
    assert all(scope is not None for row, kind in zip(scopes, kinds, strict=True)
               for scope, each in zip(row, kind, strict=True) if each == "/TH")  # fmt: skip
    named = [attribute_of(cell, "/Headers") for row in rows for cell in cells_of(row)]
    assert not any(named)  # what heads a cell follows from the scopes


def test_sources_are_links(zone, rendered):
    reader = PdfReader(io.BytesIO(rendered("factsheet.pdf", lang="zh")))
    found = [each.get_object() for page in reader.pages for each in page.get("/Annots", ())]
    targets = {each["/A"]["/URI"] for each in found}
    assert targets <= {source.href for source in zone.sources.values()}
    assert len(targets) > 5


def test_each_language_is_tagged_as_itself(rendered):
    root = PdfReader(io.BytesIO(rendered("factsheet.pdf", lang="both"))).trailer["/Root"]
    assert root["/Lang"] == "zh-CN"
    tree = root["/StructTreeRoot"]
    langs = {str(each.get("/Lang")) for role in ("/H1", "/H2") for each in elements_of(tree, role)}
    assert langs == {"None", "en-GB"}


def test_a_short_table_stays_on_one_page(zone, rendered):
    pages = pdf_pages(rendered("factsheet.pdf", lang="en"))
    (page,) = [text for text in pages if "Areas: published figures with sources" in text]
    table = page.split("Areas: published figures with sources")[1]
    assert [name for name in zone.parts["name"] if f"{name} (" not in table] == []
    pages = pdf_pages(rendered("factsheet.pdf", lang="en", parts=("big-data-park",)))
    (page,) = [text for text in pages if "From the centroid" in text]
    assert [name for name in zone.places["name"] if name not in page] == []


@pytest.mark.parametrize("parts", [(), ("big-data-park", "luxian-district", "longmatan-core")])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_lists_of_method_and_notes_stay_on_one_page_each(zone, rendered, parts, lang):
    options = {"parts": parts} if parts else {}
    pages = pdf_pages(rendered("factsheet.pdf", lang=lang, **options))
    heads = {"en": ("Method –", "Notes on the parts"), "zh": ("方法 –", "分区说明")}[lang]
    (method,) = [page for page in pages if heads[0] in page]
    assert zone.sha256 in method.partition(heads[0])[2]
    (notes,) = [page for page in pages if heads[1] in page]
    rest = notes.partition(heads[1])[2].replace(" ", "")
    rows = zone.parts.loc[list(parts) or zone.parts.index]
    names = rows["name"] + ": " if lang == "en" else rows["name_zh"] + "："
    assert [name for name in names if name.replace(" ", "") not in rest] == []


def elements_of(node, role):
    """Yield the structure elements of a role, from the top."""
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            yield from elements_of(each, role)
    elif isinstance(node, dict):
        if node.get("/S") == role:
            yield node
        elif "/K" in node:
            yield from elements_of(node["/K"], role)


def cells_of(row):
    return [each.get_object() for each in row["/K"]]


def attribute_of(cell, name):
    found = [each.get_object().get(name) for each in cell.get("/A", ())]
    return next((each for each in found if each), None)


def roles_of(node):
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            yield from roles_of(each)
    elif isinstance(node, dict):
        yield str(node.get("/S"))
        if "/K" in node:
            yield from roles_of(node["/K"])


@pytest.mark.parametrize(
    "options", [{"lang": "en"}, {"lang": "zh"}, {"lang": "en", "parts": ("big-data-park",)}]
)
def test_the_first_page_is_full(rendered, options):
    """Less than a quarter of its height is left above the footer."""
    first = PdfReader(io.BytesIO(rendered("factsheet.pdf", **options))).pages[0]
    heights = []

    def note(text, cm, tm, *_):
        if text.strip():
            heights.append(tm[4] * cm[1] + tm[5] * cm[3] + cm[5])

    first.extract_text(visitor_text=note)
    height = float(first.mediabox.height)
    assert min(each for each in heights if each > 57) < 0.25 * height  # 20 mm are the footer's


def test_its_pages_are_one_picture_for_a_preview(zone):
    options = parse_options(lang="en")
    picture = render_factsheet_pages(zone, options).decode()
    count = len(PdfReader(io.BytesIO(render_factsheet_pdf(zone, options))).pages)
    assert picture.count('width="595.3" height="841.9"') == count
    assert not re.search(r'<svg viewBox[^>]* width="', picture)  # each fills its place
