"""The legend: what the colours, the dashes and the symbols of a figure mean."""

from collections.abc import Iterable, Sequence
from typing import Any

import geopandas as gpd

from geo.rows import get_row
from geo.schema import KINDS, PLACEMENTS
from maps import theme
from maps.content import vocabulary
from maps.figure.captions import join_languages
from maps.figure.distance_lines import DISTANCE_LINE_DASHES, reference_part
from maps.figure.map_layers import MARKERS, OTHER_MARKER, POINTS_PER_PX, ink_colour, part_style
from maps.figure.page import QUIET, TEXT, Page
from maps.i18n import get_translator, localize_field

SWATCH_EM, GAP_EM = 2.3, 0.8
RULE_COLOUR = "#d9dbde"


def draw_heading(sheet: Page, x: float, y: float, words: str, *, width: float) -> float:
    """Write a heading over a thin rule; return the y below."""
    sheet.text(x, y + sheet.em, words, size=0.85, color=QUIET)
    sheet.stroke((x, x + width), (y + 1.5 * sheet.em,) * 2, color=RULE_COLOUR, linewidth=0.6)
    return y + 2.0 * sheet.em


class Legend:
    """Entries written below each other in a column of the sheet."""

    def __init__(self, sheet: Page, x: float, y: float, *, width: float) -> None:
        self.sheet, self.x, self.y, self.width = sheet, x, y, width
        self.langs = sheet.options.langs

    def _words(self, words: str, *, size: float = 0.9) -> None:
        """Write an entry's words beside its sample and go on below."""
        shift = (SWATCH_EM + GAP_EM) * self.sheet.em
        style_: dict[str, Any] = {"size": size, "color": TEXT}
        top = self.y + 0.1 * self.sheet.em
        below = self.sheet.paragraph(self.x + shift, top, words, width=self.width - shift, **style_)
        self.y = max(below, self.y + 1.3 * self.sheet.em) + 0.25 * self.sheet.em

    def add_area(self, words: str, **style_: Any) -> None:
        """Add a filled rectangle and its words."""
        em = self.sheet.em
        self.sheet.rectangle(self.x, self.y + 0.2 * em, SWATCH_EM * em, 1.05 * em, **style_)
        self._words(words)

    def add_line(self, words: str, *, size: float = 0.9, **style_: Any) -> None:
        """Add a line and its words."""
        y = self.y + 0.75 * self.sheet.em
        self.sheet.stroke((self.x, self.x + SWATCH_EM * self.sheet.em), (y, y), **style_)
        self._words(words, size=size)

    def add_marker(self, words: str, kind: str) -> None:
        """Add a place's symbol and its words."""
        em = self.sheet.em
        fill = ink_colour("place") if kind == "city" else "white"
        self.sheet.axes.plot(
            [self.x + SWATCH_EM * em / 2],
            [self.y + 0.75 * em],
            MARKERS.get(kind, OTHER_MARKER),
            markersize=0.6 * em,
            markeredgewidth=0.11 * em,
            markerfacecolor=fill,
            markeredgecolor=ink_colour("place"),
        )
        self._words(words)


def draw_parts_legend(legend: Legend, parts: gpd.GeoDataFrame) -> None:
    """Write what the colours and the dashes of the parts mean."""
    langs = legend.langs
    heading = join_languages(langs, lambda lang: _context_words(lang)["legend"])
    legend.y = draw_heading(legend.sheet, legend.x, legend.y, heading, width=legend.width)
    for kind in KINDS:
        of_kind = parts[parts["kind"] == kind]
        if len(of_kind):
            legend.add_area(
                kind_words(kind, langs),
                **part_style(kind, of_kind["placement"].mode()[0], weight=legend.sheet.weight),
            )
    for placement in PLACEMENTS:
        if (parts["placement"] == placement).any():
            _add_placement(legend, placement)


def kind_words(kind: str, langs: Sequence[str]) -> str:
    """Return the word for a kind in each language."""
    return join_languages(langs, lambda lang: vocabulary.kind_label(kind, lang))


def draw_context_legend(legend: Legend, *, places: Iterable[str], context: Iterable[str]) -> None:
    """Write what the symbols of places and the lines beneath mean."""
    for kind in places:
        legend.add_marker(kind_words(kind, legend.langs), kind)
    _add_context(legend, set(context))


def add_distance_lines_entry(legend: Legend, parts: gpd.GeoDataFrame) -> None:
    """Write what the lines to the cities mean."""
    part_id = reference_part(parts)
    row = get_row(parts, part_id)

    def words(lang: str) -> str:
        _ = get_translator(lang)
        said = _(
            "Straight-line (geodesic) distance from the centre of %(part)s and its uncertainty"
        )
        return said % {"part": localize_field(row, "name", lang)[0] or part_id}

    line = {
        "linestyle": DISTANCE_LINE_DASHES,
        "color": ink_colour("place"),
        "linewidth": 0.8 * legend.sheet.weight,
    }
    legend.add_line(join_languages(legend.langs, words), size=0.78, **line)


def _add_placement(legend: Legend, placement: str) -> None:
    dashes = theme.DASHES[placement]
    line = {"linestyle": (0, dashes) if dashes else "solid", "color": TEXT}
    joint = "" if legend.langs == ("zh",) else " "
    words = join_languages(
        legend.langs, lambda lang: vocabulary.placement_note(placement, lang), joint
    )
    legend.add_line(
        words,
        size=0.78,
        linewidth=1.8 * POINTS_PER_PX * legend.sheet.weight,
        dash_capstyle="butt",
        **line,
    )


def _add_context(legend: Legend, kinds: set[str]) -> None:
    if "host" in kinds:
        words = join_languages(legend.langs, lambda lang: _context_words(lang)["host"])
        legend.add_area(
            words,
            facecolor=ink_colour("host"),
            edgecolor=ink_colour("county"),
            linewidth=0.5 * legend.sheet.weight,
        )
    if "county" in kinds:
        words = join_languages(legend.langs, lambda lang: _context_words(lang)["county"])
        legend.add_line(words, color=ink_colour("county"), linewidth=0.5 * legend.sheet.weight)
    if "river" in kinds:
        words = join_languages(legend.langs, lambda lang: vocabulary.kind_label("river", lang))
        legend.add_line(words, color=ink_colour("river"), linewidth=1.3 * legend.sheet.weight)


def _context_words(lang: str) -> dict[str, str]:
    _ = get_translator(lang)
    return {"legend": _("Legend"), "host": _("Host counties"), "county": _("County line")}
