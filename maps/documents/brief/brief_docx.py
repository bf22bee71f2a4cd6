"""A site brief as a Word document: one page, real headings and tables, the map as a picture."""

import io
from collections.abc import Sequence
from dataclasses import replace

import docx
from docx.document import Document
from docx.opc.coreprops import CoreProperties
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from geo.io.zip_files import remove_zip_dates
from maps.documents.brief.layout import BriefPage
from maps.documents.brief.make import make_map_options
from maps.documents.brief.model import BriefField, BriefSection
from maps.documents.brief.site import Site
from maps.documents.factsheet import PAGE_MM
from maps.documents.factsheet_docx import MAX_PROPERTY, parse_data_date
from maps.documents.word_elements import (
    add_vector_picture,
    keep_row_whole,
    make_element,
    set_column_widths,
)
from maps.documents.word_picture import PNG_DPI
from maps.documents.word_styles import set_font
from maps.figure.render import render_png, render_svg
from maps.i18n import get_language
from maps.numerals import keep_units
from maps.theme import PRINT_COLOURS, rgb_channels

MARGIN_MM, TOP_MM, GUTTER_MM = 14, 8, 6
# Smaller than in the PDF: another font may be wider than the one that the page was fitted with.
_SIZE_PT, _SMALL_PT, _MAP_MM = 6.5, 5.8, 160
_LINE = 1.2  # of the size
_SIZES_PT = {"Normal": _SIZE_PT, "Title": 15, "Heading 1": 8}
_COLUMN_PT = (PAGE_MM[0] - 2 * MARGIN_MM - GUTTER_MM) / 2 / 25.4 * 72
_LABEL_SHARE = 0.33
_QUIET, _WARNING, _ACCENT = (
    RGBColor(*rgb_channels(PRINT_COLOURS[name])) for name in ("quiet", "warning", "accent")
)


def render_docx(site: Site, page: BriefPage) -> bytes:
    """Return the page as DOCX bytes; equal inputs give equal bytes."""
    document, brief = docx.Document(), page.brief
    _set_page(document)
    _set_styles(document, brief.lang)
    _set_properties(document, page)
    _add_text(document, brief.heading, colour=_ACCENT)
    _tighten(document.add_heading(brief.title, level=0), size_pt=_SIZES_PT["Title"])
    _add_text(document, brief.subtitle, colour=_QUIET, size_pt=8)
    _add_text(document, brief.warning, colour=_WARNING)
    _add_map(document, site, page)
    _add_columns(document, page)
    _tighten(document.add_heading(page.sources_title, level=1), size_pt=_SIZES_PT["Heading 1"])
    for line in (*page.sources, *page.foot):
        _add_text(document, line, colour=_QUIET, size_pt=_SMALL_PT)
    out = io.BytesIO()
    document.save(out)
    return remove_zip_dates(out.getvalue())


def _set_page(document: Document) -> None:
    section: Section = document.sections[0]
    section.page_width, section.page_height = map(Mm, PAGE_MM)
    section.left_margin = section.right_margin = Mm(MARGIN_MM)
    section.top_margin = section.bottom_margin = Mm(TOP_MM)
    section.header_distance = section.footer_distance = Mm(5)


def _set_styles(document: Document, lang: str) -> None:
    """Set fonts, sizes and languages of the styles that the document uses."""
    for name, size_pt in _SIZES_PT.items():
        style = document.styles[name]
        set_font(style, [lang])
        style.font.size = Pt(size_pt)


def _set_properties(document: Document, page: BriefPage) -> None:
    """Set the document properties; the dates are those of the data, so that no clock is read."""
    about: CoreProperties = document.core_properties
    about.title = page.brief.title[:MAX_PROPERTY]
    about.subject = page.brief.heading
    about.author = about.last_modified_by = about.keywords = ""
    about.language = get_language(page.brief.lang).html_lang
    about.comments = page.brief.data[:MAX_PROPERTY]
    about.created = about.modified = parse_data_date(page.brief.as_of)
    about.revision = 1


def _add_text(
    document: Document, text: str, *, colour: RGBColor, size_pt: float = _SIZE_PT
) -> None:
    paragraph: Paragraph = document.add_paragraph()
    run = paragraph.add_run(keep_units(text))
    run.font.color.rgb, run.font.size = colour, Pt(size_pt)
    _tighten(paragraph, size_pt=size_pt)


def _tighten(paragraph: Paragraph, *, size_pt: float, before_pt: float = 0.0) -> None:
    """Set lines close, and as close in each font: those of Chinese ones are far apart."""
    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after = Pt(before_pt), Pt(1)
    shape.line_spacing = Pt(round(_LINE * size_pt, 1))


def _add_map(document: Document, site: Site, page: BriefPage) -> None:
    options = make_map_options(site, page.brief.lang, page.map_mm)
    png = render_png(site.drawn, replace(options, dpi=PNG_DPI))
    shape = document.add_picture(io.BytesIO(png), width=Mm(_MAP_MM))
    add_vector_picture(document, shape, render_svg(site.drawn, replace(options, text="outlines")))
    # python-docx has no way to set the text alternative but the element itself
    shape._inline.docPr.set("descr", page.alt)
    document.paragraphs[-1].paragraph_format.space_after = Pt(1)


def _add_columns(document: Document, page: BriefPage) -> None:
    """Add both columns of sections side by side.

    They are cells of a table without lines: columns of text are balanced by each program in its
    own way, and some then begin a page.
    """
    frame: Table = document.add_table(rows=1, cols=2)
    for cell, sections in zip(frame.rows[0].cells, page.columns, strict=True):
        for section in sections:
            _add_section(cell, section, page.brief.lang)
        _tighten(cell.paragraphs[-1], size_pt=1.0)
    set_column_widths(frame, [_COLUMN_PT + GUTTER_MM / 25.4 * 36] * 2)


def _add_section(cell: _Cell, section: BriefSection, lang: str) -> None:
    heading: Paragraph = cell.paragraphs[-1]  # a cell has one, also below each table
    heading.style = "Heading 1"
    heading.add_run(section.title)
    _tighten(heading, size_pt=_SIZES_PT["Heading 1"], before_pt=3.0)
    table: Table = cell.add_table(rows=0, cols=2)
    _rule_rows(table)
    for each in section.fields:
        _add_field(table, each, lang)
    widths_pt: Sequence[float] = (_LABEL_SHARE * _COLUMN_PT, (1 - _LABEL_SHARE) * _COLUMN_PT)
    set_column_widths(table, widths_pt)


def _rule_rows(table: Table) -> None:
    """Draw a fine line below each row."""
    borders = make_element("tblBorders")
    colour = PRINT_COLOURS["rule"].removeprefix("#")
    for side in ("top", "bottom", "insideH"):
        borders.append(make_element(side, val="single", sz="2", space="0", color=colour))
    properties: _Element = table._tbl.tblPr
    properties.append(borders)


def _add_field(table: Table, field: BriefField, lang: str) -> None:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]  # of python-docx
    words = (field.label, field.describe(lang))
    for cell, text, is_quiet in zip(row.cells, words, (True, not field.is_stated), strict=True):
        paragraph: Paragraph = cell.paragraphs[0]
        run = paragraph.add_run(keep_units(text))
        if is_quiet:
            run.font.color.rgb = _QUIET
        _tighten(paragraph, size_pt=_SIZE_PT)
        paragraph.paragraph_format.space_after = Pt(0)
    keep_row_whole(row)
