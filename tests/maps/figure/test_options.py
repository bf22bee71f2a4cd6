"""Sizes, resolutions and words of a figure: what can be drawn, and the one sentence otherwise."""

import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from geo.errors import InputError
from maps.figure.options import SIDE_RANGE_MM, FigureOptions, parse_options
from maps.figure.page_size import parse_size
from maps.figure.render import render_png

GOOD = {"a4": (297, 210), "A5": (210, 148), "16:9": (254, 142.875), "120x80": (120, 80), "a3": (420, 297),
        "A0": (1189, 841), "4:3": (254, 190.5), "1600x900px": (203.2, 114.3),
        " 120.5 × 80 mm": (120.5, 80)}  # fmt: skip
BAD = [
    "",
    "a6",
    "x",
    "0.5x80px",
    "120",
    "120x",
    "-5x80",
    "1e3x80",
    "nanx80",
    "120x80cm",
    "１２０x80",
]


@pytest.mark.parametrize("text", GOOD)
def test_sizes(text):
    assert parse_size(text) == pytest.approx(GOOD[text])


@pytest.mark.parametrize("text", BAD)
def test_unusable_sizes(text):
    with pytest.raises(InputError, match="WIDTHxHEIGHT"):
        parse_size(text)


@pytest.mark.parametrize(
    "choice",
    [{"size": "59x100"}, {"size": "1201x900"}, {"size": "100x301"}, {"dpi": "49"}, {"dpi": "601"},
     {"dpi": "-1"}, {"dpi": "²"}, {"dpi": "1e2"},
     {"view": "world"}, {"lang": "de"}, {"parts": ("a", "a")}, {"title": "t" * 10_001}],
)  # fmt: skip
def test_what_is_out_of_bounds(choice):
    with pytest.raises(InputError) as caught:
        parse_options(**choice)
    assert str(caught.value).isprintable()


@given(st.floats(), st.floats(), st.integers())
def test_what_exists_is_bounded(width, height, dpi):
    try:
        options = FigureOptions(width_mm=width, height_mm=height, dpi=dpi)
    except InputError:
        return
    low, high = SIDE_RANGE_MM
    assert low <= min(options.width_mm, options.height_mm)
    assert max(options.width_mm, options.height_mm) <= high


def test_only_a_png_has_too_many_pixels():
    with pytest.raises(InputError, match="million pixels"):
        FigureOptions(width_mm=1200, height_mm=1200, dpi=600).check_pixels()
    FigureOptions(width_mm=1200, height_mm=1200, dpi=100).check_pixels()


@given(st.floats(400, 1200), st.floats(400, 1200), st.sampled_from([24_000_000, 80_000_000]))
def test_the_refusal_names_the_largest_dpi_that_fits(width, height, most):
    said = FigureOptions(width_mm=width, height_mm=height, dpi=600)
    with pytest.raises(InputError, match="pixels") as caught:
        said.check_pixels(most // 4)
    dpi = int(re.search(r"at most (\d+) dpi", str(caught.value))[1])
    replace(said, dpi=dpi).check_pixels(most // 4)
    with pytest.raises(InputError):
        replace(said, dpi=dpi + 1).check_pixels(most // 4)


@pytest.mark.parametrize("size", ["9000x9000px", "9000 × 9000 px"])
def test_no_dpi_is_proposed_where_the_pixels_stay_the_same(size):
    with pytest.raises(InputError, match="million pixels") as caught:
        parse_options(size=size, dpi="300").check_pixels()
    assert str(caught.value).endswith("the limit is 80. Use a smaller size.")


@pytest.mark.parametrize("size", ["100000x100000px", "100000x100", f"{'9' * 5000}x200px", "0x0px"])
def test_a_size_out_of_bounds_is_not_called_unknown(size):
    with pytest.raises(InputError, match=r"sides must be (60 to 1200 mm|473 to 9448 pixels)"):
        parse_options(size=size)


@pytest.mark.parametrize("dpi", ["72", "150", "200", "255"])
@pytest.mark.slow
def test_a_png_has_the_pixels_that_its_size_names(zone, dpi):
    options = parse_options(size="1100x700px", dpi=dpi)
    image = Image.open(io.BytesIO(render_png(zone, options)))
    assert image.size == (1100, 700)


def test_both_languages_lead_with_chinese():
    assert FigureOptions(lang="both").langs == ("zh", "en")


def test_a_size_in_pixels_is_refused_in_pixels_and_the_least_is_taken():
    with pytest.raises(
        InputError, match="At 200 dpi a figure's sides must be 473 to 9448 pixels long"
    ):
        parse_options(size="120x90px")
    assert parse_options(size="473x473px").width_mm == pytest.approx(60, abs=0.2)
    with pytest.raises(InputError, match="At 100 dpi a figure's sides must be 237 to"):
        parse_options(size="236x300px", dpi="100")
