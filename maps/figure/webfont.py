"""The letters that a drawing uses, as a font inside it: text stays text and shows everywhere."""

import base64
import io
from collections.abc import Iterable
from functools import lru_cache

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from maps.figure.typography import FAMILIES, font_paths

_FONT_FACE_RULE = (
    "@font-face{{font-family:'{family}';src:url(data:font/woff2;base64,{data}) format('woff2')}}"
)


def font_face_css(texts: Iterable[str]) -> str:
    """Return CSS that embeds the fonts' glyphs of the texts; empty without any."""
    characters = "".join(sorted(set("".join(texts))))
    rules = []
    for number, family in enumerate(FAMILIES):
        data = _subset_font(number, characters)
        if data:
            rules.append(
                _FONT_FACE_RULE.format(family=family, data=base64.b64encode(data).decode())
            )
    return "".join(rules)


@lru_cache(maxsize=64)
def _subset_font(number: int, characters: str) -> bytes:
    """Return one font with only these characters, as WOFF2; the second has what the first lacks."""
    with TTFont(font_paths()[0], lazy=True) as first:
        known = set(first.getBestCmap())
    wanted = {ord(c) for c in characters if (ord(c) in known) is (number == 0)}
    if not wanted:
        return b""
    options = Options(
        drop_tables=["FFTM"], layout_features=["kern", "mark", "mkmk", "liga"], hinting=False
    )
    with TTFont(font_paths()[number], lazy=True, recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        font.flavor = "woff2"
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()
