"""Figures in programs that take the fonts of the system: nothing of them leaves the page.

rsvg (of GNOME, Wikipedia and many converters) and Inkscape ignore the fonts inside an SVG. Where
the system has other fonts than ours, as a server with DejaVu alone, its letters are wider.
"""

import os
import re
from pathlib import Path

import pytest
from PIL import Image

SIZES = {
    "a4": {},
    "a5 upright": {"width_mm": 148, "height_mm": 210},
    "slide": {"width_mm": 254, "height_mm": 142.875},
    "column": {"width_mm": 85, "height_mm": 65},
    "least": {"width_mm": 60, "height_mm": 60},
}
ROUNDING_PX = 1.5  # of the page itself
AROUND_PT = 240  # of the page: a line that ran off would be seen there
HEAD = re.compile(r'width="([\d.]+)pt" height="([\d.]+)pt" viewBox="0 0 [\d. ]+"')
DEJAVU = Path("/usr/share/fonts/truetype/dejavu")


def widen(svg):
    """Return an SVG on a larger page, with the sides of its own in points."""
    found = HEAD.search(svg)
    width, height = map(float, found.groups())
    wide, high = width + 2 * AROUND_PT, height + 2 * AROUND_PT
    view = f"{-AROUND_PT} {-AROUND_PT} {wide} {high}"
    head = f'width="{wide}pt" height="{high}pt" viewBox="{view}"'
    return svg.replace(found[0], head, 1), width, height


def measure_excess(path, width, height):
    """Return how far what is drawn leaves the page, in points, rounding aside."""
    with Image.open(path) as image:
        scale = image.width / (width + 2 * AROUND_PT)
        alpha = image.convert("RGBA").getchannel("A").point(lambda value: 255 * (value > 8))
        left, top, right, bottom = alpha.getbbox()
    inner = AROUND_PT * scale
    sides = (
        inner - left,
        inner - top,
        right - inner - width * scale,
        bottom - inner - height * scale,
    )
    return max(0.0, *(side - ROUNDING_PX for side in sides)) / scale


@pytest.fixture
def only_dejavu(tmp_path):
    """Return the environment of a system that has no other fonts."""
    if not DEJAVU.is_dir():
        pytest.skip("NO DEJAVU HERE: install Debian's fonts-dejavu-core")
    (tmp_path / "fonts.conf").write_text(
        f"<fontconfig><dir>{DEJAVU}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )
    return {**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}


@pytest.fixture
def draw_in_rsvg(rendered, run_program, tmp_path):
    """Return how far a figure leaves its page in rsvg, points."""

    def draw(env=None, **options):
        svg, width, height = widen(rendered("svg", **options).decode())
        (tmp_path / "wide.svg").write_text(svg, "utf-8")
        out = tmp_path / "wide.png"
        run_program("rsvg-convert", tmp_path / "wide.svg", "-o", out, package="librsvg2-bin", env=env)  # fmt: skip
        return measure_excess(out, width, height)

    return draw


@pytest.mark.parametrize("lang", ["en", "zh", "both"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_leaves_the_page_in_rsvg(draw_in_rsvg, lang, size):
    assert draw_in_rsvg(lang=lang, **SIZES[size]) == 0


@pytest.mark.parametrize("lang", ["en", "zh", "both"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_leaves_the_page_where_dejavu_is_the_only_font(
    draw_in_rsvg, only_dejavu, lang, size
):
    assert draw_in_rsvg(env=only_dejavu, lang=lang, **SIZES[size]) == 0


@pytest.mark.parametrize("options", [{"view": "region"}, {"bounds": (28.8, 105.3, 29.0, 105.6)},
                                     {"text": "outlines"}, {"title": "W" * 200}])  # fmt: skip
def test_nothing_of_other_figures_does(draw_in_rsvg, only_dejavu, options):
    assert draw_in_rsvg(env=only_dejavu, lang="both", **options) == 0


def test_what_leaves_the_page_is_measured(rendered, run_program, tmp_path):
    """The measure itself: a text that starts on the page and ends 100 pt beside it."""
    svg, width, height = widen(rendered("svg", lang="en").decode())
    line = f'<path d="M 10 10 H {width + 100}" stroke="black" stroke-width="4"/></svg>'
    (tmp_path / "wide.svg").write_text(svg.replace("</svg>", line), "utf-8")
    out = tmp_path / "wide.png"
    run_program("rsvg-convert", tmp_path / "wide.svg", "-o", out, package="librsvg2-bin")
    assert measure_excess(out, width, height) == pytest.approx(100, abs=2)


@pytest.mark.parametrize(("lang", "size"), [("en", "a4"), ("both", "column")])
def test_nothing_leaves_the_page_in_inkscape(rendered, run_program, tmp_path, lang, size):
    svg, width, height = widen(rendered("svg", lang=lang, **SIZES[size]).decode())
    (tmp_path / "wide.svg").write_text(svg, "utf-8")
    out = tmp_path / "wide.png"
    run_program("inkscape", tmp_path / "wide.svg", "--export-area-page", "--export-dpi=72",
                f"--export-filename={out}", package="inkscape")  # fmt: skip
    assert measure_excess(out, width, height) == 0
