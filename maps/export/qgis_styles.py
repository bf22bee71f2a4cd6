"""Styles for QGIS: each layer of a GeoPackage in the colours of the map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from geo.fields.languages import field_name, field_names
from geo.schema import KINDS, PLACEMENTS
from maps.figure.map_layers import POINTS_PER_PX
from maps.i18n import BOTH_LANGUAGES
from maps.templating import get_environment
from maps.theme import DASHES, FILL_OPACITY, INKS, LINE_WIDTH_PX, PRINT_COLOURS, rgb_channels

_MM_PER_PT = 25.4 / 72
_MARKER_MM = 2.4
_TINT_ALPHA = 150  # parts are seen through counties that lie above them
_PAIR = tuple(field_name("name", code) for code in BOTH_LANGUAGES)
_COUNTY_PT, _RIVER_PT, _RIVER_EDGE_PT = 0.5, 1.3, 0.3
_MARKERS = {"city": "circle", "airport": "triangle", "town": "square"}
_OTHER_MARKER = "diamond"
# The names of `lang=both`, whichever there are; else that of another language.
_OTHER_NAMES = "".join(f'"{name}", ' for name in field_names("name") if name not in _PAIR)
_NAME = (
    f"""coalesce("{_PAIR[0]}" || ' ' || "{_PAIR[1]}", "{_PAIR[0]}", "{_PAIR[1]}", """
    f"""{_OTHER_NAMES}"id")"""
)


@dataclass(frozen=True)
class Symbol:
    """How QGIS draws the features with one value: widths and dashes in mm, colours `r,g,b`."""

    value: str
    shape: str
    line: str
    width: str
    title: str = ""
    fill: str = ""
    alpha: int = 0
    dashes: str = ""
    marker: str = ""
    size: float = _MARKER_MM


@dataclass(frozen=True)
class LayerStyle:
    """The style of a layer.

    Attributes
    ----------
    attribute : str
        A QGIS expression: a symbol is for the features of which it is the symbol's `value`.
    symbols : sequence of Symbol
        In the order of the legend.
    label : str
        A QGIS expression of the text on a feature; empty for none.
    """

    attribute: str
    symbols: Sequence[Symbol]
    label: str = ""


@cache
def render_styles() -> Mapping[str, str]:
    """Return the style of each layer that a GeoPackage may have, as QML."""
    template = get_environment("en").get_template("qgis_style.qml")
    text, halo = (_write_colour(PRINT_COLOURS[name]) for name in ("text", "halo"))
    pages = {
        name: template.render(style=style, text=text, halo=halo)
        for name, style in make_styles().items()
    }
    return {name: "\n".join(map(str.strip, page.splitlines())) for name, page in pages.items()}


def make_styles() -> Mapping[str, LayerStyle]:
    """Return the style of each layer that a GeoPackage may have."""
    river = _write_colour(INKS["river"].light)
    areas = Symbol("river", "fill", river, _write_width(_RIVER_EDGE_PT), "river", river, 255)
    line = Symbol("river", "line", river, _write_width(_RIVER_PT), "river")
    edge = Symbol("county", "line", _write_colour(INKS["county"].light), _write_width(_COUNTY_PT))
    return {
        "parts": LayerStyle(
            """concat("kind", '/', "placement")""", list(make_part_symbols()), _NAME
        ),
        "places": _make_point_style(_MARKERS),
        "stations": _make_point_style({}),
        "counties": _make_county_style(),
        "county_lines": LayerStyle('"kind"', [edge]),
        "rivers": LayerStyle('"kind"', [line]),
        "river_areas": LayerStyle('"kind"', [areas]),
    }


def make_part_symbols() -> Sequence[Symbol]:
    """Return the symbol of each kind and placement: colour by kind, dashes by placement."""
    found = []
    for kind in KINDS:
        width_mm = LINE_WIDTH_PX[kind] * POINTS_PER_PX * _MM_PER_PT
        colour = _write_colour(INKS[kind].light)
        found += [
            Symbol(
                value=f"{kind}/{placement}",
                shape="fill",
                line=colour,
                width=f"{width_mm:.3f}",
                title=f"{kind} ({placement})",
                fill=colour,
                alpha=round(FILL_OPACITY[kind] * 255),
                dashes=";".join(f"{each * width_mm:.3f}" for each in DASHES[placement]),
            )
            for placement in PLACEMENTS
        ]
    return found


def _make_county_style() -> LayerStyle:
    """Return the style of counties; one that contains a part is tinted."""
    line, width = _write_colour(INKS["county"].light), _write_width(_COUNTY_PT)
    tint = _write_colour(INKS["host"].light)
    symbols = [
        Symbol("host", "fill", line, width, "county with a part", tint, _TINT_ALPHA),
        Symbol("county", "fill", line, width, "county", tint, 0),
    ]
    return LayerStyle("""if("host", 'host', 'county')""", symbols)


def _make_point_style(kinds: Mapping[str, str]) -> LayerStyle:
    """Return the style of points: the marker of each of the kinds, one for all others, the name."""
    fill, line = _write_colour(INKS["place"].light), _write_colour(PRINT_COLOURS["paper"])
    symbols = [
        Symbol(kind, "marker", line, _write_width(1), kind, fill, marker=marker)
        for kind, marker in {**kinds, "other": _OTHER_MARKER}.items()
    ]
    known = ", ".join(f"'{kind}'" for kind in kinds) or "''"
    return LayerStyle(f"""if("kind" IN ({known}), "kind", 'other')""", symbols, _NAME)


def _write_colour(colour: str) -> str:
    return ",".join(map(str, rgb_channels(colour)))


def _write_width(width_pt: float) -> str:
    return f"{width_pt * _MM_PER_PT:.3f}"
