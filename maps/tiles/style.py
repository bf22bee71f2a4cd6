"""How the tiles of OpenStreetMap are drawn, for the page's script and for figures alike.

Rules are in the order of painting. Zooms are those of 256 px tiles, as Leaflet counts them; widths
are CSS pixels.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Stops = tuple[tuple[float, float], ...]
RIVERS: Stops = ((8, 0.8), (14, 2.6))
THIN_BELOW = 14.0  # zoom: below, a minor road is one thin line


@dataclass(frozen=True)
class AreaRule:
    """Areas of one colour.

    Attributes
    ----------
    layer : str
        Of Shortbread.
    kinds : tuple of str
        None for all.
    fill : str
        Of `maps.theme.TILE_INKS`.
    edge : str
        The colour of a thin outline; empty for none.
    """

    layer: str
    fill: str
    kinds: tuple[str, ...] = ()
    edge: str = ""


@dataclass(frozen=True)
class LineRule:
    """Lines of one look.

    Attributes
    ----------
    width : pairs of zoom and pixels
        Between them widths grow by equal factors; below the first and above the last they go on.
    case : str
        The colour of the edges; empty for none.
    metres : float
        The true width, where it is wider than `width`.
    dash : tuple of float
        Pixels on and off.
    least_zoom : float
        From which on the rule is used.
    """

    layer: str
    ink: str
    width: Stops
    kinds: tuple[str, ...] = ()
    case: str = ""
    metres: float = 0.0
    dash: tuple[float, ...] = ()
    least_zoom: float = 0.0
    most_zoom: float = 99.0


AREAS: Sequence[AreaRule] = (
    AreaRule("land", "built", ("residential", "commercial", "retail")),
    AreaRule("land", "industrial", ("industrial", "railway", "quarry", "landfill")),
    AreaRule("land", "aerodrome", ("aerodrome",)),
    AreaRule("land", "green", (
        "grass", "meadow", "village_green", "recreation_ground", "cemetery", "orchard", "vineyard",
        "park", "garden", "golf_course", "scrub", "heath")),
    AreaRule("land", "wood", ("forest",)),
    AreaRule("land", "wetland", ("wetland",)),
    AreaRule("ocean", "water"),
    AreaRule("water_polygons", "water"),
    AreaRule("street_polygons", "square"),
    AreaRule("buildings", "building", edge="building-edge"),
)  # fmt: skip
_MINOR = ("unclassified", "residential", "living_street", "pedestrian", "busway")
_PATHS = ("footway", "path", "cycleway", "steps", "bridleway")
WATERWAYS: Sequence[LineRule] = (
    LineRule("water_lines", "waterway", ((13, 0.7), (16, 1.2)), ("stream", "drain", "ditch")),
    LineRule("water_lines", "waterway", ((12, 1.0), (16, 2.2)), ("canal",)),
    LineRule("water_lines", "waterway", RIVERS, ("river",)),
)
ROADS: Sequence[LineRule] = (
    LineRule("streets", "runway", ((11, 0.8), (14, 1.6)), ("taxiway",), metres=18),
    LineRule("streets", "runway", ((11, 1.6), (14, 3.0)), ("runway",), metres=45),
    LineRule("streets", "path", ((16, 0.8), (18, 1.6)), _PATHS, dash=(2.5, 1.8)),
    LineRule("streets", "minor-thin", ((14, 0.6), (15, 0.9)), ("service", "track"), most_zoom=15.5),
    LineRule("streets", "minor", ((15, 1.2), (16, 2.6), (18, 7)), ("service", "track"),
             case="minor-case", least_zoom=15.5),
    LineRule("streets", "minor-thin", ((13, 0.7), (14, 1.0)), _MINOR, most_zoom=THIN_BELOW),
    LineRule("streets", "minor", ((14, 1.7), (16, 5)), _MINOR, case="minor-case",
             least_zoom=THIN_BELOW),
    LineRule("streets", "rail", ((14, 0.5), (16, 1.0)), ("tram", "light_rail", "subway",
             "funicular", "monorail")),
    LineRule("streets", "secondary", ((10, 0.8), (12, 1.3), (16, 7)), ("tertiary",),
             case="secondary-case"),
    LineRule("streets", "secondary", ((10, 1.0), (12, 1.7), (16, 7)), ("secondary",),
             case="secondary-case"),
    LineRule("streets", "primary", ((8, 0.6), (12, 2.2), (16, 8)), ("primary",),
             case="primary-case"),
    LineRule("streets", "trunk", ((7, 0.7), (12, 2.6), (16, 8.5)), ("trunk",), case="trunk-case"),
    LineRule("streets", "motorway", ((6, 0.8), (12, 3), (16, 9)), ("motorway",),
             case="motorway-case"),
    LineRule("streets", "rail", ((7, 0.7), (12, 1.3), (18, 2.0)), ("rail", "narrow_gauge")),
)  # fmt: skip
BOUNDARIES: Sequence[LineRule] = (
    LineRule("boundaries", "county", ((7, 0.7), (12, 0.9)), ("6",), dash=(4, 3)),
    LineRule("boundaries", "prefecture", ((7, 0.9), (12, 1.2)), ("5",), dash=(7, 3, 1.5, 3)),
    LineRule("boundaries", "province", ((7, 1.5), (12, 1.7)), ("4",), dash=(10, 3, 2, 3)),
)
LINES = (*WATERWAYS, *ROADS, *BOUNDARIES)
_REF_PATTERNS: Mapping[str, str] = {
    "expressway": r"G\d{1,2}|G\d{4}|S\d{1,2}",
    "national": r"G\d{3}",
    "provincial": r"S\d{3}",
}


def line_width_px(rule: LineRule, zoom: float, *, px_per_m: float = 0.0) -> float:
    """Return the width of a rule's lines at a zoom, CSS pixels.

    >>> round(line_width_px(LineRule("streets", "", ((8, 1), (10, 4))), 9), 3)
    2.0
    """
    stops = rule.width
    pairs = pairwise(stops)
    (z0, w0), (z1, w1) = next((each for each in pairs if zoom <= each[1][0]), stops[-2:])
    width = w0 * (w1 / w0) ** (min(max((zoom - z0) / (z1 - z0), -1.5), 1.5))
    return float(max(width, rule.metres * px_per_m))


def choose_shield(ref: str) -> str:
    """Return which plate of `maps.theme.SHIELDS` a road's number has.

    >>> [choose_shield(ref) for ref in ("G76", "G321", "S307", "E18")]
    ['expressway', 'national', 'provincial', 'plain']
    """
    for name, pattern in _REF_PATTERNS.items():
        if re.fullmatch(pattern, ref):
            return name
    return "plain"


def describe_style(inks: Mapping[str, Any], shields: Mapping[str, Any]) -> dict[str, Any]:
    """Return colours and rules as the page's script reads them."""
    areas = [[each.layer, list(each.kinds), each.fill, each.edge] for each in AREAS]
    return {
        "inks": {name: ink.to_list() for name, ink in inks.items()},
        "areas": areas,
        "lines": [_describe_line(each) for each in LINES],
        "shields": {name: [pattern, *shields[name]] for name, pattern in _REF_PATTERNS.items()},
        "plain": list(shields["plain"]),
    }


def _describe_line(rule: LineRule) -> dict[str, Any]:
    given = {
        "layer": rule.layer, "kinds": list(rule.kinds), "ink": rule.ink, "width": rule.width,
        "case": rule.case, "metres": rule.metres, "dash": list(rule.dash),
        "from": rule.least_zoom, "to": rule.most_zoom,
    }  # fmt: skip
    return {name: value for name, value in given.items() if value or name in {"width"}}
