"""The table of a factsheet that says in which parts of the zone brought plots lie."""

from collections.abc import Sequence
from dataclasses import replace

from geo.measured import Measured
from geo.schema import BROUGHT
from geo.zone import Zone
from maps.content.models import PartView
from maps.content.plot_place import describe_plot_place
from maps.documents.blocks import MAX_CHARACTERS, Block, make_heading, shorten_cell
from maps.figure.typography import clean_text
from maps.i18n import get_translator


def make_plot_blocks(zone: Zone, views: Sequence[PartView], lang: str) -> list[Block]:
    """Return a heading and the table of the plots' shares in parts; nothing without such plots.

    Parameters
    ----------
    zone : Zone
        With the plots among its parts.
    views : sequence of PartView
        What the factsheet is of.
    lang : str
        The language's code.
    """
    _, own = get_translator(lang), zone.parts[zone.parts["placement"] != BROUGHT]
    plots = [view for view in views if view.placement == BROUGHT]
    if own.empty or not plots:
        return []
    measured = Measured(replace(zone, parts=own))
    rows = []
    for view in plots:
        place = describe_plot_place(measured, zone.parts.geometry[view.id], lang)
        shares = clean_text(place.text)[:MAX_CHARACTERS]  # of many parts, longer than other cells
        rows.append([shorten_cell(view.name.text), shares, place.verdict_label])
    caption = _("Shares of each plot's area in the parts of the zone, with their certainty")
    head = [_("Plot"), _("Share of its area"), _("How sure")]
    return [make_heading(_("Where the plots lie")), Block("table", caption, head, rows)]
