"""Colours that can be told apart and read, spelt in one file and nowhere else."""

import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from contrast import contrast

import maps
from geo.schema import KINDS
from maps import theme

REPOSITORY = Path(maps.__file__).parent.parent
SUFFIXES = {".py", ".css", ".js", ".html", ".typ", ".qml", ".kml", ".svg", ".json"}
# `#rrggbb` and its short forms, but no id selector, address or character reference of HTML; CSS
# functions of numbers; and the names of colours where a colour is set.
SPELT = re.compile(
    r"""(?<![\w&/])\#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b(?![\w-]|\s*\{)
    | \b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(\s*[\d.]
    | \bcolou?r\w*["']?\s*[:=]\s*["']?(?:white|black|gr[ae]y|red|green|blue|orange)\b
    | ["'](?:white|black|gr[ae]y)["']""",
    re.VERBOSE | re.IGNORECASE,
)


def product_files():
    packages = (REPOSITORY / name for name in ("geo", "maps", "webapp"))
    files = sorted(path for package in packages for path in package.rglob("*"))
    return [path for path in files if path.suffix in SUFFIXES]


def declarations(css, selector):
    """Return the custom properties of a rule, by name."""
    body = css.split(selector + "{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+):([^;]+);", body))


@pytest.mark.parametrize(
    ("text", "is_spelt"),
    [
        ("color: #0b62a4;", True),
        ("linear-gradient(#fff, transparent)", True),
        ('facecolor="#b3261e22"', True),
        ("rgb(0 0 0 / 40%)", True),
        ('"markerfacecolor": "white"', True),
        ('fill = TEXT if n % 2 else "white"', True),
        ("color: red", True),
        ('href="#add"', True),  # three hexadecimal digits are taken for a colour
        ("white-space: nowrap", False),
        ("rgb({{ each.rgb }})", False),
        ("&#160;", False),
        ('href="#main"', False),
        ("const #abc123def = 1", False),
    ],
)
def test_spelt_colours_are_found(text, is_spelt):
    assert bool(SPELT.search(text)) is is_spelt


@pytest.mark.slow
def test_no_other_file_spells_a_colour():
    files = product_files()
    assert {".py", ".css", ".typ", ".qml", ".kml", ".html", ".js"} <= {p.suffix for p in files}
    spelt = {
        f"{path.relative_to(REPOSITORY)}: {found[0]}"
        for path in files
        if path != Path(theme.__file__)
        for found in SPELT.finditer(path.read_text(encoding="utf-8"))
    }
    assert not spelt


def test_a_colour_is_spelt_once():
    text = Path(theme.__file__).read_text(encoding="utf-8")
    counts = Counter(found[0].lower() for found in SPELT.finditer(text))
    assert {colour for colour, count in counts.items() if count > 1} == set()


@pytest.mark.parametrize(
    ("colour", "channels"),
    [("#000000", (0, 0, 0)), ("#0b62a4", (11, 98, 164)), ("#ffffff", (255, 255, 255))],
)
def test_channels_are_those_of_the_hex_digits(colour, channels):
    assert theme.rgb_channels(colour) == channels


def test_css_carries_every_colour_for_both_schemes():
    css = theme.css_variables()
    for name, ink in theme.INKS.items():
        assert f"--{name}:{ink.light};" in css
        assert css.count(f"--{name}:{ink.dark};") == 3  # two for the page, one for dark tiles
    assert css.count("{") == css.count("}")


@pytest.mark.parametrize(
    ("selector", "scheme"), [(":root", "light"), (":root[data-theme=dark]", "dark")]
)
def test_css_carries_the_colours_of_the_page(selector, scheme):
    found = declarations(theme.css_variables(), selector)
    for name, ink in {**theme.PAGE_COLOURS, "shadow": theme.SHADOW}.items():
        assert found[name] == getattr(ink, scheme)


def test_only_what_lies_on_the_map_follows_the_tiles():
    found = declarations(theme.css_variables(), "[data-ground=dark]")
    assert found["ink"] == theme.PAGE_COLOURS["ink"].dark
    assert found["core"] == theme.INKS["core"].dark
    assert not {"accent", "rule", "shadow", "warn-ink"} & set(found)


def test_every_variable_that_a_style_uses_is_set():
    styles = [path.read_text(encoding="utf-8") for path in product_files() if path.suffix != ".py"]
    scripts = [path.read_text(encoding="utf-8") for path in product_files() if path.suffix == ".js"]
    used = {name for text in styles for name in re.findall(r"var\(--([\w-]+)\)", text)}
    known = set(re.findall(r"--([\w-]+):", theme.css_variables()))
    known |= {name for text in styles for name in re.findall(r"--([\w-]+):\s", text)}
    known |= {name for text in scripts for name in re.findall(r"[\"'`]--([\w-]+)", text)}
    assert used - known == set()


PLOTS = [name for name in theme.INKS if name.startswith("plot-")]
# What colour-blind eyes see of linear sRGB (Machado, Oliveira and Fernandes 2009, severity 1).
SIGHTS = {
    "usual": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def oklab(colour, sight):
    """Return a colour in Oklab (Ottosson 2020) times 100, as eyes of this sight see it."""
    channels = np.array([int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(SIGHTS[sight]) @ linear, 0, 1)
    cones = [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
    opponents = [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
    return 100 * np.array(opponents) @ np.cbrt(np.array(cones) @ seen)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHTS)
def test_plots_differ_from_the_zone_and_from_each_other_for_every_sight(scheme, sight):
    seen = {name: oklab(getattr(theme.INKS[name], scheme), sight) for name in [*KINDS, *PLOTS]}
    pairs = [(a, b) for a in PLOTS for b in seen if a != b]
    assert min(np.linalg.norm(seen[a] - seen[b]) for a, b in pairs) > 7


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("name", ["core", "district", "park", "parcel", "county", "river", "place"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["ground", "host"])
def test_outlines_stand_out_from_their_ground(name, scheme, ground):
    colour, behind = (getattr(theme.INKS[each], scheme) for each in (name, ground))
    assert contrast(colour, behind) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["core", "district", "park", "parcel", "place", *PLOTS])
@pytest.mark.parametrize("ground", ["ground", "host"])
def test_names_on_the_map_can_be_read(name, scheme, ground):
    colour, behind = (getattr(theme.INKS[each], scheme) for each in (name, ground))
    assert contrast(colour, behind) >= 4.5


BASEMAP_LINES = [name for name in theme.INKS if name.endswith("-line")] + ["rail", "runway"]


@pytest.mark.parametrize("name", BASEMAP_LINES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["ground", "host"])
def test_lines_of_the_base_map_are_seen_behind_the_zone(name, scheme, ground):
    line, behind = (getattr(theme.INKS[each], scheme) for each in (name, ground))
    outlines = [getattr(theme.INKS[each], scheme) for each in ("core", "district", "park")]
    faintest = min(contrast(each, behind) for each in outlines)
    assert 1.7 <= contrast(line, behind) < 0.8 * faintest


@pytest.mark.parametrize("kind", ["core", "district", "park", "parcel"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_outlines_stand_out_on_a_river(kind, scheme):
    outline, line = (getattr(theme.INKS[each], scheme) for each in (kind, "water-line"))
    assert contrast(outline, line) >= 2.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["water-name", "province-name"])
@pytest.mark.parametrize("ground", ["ground", "host"])
def test_names_of_the_base_map_can_be_read(name, scheme, ground):
    colour, behind = (getattr(theme.INKS[each], scheme) for each in (name, ground))
    assert contrast(colour, behind) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_can_be_read(scheme):
    found = {name: getattr(ink, scheme) for name, ink in theme.PAGE_COLOURS.items()}
    for paper in ("paper", "paper-2"):
        for ink in ("ink", "ink-2", "accent"):
            assert contrast(found[ink], found[paper]) >= 4.5, (ink, paper)
    assert contrast(found["warn-ink"], found["warn-paper"]) >= 4.5


@pytest.mark.parametrize("name", ["text", "quiet", "accent", "warning"])
def test_texts_in_print_can_be_read(name):
    assert contrast(theme.PRINT_COLOURS[name], theme.PRINT_COLOURS["paper"]) >= 4.5


def test_warning_in_a_document_can_be_read():
    colours = theme.PRINT_COLOURS
    assert contrast(colours["warning"], colours["warning_paper"]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_kinds_differ_in_colour(scheme):
    assert len({getattr(theme.INKS[kind], scheme) for kind in KINDS}) == len(KINDS)


def test_placements_differ_in_dash():
    assert theme.DASHES["surveyed"] == ()
    assert len(set(theme.DASHES.values())) == 3
