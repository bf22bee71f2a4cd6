"""A site brief as PDF: one page, tagged and searchable, with embedded fonts."""

import re

from geo.arrays import Json
from maps.documents.brief.layout import BriefPage, describe_values
from maps.documents.brief.make import MAP_WIDTH_MM, make_map_options
from maps.documents.brief.site import Site
from maps.documents.factsheet_pdf import tag_row_headers
from maps.figure.render import render_plain_svg
from maps.figure.typst_pdf import typeset_pdf
from maps.i18n import get_language
from maps.theme import PRINT_COLOURS

_PAGE = re.compile(rb"/Type\s*/Page(?!s)")
_BLANK = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}mm" height="{1}mm"/>'


def render_pdf(site: Site, page: BriefPage) -> bytes:
    """Return the page as PDF; equal inputs give equal bytes."""
    figure = render_plain_svg(site.drawn, make_map_options(site, page.brief.lang, page.map_mm))
    return tag_row_headers(typeset_pdf("brief.typ", _describe_page(page), figure=figure))


def count_pages(page: BriefPage) -> int:
    """Return how many pages a brief takes; its map is as large whatever it shows."""
    blank = _BLANK.format(MAP_WIDTH_MM, page.map_mm).encode()
    return len(_PAGE.findall(typeset_pdf("brief.typ", _describe_page(page), figure=blank)))


def _describe_page(page: BriefPage) -> Json:
    """Return the page as the template reads it."""
    brief, language = page.brief, get_language(page.brief.lang)
    columns = [
        [
            {
                "title": section.title,
                "head": describe_values(section, brief.lang),
                "fields": [
                    {
                        "label": each.label,
                        "text": each.describe(brief.lang),
                        "is_stated": each.is_stated,
                    }
                    for each in section.fields
                ],
            }
            for section in column
        ]
        for column in page.columns
    ]
    return {
        "lang": brief.lang,
        "region": language.territory.lower(),
        "heading": brief.heading,
        "title": brief.title,
        "subtitle": brief.subtitle,
        "warning": brief.warning,
        "alt": page.alt,
        "columns": columns,
        "sources_title": page.sources_title,
        "sources": list(page.sources),
        "foot": list(page.foot),
        "colours": dict(PRINT_COLOURS),
    }
