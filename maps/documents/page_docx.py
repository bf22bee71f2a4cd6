"""A composed page as a Word document: its words can be edited, and its map is a picture."""

from dataclasses import replace

from geo.measured import Measured
from geo.zone import Zone
from maps.content.credits import Credits, gather_credits
from maps.content.part import get_part_view
from maps.documents.added_plots import make_added_tables
from maps.documents.blocks import MAX_CHARACTERS, Block, make_heading, shorten_title
from maps.documents.factsheet import MOST_ROWS, Factsheet, make_source_blocks, number_sources
from maps.documents.factsheet_docx import MARGIN_MM, write_sheets
from maps.documents.factsheet_tables import make_number_tables
from maps.documents.word_picture import draw_embedded
from maps.figure.captions import parts_title, placement_warning, zone_name
from maps.figure.kept_drawings import draw_once
from maps.figure.options import SIDE_RANGE_MM, FigureOptions, select_parts
from maps.figure.overlay.words import describe_code, list_numbers
from maps.figure.render import credit_figure, figure_alt_text, list_seen_parts
from maps.figure.typography import clean_text
from maps.i18n import get_translator

_PAPER_MM = (420.0, 297.0)  # the largest; a larger page of a figure is on this paper
_WORDS_MM, _WORDS_SHARE = 50.0, 0.24  # of title, warning, note and caption, at most
_UPRIGHT_WORDS_MM = 68.0  # the same words take more lines of a narrow page
_MAX_ASPECT = 2.9


@draw_once()
def render_page_docx(zone: Zone, options: FigureOptions) -> bytes:
    """Return the page as DOCX bytes; equal inputs give equal bytes.

    Raises
    ------
    InputError, UnknownIdError
        As `maps.figure.render.render_svg` does.
    """
    page_mm = _choose_paper(options)
    figure = make_inner_figure(options, page_mm)
    sheets = [_make_sheet(zone, replace(options, lang=lang), figure) for lang in options.langs]
    return write_sheets(zone, options, sheets, draw_embedded(zone, figure), page_mm=page_mm)


def _choose_paper(options: FigureOptions) -> tuple[float, float]:
    scale = min(1.0, max(_PAPER_MM) / max(options.width_mm, options.height_mm))
    return options.width_mm * scale, options.height_mm * scale


def make_inner_figure(options: FigureOptions, page_mm: tuple[float, float]) -> FigureOptions:
    """Return the options of the map, which leaves room for title and note on its page."""
    width_mm, height_mm = (side - 2 * MARGIN_MM for side in page_mm)
    most = _WORDS_MM if page_mm[0] > page_mm[1] else _UPRIGHT_WORDS_MM
    height_mm = max(SIDE_RANGE_MM[0], height_mm - min(most, _WORDS_SHARE * page_mm[1]))
    return replace(
        options,
        width_mm=max(SIDE_RANGE_MM[0], min(width_mm, _MAX_ASPECT * height_mm)),
        height_mm=height_mm,
        embedded=True,
        overlay=replace(options.overlay, note="", address=""),
    )


def _make_sheet(zone: Zone, options: FigureOptions, figure: FigureOptions) -> Factsheet:
    """Return what the page says in one language."""
    lang, seen = options.lang, list_seen_parts(zone, figure)
    told = zone.parts.loc[seen] if seen else select_parts(zone, options)
    title = make_page_title(zone, options)
    shown, tables = make_page_tables(zone, options, figure)
    note = clean_text(options.overlay.note)[:MAX_CHARACTERS]
    blocks = [
        *([Block("text", note)] if note else []),
        Block("warning", placement_warning(told, lang)),
        Block("figure", figure_alt_text(zone, options), caption=title),
        *_make_number_blocks(zone, options, lang),
        *tables,
        *_make_address_blocks(options, lang),
        *make_source_blocks(zone, shown, lang),
    ]
    return Factsheet(title, "", lang, zone.facts["as_of"] or "", blocks)


def make_page_title(zone: Zone, options: FigureOptions) -> str:
    """Return the title of a page in one language; the zone's name where it shall have none."""
    lang = options.lang
    shown = select_parts(zone, options)
    title = parts_title(zone, shown, lang) if options.title is None else options.title
    return shorten_title(title or zone_name(zone, lang))


def make_page_tables(
    zone: Zone, options: FigureOptions, figure: FigureOptions
) -> tuple[Credits, list[Block]]:
    """Return the credits of a page, and areas and distances of parts and plots on it as tables.

    They are in the language of `options`; `figure` has those of the map itself.
    """
    seen = list_seen_parts(zone, figure)
    measured = Measured(zone)
    views = [get_part_view(measured, each, options.lang) for each in seen[:MOST_ROWS]]
    shown = credit_figure(zone, figure)
    if seen or options.overlay.shapes:  # the tables have the distances to all places
        rows = zone.parts.loc[seen]
        shown = shown.join(gather_credits(zone, rows, {"places": zone.places}))
    added = make_added_tables(zone, options.overlay, options.lang, most=MOST_ROWS)
    return shown, [
        *make_number_tables(measured, views, number_sources(shown), options.lang),
        *added,
    ]


def _make_number_blocks(zone: Zone, options: FigureOptions, lang: str) -> list[Block]:
    _ = get_translator(lang)
    rows = [
        [clean_text(each)[:MAX_CHARACTERS]] for each in list_numbers(zone, options.overlay, lang)
    ]
    return [make_heading(_("Shown on the map")), Block("bullets", rows=rows)] if rows else []


def _make_address_blocks(options: FigureOptions, lang: str) -> list[Block]:
    address = options.overlay.address
    if not address:
        return []
    rows, links = [[address]], [address]
    return [
        Block("code", address, caption=describe_code(options.overlay, lang)),
        Block("bullets", rows=rows, links=links),
    ]
