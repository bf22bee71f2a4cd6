"""The icon, in one shape and the same colours as SVG and as pixels."""

import io
import re

import pytest
from lxml import etree
from PIL import Image

from maps.theme import ICON_COLOURS
from maps.web.icon import render_icon_png, render_icon_svg


def pixel(size_px, x, y, **options):
    image = Image.open(io.BytesIO(render_icon_png(size_px, **options)))
    assert image.size == (size_px, size_px)
    return image.getpixel((x, y))


def test_svg_has_the_colours_of_the_theme():
    svg = render_icon_svg()
    assert etree.fromstring(svg.encode()).get("viewBox") == "0 0 32 32"
    assert set(re.findall("#[0-9a-f]{6}", svg)) == set(ICON_COLOURS.values()) - {
        ICON_COLOURS["district"]  # the line's colour, translucent
    }


@pytest.mark.parametrize(
    ("name", "x", "y"), [("ground", 16, 2), ("core", 16, 16), ("district", 8, 20)]
)
def test_pixels_have_the_colours_of_the_theme(name, x, y):
    red, green, blue, alpha = pixel(320, x * 10, y * 10)
    assert (f"#{red:02x}{green:02x}{blue:02x}", alpha) == (ICON_COLOURS[name], 255)


def test_only_a_full_icon_fills_its_corners():
    assert pixel(192, 0, 0)[3] == 0
    assert pixel(192, 0, 0, full_bleed=True)[3] == 255
