"""The figure of a Word document: as outlines, and as a picture for other programs."""

from dataclasses import replace
from typing import NamedTuple

from geo.zone import Zone
from maps.documents.factsheet import FIGURE_MM, make_figure_options
from maps.figure.options import FigureOptions
from maps.figure.render import render_png, render_svg

PNG_DPI = 220  # Word's own default for print


class Picture(NamedTuple):
    """A figure for programs that show SVG, and for others, and how wide it is."""

    png: bytes
    svg: bytes
    width_mm: float = FIGURE_MM[0]


def draw_picture(zone: Zone, options: FigureOptions) -> Picture:
    """Return the figure of a factsheet with these options."""
    return draw_embedded(zone, make_figure_options(options))


def draw_embedded(zone: Zone, drawn: FigureOptions) -> Picture:
    """Return a figure inside a document, as large as its options say."""
    return Picture(
        render_png(zone, replace(drawn, dpi=PNG_DPI)),
        render_svg(zone, replace(drawn, text="outlines")),
        drawn.width_mm,
    )
