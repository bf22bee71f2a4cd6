"""Fonts inside an SVG: the glyphs it uses, so that its text looks the same everywhere."""

import base64
import io
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from maps.figure.typography import FAMILIES, font_paths

_FONT_FACE_RULE = (
    "@font-face{{font-family:'{family}';src:url(data:font/woff2;base64,{data}) format('woff2')}}"
)


def font_face_css(texts: Iterable[str], families: Sequence[str] = FAMILIES) -> str:
    """Return `@font-face` rules with the glyphs of the texts as WOFF2; empty without texts.

    Parameters
    ----------
    families : sequence of str
        What the rules call each of `FAMILIES`.
    """
    characters = "".join(sorted(set("".join(texts))))
    rules = []
    for number, family in enumerate(families):
        data = _subset_font(number, characters)
        if data:
            rules.append(
                _FONT_FACE_RULE.format(family=family, data=base64.b64encode(data).decode())
            )
    return "".join(rules)


@lru_cache(maxsize=64)
def _subset_font(number: int, characters: str) -> bytes:
    """Return the font of this number as WOFF2 with only the characters that it is used for.

    The first font is used for all characters that it has, the second for the others. The bytes are
    empty where it is used for none.
    """
    wanted = {ord(c) for c in characters if (ord(c) in _first_characters()) is (number == 0)}
    if not wanted:
        return b""
    options = Options(
        drop_tables=["FFTM"], layout_features=["kern", "mark", "mkmk", "liga"], hinting=False
    )
    with TTFont(font_paths()[number], lazy=True, recalcTimestamp=False) as font:
        # names of glyphs are not kept: to make up those of all 30,000 from Unicode takes longer
        # than all the rest
        font.setGlyphOrder([f"glyph{n:05d}" for n in range(font["maxp"].numGlyphs)])
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        font.flavor = "woff2"
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()


@cache
def _first_characters() -> frozenset[int]:
    """Return the code points of which the first font has a glyph."""
    with TTFont(font_paths()[0], lazy=True) as font:
        return frozenset(font.getBestCmap())
