"""A factsheet as a Word document: styled headings, tables, a figure with alternative text."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime, time
from itertools import zip_longest

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.coreprops import CoreProperties
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from geo.fields.dates import parse_day_range
from geo.io.zip_files import remove_zip_dates
from geo.zone import Zone
from maps.documents.blocks import Block
from maps.documents.column_widths import share_width
from maps.documents.factsheet import PAGE_MM, Factsheet, make_factsheets
from maps.documents.word_elements import (
    add_field,
    add_link,
    add_vector_picture,
    keep_row_whole,
    mark_header,
    set_column_widths,
)
from maps.documents.word_picture import Picture, draw_picture
from maps.documents.word_styles import TEXT_COLOUR, WARNING_COLOUR, set_styles
from maps.documents.word_tables import (
    NUMBER_STYLE,
    TABLE_SIZE_PT,
    TABLE_STYLE,
    TEXT_STYLE,
    add_table_styles,
)
from maps.figure.captions import data_line, review_line
from maps.figure.kept_drawings import draw_once
from maps.figure.options import FigureOptions, select_drawn_parts
from maps.figure.qr_code import draw_code_png
from maps.i18n import get_language, get_translator
from maps.numerals import keep_units

MARGIN_MM, HIGH_MARGIN_MM = 18, 14  # at the sides, and above and below
CODE_MM = 26
_WHOLE_ROWS = 20  # of a table that stays on one page
MAX_PROPERTY = 250  # characters; Word refuses a document property of more than 255
_UNKNOWN_DATE = datetime(2000, 1, 1, tzinfo=UTC)


@draw_once()
def render_factsheet_docx(zone: Zone, options: FigureOptions) -> bytes:
    """Return the factsheet as DOCX bytes; equal inputs give equal bytes.

    Raises
    ------
    InputError, UnknownIdError
        As `maps.documents.factsheet.make_factsheet` does.
    """
    sheets = make_factsheets(zone, options)
    return write_sheets(zone, options, sheets, draw_picture(zone, options))


def write_sheets(
    zone: Zone,
    options: FigureOptions,
    sheets: Sequence[Factsheet],
    picture: Picture,
    *,
    page_mm: tuple[float, float] = PAGE_MM,
) -> bytes:
    """Return sheets as DOCX bytes, one for each language; equal inputs give equal bytes.

    Parameters
    ----------
    page_mm : tuple of float
        Width and height of the paper.
    """
    document = docx.Document()
    review = review_line(zone, select_drawn_parts(zone, options), options.langs)
    footer = f"{review} | {data_line(zone, options.langs)}"
    _set_page(document, footer=footer, page_mm=page_mm)
    set_styles(document, options.langs)
    add_table_styles(document)
    _set_properties(document, sheets[0], comments=data_line(zone, options.langs))
    for sheet in sheets:
        title = _add_sheet(document, sheet, picture)
        title.paragraph_format.page_break_before = sheet is not sheets[0]
    out = io.BytesIO()
    document.save(out)
    return remove_zip_dates(out.getvalue())


def _add_sheet(document: Document, sheet: Factsheet, picture: Picture) -> Paragraph:
    """Add the factsheet in one language, with counts of its own, and return its title."""
    title: Paragraph = document.add_heading(sheet.title, level=0)
    if sheet.subtitle:
        document.add_paragraph(sheet.subtitle, style="Subtitle")
    captions = Captions(document, sheet.lang)
    for block in sheet.blocks:
        _add_block(document, block, captions, picture)
    return title


class Captions:
    """Captions in one language, numbered by fields as Word numbers them: one count for each label.

    The label is in the field as well, so that the languages of a document have counts of their own.
    """

    def __init__(self, document: Document, lang: str) -> None:
        _ = get_translator(lang)
        self._document, self._colon = document, get_language(lang).colon
        self._labels = {"figure": _("Figure %(number)s"), "table": _("Table %(number)s")}
        self._counts = dict.fromkeys(self._labels, 0)

    def add(self, kind: str, text: str) -> Paragraph:
        """Add the next caption of a figure or a table, and return it."""
        before, _, after = self._labels[kind].partition("%(number)s")
        self._counts[kind] += 1
        caption: Paragraph = self._document.add_paragraph(before, style="Caption")
        instruction = f"SEQ {before.strip()} \\* ARABIC"
        add_field(caption, instruction, shown=str(self._counts[kind]))
        caption.add_run(after + self._colon + keep_units(text))
        return caption


def _set_page(document: Document, *, footer: str, page_mm: tuple[float, float]) -> None:
    """Set paper, margins, and the footer with the page's number."""
    section: Section = document.sections[0]
    section.page_width, section.page_height = map(Mm, page_mm)
    is_wide = page_mm[0] > page_mm[1]
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(MARGIN_MM)
    section.top_margin = section.bottom_margin = Mm(HIGH_MARGIN_MM)
    section.footer_distance = Mm(8)
    first: Paragraph = section.footer.paragraphs[0]
    first.text = footer
    last: Paragraph = section.footer.add_paragraph(style="Footer")
    last.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    add_field(last, "PAGE", shown="1")
    last.add_run(" / ")
    add_field(last, "NUMPAGES", shown="1")


def _set_properties(document: Document, factsheet: Factsheet, *, comments: str) -> None:
    """Set the document properties; the dates are those of the data, so that no clock is read."""
    about: CoreProperties = document.core_properties
    about.title, about.subject = factsheet.title[:MAX_PROPERTY], factsheet.subtitle[:MAX_PROPERTY]
    about.author = about.last_modified_by = about.keywords = ""
    about.language, about.comments = get_language(factsheet.lang).html_lang, comments[:MAX_PROPERTY]
    about.created = about.modified = parse_data_date(factsheet.as_of)
    about.revision = 1


def parse_data_date(as_of: str) -> datetime:
    """Return midnight (UTC) of a date, of its first day where it is a month or a year.

    Text that is no date gives 2000-01-01.
    """
    days = parse_day_range(as_of)
    return datetime.combine(days[0], time.min, tzinfo=UTC) if days else _UNKNOWN_DATE


def _add_block(document: Document, block: Block, captions: Captions, picture: Picture) -> None:
    if block.kind == "heading":
        document.add_heading(block.text, level=1)
    elif block.kind == "table":
        _add_table(document, block, captions)
    elif block.kind == "figure":
        _add_picture(document, block.text, picture)
        captions.add("figure", block.caption)
    elif block.kind == "code":
        _add_code(document, block)
    elif block.kind == "bullets":
        for row, link in zip_longest(block.rows, block.links):
            _fill_item(document.add_paragraph(style="List Bullet"), row[0], link)
    else:
        run = document.add_paragraph().add_run(keep_units(block.text))
        run.font.color.rgb = WARNING_COLOUR if block.kind == "warning" else TEXT_COLOUR


def _fill_item(paragraph: Paragraph, text: str, link: str | None) -> None:
    """Write the text of a list's item; the address in it can be followed."""
    before, found, after = text.partition(link) if link else (text, "", "")
    paragraph.add_run(keep_units(before))
    if found:
        add_link(paragraph, found)
        paragraph.add_run(keep_units(after))


def _add_code(document: Document, block: Block) -> None:
    """Add the QR code of an address with its words below."""
    shape = document.add_picture(io.BytesIO(draw_code_png(block.text)), width=Mm(CODE_MM))
    shape._inline.docPr.set("descr", block.caption)
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    document.add_paragraph(block.caption)


def _add_picture(document: Document, alt_text: str, picture: Picture) -> None:
    shape = document.add_picture(io.BytesIO(picture.png), width=Mm(picture.width_mm))
    add_vector_picture(document, shape, picture.svg)
    # python-docx has no way to set the text alternative but the element itself
    shape._inline.docPr.set("descr", alt_text)
    document.paragraphs[-1].paragraph_format.keep_with_next = True


def _add_table(document: Document, block: Block, captions: Captions) -> None:
    """Add a table with its caption above; no row is split, and the first is on every page.

    A table of a few rows isn't split either.
    """
    captions.add("table", block.text).paragraph_format.keep_with_next = True
    table: Table = document.add_table(rows=0, cols=len(block.head), style=TABLE_STYLE)
    is_short = len(block.rows) <= _WHOLE_ROWS
    for n, cells in enumerate([block.head, *block.rows]):
        row: _Row = table.add_row()  # type: ignore[no-untyped-call]  # of python-docx
        for column, (cell, words) in enumerate(zip(row.cells, cells, strict=True)):
            cell.paragraphs[0].style = TEXT_STYLE if column == 0 else NUMBER_STYLE
            cell.paragraphs[0].paragraph_format.keep_with_next = is_short and n < len(block.rows)
            cell.paragraphs[0].add_run(keep_units(words))
        keep_row_whole(row)
        if n == 0:
            mark_header(row)
    width = (document.sections[-1].page_width or Mm(PAGE_MM[0])) - 2 * Mm(MARGIN_MM)
    widths_em = share_width([block.head, *block.rows], width / Pt(TABLE_SIZE_PT))
    set_column_widths(table, [width * TABLE_SIZE_PT for width in widths_em])
    document.add_paragraph(style=TEXT_STYLE)  # Word joins tables that nothing is between
