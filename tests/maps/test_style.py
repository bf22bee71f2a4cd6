"""Colours that can be told apart, and numbers as each language writes them."""

import pytest

from maps import theme


def luminance(colour):
    """Return the relative luminance of an sRGB colour (WCAG 2)."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("kind", ["core", "district", "park", "place"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_outlines_stand_out_from_their_ground(kind, scheme):
    for ground in ("ground", "host"):
        colour, behind = (getattr(theme.INKS[name], scheme) for name in (kind, ground))
        assert contrast(colour, behind) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_kinds_differ_in_colour(scheme):
    assert len({getattr(theme.INKS[kind], scheme) for kind in ("core", "district", "park")}) == 3


def test_placements_differ_in_dash():
    assert theme.DASHES["surveyed"] == ()
    assert len(set(theme.DASHES.values())) == 3


def test_css_carries_every_colour_for_both_schemes():
    css = theme.css_variables()
    for name, ink in theme.INKS.items():
        assert f"--{name}:{ink.light};" in css
        assert css.count(f"--{name}:{ink.dark};") == 3  # two for the page, one for dark tiles
    assert css.count("{") == css.count("}")
