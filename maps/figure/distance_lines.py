"""Distance lines: geodesics from the zone to the reference cities, with their lengths."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import geopandas as gpd
import shapely
from shapely import Point
from shapely.geometry.base import BaseGeometry as Geometry

from geo.geodesy.centroid import find_centroids
from geo.geodesy.geodesic import WGS84
from geo.geodesy.tables import make_distance_table
from geo.rows import get_row
from geo.zone import Zone
from maps.content.measures import describe_bearing, join_uncertainty
from maps.content.places import reference_part
from maps.figure.map_frame import MapFrame, draw_shape
from maps.figure.map_layers import ink_colour
from maps.figure.page import legible_size_pt
from maps.labels.model import Label, PlacedLabel
from maps.labels.placement import LabelPlacer

MIN_LINE_EM = 9.0
_MIN_TOLD_EM = 1.5  # a nearer city lies where the zone does
_MOST_ASIDE = 1.0  # of the size of the text, from the line to the label of its length
DISTANCE_LINE_DASHES = (0, (1.0, 2.2))  # offset, and on and off in line widths


@dataclass(frozen=True)
class DistanceLine:
    """A geodesic to a city in points of the map, and the label of its length.

    `row` is that of the table of distances; one that is too short for its label is not drawn.
    """

    city_id: str
    shape: Geometry
    label: Label
    row: Mapping[str, float]
    is_drawn: bool


def find_distance_lines(
    frame: MapFrame, zone: Zone, parts: gpd.GeoDataFrame, lang: str, *, em: float
) -> list[DistanceLine]:
    """Return the geodesics to the cities around; those of `MIN_LINE_EM` on the page are drawn."""
    part_id = reference_part(parts)
    cities = zone.places[zone.places["kind"] == "city"]
    table = make_distance_table(parts.loc[[part_id]], cities).set_index("place")
    start = cast("Point", find_centroids(parts.loc[[part_id]].geometry).iloc[0])
    found = []
    for city_id, city in zip(cities.index, cities.geometry, strict=True):
        line = frame.project(_geodesic_line(start, cast("Point", city)))
        if line.length > _MIN_TOLD_EM * em:
            row, is_drawn = get_row(table, city_id), line.length > MIN_LINE_EM * em
            label = _length_label(line, row, lang, em=em)
            found.append(DistanceLine(str(city_id), line, label, row, is_drawn))
    return found


def place_lengths(
    placer: LabelPlacer, lines: Sequence[DistanceLine]
) -> tuple[list[PlacedLabel], list[DistanceLine]]:
    """Return the labels of the lines that are drawn, each beside its line, and lines without one.

    A label further away could be that of another line.
    """
    placed, unlabelled = [], []
    for line in lines:
        taken = list(placer.taken)
        found = placer.place([line.label]) if line.is_drawn else []
        most = _MOST_ASIDE * line.label.lines[0][1]
        if found and found[0].box.distance(line.shape) <= most:
            placed += found
        else:
            placer.taken[:] = taken
            unlabelled.append(line)
    return placed, unlabelled


def list_city_ids(*found: Iterable[DistanceLine]) -> list[str]:
    """Return the cities that lines lead to, each once."""
    return list(dict.fromkeys(each.city_id for lines in found for each in lines))


def draw_distance_lines(frame: MapFrame, lines: Iterable[DistanceLine], *, em: float) -> None:
    """Draw the lines, without their labels."""
    for line in lines:
        draw_shape(
            frame.axes,
            line.shape,
            facecolor="none",
            edgecolor=ink_colour("place"),
            linewidth=0.09 * em,
            linestyle=DISTANCE_LINE_DASHES,
            alpha=0.75,
            zorder=3.5,
        )


def _length_label(line: Geometry, row: Mapping[str, float], lang: str, *, em: float) -> Label:
    words = join_uncertainty(row["centre_distance_m"], row["position_uncertainty_m"], lang)
    middle = line.interpolate(0.55, normalized=True)
    size = legible_size_pt(0.8 * em)
    return Label(
        lines=((words, size), (describe_bearing(row, lang), size)),
        anchor=(middle.x, middle.y),
        max_distance=5 * size,
        colour=ink_colour("place"),
    )


def _geodesic_line(start: Point, end: Point) -> shapely.LineString:
    """Return the geodesic between two points, WGS 84 degrees, as 30 vertices."""
    lonlat = WGS84.npts(start.x, start.y, end.x, end.y, 30, initial_idx=0, terminus_idx=0)
    return shapely.LineString(lonlat)
