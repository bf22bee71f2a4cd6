"""A factsheet as a Word document: real headings, real tables, a picture with alternative text."""

import io
from datetime import UTC, datetime, time
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from geo.dates import parse_day_range
from geo.zone import Zone
from maps.documents.blocks import Block
from maps.documents.factsheet import FIGURE_MM, Factsheet, make_factsheet, make_figure_options
from maps.figure.captions import data_line
from maps.figure.options import FigureOptions
from maps.figure.render import render_png
from maps.i18n import HTML_LANG
from maps.zipfiles import remove_zip_dates

LATIN_FONT, CHINESE_FONT = "Calibri", "Microsoft YaHei"
INK, ACCENT, WARN = (RGBColor.from_string(c) for c in ("22262B", "0B62A4", "8F3405"))
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def render_factsheet_docx(zone: Zone, options: FigureOptions) -> bytes:
    """Return the factsheet as DOCX bytes; equal inputs give equal bytes.

    Raises
    ------
    InputError, UnknownIdError
        As `maps.documents.factsheet.make_factsheet` does.
    """
    sheet = make_factsheet(zone, options)
    picture = render_png(zone, make_figure_options(options))
    document = Document()
    _set_up_document(document, sheet, data_line(zone, options.langs))
    document.add_heading(sheet.title, level=0)
    if sheet.subtitle:
        document.add_paragraph(sheet.subtitle, style="Subtitle")
    for block in sheet.blocks:
        _add_block(document, block, picture)
    out = io.BytesIO()
    document.save(out)
    return remove_zip_dates(out.getvalue())


def _set_up_document(document: Any, sheet: Factsheet, footer: str) -> None:
    """Set paper, fonts, language and properties."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(18)
    section.footer.paragraphs[0].text = footer
    for name in ("Normal", "Title", "Subtitle", "Heading 1", "Caption", "List Bullet"):
        _set_font(document.styles[name], sheet.lang)
    document.styles["Normal"].font.size = Pt(10)
    document.styles["Title"].font.size = Pt(22)
    document.styles["Caption"].font.color.rgb = INK
    about = document.core_properties
    about.title, about.subject, about.author = sheet.title[:250], sheet.subtitle[:250], ""
    about.language, about.comments, about.keywords = HTML_LANG[sheet.lang], footer[:250], ""
    about.created = about.modified = parse_data_date(sheet.as_of)
    about.last_modified_by, about.revision = "", 1


def _set_font(style: Any, lang: str) -> None:
    """Name the fonts for Latin and Chinese letters, and the language they are in."""
    style.font.name = LATIN_FONT
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), CHINESE_FONT)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    language.set(qn("w:eastAsia"), "zh-CN" if lang == "zh" else "en-GB")
    properties.append(language)


def parse_data_date(as_of: str) -> datetime:
    """Return the data's date, its first day where only a month or a year is known."""
    days = parse_day_range(as_of)
    return datetime.combine(days[0], time.min, tzinfo=UTC) if days else _EPOCH


def _add_block(document: Any, block: Block, picture: bytes) -> None:
    if block.kind == "heading":
        document.add_heading(block.text, level=1)
    elif block.kind == "table":
        _add_table(document, block)
    elif block.kind == "figure":
        _add_picture(document, block.text, picture)
    elif block.kind == "bullets":
        for (item,) in block.rows:
            document.add_paragraph(item, style="List Bullet")
    else:
        run = document.add_paragraph().add_run(block.text)
        run.font.color.rgb = WARN if block.kind == "warning" else INK


def _add_picture(document: Any, alt_text: str, picture: bytes) -> None:
    shape = document.add_picture(io.BytesIO(picture), width=Mm(FIGURE_MM[0]))
    about = shape._inline.docPr
    about.set("descr", alt_text)


def _add_table(document: Any, block: Block) -> None:
    """Add a table with its caption above and a header row that repeats on every page."""
    caption = document.add_paragraph(block.text, style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = document.add_table(rows=0, cols=len(block.head), style="Table Grid")
    for n, cells in enumerate([block.head, *block.rows]):
        row = table.add_row()
        for column, (cell, words) in enumerate(zip(row.cells, cells, strict=True)):
            _fill_cell(cell, words, right=column > 0, bold=n == 0)
        if n == 0:
            _mark_header(row)
    document.add_paragraph()


def _fill_cell(cell: Any, words: str, *, right: bool, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(words)
    run.font.size, run.bold = Pt(8.5), bold or None
    paragraph.paragraph_format.space_after = Pt(1)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _mark_header(row: Any) -> None:
    properties = row._tr.get_or_add_trPr()
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    properties.append(header)
