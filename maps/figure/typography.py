"""Typography: fonts, the characters they have, widths of text, and line breaks.

Noto Sans SC comes with the package zhplot, DejaVu Sans (for other scripts) with matplotlib, so no
font of the system is needed. A character that neither has becomes a replacement character.
"""

import maps.figure.with_matplotlib  # noqa: F401 (first, as it says)

# isort: split
import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import RLock

from matplotlib import font_manager, get_data_path
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags

from geo.errors import ZoneError
from maps.numerals import UNIT_SPACE

FAMILIES = ("Noto Sans SC", "DejaVu Sans")
# Named in an SVG for viewers that ignore the fonts inside the file, narrow ones first.
FALLBACKS = (
    *("Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei"),
    *("Arial", "Liberation Sans", "DejaVu Sans"),
)
ELLIPSIS = "…"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
NO_LINE_START = "，。；：、！？）》」』】〉〕”’%‰,.;:!?)]}°′″"
NO_LINE_END = "（《「『【〈〔“‘([{"
Measure = Callable[[str], float]  # the width of a line of text, in em
_LOCK = RLock()
_MAX_NAME, _MAX_TEXT = 2000, 5000  # characters; measuring more would take seconds
_KEPT = 4096  # texts, cleaned or broken: a layout is tried with the same ones again and again
_BLANKS = "\t\n\r\v\f\x85\u2028\u2029"


@cache
def font_paths() -> tuple[Path, ...]:
    """Return the files of `FAMILIES`, without importing the package that contains the first.

    Raises
    ------
    ZoneError
        When the font's package is not installed.
    """
    found = find_spec("zhplot")
    if found is None or found.origin is None:
        raise ZoneError("The package zhplot, which contains the fonts, is missing. Install it.")
    chinese = Path(found.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"
    return chinese, Path(get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"


@cache
def _open_fonts() -> tuple[FT2Font, ...]:
    """Open the fonts for measuring, and register the first one with matplotlib."""
    font_manager.fontManager.addfont(font_paths()[0])
    return tuple(FT2Font(str(path)) for path in font_paths())


def font_properties(size_pt: float) -> FontProperties:
    """Return matplotlib's properties of the fonts at a size in points."""
    _open_fonts()
    return FontProperties(family=list(FAMILIES), size=size_pt)


@cache
def _advance_em(character: str) -> float | None:
    """Return a character's width in em, None when no font has it."""
    with _LOCK:  # a font has one glyph loaded at a time
        for face in _open_fonts():
            if face.get_char_index(ord(character)):
                flags = LoadFlags.NO_SCALE | LoadFlags.NO_HINTING
                glyph = face.load_char(ord(character), flags=flags)
                return float(glyph.horiAdvance) / face.units_per_EM
    return None


@cache
def _widest_advance_em(character: str) -> float:
    """Return a character's width in em, or that in the second font where it is wider there."""
    usual = _advance_em(character) or 0.0
    with _LOCK:
        face = _open_fonts()[1]
        if not face.get_char_index(ord(character)):
            return usual
        glyph = face.load_char(ord(character), flags=LoadFlags.NO_SCALE | LoadFlags.NO_HINTING)
        return max(usual, float(glyph.horiAdvance) / face.units_per_EM)


@lru_cache(_KEPT)
def clean_text(text: str) -> str:
    r"""Return `text` (NFC) as one line of visible characters.

    White space becomes single spaces. Control characters, direction marks and characters without a
    glyph become replacement characters, so that they can't change how the rest is read.

    >>> clean_text("a\tb\u202ec")
    'a b�c'
    """
    plain = "".join(" " if c in _BLANKS else c for c in unicodedata.normalize("NFC", text))
    return "".join(map(_visible_character, re.sub(" +", " ", plain).strip(" ")))


def _visible_character(character: str) -> str:
    hidden = unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"}
    return REPLACEMENT if hidden or _advance_em(character) is None else character


def width_em(text: str) -> float:
    """Return the width of one line of cleaned text, in em."""
    return sum(_advance_em(character) or 0.0 for character in text)


def fallback_width_em(text: str) -> float:
    """Return the width of one line of cleaned text in the widest font a viewer may show it in.

    It is never less than `width_em`: DejaVu Sans is the widest of the usual fonts of a system.
    """
    return sum(map(_widest_advance_em, text))


def shorten_text(text: str, limit_em: float, *, measure: Measure = width_em) -> str:
    """Return cleaned text, cut with an ellipsis where it is wider than `limit_em`."""
    text = clean_text(text[:_MAX_NAME])
    if measure(text) <= limit_em:
        return text
    room = limit_em - measure(ELLIPSIS)
    end, used = 0, 0.0
    while end < len(text) and used + measure(text[end]) <= room:
        used += measure(text[end])
        end += 1
    return text[:end].rstrip() + ELLIPSIS


def _split_at_breaks(text: str) -> list[str]:
    """Split text where a line may break: after spaces, and before and after wide characters.

    Not between a number and its unit, after an opening bracket, or before a closing one.
    """
    pieces: list[str] = []
    whole = {found.end() for found in UNIT_SPACE.finditer(text)}
    for n, character in enumerate(text):
        wide = unicodedata.east_asian_width(character) in "WF"
        opened = bool(pieces) and pieces[-1][-1] in NO_LINE_END
        glued = opened or character in NO_LINE_START or character == " " or n in whole
        after_wide = bool(pieces) and unicodedata.east_asian_width(pieces[-1][-1]) in "WF"
        starts = wide or after_wide or (bool(pieces) and pieces[-1].endswith(" "))
        if not pieces or (starts and not glued):
            pieces.append(character)
        else:
            pieces[-1] += character
    return pieces


def shorten_unbreakable(text: str, limit_em: float) -> str:
    """Return cleaned text in which every unbreakable piece is shortened to `limit_em`."""
    return "".join(
        shorten_text(piece, limit_em) + (" " if piece.endswith(" ") else "")
        for piece in _split_at_breaks(clean_text(text[:_MAX_NAME]))
    ).strip()


def wrap_text(
    text: str, limit_em: float, *, most: int = 99, measure: Measure = width_em
) -> list[str]:
    """Return cleaned text as lines at most `limit_em` wide; the last of `most` is shortened.

    Parameters
    ----------
    measure : Callable
        The width of a line in em: `width_em` or `fallback_width_em`.
    """
    return list(_wrap_text(text, limit_em, most, measure))


@lru_cache(_KEPT)
def _wrap_text(text: str, limit_em: float, most: int, measure: Measure) -> tuple[str, ...]:
    lines = [""]
    for piece in _split_at_breaks(clean_text(text[:_MAX_TEXT])):
        if lines[-1] and measure((lines[-1] + piece).rstrip()) > limit_em:
            lines.append("")
        lines[-1] += piece
    if len(lines) > most:
        lines[most - 1 :] = ["".join(lines[most - 1 :])]
    return tuple(shorten_text(line.strip(), limit_em, measure=measure) for line in lines)
