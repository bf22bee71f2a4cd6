"""Fonts inside an SVG: exactly the characters of its texts."""

import base64
import io
import re

import pytest
from fontTools.ttLib import TTFont

from maps.figure.webfont import font_face_css


def embedded(css):
    """Return the characters of each embedded font by family."""
    found = re.findall(r"font-family:'([^']+)';src:url\(data:font/woff2;base64,([^)]+)\)", css)
    fonts = {name: TTFont(io.BytesIO(base64.b64decode(data))) for name, data in found}
    return {name: "".join(map(chr, sorted(font.getBestCmap()))) for name, font in fonts.items()}


@pytest.mark.slow
def test_the_first_font_has_what_it_can_and_the_second_the_rest():
    assert embedded(font_face_css(["abc", "区a"])) == {"Noto Sans SC": "abc区"}
    assert embedded(font_face_css(["aع"])) == {"Noto Sans SC": "a", "DejaVu Sans": "ع"}


def test_nothing_is_embedded_for_no_text():
    assert font_face_css([]) == font_face_css([""]) == ""


def test_equal_texts_give_equal_bytes():
    assert font_face_css(["ab", "c"]) == font_face_css(["cba"])
