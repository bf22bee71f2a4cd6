"""Which names a map bears, in which rank and letters, and writing them where they fit."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import geopandas as gpd
import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry as Geometry

from geo.rows import get_rows
from geo.zone import Zone
from maps.figure.label_placement import Label, LabelObstacles, PlacedLabel, place_labels
from maps.figure.map_frame import MapFrame
from maps.figure.map_layers import ink_colour
from maps.figure.page import legible_size_pt, write_text
from maps.figure.typography import ELLIPSIS, clean_text, width_em, wrap_text
from maps.i18n import localize_field

MOST_LABELS, MOST_COUNTIES = 40, 30
NAME_EM, NAME_LINES = 11.5, 3
REACH_EM, FEW = 22.0, 60  # how far a label may lie from its part, when the parts are few
_SECOND_LANGUAGE_SCALE = 0.86  # the second language's letters


def name_lines(
    row: Mapping[str, Any], langs: Sequence[str], size_pt: float, *, limit_em: float = NAME_EM
) -> tuple[tuple[str, float], ...]:
    """Return a name in each language, once each, with the size of its letters."""
    names = [localize_field(row, "name", lang)[0] or str(row.get("id") or "") for lang in langs]
    lines = []
    sizes = legible_size_pt(size_pt), legible_size_pt(size_pt * _SECOND_LANGUAGE_SCALE)
    for name, size in zip(dict.fromkeys(names), sizes, strict=False):
        lines += [(line, size) for line in balance_lines(name, limit_em) if line]
    return tuple(lines) or ((ELLIPSIS, sizes[0]),)


def balance_lines(name: str, limit_em: float = NAME_EM) -> list[str]:
    """Return a name in as few lines as it needs, about equally long."""
    widest = wrap_text(name, limit_em, most=NAME_LINES)
    narrow = width_em(clean_text(name[:200])) / len(widest) * 1.12
    lines = wrap_text(name, min(limit_em, max(narrow, 4.0)), most=NAME_LINES)
    return lines if ELLIPSIS not in lines[-1] else widest


def part_labels(
    window: MapFrame, parts: gpd.GeoDataFrame, langs: Sequence[str], *, em: float
) -> list[Label]:
    """Return the parts' labels: the core first, then the small before the large."""
    by_area = parts.geometry.to_crs("EPSG:6933").area.sort_values().index
    rank = sorted(by_area, key=lambda key: parts.at[key, "kind"] != "core")
    labels = []
    drawn = {key: window.drawn(shape, clipped=False) for key, shape in parts.geometry.items()}
    shapes = np.array(list(drawn.values()), dtype=object)
    tree = shapely.STRtree(shapes)
    reach = max(4.0, REACH_EM * min(1.0, (FEW / len(parts)) ** 0.5)) * em
    for key in rank[:MOST_LABELS]:
        row = {"id": key, **parts.loc[key].drop("geometry")}
        home = drawn[key]
        ground = cast("Polygon", _uncovered_shape(home, shapes, tree))
        x, y = shapely.maximum_inscribed_circle(ground).coords[0]
        size = em * (1.0 if row["kind"] == "park" else 1.1)
        style = {"color": ink_colour(row["kind"]), "zorder": 9, "part": key}
        labels.append(
            Label(
                lines=name_lines(row, langs, size),
                anchor=(x, y),
                home=home,
                reach=reach,
                leader=True,
                style=style,
            )
        )
    return labels


def zone_label(
    window: MapFrame, zone: Zone, parts: gpd.GeoDataFrame, langs: Sequence[str], *, em: float
) -> Label:
    """Return the label of the zone as a whole, for a map on which it is small."""
    home = window.drawn(parts.geometry.union_all(), clipped=False)
    anchor = home.representative_point()
    lines = name_lines({"id": "", **zone.facts}, langs, 1.05 * em, limit_em=16)
    style = {"color": ink_colour("core"), "zorder": 9}
    return Label(
        lines=lines, anchor=(anchor.x, anchor.y), home=home, reach=16 * em, leader=True, style=style
    )


def _uncovered_shape(home: Geometry, shapes: Any, tree: shapely.STRtree) -> Geometry:
    """Return what of a part no smaller part covers, or all of it when nothing else is left."""
    near = shapes[tree.query(home, predicate="intersects")]
    smaller = [shape for shape in near if shape.area < home.area]
    rest = shapely.difference(home, shapely.union_all(smaller)) if smaller else home
    return home if rest.area < 0.02 * home.area else rest


def reference_place_labels(
    seen: Sequence[tuple[Any, float, float]], langs: Sequence[str], *, em: float
) -> list[Label]:
    """Return the labels of the places that are seen, cities first."""
    labels = []
    for row, x, y in sorted(seen, key=lambda item: item[0].kind != "city"):
        named = {"id": row.Index, "name": row.name, "name_zh": row.name_zh}
        size = em * (0.95 if row.kind == "city" else 0.82)
        style = {"color": ink_colour("place"), "zorder": 8}
        lines = name_lines(named, langs, size)
        labels.append(Label(lines=lines, anchor=(x, y), reach=6 * em, style=style))
    return labels[:MOST_LABELS]


def context_labels(
    window: MapFrame, context: gpd.GeoDataFrame, langs: Sequence[str], *, em: float
) -> list[Label]:
    """Return the labels of rivers and counties; the unnamed have none."""
    labels = []
    named = context[context["name"].notna() | context["name_zh"].notna()]
    for kind, size, least in (("river", 0.78, 4 * em), ("county", 0.85, 12 * em * em)):
        of_kind = named[named["kind"] == kind].drop_duplicates(["name", "name_zh"])
        for row in get_rows(of_kind.head(MOST_COUNTIES)):
            shape = window.drawn(row["geometry"])
            if (shape.area if kind == "county" else shape.length) > least:
                lines = name_lines(row, langs, size * em)
                labels.append(_context_label(shape, lines, kind, em=em))
    return labels


def county_lines(window: MapFrame, context: gpd.GeoDataFrame) -> Geometry:
    """Return the lines between counties, in points of the window."""
    counties = context.geometry[context["kind"] == "county"]
    return shapely.union_all([shapely.boundary(window.drawn(shape)) for shape in counties])


def _context_label(
    shape: Geometry, lines: tuple[tuple[str, float], ...], kind: str, *, em: float
) -> Label:
    if kind == "county":
        x, y = shapely.maximum_inscribed_circle(cast("Polygon", shape)).coords[0]
        colour, reach = "#7b8087", 9 * em
    else:
        longest = max(shapely.get_parts(shape), key=lambda part: part.length)
        middle = longest if longest.area else longest.interpolate(0.5, normalized=True)
        x, y = middle.representative_point().coords[0]
        colour, reach = "#3f719b", 12 * em
    style = {"color": colour, "zorder": 7}
    return Label(lines=lines, anchor=(x, y), reach=reach, style=style)


def write_labels(
    window: MapFrame,
    labels: Sequence[Label],
    parts: gpd.GeoDataFrame,
    **minded: Any,
) -> list[PlacedLabel]:
    """Place labels and write those that fit, with their leaders; return them.

    `minded` is what else they have to mind, as of `maps.figure.label_placement.LabelObstacles`.
    """
    drawn = [window.drawn(shape, clipped=False) for shape in parts.geometry]
    shapes = np.array(drawn, dtype=object)
    ground = LabelObstacles(frame=window.frame, shapes=shapes, **minded)
    placed = place_labels(labels, ground)
    for each in placed:
        _write_label(window, each)
    return placed


def _write_label(window: MapFrame, placed: PlacedLabel) -> None:
    style = dict(placed.label.style)
    style.pop("part", None)
    if placed.leader is not None:
        x, y = shapely.get_coordinates(placed.leader).T
        line = {
            "color": style["color"],
            "linewidth": 0.07 * placed.label.lines[0][1],
            "zorder": 7.5,
        }
        window.axes.plot(x, y, **line)
        window.axes.plot(
            x[-1:],
            y[-1:],
            "o",
            markersize=0.3 * placed.label.lines[0][1],
            markeredgewidth=0,
            **line,
        )
    _, height = placed.label.size
    top = placed.y + height / 2
    for text, size in placed.label.lines:
        line_height = height * size / sum(size for _, size in placed.label.lines)
        baseline = top - line_height / 2 - 0.36 * size
        write_text(
            window.axes,
            placed.x,
            baseline,
            text,
            size_pt=size,
            ha="center",
            halo="#fdfdfb",
            **style,
        )
        top -= line_height
