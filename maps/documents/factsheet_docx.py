"""A factsheet as a Word document: styled headings, tables, a figure with alternative text."""

import io
from datetime import UTC, datetime, time
from typing import cast

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.coreprops import CoreProperties
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.font import CT_RPr
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import BaseStyle, ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.font import Font
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from geo.fields.dates import parse_day_range
from geo.zone import Zone
from maps.documents.blocks import Block
from maps.documents.factsheet import FIGURE_MM, Factsheet, make_factsheet, make_figure_options
from maps.figure.captions import data_line, review_line
from maps.figure.options import FigureOptions, select_parts
from maps.figure.render import render_png
from maps.i18n import SOURCE_LANGUAGE, get_language
from maps.theme import PRINT_COLOURS, rgb_channels
from maps.zipfiles import remove_zip_dates

LATIN_FONT, CHINESE_FONT = "Calibri", "Microsoft YaHei"
PAGE_MM, MARGIN_MM = (210, 297), 18
FONT_SIZES_PT = {"Normal": 10, "Title": 22}
STYLES = ("Normal", "Title", "Subtitle", "Heading 1", "Caption", "List Bullet")
MAX_PROPERTY = 250  # characters; Word refuses a document property of more than 255
_TEXT, _WARNING = (RGBColor(*rgb_channels(PRINT_COLOURS[name])) for name in ("text", "warning"))
_UNKNOWN_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def render_factsheet_docx(zone: Zone, options: FigureOptions) -> bytes:
    """Return the factsheet as DOCX bytes; equal inputs give equal bytes.

    Raises
    ------
    InputError, UnknownIdError
        As `maps.documents.factsheet.make_factsheet` does.
    """
    factsheet = make_factsheet(zone, options)
    picture = render_png(zone, make_figure_options(options))
    document = docx.Document()
    review = review_line(zone, select_parts(zone, options), options.langs)
    _set_page(document, footer=f"{review} | {data_line(zone, options.langs)}")
    _set_styles(document, factsheet.lang)
    _set_properties(document, factsheet, comments=data_line(zone, options.langs))
    document.add_heading(factsheet.title, level=0)
    if factsheet.subtitle:
        document.add_paragraph(factsheet.subtitle, style="Subtitle")
    for block in factsheet.blocks:
        _add_block(document, block, picture)
    out = io.BytesIO()
    document.save(out)
    return remove_zip_dates(out.getvalue())


def _set_page(document: Document, *, footer: str) -> None:
    """Set paper, margins and footer."""
    section: Section = document.sections[0]
    section.page_width, section.page_height = map(Mm, PAGE_MM)
    section.left_margin = section.right_margin = Mm(MARGIN_MM)
    section.top_margin = section.bottom_margin = Mm(MARGIN_MM)
    first: Paragraph = section.footer.paragraphs[0]
    first.text = footer


def _set_styles(document: Document, lang: str) -> None:
    """Set fonts, sizes and language of the styles that the document uses."""
    for name in STYLES:
        _set_font(document.styles[name], lang)
    for name, size_pt in FONT_SIZES_PT.items():
        _get_font(document.styles[name]).size = Pt(size_pt)
    _get_font(document.styles["Caption"]).color.rgb = _TEXT


def _get_font(style: BaseStyle) -> Font:
    font: Font = cast("ParagraphStyle", style).font
    return font


def _set_properties(document: Document, factsheet: Factsheet, *, comments: str) -> None:
    """Set the document properties; the dates are those of the data, so that no clock is read."""
    about: CoreProperties = document.core_properties
    about.title, about.subject = factsheet.title[:MAX_PROPERTY], factsheet.subtitle[:MAX_PROPERTY]
    about.author = about.last_modified_by = about.keywords = ""
    about.language, about.comments = get_language(factsheet.lang).html_lang, comments[:MAX_PROPERTY]
    about.created = about.modified = parse_data_date(factsheet.as_of)
    about.revision = 1


def _set_font(style: BaseStyle, lang: str) -> None:
    """Set the fonts for Latin and for Chinese text, and the language that Word checks."""
    _get_font(style).name = LATIN_FONT
    run_properties: CT_RPr = style.element.get_or_add_rPr()
    properties: _Element = run_properties
    fonts: _Element = run_properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)  # a theme's font would come before ours
    fonts.set(qn("w:eastAsia"), CHINESE_FONT)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    latin = SOURCE_LANGUAGE if get_language(lang).is_east_asian else lang
    tags = {
        "w:val": get_language(latin).territory_tag,
        "w:eastAsia": get_language(lang).territory_tag,
    }
    properties.append(_make_element("w:lang", tags))


def _make_element(tag: str, attributes: dict[str, str]) -> _Element:
    """Return an element of WordprocessingML; names have their prefix."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(name), value)
    return element


def parse_data_date(as_of: str) -> datetime:
    """Return midnight (UTC) of a date, of its first day where it is a month or a year.

    Text that is no date gives 2000-01-01.
    """
    days = parse_day_range(as_of)
    return datetime.combine(days[0], time.min, tzinfo=UTC) if days else _UNKNOWN_DATE


def _add_block(document: Document, block: Block, picture: bytes) -> None:
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
        run.font.color.rgb = _WARNING if block.kind == "warning" else _TEXT


def _add_picture(document: Document, alt_text: str, picture: bytes) -> None:
    shape = document.add_picture(io.BytesIO(picture), width=Mm(FIGURE_MM[0]))
    # python-docx has no way to set the text alternative but the element itself
    shape._inline.docPr.set("descr", alt_text)


def _add_table(document: Document, block: Block) -> None:
    """Add a table with its caption above and a header row that repeats on every page."""
    caption: Paragraph = document.add_paragraph(block.text, style="Caption")
    caption.paragraph_format.keep_with_next = True
    table: Table = document.add_table(rows=0, cols=len(block.head), style="Table Grid")
    for n, cells in enumerate([block.head, *block.rows]):
        row: _Row = table.add_row()  # type: ignore[no-untyped-call]  # of python-docx
        for column, (cell, words) in enumerate(zip(row.cells, cells, strict=True)):
            _fill_cell(cell, words, is_number=column > 0, is_bold=n == 0)
        if n == 0:
            _mark_header(row)
    document.add_paragraph()


def _fill_cell(cell: _Cell, words: str, *, is_number: bool, is_bold: bool) -> None:
    paragraph: Paragraph = cell.paragraphs[0]
    run = paragraph.add_run(words)
    run.font.size, run.bold = Pt(8.5), is_bold or None
    paragraph.paragraph_format.space_after = Pt(1)
    if is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _mark_header(row: _Row) -> None:
    properties: _Element = row._tr.get_or_add_trPr()
    properties.append(_make_element("w:tblHeader", {"w:val": "true"}))
