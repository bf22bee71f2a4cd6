"""Figures as matplotlib objects, drawn with the product's own settings."""

from functools import cache
from typing import Any

from matplotlib.figure import Figure

from geo.zone import Zone
from maps.figure.compose import draw_figure
from maps.figure.options import FigureOptions
from maps.figure.render import drawing_settings


def drawn(zone: Zone, **options: Any) -> Figure:
    """Return the figure of a zone with these options, drawn once for equal ones: look only."""
    return _draw(zone, FigureOptions(**options))


@cache
def _draw(zone: Zone, options: FigureOptions) -> Figure:
    with drawing_settings():
        return draw_figure(zone, options)


def map_words(figure: Figure) -> list[str]:
    """Return the texts on the large map, whose axes come second, after those of the page."""
    return [text.get_text() for text in figure.axes[1].texts]
