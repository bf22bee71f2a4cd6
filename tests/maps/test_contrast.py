"""Contrast by computation: WCAG 2.2, 1.4.3 and 1.4.11, on the palette that the page uses."""

import re

import pytest

from maps.assets import read_asset
from maps.theme import INKS

GROUNDS = ("ground", "host")
BOUNDARIES = ("core", "district", "park", "county", "river")


def luminance(colour):
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def papers(scheme):
    """Return the page's own colours, from its style sheet."""
    sheet = read_asset("zone-map.css").decode()
    block = sheet.split(":root {")[1] if scheme == "light" else sheet.split('"dark"] {')[1]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block.split("}")[0]))


def test_the_measure_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", BOUNDARIES)
def test_boundaries_are_seen_on_both_grounds(name, scheme):
    for ground in GROUNDS:
        ratio = contrast(getattr(INKS[name], scheme), getattr(INKS[ground], scheme))
        assert ratio >= 3, (name, ground, ratio)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["core", "district", "park", "place"])
def test_names_on_the_map_can_be_read(name, scheme):
    for ground in GROUNDS:
        assert contrast(getattr(INKS[name], scheme), getattr(INKS[ground], scheme)) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_can_be_read(scheme):
    found = papers(scheme)
    for paper in ("paper", "paper-2"):
        for ink in ("ink", "ink-2", "accent"):
            assert contrast(found[ink], found[paper]) >= 4.5, (ink, paper)
    assert contrast(found["warn-ink"], found["warn-paper"]) >= 4.5
