"""Figures as matplotlib objects, drawn with the product's own settings."""

from functools import cache
from typing import Any

import shapely
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


def check_texts_apart(figure: Figure) -> None:
    """Assert that no text, as the renderer measures it, overlaps another or leaves the page."""
    with drawing_settings():
        boxes = [text.get_window_extent() for axes in figure.axes for text in axes.texts]
    inner = [shapely.box(b.x0 + 1, b.y0 + 1.5, b.x1 - 1, b.y1 - 1.5) for b in boxes]
    sheet = shapely.box(0, 0, *figure.bbox.size)
    assert all(sheet.contains(box) for box in inner)
    one, other = shapely.STRtree(inner).query(inner, predicate="overlaps")
    assert list(zip(one, other, strict=True)) == []
