"""A composed page as PDF: the figure, and the numbers of what it shows on pages of their own."""

from dataclasses import replace

from geo.zone import Zone
from maps.documents.factsheet import Factsheet, make_source_blocks
from maps.documents.factsheet_pdf import describe_sheet, tag_row_headers
from maps.documents.page_docx import make_page_tables, make_page_title
from maps.figure.kept_drawings import draw_once
from maps.figure.options import FigureOptions
from maps.figure.render import figure_alt_text, figure_title, render_pdf, render_plain_svg
from maps.figure.typst_pdf import typeset_pdf
from maps.theme import PRINT_COLOURS


@draw_once()
def render_page_pdf(zone: Zone, options: FigureOptions) -> bytes:
    """Return the page as PDF bytes; equal inputs give equal bytes.

    Areas and distances follow on A4, in each language; none where no part is on the map.

    Raises
    ------
    InputError, UnknownIdError
        As `maps.figure.render.render_pdf` does.
    """
    sheets = []
    for lang in options.langs:
        sheet = _make_sheet(zone, replace(options, lang=lang), options)
        if sheet is not None:
            sheets.append(describe_sheet(zone, options, sheet))
    if not sheets:
        return render_pdf(zone, options)
    data = {
        "sheets": sheets,
        "title": figure_title(zone, options),
        "description": figure_alt_text(zone, options),
        "keywords": [f"data sha256 {zone.sha256}"],
        "colours": dict(PRINT_COLOURS),
        "cover": {"width_mm": options.width_mm, "height_mm": options.height_mm},
    }
    figure = render_plain_svg(zone, options)
    return tag_row_headers(typeset_pdf("factsheet.typ", data, figure=figure))


def _make_sheet(zone: Zone, options: FigureOptions, figure: FigureOptions) -> Factsheet | None:
    """Return the numbers in one language, None where there are none."""
    shown, tables = make_page_tables(zone, options, figure)
    if not tables:
        return None
    blocks = [*tables, *make_source_blocks(zone, shown, options.lang)]
    title, as_of = make_page_title(zone, options), zone.facts["as_of"] or ""
    return Factsheet(title, "", options.lang, as_of, blocks)
