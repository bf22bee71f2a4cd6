"""The figure of a factsheet in Word: as outlines, and as a picture for other programs."""

from dataclasses import replace
from typing import NamedTuple

from geo.zone import Zone
from maps.documents.factsheet import make_figure_options
from maps.figure.options import FigureOptions
from maps.figure.render import render_png, render_svg

PNG_DPI = 220  # Word's own default for print


class Picture(NamedTuple):
    """A figure for programs that show SVG, and for others."""

    png: bytes
    svg: bytes


def draw_picture(zone: Zone, options: FigureOptions) -> Picture:
    """Return the figure of a factsheet with these options."""
    drawn = make_figure_options(options)
    return Picture(
        render_png(zone, replace(drawn, dpi=PNG_DPI)),
        render_svg(zone, replace(drawn, text="outlines")),
    )
