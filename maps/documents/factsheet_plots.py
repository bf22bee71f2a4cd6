"""What a factsheet says of brought plots alone: their warnings, where they lie, how far."""

from collections.abc import Sequence
from dataclasses import replace

from geo.measured import Measured
from geo.zone import Zone
from maps.content.models import Fact, PartView
from maps.content.plot_place import describe_plot_place, locate_inside
from maps.content.point import make_point_view
from maps.documents.blocks import (
    MAX_CHARACTERS,
    Block,
    make_heading,
    make_table,
    shorten_cell,
)
from maps.figure.typography import clean_text
from maps.i18n import get_language, get_translator
from maps.theme import BROUGHT

# Columns of brought plots, in the document's language: what is to be warned of, the stated area in
# its own unit, and by how much the measured one differs.
REMARK, STATED, DIFFERENCE = "remark", "stated_text", "difference_text"


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
    _, measured = get_translator(lang), measure_own(zone)
    plots = [view for view in views if view.placement == BROUGHT]
    if measured.zone.parts.empty or not plots:
        return []
    rows = []
    for view in plots:
        place = describe_plot_place(measured, zone.parts.geometry[view.id], lang)
        shares = clean_text(place.text)[:MAX_CHARACTERS]  # of many parts, longer than other cells
        rows.append([shorten_cell(view.name.text), shares, place.verdict_label])
    caption = _("Shares of each plot's area in the parts of the zone, with their certainty")
    head = [_("Plot"), _("Share of its area"), _("How sure")]
    return [make_heading(_("Where the plots lie")), Block("table", caption, head, rows)]


def tell_stated_area(zone: Zone, view: PartView, lang: str) -> Sequence[Fact]:
    """Return the facts of a part, of a brought plot with the stated area as its file states it."""
    if view.placement != BROUGHT or STATED not in zone.parts.columns:
        return view.facts
    stated, difference = (zone.parts[column][view.id] for column in (STATED, DIFFERENCE))
    label = get_translator(lang)("Difference")
    return [
        replace(fact, value=stated, kind="")
        if stated and fact.key == "published_area_km2"
        else replace(fact, value=f"{difference} · {fact.value}")
        if difference and fact.label == label
        else fact
        for fact in view.facts
    ]


def measure_own(zone: Zone) -> Measured:
    """Return the zone without brought plots, of which their distances and shares are told."""
    return Measured(replace(zone, parts=zone.parts[zone.parts["placement"] != BROUGHT]))


def make_plot_warnings(zone: Zone, views: Sequence[PartView], lang: str) -> list[Block]:
    """Return what the map page warns of in the plots too, with the name of each."""
    if REMARK not in zone.parts.columns:
        return []
    colon = get_language(lang).colon
    said = [(view.name.text, zone.parts[REMARK][view.id]) for view in views]
    return [
        Block("warning", clean_text(name + colon + remark)[:MAX_CHARACTERS])
        for name, remark in said
        if isinstance(remark, str) and remark
    ]


def make_plot_distances(zone: Zone, view: PartView, lang: str) -> Block:
    """Return the table of distances of a brought plot, from the point inside as the page has them.

    Its own outline states no uncertainty, so that of the places is told.
    """
    _, measured = get_translator(lang), measure_own(zone)
    at = locate_inside(measured, zone.parts.geometry[view.id])
    head = (_("Place"), _("From a point inside"), _("Bearing"), _("Uncertainty (of the place)"))
    rows = [
        (each.name.text, each.distance, each.bearing, each.uncertainty)
        for each in make_point_view(measured.zone, at, lang).places
    ]
    caption = _("Straight-line (geodesic) distances from %(part)s") % {
        "part": clean_text(view.name.text)
    }
    return make_table(caption, head, rows)
