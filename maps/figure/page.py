"""The page of a figure: lengths in points, from its upper left corner, y downwards."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Outline
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D

from maps.figure.options import FigureOptions
from maps.figure.page_size import MM_PER_INCH
from maps.figure.typography import fallback_width_em, font_properties, width_em, wrap_text
from maps.theme import PRINT_COLOURS

POINTS_PER_INCH = 72.0
LINE_HEIGHT = 1.32
MARGIN_EM, FOOT_SIZE = 1.8, 0.68
Box = tuple[float, float, float, float]  # left, top, width, height
Found = TypeVar("Found")
MIN_PT = 5.0  # the smallest text that can be read in print
_EM_PT, _A4_SIDE_PT = 8.6, 708.0
_EMBEDDED_SCALE = 1.18  # without title, warning and sources there is room for larger text
# The panel beside the map is 23 em wide and takes 30 % of the page; one below it needs 62 em.
PANEL_EM, _PANEL_SHARE, _COLUMNS_EM = 23.0, 0.3, 62.0
SECOND_EM = 19.0  # of a second column of the panel beside the map
_LEAST_EM_PT, _LEAST_SIDE_EM = 4.2, 50.0  # on a page of less than 75 mm the panel is below the map


class Page:
    """A page with its own axes, and with text and lines of a size that suits it.

    Attributes
    ----------
    width, height : float
        Points.
    has_side_panel : bool
        Whether the legend is beside the map, as on a wide page, or below it.
    panel_columns : int
        How many columns a panel below the map has.
    em : float
        The size of plain text, points.
    line_scale : float
        The width of lines relative to those on an A4 page.
    ground_scale : float
        The same of what lies beneath the zone: finer in a view of the region.
    kept : dict
        What was found for this figure, on this page or on another try of it.
    """

    def __init__(self, options: FigureOptions, *, kept: dict[Hashable, Any] | None = None) -> None:
        inches = options.width_mm / MM_PER_INCH, options.height_mm / MM_PER_INCH
        self.options = options
        self.kept: dict[Hashable, Any] = {} if kept is None else kept
        self.width, self.height = (side * POINTS_PER_INCH for side in inches)
        self.has_side_panel = self.width > max(0.95 * self.height, _LEAST_SIDE_EM * _LEAST_EM_PT)
        self.em = letter_size_pt(self.width, self.height, has_side_panel=self.has_side_panel)
        self.em *= _EMBEDDED_SCALE if options.embedded else 1.0
        self.panel_columns = sum(self.width > most * self.em for most in (0, 34.0, 56.0))
        self.line_scale = self.em / _EM_PT
        self.ground_scale = self.line_scale * (1.0 if options.view == "zone" else 0.5)
        self.figure = Figure(figsize=inches, dpi=POINTS_PER_INCH, facecolor=PRINT_COLOURS["paper"])
        FigureCanvasAgg(self.figure)
        self.axes = self.figure.add_axes((0, 0, 1, 1), zorder=2)
        self.axes.set(xlim=(0, self.width), ylim=(self.height, 0))
        self.axes.set_axis_off()

    def copy_blank(self) -> "Page":
        """Return an empty page of the same layout, to measure on."""
        page = Page(self.options, kept=self.kept)
        page.has_side_panel = self.has_side_panel
        return page

    def find_once(self, key: Hashable, find: Callable[[], Found]) -> Found:
        """Return what `find` returns, or what it returned for an equal key in this figure."""
        if key not in self.kept:
            self.kept[key] = find()
        found: Found = self.kept[key]
        return found

    def add_axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Return new axes without ticks on a rectangle, given in points."""
        rect = (left / self.width, 1 - (top + height) / self.height)
        size = (width / self.width, height / self.height)
        axes: Axes = self.figure.add_axes((*rect, *size), zorder=1)
        axes.set_axis_off()
        return axes

    def write(self, x: float, y: float, words: str, *, size: float = 1.0, **style: Any) -> Text:
        """Write one line of cleaned text, `size` em high, with its baseline at y."""
        return write_text(self.axes, x, y, words, size_pt=self.size_pt(size), **style)

    def size_pt(self, size: float) -> float:
        """Return `size` em in points, at least `MIN_PT`."""
        return legible_size_pt(size * self.em)

    def write_paragraph(
        self, x: float, y: float, words: str, *, width: float, size: float = 1.0, **style: Any
    ) -> float:
        """Write text in lines at most `width` points wide; return the y below the last."""
        most = style.pop("most", 99)
        return self.write_lines(
            x, y, self.break_lines(words, width, size=size, most=most), size=size, **style
        )

    def break_lines(self, words: str, width: float, *, size: float, most: int = 99) -> list[str]:
        """Return text as the lines that fit `width` points at `size` em, in any usual font."""
        return wrap_text(words, width / self.size_pt(size), most=most, measure=fallback_width_em)

    def write_lines(
        self, x: float, y: float, lines: Sequence[str], *, size: float = 1.0, **style: Any
    ) -> float:
        """Write lines below each other, the first below y; return the y below the last."""
        size_pt = self.size_pt(size)
        step = size_pt * LINE_HEIGHT
        for n, line in enumerate(lines, 1):
            self.write(x, y + n * step - 0.36 * size_pt, line, size=size, **style)
        return y + len(lines) * step

    def draw_line(self, x: Sequence[float], y: Sequence[float], **style: Any) -> Line2D:
        """Draw a line through these points."""
        return self.axes.add_line(Line2D(x, y, **style))

    def draw_rectangle(
        self, left: float, top: float, width: float, height: float, **style: Any
    ) -> Rectangle:
        """Draw a rectangle."""
        shape = Rectangle((left, top), width, height, **style)
        self.axes.add_artist(shape)
        return shape


def legible_size_pt(size_pt: float) -> float:
    """Return a text size, raised to the smallest that can be read.

    >>> legible_size_pt(3.2), legible_size_pt(8.0)
    (5.0, 8.0)
    """
    return max(size_pt, MIN_PT)


def letter_size_pt(width: float, height: float, *, has_side_panel: bool) -> float:
    """Return the size of plain text in points: it grows more slowly than the page."""
    wanted = _EM_PT * ((width * height) ** 0.5 / _A4_SIDE_PT) ** 0.6
    widest = width * _PANEL_SHARE / PANEL_EM if has_side_panel else width / _COLUMNS_EM
    return max(min(wanted, widest), _LEAST_EM_PT)


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
    """Write one line of cleaned text at coordinates of the axes; nothing in it is markup.

    Parameters
    ----------
    halo : str, optional
        The colour of the halo around the letters, `#rrggbb`; none without it.
    """
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
    """Draw the outlines of the letters as a wide path below the text, which stays text."""
    vertices, codes = text_to_path.get_text_path(text.get_fontproperties(), text.get_text())
    if len(vertices) == 0:
        return
    scale = size_pt / text_to_path.FONT_SCALE
    vertices = np.asarray(vertices)
    width = width_em(text.get_text()) * size_pt
    shift = {"left": 0.0, "center": width / 2, "right": width}[text.get_horizontalalignment()]
    x, y = text.get_position()
    turned = Affine2D().rotate_deg(text.get_rotation()).translate(x, y)
    outline = Outline(turned.transform(vertices * scale - (shift, 0)), codes)
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
