"""The legend: what the colours, the dashes and the symbols of a figure mean."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import geopandas as gpd

from geo.schema import KINDS, PLACEMENTS
from maps.content import vocabulary
from maps.content.uncertainty import label_context
from maps.figure.captions import join_languages
from maps.figure.map_layers import (
    MARKERS,
    OTHER_MARKER,
    POINTS_PER_PX,
    ink_colour,
    marker_colours,
    part_style,
)
from maps.figure.page import Page
from maps.figure.panel_style import Words
from maps.i18n import get_language, get_translator
from maps.theme import BROUGHT, DASHES, PRINT_COLOURS

SWATCH_EM, GAP_EM = 2.3, 0.8
_LOOSE, _CLOSE = (1.0, 1.3, 0.25), (0.87, 1.2, 0.12)  # letters, least height and gap of entries


def draw_heading(page: Page, x: float, y: float, words: str, *, width: float) -> float:
    """Write a heading over a thin rule; return the y below."""
    page.write(x, y + page.em, words, size=0.85, color=PRINT_COLOURS["quiet"])
    page.draw_line(
        (x, x + width), (y + 1.5 * page.em,) * 2, color=PRINT_COLOURS["rule"], linewidth=0.6
    )
    return y + 2.0 * page.em


class Legend:
    """Entries written below each other in a column of the page.

    Attributes
    ----------
    x, y : float
        The upper left corner of the next entry, points of the page.
    width : float
        Of the column, points.
    words : Words
        How much it says; what is not full is written close together.
    langs : sequence of str
        Its languages.
    turns : list of tuple of float
        The columns to go on in: the y to leave the one before at, and the next entry's x and y.
    bottom : float
        The y below the lowest entry.
    """

    def __init__(
        self, page: Page, x: float, y: float, *, width: float, words: Words = Words.FULL,
        langs: Sequence[str] | None = None,
    ) -> None:  # fmt: skip
        self.page, self.x, self.y, self.width = page, x, y, width
        self.words, self.turns, self.bottom = words, list[tuple[float, float, float]](), y
        self.langs = page.options.langs if langs is None else tuple(langs)

    def _write_entry(self, words: str, *, size: float = 0.9) -> None:
        """Write the words of an entry beside its sample, and move below them."""
        scale, least, gap = _LOOSE if self.words is Words.FULL else _CLOSE
        shift, em = (SWATCH_EM + GAP_EM) * self.page.em, self.page.em
        colour = PRINT_COLOURS["text"]
        below = self.page.write_paragraph(
            self.x + shift, self.y + 0.1 * em, words, width=self.width - shift,
            size=scale * size, color=colour,
        )  # fmt: skip
        self.y = max(below, self.y + least * em) + gap * em
        self.bottom = max(self.bottom, self.y)
        if self.turns and self.y > self.turns[0][0]:
            _, self.x, self.y = self.turns.pop(0)

    def add_area(self, words: str, *, size: float = 0.9, **style: Any) -> None:
        """Add a filled rectangle and its words."""
        em = self.page.em
        self.page.draw_rectangle(self.x, self.y + 0.2 * em, SWATCH_EM * em, 1.05 * em, **style)
        self._write_entry(words, size=size)

    def add_line(self, words: str, *, size: float = 0.9, **style: Any) -> None:
        """Add a line and its words."""
        y = self.y + 0.75 * self.page.em
        self.page.draw_line((self.x, self.x + SWATCH_EM * self.page.em), (y, y), **style)
        self._write_entry(words, size=size)

    def add_note(self, words: str, *, size: float = 0.9) -> None:
        """Add an entry of words alone."""
        self._write_entry(words, size=size)

    def add_marker(self, words: str, kind: str) -> None:
        """Add a place's symbol and its words."""
        marker = MARKERS.get(kind, OTHER_MARKER)
        self._draw_symbol(marker, size=0.6, **marker_colours(kind))
        self._write_entry(words)

    def add_target(self, words: str, *, size: float = 0.9) -> None:
        """Add the symbol of a queried point and its words."""
        ink, paper = PRINT_COLOURS["text"], PRINT_COLOURS["paper"]
        self._draw_symbol("o", size=1.2, markerfacecolor=paper, markeredgecolor=ink)
        self._draw_symbol("o", size=0.4, markerfacecolor=ink, markeredgecolor=ink)
        self._write_entry(words, size=size)

    def add_dot(self, words: str, *, colour: str, size: float = 0.9) -> None:
        """Add the symbol of a site and its words."""
        self._draw_symbol("o", size=0.7, markerfacecolor=colour, markeredgecolor=colour)
        self._write_entry(words, size=size)

    def _draw_symbol(self, marker: str, *, size: float, **colours: str) -> None:
        em = self.page.em
        middle = [self.x + SWATCH_EM * em / 2], [self.y + 0.75 * em]
        style: dict[str, Any] = {"markersize": size * em, "markeredgewidth": 0.11 * em, **colours}
        self.page.axes.plot(*middle, marker, **style)


def draw_parts_legend(legend: Legend, parts: gpd.GeoDataFrame) -> None:
    """Write what the colours and the dashes of the parts mean, as far as they occur."""
    langs = legend.langs
    heading = join_languages(langs, lambda lang: _context_words(lang)["legend"])
    legend.y = draw_heading(legend.page, legend.x, legend.y, heading, width=legend.width)
    for kind in KINDS:
        of_kind = parts[parts["kind"] == kind]
        if len(of_kind):
            legend.add_area(
                kind_words(kind, langs),
                **part_style(
                    kind, of_kind["placement"].mode()[0], line_scale=legend.page.line_scale
                ),
            )
    for placement in (*PLACEMENTS, BROUGHT):
        if (parts["placement"] == placement).any():
            add_placement(legend, placement)


def kind_words(kind: str, langs: Sequence[str]) -> str:
    """Return the word for a kind in each language."""
    return join_languages(langs, lambda lang: vocabulary.kind_label(kind, lang))


def draw_context_legend(
    legend: Legend, *, places: Iterable[str], context: Mapping[str, gpd.GeoDataFrame]
) -> None:
    """Write what the symbols of places and the lines below the parts mean.

    Parameters
    ----------
    legend : Legend
        To add to.
    places : iterable of str
        The kinds of the places that are drawn.
    context : Mapping[str, GeoDataFrame]
        What is drawn (`maps.figure.map_layers.visible_context`), with kind and
        position_uncertainty_m.
    """
    for kind in places:
        legend.add_marker(kind_words(kind, legend.langs), kind)
    _add_context(legend, context)


def add_placement(legend: Legend, placement: str) -> None:
    """Write what the dashes of an outline mean: in brief, and in every language, if need be."""
    dashes = DASHES[placement]
    line = {"linestyle": (0, dashes) if dashes else "solid", "color": PRINT_COLOURS["text"]}
    joint = get_language(legend.langs[0]).sentence_separator
    is_full = legend.words < Words.KEY
    explain = vocabulary.placement_note if is_full else vocabulary.placement_dashes
    langs = legend.langs if is_full else legend.page.options.langs
    words = join_languages(langs, lambda lang: explain(placement, lang), joint if is_full else " ")
    legend.add_line(
        words,
        size=0.78,
        linewidth=1.8 * POINTS_PER_PX * legend.page.line_scale,
        dash_capstyle="butt",
        **line,
    )


def add_language_note(legend: Legend) -> None:
    """Write, in a language that the legend leaves out, that it does."""
    for lang in legend.page.options.langs[len(legend.langs) :]:
        _ = get_translator(lang)
        legend.add_note(_("No room for the legend in this language."), size=0.78)


def _add_context(legend: Legend, context: Mapping[str, gpd.GeoDataFrame]) -> None:
    if len(context["host"]):
        words = join_languages(legend.langs, lambda lang: _context_words(lang)["host"])
        legend.add_area(
            words,
            facecolor=ink_colour("host"),
            edgecolor=ink_colour("county"),
            linewidth=0.5 * legend.page.line_scale,
        )
    for kind, width in (("county", 0.5), ("river", 1.3)):
        if len(context[kind]):
            width_pt = width * legend.page.line_scale
            _add_context_line(legend, context[kind], kind, linewidth=width_pt)


def _add_context_line(
    legend: Legend, context: gpd.GeoDataFrame, kind: str, *, linewidth: float
) -> None:
    words = join_languages(legend.langs, lambda lang: label_context(context, kind, lang))
    legend.add_line(words, color=ink_colour(kind), linewidth=linewidth)


def _context_words(lang: str) -> dict[str, str]:
    _ = get_translator(lang)
    return {
        "legend": _("Legend"),
        "host": _("Counties the zone lies in"),
    }
