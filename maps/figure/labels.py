"""Labels: which names a map shows, in which rank and size, and writing them where they fit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

import geopandas as gpd
import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Shapes
from geo.fields.languages import field_names
from geo.rows import get_rows
from geo.zone import Zone
from maps.figure.map_frame import MapFrame
from maps.figure.map_layers import VisiblePlace, ink_colour
from maps.figure.page import legible_size_pt, write_text
from maps.figure.typography import ELLIPSIS, clean_text, width_em, wrap_text
from maps.i18n import localize_field
from maps.labels.coarse import coarsen
from maps.labels.model import Label, PlacedLabel
from maps.theme import PRINT_COLOURS

MOST_NAMES, MOST_PLACES, MOST_COUNTIES = 200, 40, 30
NAME_EM, NAME_LINES = 11.5, 3
NUMBER_REACH_EM = 5.0
REACH_EM, FEW_PARTS = 22.0, 60  # how far a label may be from its part; less among more parts
_SECOND_LANGUAGE_SCALE = 0.86  # size of the second language's name beside the first's
_EQUAL_AREA = "EPSG:6933"


def name_lines(
    row: Mapping[str, Any], langs: Sequence[str], size_pt: float, *, limit_em: float = NAME_EM
) -> tuple[tuple[str, float], ...]:
    """Return the lines of a name in each language, with their sizes in points.

    A name that is the same in both languages comes once; without any name it is the id, or an
    ellipsis.
    """
    names = [localize_field(row, "name", lang)[0] or str(row.get("id") or "") for lang in langs]
    lines = []
    sizes = legible_size_pt(size_pt), legible_size_pt(size_pt * _SECOND_LANGUAGE_SCALE)
    for name, size in zip(dict.fromkeys(names), sizes, strict=False):
        lines += [(line, size) for line in balance_lines(name, limit_em) if line]
    return tuple(lines) or ((ELLIPSIS, sizes[0]),)


def balance_lines(name: str, limit_em: float = NAME_EM) -> list[str]:
    """Return a name in as few lines as it needs, all of about the same width."""
    widest = wrap_text(name, limit_em, most=NAME_LINES)
    narrow = width_em(clean_text(name[:200])) / len(widest) * 1.12
    lines = wrap_text(name, min(limit_em, max(narrow, 4.0)), most=NAME_LINES)
    return lines if ELLIPSIS not in lines[-1] else widest


def part_labels(
    frame: MapFrame, parts: gpd.GeoDataFrame, langs: Sequence[str], *, em: float
) -> list[Label]:
    """Return the labels of the parts by rank: the core first, then the small before the large."""
    rows = dict(zip(parts.index, get_rows(parts), strict=True))
    shapes = cut_to_frame(frame, project_parts(frame, parts), parts)
    drawn = dict(zip(parts.index, shapes.tolist(), strict=True))
    by_area = parts.geometry.to_crs(_EQUAL_AREA).area.sort_values().index
    rank = sorted(by_area, key=lambda key: rows[key]["kind"] != "core")
    tree = shapely.STRtree(shapes)
    reach = max(4.0, REACH_EM * min(1.0, (FEW_PARTS / len(parts)) ** 0.5)) * em
    labels = []
    for key in rank[:MOST_NAMES]:
        kind = rows[key]["kind"]
        size = em * (1.0 if kind in {"park", "parcel"} else 1.1)
        label = Label(
            lines=name_lines({**rows[key], "id": key}, langs, size),
            anchor=_inner_point(_uncovered_shape(drawn[key], shapes, tree)),
            shape=drawn[key],
            max_distance=reach,
            may_have_leader=True,
            colour=ink_colour(kind),
            zorder=9,
            key=str(key),
        )
        labels.append(label)
    return labels


def number_labels(
    names: Sequence[Label], parts: gpd.GeoDataFrame, *, em: float
) -> dict[str, Label]:
    """Return a number for each part of these labels, by id, in the order of the parts."""
    by_key = {label.key: label for label in names}
    size = legible_size_pt(0.85 * em)
    return {
        key: replace(
            by_key[key], lines=((str(n), size),), max_distance=NUMBER_REACH_EM * em, gap_em=0.1
        )
        for n, key in enumerate(map(str, parts.index), 1)
        if key in by_key
    }


def is_whole(label: Label) -> bool:
    """Return whether a label has the whole name, not one cut with an ellipsis."""
    return not any(line.endswith(ELLIPSIS) for line, _ in label.lines)


def project_parts(frame: MapFrame, parts: gpd.GeoDataFrame) -> Shapes:
    """Return the parts' whole outlines as labels need them, points of the map, shape (n,)."""
    drawn = [coarsen(frame.project(shape, clip=False)) for shape in parts.geometry]
    return np.array(drawn, dtype=object)


def cut_to_frame(frame: MapFrame, shapes: Shapes, parts: gpd.GeoDataFrame) -> Shapes:
    """Return the outlines, points of the map, and of those that leave the frame what is in it."""
    low, high = shapely.bounds(shapes)[:, :2], shapely.bounds(shapes)[:, 2:]
    leave = ((low < 0) | (high > (frame.width, frame.height))).any(axis=1)
    cut = shapes.copy()
    for n in np.flatnonzero(leave):
        cut[n] = coarsen(frame.project(parts.geometry.iloc[n]))
    return cut


def _inner_point(shape: Geometry) -> tuple[float, float]:
    """Return the point of a shape farthest from its outline; any of one folded to a line."""
    polygons = [each for each in shapely.get_parts(shape) if isinstance(each, Polygon)]
    whole = cast("Polygon", shapely.MultiPolygon(polygons))
    found = shapely.maximum_inscribed_circle(whole) if polygons else shapely.point_on_surface(shape)
    x, y = shapely.get_coordinates(found)[0]
    return x, y


def zone_label(
    frame: MapFrame, zone: Zone, parts: gpd.GeoDataFrame, langs: Sequence[str], *, em: float
) -> Label:
    """Return the label of the zone as a whole, for a map on which it is small."""
    drawn = coarsen(frame.project(parts.geometry.union_all(), clip=False))
    anchor = drawn.representative_point()
    return Label(
        lines=name_lines({"id": "", **zone.facts}, langs, 1.05 * em, limit_em=16),
        anchor=(anchor.x, anchor.y),
        shape=drawn,
        max_distance=16 * em,
        may_have_leader=True,
        colour=ink_colour("core"),
        zorder=9,
    )


def _uncovered_shape(shape: Geometry, shapes: Shapes, tree: shapely.STRtree) -> Geometry:
    """Return what no smaller part covers of a part; all of it where next to nothing is left."""
    near: list[Geometry] = shapes[tree.query(shape, predicate="intersects")].tolist()
    smaller = [each for each in near if each.area < shape.area]
    rest = shapely.difference(shape, shapely.union_all(smaller)) if smaller else shape
    return shape if rest.area < 0.02 * shape.area else rest


def reference_place_labels(
    places: Sequence[VisiblePlace], langs: Sequence[str], *, em: float
) -> list[Label]:
    """Return the labels of places, cities first and stations last."""
    labels = []
    for place in sorted(places, key=lambda each: (each.kind == "station", each.kind != "city")):
        size = em * (0.95 if place.kind == "city" else 0.82)
        label = Label(
            lines=name_lines(place.row, langs, size),
            anchor=(place.x, place.y),
            max_distance=6 * em,
            colour=ink_colour("place"),
        )
        labels.append(label)
    return labels[:MOST_PLACES]


def context_labels(
    frame: MapFrame, context: gpd.GeoDataFrame, langs: Sequence[str], *, em: float
) -> list[Label]:
    """Return the labels of named rivers and counties that show enough of themselves."""
    labels = []
    names = [name for name in field_names("name") if name in context]
    named = context[context[names].notna().any(axis=1)]
    for kind, size, least in (("river", 0.78, 4 * em), ("county", 0.85, 12 * em * em)):
        of_kind = named[named["kind"] == kind].drop_duplicates(names)
        for row in get_rows(of_kind.head(MOST_COUNTIES)):
            drawn = frame.project(row["geometry"])
            shape = coarsen(drawn) if kind == "county" else drawn
            if (shape.area if kind == "county" else shape.length) > least:
                labels.append(_context_label(shape, name_lines(row, langs, size * em), kind, em=em))
    return labels


def county_lines(frame: MapFrame, context: gpd.GeoDataFrame) -> Geometry:
    """Return the lines between counties, points of the map."""
    counties = context.geometry[context["kind"] == "county"]
    return shapely.union_all([shapely.boundary(frame.project(shape)) for shape in counties])


def _context_label(
    shape: Geometry, lines: tuple[tuple[str, float], ...], kind: str, *, em: float
) -> Label:
    name, reach = ("county_name", 9 * em) if kind == "county" else ("river_name", 12 * em)
    anchor = _inner_point(shape) if kind == "county" else _river_point(shape)
    colour = PRINT_COLOURS[name]
    return Label(lines=lines, anchor=anchor, max_distance=reach, colour=colour, zorder=7)


def _river_point(shape: Geometry) -> tuple[float, float]:
    """Return a point in the middle of a river's longest piece, which is a line or an area."""
    pieces: list[Geometry] = shapely.get_parts(shape).tolist()
    longest = max(pieces, key=lambda piece: piece.length)
    middle = longest if longest.area else longest.interpolate(0.5, normalized=True)
    point = middle.representative_point()
    return point.x, point.y


def write_labels(frame: MapFrame, placed: Iterable[PlacedLabel]) -> None:
    """Write labels where they were placed."""
    for each in placed:
        _write_label(frame, each)


def _write_label(frame: MapFrame, placed: PlacedLabel) -> None:
    label = placed.label
    if placed.leader is not None:
        _draw_leader(frame, placed.leader, label)
    _, height = label.size
    top = placed.y + height / 2
    for text, size in label.lines:
        line_height = height * size / sum(size for _, size in label.lines)
        baseline = top - line_height / 2 - 0.36 * size
        write_text(
            frame.axes,
            placed.x,
            baseline,
            text,
            size_pt=size,
            ha="center",
            halo=PRINT_COLOURS["halo"],
            color=label.colour,
            zorder=label.zorder,
        )
        top -= line_height


def _draw_leader(frame: MapFrame, leader: Geometry, label: Label) -> None:
    """Draw the line from a label to what it names, with a dot at its end."""
    x, y = shapely.get_coordinates(leader).T.tolist()
    size = label.lines[0][1]
    line: dict[str, Any] = {"color": label.colour, "linewidth": 0.07 * size, "zorder": 7.5}
    frame.axes.plot(x, y, **line)
    frame.axes.plot(x[-1:], y[-1:], "o", markersize=0.3 * size, markeredgewidth=0, **line)
