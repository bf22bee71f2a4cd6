"""Scale bar and north arrow."""

from matplotlib.patches import Polygon

from maps.figure.map_frame import MapFrame
from maps.figure.page import Page
from maps.figure.typography import width_em
from maps.numerals import nice_length
from maps.theme import PRINT_COLOURS

_DARK, _PALE = PRINT_COLOURS["text"], PRINT_COLOURS["paper"]


def draw_scale_bar(page: Page, frame: MapFrame, x: float, y: float, *, most: float) -> float:
    """Draw a bar of a round length, at most `most` points long; return the y below it.

    The length is true at the centre of the extent.
    """
    length_m = nice_length(most / frame.points_per_m)
    length, high, em = length_m * frame.points_per_m, 0.42 * page.em, page.em
    top = y + max(1.1 * em, 0.35 * em + page.size_pt(0.75))
    for n in range(4):
        fill = _DARK if n % 2 == 0 else _PALE
        quarter = {"facecolor": fill, "edgecolor": _DARK, "linewidth": 0.5 * page.line_scale}
        page.draw_rectangle(x + n * length / 4, top, length / 4, high, **quarter)
    page.draw_rectangle(x, top, length, high, facecolor="none", linewidth=0, gid="scale-bar")
    in_km = length_m >= 1000
    for share in (0.0, 0.5, 1.0):
        words = f"{share * length_m / (1000 if in_km else 1):g}"
        at = x + share * length - (0 if share == 0 else width_em(words) / 2 * page.size_pt(0.75))
        words += (" km" if in_km else " m") if share == 1 else ""
        page.write(at, top - 0.35 * em, words, size=0.75)
    return top + high


def draw_north_arrow(page: Page, x: float, y: float, *, size: float) -> None:
    """Draw an arrow to true north (at the centre of the map) with its base at (x, y), points."""
    half, notch = size * 0.3, size * 0.22
    for side, fill in ((-1, _DARK), (1, _PALE)):
        corners = [(x, y - size), (x + side * half, y), (x, y - notch)]
        page.axes.add_artist(
            Polygon(corners, facecolor=fill, edgecolor=_DARK, linewidth=0.6 * page.line_scale)
        )
    page.write(x, y - size - 0.25 * page.em, "N", size=0.95, ha="center")
