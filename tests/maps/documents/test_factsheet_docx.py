"""A factsheet as a Word document: styles, tables, text alternative, no clock."""

import io
import zipfile

import pytest
from docx import Document

from maps import theme
from maps.documents.factsheet_docx import parse_data_date


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


def test_colours_are_those_of_the_theme(rendered):
    document = Document(io.BytesIO(rendered("docx", lang="en")))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    colours = {run.text[:14]: str(run.font.color.rgb) for run in runs if run.font.color.rgb}
    assert colours["Schematic map:"] == theme.PRINT_COLOURS["warning"][1:].upper()
