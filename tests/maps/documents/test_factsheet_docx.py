"""A factsheet as a Word document: styles, tables, text alternative, no clock."""

import io
import xml.etree.ElementTree as ET
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from maps import theme
from maps.documents.factsheet_docx import parse_data_date
from maps.numerals import UNIT_SPACE


def test_the_word_document_can_be_edited_on(rendered):
    document = Document(io.BytesIO(rendered("docx", lang="en")))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert {"Title", "Heading 1", "Caption", "List Bullet"} <= set(styles)
    assert [len(table.rows) for table in document.tables] == [6, 9, 9]
    assert all(t.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for t in document.tables)
    (picture,) = document.inline_shapes
    assert "4.62 km² published" in picture._inline.docPr.get("descr")


def test_rows_are_not_split_by_the_end_of_a_page(rendered):
    document = Document(io.BytesIO(rendered("docx", lang="en")))
    rows = [row for table in document.tables for row in table.rows]
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in rows)


def test_a_table_of_a_few_rows_stays_on_a_page_and_numbers_with_their_units(rendered):
    document = Document(io.BytesIO(rendered("docx", parts=("big-data-park",))))
    *rows, last = document.tables[0].rows
    assert all(row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in rows)
    assert not last.cells[0].paragraphs[0].paragraph_format.keep_with_next
    words = [each.text for each in document.paragraphs]
    words += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert not [each for each in words if UNIT_SPACE.search(each)]


def fields_of(element):
    return [" ".join(each.text.split()) for each in element.iter(qn("w:instrText"))]


@pytest.mark.parametrize(
    ("lang", "labels"), [("en", ["Figure", *["Table"] * 3]), ("zh", ["图", *["表"] * 3])]
)
def test_captions_are_numbered_by_word(rendered, lang, labels):
    """ECMA-376-1, 17.16.5.56: SEQ, whose identifier is the label of Word's own captions."""
    document = Document(io.BytesIO(rendered("docx", lang=lang)))
    captions = [each for each in document.paragraphs if each.style.name == "Caption"]
    assert [fields_of(each._p) for each in captions] == [[f"SEQ {x} \\* ARABIC"] for x in labels]
    shown = [
        each.text.replace(" ", "")[: len(x) + 1] for each, x in zip(captions, labels, strict=True)
    ]
    assert shown == [f"{x}{n}" for x, n in zip(labels, (1, 1, 2, 3), strict=True)]
    assert all(each.paragraph_format.keep_with_next for each in captions[1:])


@pytest.mark.slow
def test_a_field_is_whole(rendered):
    """ECMA-376-1, 17.16.18: begin, the code, separate, the result, end."""
    document = Document(io.BytesIO(rendered("docx", lang="both")))
    for root in (document.element, document.sections[0].footer._element):
        marks = [each.get(qn("w:fldCharType")) for each in root.iter(qn("w:fldChar"))]
        assert marks == ["begin", "separate", "end"] * (len(marks) // 3)
        assert len(fields_of(root)) == len(marks) // 3 > 0
    assert fields_of(document.sections[0].footer._element) == ["PAGE", "NUMPAGES"]


def test_sources_are_links(zone, rendered):
    document = Document(io.BytesIO(rendered("docx", lang="en")))
    links = [link for each in document.paragraphs for link in each.hyperlinks]
    targets = {link.address for link in links}
    assert all(link.text == link.address for link in links)
    assert targets <= {source.href for source in zone.sources.values()}
    assert len(targets) > 5
    (style,) = {run.style.name for link in links for run in link.runs}
    assert style == "Hyperlink"


def test_the_second_language_begins_a_page(rendered):
    document = Document(io.BytesIO(rendered("docx", lang="both")))
    titles = [each for each in document.paragraphs if each.style.name == "Title"]
    assert [bool(each.paragraph_format.page_break_before) for each in titles] == [False, True]
    kinds = [part.content_type for part in document.part.package.image_parts]
    assert sorted(kinds) == ["image/png", "image/svg+xml"]  # one picture, shown twice


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


def test_colours_are_those_of_the_theme(rendered):
    document = Document(io.BytesIO(rendered("docx", lang="en")))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    colours = {run.text[:14]: str(run.font.color.rgb) for run in runs if run.font.color.rgb}
    assert colours["Schematic map:"] == theme.PRINT_COLOURS["warning"][1:].upper()


def test_word_shows_the_figure_as_outlines(rendered):
    """MS-ODRAWXML, 2.3.1: an SVG in an extension of the blip, beside a picture for others."""
    data = rendered("docx", lang="both")
    pictures = Document(io.BytesIO(data)).inline_shapes
    assert len(pictures) == 2
    for shape in pictures:
        (blip,) = shape._inline.iter(qn("a:blip"))
        (extension,) = blip.iter(qn("a:ext"))
        assert extension.get("uri") == "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
        part = Document(io.BytesIO(data)).part.related_parts[extension[0].get(qn("r:embed"))]
        assert part.content_type == "image/svg+xml"
        svg = ET.fromstring(part.blob)
        assert svg.find(".//{http://www.w3.org/2000/svg}text") is None
        wide, high = (float(svg.get(side).removesuffix("pt")) for side in ("width", "height"))
        assert wide / high == pytest.approx(shape.width / shape.height, abs=0.01)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        media = [name for name in packed.namelist() if name.startswith("word/media/")]
    assert sorted(media) == ["word/media/figure.svg", "word/media/image1.png"]


def test_columns_are_as_wide_as_their_words(rendered):
    document = Document(io.BytesIO(rendered("docx", lang="en")))
    for table in document.tables:
        grid = [column.width for column in table.columns]
        assert all([cell.width for cell in row.cells] == grid for row in table.rows)
        assert sum(grid) == pytest.approx(Mm(174), rel=1e-3)
    names, *others = document.tables[2].columns
    assert names.width > max(other.width for other in others)


def test_tables_have_styles_that_one_change_reaches_all_of(rendered):
    document = Document(io.BytesIO(rendered("docx", lang="en")))
    assert {table.style.name for table in document.tables} == {"Factsheet Table"}
    cells = [c for table in document.tables for row in table.rows for c in row.cells]
    assert {p.style.name for c in cells for p in c.paragraphs} == {"Table Text", "Table Number"}
    runs = [run for c in cells for p in c.paragraphs for run in p.runs]
    assert all(run.font.size is None and run.bold is None for run in runs)


def test_paragraphs_stand_as_close_as_two_pages_for_a_part_need(rendered):
    """Word's own template has 24 points above a heading, and lines for Chinese half as high again."""
    styles = Document(io.BytesIO(rendered("docx", parts=("big-data-park",)))).styles
    assert styles["Heading 1"].paragraph_format.space_before.pt <= 8
    for name in ("List Bullet", "Table Text", "Table Number"):
        layout = styles[name].paragraph_format
        assert layout.line_spacing.pt <= 11
        assert layout.space_after.pt <= 1


def test_chinese_is_never_slanted(rendered):
    styles = Document(io.BytesIO(rendered("docx", lang="zh"))).styles
    used = ("Normal", "Title", "Subtitle", "Heading 1", "Caption", "List Bullet", "Footer")
    assert [name for name in used if styles[name].font.italic is not False] == []
