"""A factsheet as PDF, typeset by Typst: tagged and searchable, with embedded fonts."""

from dataclasses import asdict

from geo.zone import Zone
from maps.documents.factsheet import make_factsheet, make_figure_options
from maps.figure.captions import data_line, review_line
from maps.figure.options import FigureOptions, select_parts
from maps.figure.render import render_plain_svg
from maps.figure.typography import shorten_text
from maps.figure.typst_pdf import typeset_pdf
from maps.i18n import get_language
from maps.theme import PRINT_COLOURS

_FOOTER_EM = 62.0  # what fits beside the page number


def render_factsheet_pdf(zone: Zone, options: FigureOptions) -> bytes:
    """Return the factsheet as PDF bytes; equal inputs give equal bytes.

    Raises
    ------
    InputError, UnknownIdError
        As `maps.documents.factsheet.make_factsheet` does.
    """
    factsheet = make_factsheet(zone, options)
    footer = (
        review_line(zone, select_parts(zone, options), options.langs),
        f"{factsheet.subtitle or factsheet.title} | {data_line(zone, options.langs)}",
    )
    about = next(block.text for block in factsheet.blocks if block.kind == "figure")
    data = {
        **asdict(factsheet),
        "region": get_language(factsheet.lang).territory.lower(),
        "footer": [shorten_text(line, _FOOTER_EM) for line in footer],
        "description": about,
        "colours": dict(PRINT_COLOURS),
    }
    return typeset_pdf(
        "factsheet.typ", data, figure=render_plain_svg(zone, make_figure_options(options))
    )
