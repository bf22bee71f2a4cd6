"""The sheet of paper a figure is drawn on: lengths in points from its top left corner."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Outline
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from maps.figure.options import MM_PER_INCH, FigureOptions
from maps.figure.typography import font_properties, width_em, wrap_text
from maps.theme import PRINT_COLOURS

POINTS_PER_INCH = 72.0
LINE_HEIGHT = 1.32
MIN_PT = 5.0  # no letters are smaller
_EM_PT, _A4_SIDE_PT = 8.6, 708.0
_EMBEDDED_SCALE = 1.18  # letters without title, warning and sources beside those with them
# A panel beside the map is 23 em wide, one below it needs 62 em.
PANEL_EM, _SHARE, _COLUMNS_EM = 23.0, 0.3, 62.0


class Page:
    """A page with its own axes in points, y downwards, and the letter size that suits it."""

    def __init__(self, options: FigureOptions) -> None:
        inches = options.width_mm / MM_PER_INCH, options.height_mm / MM_PER_INCH
        self.options = options
        self.width, self.height = (side * POINTS_PER_INCH for side in inches)
        self.beside = self.width > 0.95 * self.height
        self.em = letter_size_pt(self.width, self.height, beside=self.beside)
        self.em *= _EMBEDDED_SCALE if options.embedded else 1.0
        self.weight = self.em / _EM_PT  # of lines, beside those of an A4 sheet
        self.figure = Figure(figsize=inches, dpi=POINTS_PER_INCH, facecolor=PRINT_COLOURS["paper"])
        FigureCanvasAgg(self.figure)
        self.axes = self.figure.add_axes((0, 0, 1, 1), zorder=2)
        self.axes.set(xlim=(0, self.width), ylim=(self.height, 0))
        self.axes.set_axis_off()

    def window(self, left: float, top: float, width: float, height: float) -> Axes:
        """Return new axes on a rectangle of the sheet, without ticks."""
        rect = (left / self.width, 1 - (top + height) / self.height)
        size = (width / self.width, height / self.height)
        axes: Axes = self.figure.add_axes((*rect, *size), zorder=1)
        axes.set_axis_off()
        return axes

    def text(self, x: float, y: float, words: str, *, size: float = 1.0, **style: Any) -> Text:
        """Write one line, `size` em high, with its baseline at y; nothing in it is markup."""
        return write_text(self.axes, x, y, words, size_pt=self.size_pt(size), **style)

    def size_pt(self, size: float) -> float:
        """Return the size in points of letters `size` em high, which is never too small."""
        return legible_size_pt(size * self.em)

    def paragraph(
        self, x: float, y: float, words: str, *, width: float, size: float = 1.0, **style: Any
    ) -> float:
        """Write text in lines at most `width` points wide; return the y below the last."""
        most = style.pop("most", 99)
        return self.lines(x, y, self.broken(words, width, size=size, most=most), size=size, **style)

    def broken(self, words: str, width: float, *, size: float, most: int = 99) -> list[str]:
        """Return text as the lines that fit `width` points at `size` em."""
        return wrap_text(words, width / self.size_pt(size), most=most)

    def lines(
        self, x: float, y: float, lines: Sequence[str], *, size: float = 1.0, **style: Any
    ) -> float:
        """Write lines below each other, the first below y; return the y below the last."""
        size_pt = self.size_pt(size)
        step = size_pt * LINE_HEIGHT
        for n, line in enumerate(lines, 1):
            self.text(x, y + n * step - 0.36 * size_pt, line, size=size, **style)
        return y + len(lines) * step

    def stroke(self, x: Sequence[float], y: Sequence[float], **style: Any) -> Line2D:
        """Draw a line through points of the sheet."""
        return self.axes.add_line(Line2D(x, y, **style))

    def rectangle(
        self, left: float, top: float, width: float, height: float, **style: Any
    ) -> Rectangle:
        """Draw a rectangle."""
        shape = Rectangle((left, top), width, height, **style)
        self.axes.add_artist(shape)
        return shape


def legible_size_pt(size_pt: float) -> float:
    """Return the size of letters, or the least one that can be read.

    >>> legible_size_pt(3.2), legible_size_pt(8.0)
    (5.0, 8.0)
    """
    return max(size_pt, MIN_PT)


def letter_size_pt(width: float, height: float, *, beside: bool) -> float:
    """Return the size of plain text in points: it grows slower than the sheet."""
    wanted = _EM_PT * ((width * height) ** 0.5 / _A4_SIDE_PT) ** 0.6
    return min(wanted, width * _SHARE / PANEL_EM if beside else width / _COLUMNS_EM)


def write_text(
    axes: Axes,
    x: float,
    y: float,
    words: str,
    *,
    size_pt: float,
    halo: str | None = None,
    **style: Any,
) -> Text:
    """Write one line of cleaned text at data coordinates; `halo` is the colour around it."""
    prop = font_properties(size_pt)
    text = Text(
        x,
        y,
        words,
        fontproperties=prop,
        parse_math=False,
        **{"color": PRINT_COLOURS["text"], **style},
    )
    text.set_transform(axes.transData)
    axes.add_artist(text)
    if halo:
        _add_halo(axes, text, halo, size_pt)
    return text


def _add_halo(axes: Axes, text: Text, colour: str, size_pt: float) -> None:
    """Draw the letters' outlines wide and pale below the text, which itself stays text."""
    vertices, codes = text_to_path.get_text_path(text.get_fontproperties(), text.get_text())
    if len(vertices) == 0:
        return
    scale = size_pt / text_to_path.FONT_SCALE
    vertices = np.asarray(vertices)
    width = width_em(text.get_text()) * size_pt
    shift = {"left": 0.0, "center": width / 2, "right": width}[text.get_horizontalalignment()]
    x, y = text.get_position()
    outline = Outline(vertices * scale + (x - shift, y), codes)
    axes.add_artist(
        PathPatch(
            outline,
            facecolor=colour,
            edgecolor=colour,
            linewidth=size_pt * 0.28,
            joinstyle="round",
            alpha=0.85,
            zorder=text.get_zorder() - 0.1,
        )
    )
