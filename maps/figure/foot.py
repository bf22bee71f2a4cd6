"""The foot of a page: its note, the sources, and a code that brings the view back."""

from collections.abc import Sequence

import geopandas as gpd
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

from geo.zone import Zone
from maps.content.credits import Credits
from maps.figure.captions import Detail, source_line
from maps.figure.overlay.words import describe_code
from maps.figure.page import FOOT_SIZE, LINE_HEIGHT, MARGIN_EM, Page
from maps.figure.qr_code import QUIET_MODULES, list_modules
from maps.theme import PRINT_COLOURS

_FOOT_SHARE, _NOTE_SHARE = 0.26, 0.12  # of the page's height, at most
_NOTE_SIZE = 0.9
_MODULE_EM, _LEAST_MODULE_PT = 0.12, 1.0  # 0.35 mm, which a phone reads from paper
_CODE_WORDS_EM = 8.0  # of room for what is said below a code that is narrower
_BELOW_EM = 1.2


def draw_foot(page: Page, zone: Zone, parts: gpd.GeoDataFrame, shown: Credits) -> float:
    """Write note and sources at the foot of the page, unless a document does; return the y above.

    Beside them is the code of the page's address, if it has one.
    """
    if page.options.embedded:
        return page.height - _BELOW_EM * page.em
    left, width = MARGIN_EM * page.em, page.width - 2 * MARGIN_EM * page.em
    bottom = page.height - _BELOW_EM * page.em
    code_top, taken = _draw_code(page, bottom)
    note = _break_note(page, width - taken)
    sources = _break_sources(page, zone, parts, shown, width - taken)
    note_height = len(note) * page.size_pt(_NOTE_SIZE) * LINE_HEIGHT
    text_height = len(sources) * page.size_pt(FOOT_SIZE) * LINE_HEIGHT
    gap = 0.4 * page.em if note else 0.0
    top = min(bottom - text_height - gap - note_height, code_top)
    page.write_lines(left, top, note, size=_NOTE_SIZE)
    quiet = PRINT_COLOURS["quiet"]
    page.write_lines(left, bottom - text_height, sources, size=FOOT_SIZE, color=quiet)
    return top - 0.5 * page.em


def _break_note(page: Page, width: float) -> list[str]:
    most = max(1, int(_NOTE_SHARE * page.height / (page.size_pt(_NOTE_SIZE) * LINE_HEIGHT)))
    note = page.options.overlay.note
    return page.break_lines(note, width, size=_NOTE_SIZE, most=most) if note.strip() else []


def _break_sources(
    page: Page, zone: Zone, parts: gpd.GeoDataFrame, shown: Credits, width: float
) -> list[str]:
    """Return the source line as lines, with as much detail as there is room for."""
    step = page.size_pt(FOOT_SIZE) * LINE_HEIGHT
    most = int(_FOOT_SHARE * page.height / step)
    for detail in Detail:
        words = source_line(zone, parts, page.options.langs, shown=shown, detail=detail)
        lines = page.break_lines(words, width, size=FOOT_SIZE)
        if len(lines) <= most:
            return lines
    return page.break_lines(words, width, size=FOOT_SIZE, most=most)


def _draw_code(page: Page, bottom: float) -> tuple[float, float]:
    """Draw the code at the right; return its top, and the width that it takes from the text."""
    address = page.options.overlay.address
    if not address:
        return bottom, 0.0
    rows = list_modules(address)
    module = max(_LEAST_MODULE_PT, _MODULE_EM * page.em)
    side = len(rows) * module
    right = page.width - MARGIN_EM * page.em
    left = right - side
    width = max(side, _CODE_WORDS_EM * page.em)
    words = describe_code(page.options.overlay, page.options.langs[0])
    lines = page.break_lines(words, width, size=FOOT_SIZE)
    words_top = bottom - len(lines) * page.size_pt(FOOT_SIZE) * LINE_HEIGHT
    top = words_top - QUIET_MODULES * module - side
    dark = PRINT_COLOURS["text"]
    page.axes.add_artist(PathPatch(_outline(rows, left, top, module), facecolor=dark, linewidth=0))
    page.write_lines(right, words_top, lines, size=FOOT_SIZE, ha="right")
    return top - QUIET_MODULES * module, width + 2 * QUIET_MODULES * module


def _outline(rows: Sequence[Sequence[bool]], left: float, top: float, module: float) -> Outline:
    """Return the dark modules as one path, each run of them as a rectangle; points of the page."""
    boxes = []
    for down, row in enumerate(rows):
        start = None
        for across, is_dark in enumerate([*row, False]):
            if is_dark and start is None:
                start = across
            elif not is_dark and start is not None:
                x, y = left + start * module, top + down * module
                boxes.append(_rectangle(x, y, (across - start) * module, module))
                start = None
    return Outline.make_compound_path(*boxes)


def _rectangle(x: float, y: float, width: float, height: float) -> Outline:
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
    return Outline(corners, closed=True)
