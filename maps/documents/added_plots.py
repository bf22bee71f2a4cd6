"""The tables of added plots on a composed page: how large, where they lie, how far from places."""

from collections.abc import Iterator, Sequence

from geo.measured import Measured
from geo.zone import Zone
from maps import formatting
from maps.content.measures import UNIT_SEPARATOR
from maps.content.plot_place import describe_plot_place, locate_inside
from maps.content.point import make_point_view
from maps.documents.blocks import (
    MAX_CHARACTERS,
    Block,
    make_heading,
    make_table,
    shorten_cell,
)
from maps.figure.overlay.model import AddedShape, Overlay
from maps.figure.overlay.words import name_shape, shape_area_m2
from maps.figure.typography import clean_text
from maps.i18n import get_language, get_translator
from maps.numerals import format_number, keep_units

_NO_VALUE = "–"
Plots = Sequence[tuple[str, AddedShape]]  # with their names


def make_added_tables(zone: Zone, overlay: Overlay, lang: str, *, most: int) -> list[Block]:
    """Return the tables of the plots that people added; none without plots.

    Parameters
    ----------
    zone : Zone
    overlay : Overlay
    lang : str
        The language's code.
    most : int
        How many rows a table may have; the captions tell that there are more.
    """
    named = [(name_shape(each, n), each) for n, each in enumerate(overlay.shapes, 1)]
    every = [(name, each) for name, each in named if each.shape.area and each.shape.is_valid]
    if not every:
        return []
    _, plots, measured = get_translator(lang), every[:most], Measured(zone)
    more = ""
    if len(plots) < len(every):
        said = _("the first %(count)s of %(total)s plots")
        words = said % {"count": len(plots), "total": len(every)}
        more = get_language(lang).bracket(words)
    blocks = [make_heading(_("Plots added by the user")), _make_area_table(plots, more, lang)]
    if not zone.parts.empty:
        blocks.append(_make_share_table(measured, plots, more, lang))
    if not (zone.parts.empty or zone.places.empty):
        blocks.append(_make_distance_table(measured, plots, more, lang))
    return blocks


def _make_area_table(plots: Plots, more: str, lang: str) -> Block:
    """Return the measured areas, and those that files state with the differences, if any does."""
    _ = get_translator(lang)
    head, rows = [_("Plot"), _("Measured area")], list(_iter_areas(plots, lang))
    stated = [each.tell_stated(lang) for _name, each in plots]
    if any(map(any, stated)):
        head += [_("Stated in the file"), _("Difference (measured − stated)")]
        for row, words in zip(rows, stated, strict=True):
            row += [each or _NO_VALUE for each in words]
    caption = _("Areas of the plots: geodesic, of unchecked outlines")
    return make_table(caption + more, head, rows)


def _iter_areas(plots: Plots, lang: str) -> Iterator[list[str]]:
    for name, each in plots:
        size_m2 = shape_area_m2(each)
        said = formatting.areas(size_m2, lang)
        if said[0].endswith(" ha"):  # of a plot registers have square metres too
            said.insert(0, f"{format_number(size_m2, lang, digits=0)} m²")
        first, *others = map(keep_units, said)
        yield [name, first + get_language(lang).bracket(UNIT_SEPARATOR.join(others))]


def _make_share_table(measured: Measured, plots: Plots, more: str, lang: str) -> Block:
    _, rows = get_translator(lang), []
    for name, each in plots:
        place = describe_plot_place(measured, each.shape, lang)
        shares = clean_text(place.text)[:MAX_CHARACTERS]  # of many parts, longer than other cells
        rows.append([shorten_cell(name), shares, place.verdict_label])
    caption = _("Shares of each plot's area in the parts of the zone, with their certainty")
    return Block("table", caption + more, [_("Plot"), _("Share of its area"), _("How sure")], rows)


def _make_distance_table(measured: Measured, plots: Plots, more: str, lang: str) -> Block:
    """Return a row for each plot, and a column for each place, as the page tells the distances."""
    _, rows, names = get_translator(lang), [], list[str]()
    for name, each in plots:
        view = make_point_view(measured.zone, locate_inside(measured, each.shape), lang)
        names = [place.name.text for place in view.places]
        rows.append([name, *(keep_units(place.distance) for place in view.places)])
    caption = _("Straight-line (geodesic) distances from a point inside each plot")
    return make_table(caption + more, (_("Plot"), *names), rows)
