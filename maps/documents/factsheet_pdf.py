"""A factsheet as PDF, typeset by Typst: tagged and searchable, with embedded fonts."""

import re
from collections.abc import Sequence
from dataclasses import asdict

from geo.arrays import Json
from geo.zone import Zone
from maps.documents.factsheet import PAGE_MM, Factsheet, make_factsheets, make_figure_options
from maps.figure.captions import data_line, review_line
from maps.figure.kept_drawings import draw_once
from maps.figure.options import FigureOptions, select_drawn_parts
from maps.figure.render import figure_alt_text, render_plain_svg
from maps.figure.typography import shorten_text
from maps.figure.typst_pdf import typeset_pages, typeset_pdf
from maps.i18n import get_language
from maps.theme import PRINT_COLOURS

_GAP_PT = 12.0
_SIZE = re.compile(r' width="[\d.]+pt" height="[\d.]+pt"')  # of a page
_FOOTER_EM = 62.0  # what fits beside the page number
# A cell of a table's body as Typst writes it; its header's id has the column's number.
_CELL = re.compile(
    rb"/S/TD(?P<parent>/P \d+ 0 R)/A\[<</O/Table"
    rb"(?P<headers>/Headers\[\(\w+x(?P<column>\d+)y\d+\)\])>>"
)


@draw_once()
def render_factsheet_pdf(zone: Zone, options: FigureOptions) -> bytes:
    """Return the factsheet as PDF bytes; equal inputs give equal bytes.

    Raises
    ------
    InputError, UnknownIdError
        As `maps.documents.factsheet.make_factsheet` does.
    """
    data, figure = _describe_factsheet(zone, options)
    return tag_row_headers(typeset_pdf("factsheet.typ", data, figure=figure))


@draw_once()
def render_factsheet_pages(zone: Zone, options: FigureOptions) -> bytes:
    """Return the pages of the factsheet below each other as one SVG, for a preview.

    Raises
    ------
    InputError, UnknownIdError
        As `maps.documents.factsheet.make_factsheet` does.
    """
    data, figure = _describe_factsheet(zone, options)
    return stack_pages(typeset_pages("factsheet.typ", data, figure=figure))


def stack_pages(pages: Sequence[bytes]) -> bytes:
    """Return SVG pages of A4 below each other, with a gap between two, as one SVG."""
    width, height = (side / 25.4 * 72 for side in PAGE_MM)
    whole = len(pages) * (height + _GAP_PT) - _GAP_PT
    placed = "".join(
        f'<svg y="{n * (height + _GAP_PT):.1f}" width="{width:.1f}" height="{height:.1f}">'
        f'<rect width="100%" height="100%" fill="{PRINT_COLOURS["paper"]}"/>'
        f"{_SIZE.sub('', page.decode(), 1)}</svg>"
        for n, page in enumerate(pages)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.1f} {whole:.1f}" '
        f'width="{width:.1f}" height="{whole:.1f}">{placed}</svg>'
    ).encode()


def _describe_factsheet(zone: Zone, options: FigureOptions) -> tuple[Json, bytes]:
    """Return what the template reads, and the figure in it as SVG."""
    sheets = make_factsheets(zone, options)
    data = {
        "sheets": [describe_sheet(zone, options, each) for each in sheets],
        "title": " / ".join(dict.fromkeys(each.title for each in sheets)),
        "description": figure_alt_text(zone, options),
        "colours": dict(PRINT_COLOURS),
    }
    return data, render_plain_svg(zone, make_figure_options(options))


def describe_sheet(zone: Zone, options: FigureOptions, sheet: Factsheet) -> Json:
    """Return the factsheet in one language as the template reads it."""
    language, langs = get_language(sheet.lang), [sheet.lang]
    footer = (
        review_line(zone, select_drawn_parts(zone, options), langs),
        f"{sheet.subtitle or sheet.title} | {data_line(zone, langs)}",
    )
    return {
        **asdict(sheet),
        "region": language.territory.lower(),
        "colon": language.colon,
        "footer": [shorten_text(line, _FOOTER_EM) for line in footer],
    }


def tag_row_headers(pdf: bytes) -> bytes:
    """Return a PDF of Typst in which the first cell of each row is tagged as the row's header.

    Typst's Python package has no way to say so. The tags are changed in place, byte for byte, so
    that no offset in the file moves. Other cells then name no header themselves: what heads them
    follows from the scope, column or row, of the headers.

    References
    ----------
    ISO 32000-2:2020, 14.8.5.7 (attributes of tables: Scope, Headers).
    """
    return _CELL.sub(_tag_cell, pdf)


def _tag_cell(found: re.Match[bytes]) -> bytes:
    heads_row = found["column"] == b"0"
    tag = b"/S/TH" if heads_row else b"/S/TD"
    scope = b"/Scope/Row" if heads_row else b""
    return tag + found["parent"] + b"/A[<</O/Table" + scope.ljust(len(found["headers"])) + b">>"
