"""The ways by road in a factsheet: tables of their own, below the straight lines."""

from collections.abc import Sequence

from geo.measured import Measured
from maps.content.models import PartView, RoadCell, RoadTable
from maps.content.part import localize_part_name
from maps.content.roads.matrix import RoadMatrix, make_road_matrix
from maps.documents.blocks import NBSP, Block, make_heading, make_table
from maps.figure.typography import clean_text
from maps.i18n import get_language, get_translator

COPYRIGHT_URL = "https://www.openstreetmap.org/copyright"


def make_road_blocks(
    measured: Measured, views: Sequence[PartView], lang: str, *, is_zone: bool
) -> list[Block]:
    """Return the blocks of the ways by road; none where none were computed.

    Parameters
    ----------
    measured : Measured
        The zone.
    views : sequence of PartView
        Of the parts that are shown.
    lang : str
        The language's code.
    is_zone : bool
        Whether the factsheet is of the whole zone: a matrix, else a table of each part.
    """
    _ = get_translator(lang)
    tables = [view.roads for view in views if view.roads]
    if not tables:
        return []
    shown = [view for view in views if view.roads and view.roads.rows]
    matrix = make_road_matrix(measured, lang) if is_zone and shown else None
    if matrix:
        blocks = [_make_matrix(measured, matrix, views, lang)]
        notes, credits = matrix.notes, [matrix.credit]
    else:
        blocks = [_make_table(view, view.roads, lang) for view in shown if view.roads]
        notes = list(dict.fromkeys(note for table in tables for note in table.notes))
        credits = list(dict.fromkeys(table.credit for table in tables if table.credit))
    return [make_heading(_("By road")), *blocks, _list_notes(notes, credits, lang)]


def _make_table(view: PartView, roads: RoadTable, lang: str) -> Block:
    _, language = get_translator(lang), get_language(lang)
    rows = [
        [
            row.place.text + language.bracket(row.direction),
            *(_write_cell(cell, lang) for cell in row.cells),
            row.ratio.replace(" ", NBSP),
        ]
        for row in roads.rows
    ]
    caption = _("By road from %(part)s") % {"part": clean_text(view.name.text)}
    return make_table(caption, (_("Place"), *roads.vehicles, _("÷ straight line")), rows)


def _make_matrix(
    measured: Measured, matrix: RoadMatrix, views: Sequence[PartView], lang: str
) -> Block:
    _, places = get_translator(lang), measured.zone.places
    names = [localize_part_name({"id": key, **row}, lang).text for key, row in places.iterrows()]
    ids = {view.id for view in views}
    rows = [
        [
            row.part.name.text,
            *(_write_cell(cell, lang) if cell else "–" for cell in row.cells),
        ]
        for row in matrix.rows
        if row.part.id in ids
    ]
    return make_table(matrix.heading, (_("Part"), *names), rows)


def _write_cell(cell: RoadCell, lang: str) -> str:
    """Return length, time and the remarks, such as toll or ferry."""
    language = get_language(lang)
    numbers = [each.replace(" ", NBSP) for each in (cell.length, cell.time) if each]
    words = numbers if cell.time else [cell.length]
    return language.clause_separator.join((language.comma.join(words), *cell.remarks))


def _list_notes(notes: Sequence[str], credits: Sequence[str], lang: str) -> Block:
    """Return what the figures rest on, and the credit with its address."""
    linked = [f"{credit}{get_language(lang).comma}{COPYRIGHT_URL}" for credit in credits]
    links = [*("" for _ in notes), *(COPYRIGHT_URL for _ in linked)]
    return Block("bullets", rows=[[each] for each in (*notes, *linked)], links=links)
