"""A factsheet as PDF: tagged, and short tables and lists in one piece."""

import io
import json

import pytest
from document_text import pdf_pages
from pypdf import PdfReader

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


def roles_of(node):
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            yield from roles_of(each)
    elif isinstance(node, dict):
        yield str(node.get("/S"))
        if "/K" in node:
            yield from roles_of(node["/K"])
