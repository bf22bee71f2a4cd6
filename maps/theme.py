"""Colours, dashes and line widths: one source for pages, figures, documents and data styles.

Colours are sRGB, written `#rrggbb`. No other file spells one (tests/maps/test_theme.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass

# The placement of an outline that a reader adds, of whose making nothing is known; in no file.
BROUGHT = "brought"


@dataclass(frozen=True)
class Ink:
    """The colour of one kind of thing in the light and in the dark scheme (sRGB hex)."""

    light: str
    dark: str


def rgb_channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue, 0 to 255, of a colour written `#rrggbb`.

    >>> rgb_channels("#0a1bff")
    (10, 27, 255)
    """
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def _fade(colour: str, percent: int) -> str:
    """Return a colour that lets through what lies behind it, as CSS writes it."""
    return f"rgb({' '.join(map(str, rgb_channels(colour)))} / {percent}%)"


# Colours that several things below share; any other is spelt where it is used, and only there.
WHITE = "#ffffff"
_BLACK = "#000000"
_NEAR_BLACK = "#1d2126"  # text on the light page, and the zone's own counties on the dark map
_PRINT_BLACK = "#22262b"
_DARK_GREY = "#363c44"  # rules of the dark page, and the least streets of the dark map
_STREET_EDGE = "#101316"  # of streets on the dark map
_STREET_PAPER = "#d2ccc0"  # of the least streets in print, which are too faint otherwise

# Told apart by colour-blind eyes (after Okabe and Ito 2008); at least 3:1 on their ground.
INKS: Mapping[str, Ink] = {
    "core": Ink("#b8430a", "#ff9a5c"),
    "district": Ink("#0b62a4", "#6cb8f0"),
    "park": Ink("#00705a", "#45d3ab"),
    "parcel": Ink("#8c2f7e", "#e39ad6"),
    "county": Ink("#7f838a", "#767c86"),
    "river": Ink("#5585ac", "#4d7ea5"),
    "place": Ink("#3b3f46", "#d5d8dd"),
    "ground": Ink("#f7f6f2", "#15181c"),
    "host": Ink("#efece3", _NEAR_BLACK),
    # What a person adds, one after the other: darker than the zone's (in the dark scheme lighter),
    # so that they differ for colour-blind eyes too.
    "plot-1": Ink("#2a1390", "#fff066"),
    "plot-2": Ink("#8418f0", "#ff43a8"),
    "plot-3": Ink("#6b3a00", "#8976ff"),
    "plot-4": Ink("#20262c", "#b0f7ff"),
    # The base map: lines fainter than any outline of the zone, names of at least 4.5:1.
    "province-line": Ink("#87798f", "#7d7189"),
    "province-name": Ink("#6f6078", "#a195ad"),
    "prefecture-line": Ink("#a49bab", "#635b6d"),
    "county-line": Ink("#b9b4ab", "#454b54"),
    "water-line": Ink("#93b9d5", "#33658a"),
    "water-name": Ink("#3a6b95", "#7fb0d6"),
    "street-line": Ink("#d6a866", "#6d5633"),
    "rail": Ink("#9a979f", "#5f656f"),
    "runway": Ink("#a5a2b0", "#5c606b"),
}
# What a browser or a phone paints around the page, the icon's ground, and the accent in print.
BRAND = INKS["district"].light


@dataclass(frozen=True)
class TileInk:
    """A colour of the tiles beneath the zone: on the light map, on the dark one, on white paper."""

    light: str
    dark: str
    paper: str = ""

    def to_list(self) -> list[str]:
        """Return the colour on the light map, the dark one, and paper."""
        return [self.light, self.dark, self.paper or self.light]


def _reuse_ink(name: str) -> TileInk:
    """Return the colour of the base map's own lines for the tiles' lines of the same sort."""
    return TileInk(INKS[name].light, INKS[name].dark)


# OpenStreetMap's tiles: every ink of a zone has at least 3:1 on what is filled here.
TILE_INKS: Mapping[str, TileInk] = {
    "water": TileInk("#c3d9e8", "#1b3a55", "#cbdeeb"),
    "waterway": _reuse_ink("water-line"),
    "built": TileInk("#efeae2", "#1c2025"),
    "industrial": TileInk("#e9e6ea", "#21222b"),
    "wood": TileInk("#d9e6cf", "#1a2e20"),
    "green": TileInk("#e4ecda", "#1a281e"),
    "wetland": TileInk("#dfeae4", "#192a27"),
    "aerodrome": TileInk("#e8e7ee", "#21232c"),
    "building": TileInk("#e2dcd1", "#282d34"),
    "building-edge": TileInk("#d3cbbd", "#343a42"),
    "square": TileInk("#f6f3ec", "#262b31"),
    "motorway": TileInk("#f6d9a4", INKS["street-line"].dark),
    "motorway-case": TileInk(INKS["street-line"].light, _STREET_EDGE),
    "trunk": TileInk("#fae9c6", "#5f5137"),
    "trunk-case": TileInk("#d9bd8b", _STREET_EDGE),
    "primary": TileInk(WHITE, "#515963"),
    "primary-case": TileInk("#c2bbae", _STREET_EDGE),
    "secondary": TileInk(WHITE, "#444b54"),
    "secondary-case": TileInk("#cec8bc", _STREET_EDGE),
    "minor": TileInk(WHITE, _DARK_GREY),
    "minor-case": TileInk("#dcd7cc", _STREET_EDGE, _STREET_PAPER),
    "minor-thin": TileInk("#d5cfc3", _DARK_GREY, _STREET_PAPER),
    "path": TileInk("#cbc2b2", "#3f464f"),
    "rail": _reuse_ink("rail"),
    "runway": TileInk("#d3d1dc", "#34363f"),
    "province": _reuse_ink("province-line"),
    "prefecture": _reuse_ink("prefecture-line"),
    "county": _reuse_ink("county-line"),
}
# Plates with the numbers of roads: ground and letters, as signs in China have them.
SHIELDS: Mapping[str, tuple[str, str]] = {
    "expressway": ("#2a7a4b", WHITE),
    "national": ("#b0423c", WHITE),
    "provincial": ("#f0d070", _PRINT_BLACK),
    "plain": (WHITE, _PRINT_BLACK),
}
DASHES: Mapping[str, tuple[float, ...]] = {  # in line widths; surveyed is solid
    "surveyed": (),
    "digitised": (7.0, 1.5),
    "schematic": (3.0, 2.0),
    BROUGHT: (7.0, 1.5),
}
LINE_WIDTH_PX: Mapping[str, float] = {"core": 2.4, "district": 2.2, "park": 1.8, "parcel": 1.4}
FILL_OPACITY: Mapping[str, float] = {"core": 0.30, "district": 0.10, "park": 0.28, "parcel": 0.22}

# The page around the map.
PAGE_COLOURS: Mapping[str, Ink] = {
    "paper": Ink(WHITE, "#1b1f24"),
    "paper-2": Ink("#f5f4f0", "#22272d"),
    "ink": Ink(_NEAR_BLACK, "#eceef0"),
    "ink-2": Ink("#555b64", "#a9b0b9"),
    "rule": Ink("#d9d8d2", _DARK_GREY),
    "accent": Ink("#0b5a96", "#7cc0f4"),
    "warn-paper": Ink("#fdf4dd", "#35301f"),
    "warn-ink": Ink("#6b4a00", "#f2d491"),
    "halo": Ink(_fade(WHITE, 92), _fade(INKS["ground"].dark, 92)),
}
SHADOW = Ink(
    f"0 1px 3px {_fade(_BLACK, 18)}, 0 4px 16px {_fade(_BLACK, 8)}",
    f"0 1px 3px {_fade(_BLACK, 60)}, 0 4px 16px {_fade(_BLACK, 40)}",
)
# Text over online tiles takes the scheme of the tiles, not that of the page.
_OVER_TILES = ("ink", "ink-2", "paper", "halo")
# The same in both schemes: figures are drawn for white paper, and so is a printed page.
FIXED_PAGE_COLOURS: Mapping[str, str] = {
    "figure-paper": WHITE,
    "backdrop": _fade(_BLACK, 40),
    "print-rule": "#999999",
    "print-quiet": "#555555",
}

# Figures and documents, which are for white paper.
PRINT_COLOURS: Mapping[str, str] = {
    "paper": WHITE,
    "text": _PRINT_BLACK,
    "quiet": "#5c626b",
    "frame": "#6b7078",
    "rule": "#d9dbde",
    "accent": BRAND,
    "warning": "#8f3405",
    "warning_paper": "#fbf1ea",
    "halo": "#fdfdfb",
    "county_name": "#7b8087",
    "river_name": "#3f719b",
    "inset_frame": "#b3261e",
}

# The site's icon.
ICON_COLOURS: Mapping[str, str] = {
    "ground": BRAND,
    "line": WHITE,
    "district": "#488abb",  # the line's white at a quarter over the ground
    "core": "#ffb27d",
}


def css_variables() -> str:
    """Return colours, dashes and widths as CSS custom properties, for light and for dark.

    The page's scheme is the browser's, unless `data-theme` on the root names one. Below an element
    with `data-ground` the map's own colours, and those of text on it, are of that scheme.
    """
    lines = "".join(f"--line-{kind}:{width}px;" for kind, width in LINE_WIDTH_PX.items())
    fills = "".join(f"--fill-{kind}:{opacity};" for kind, opacity in FILL_OPACITY.items())
    dashes = "".join(
        f"--dash-{placement}:{' '.join(f'{2 * each:g}px' for each in dash) or 'none'};"
        for placement, dash in DASHES.items()
        if placement != BROUGHT  # which is on no page
    )
    fixed = "".join(f"--{name}:{colour};" for name, colour in FIXED_PAGE_COLOURS.items())
    light, dark = _css_scheme("light"), _css_scheme("dark")
    return (
        f":root{{{light}{lines}{fills}{dashes}}}"
        f":root,::backdrop{{{fixed}}}"  # older browsers pass nothing down to a dialog's backdrop
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"
        f":root[data-theme=dark]{{{dark}}}"
        f"[data-ground=light]{{{_css_scheme('light', over_tiles=True)}}}"
        f"[data-ground=dark]{{{_css_scheme('dark', over_tiles=True)}}}"
    )


def _css_scheme(scheme: str, *, over_tiles: bool = False) -> str:
    """Return one scheme's colours as declarations; over tiles, only what lies on the map."""
    names = _OVER_TILES if over_tiles else PAGE_COLOURS
    inks = {**INKS, **{name: PAGE_COLOURS[name] for name in names}}
    if not over_tiles:
        inks["shadow"] = SHADOW
    return "".join(f"--{name}:{getattr(ink, scheme)};" for name, ink in inks.items())
