"""Rivers as lines: merged from their segments, and moved to the county lines that follow them."""

from collections.abc import Mapping, Sequence

import numpy as np
import shapely
from shapely import LineString, Point
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry as Geometry
from shapely.ops import substring

from geo.arrays import Floats, Json
from geo.errors import N_, InputError
from geo.geodesy.projection import LocalPlane

BLEND_M = 5000.0


def merge_rivers(named: Sequence[Json], rivers: Json) -> dict[str, Geometry]:
    """Return the rivers (WGS 84 degrees) by id, each merged from its segments.

    Parameters
    ----------
    named : sequence of dict
        Rivers with an `id` and their `segments`, which are positions in `rivers`.
    rivers : dict
        A FeatureCollection of lines; each one that no river names gets an id of its own.
    """
    pieces = [shape(item["geometry"]) for item in rivers["features"]]
    used = {n for river in named for n in river["segments"]}
    groups = {river["id"]: river["segments"] for river in named}
    groups |= {f"river-unnamed-{n}": [n] for n in range(len(pieces)) if n not in used}
    return {key: _merge_lines([pieces[n] for n in group]) for key, group in groups.items()}


def _merge_lines(pieces: Sequence[LineString]) -> Geometry:
    return shapely.line_merge(shapely.MultiLineString(list(pieces)))


def follow_county_lines(
    lines: Mapping[str, Geometry], named: Sequence[Json], county_lines: Json
) -> dict[str, Geometry]:
    """Return the rivers, moved to the county lines where those follow them more closely.

    Parameters
    ----------
    lines : mapping of str to Geometry
        The rivers by id, WGS 84 degrees.
    named : sequence of dict
        Rivers with an `id`; those with `county_lines` are moved. Its `segments` are positions in
        the file, in the order and direction of the flow; `from` and `to`, if given, are a
        longitude and latitude nearest to which the stretch begins and ends.
    county_lines : dict
        A FeatureCollection of county lines that run along rivers, WGS 84 degrees.

    Raises
    ------
    InputError
        When a river to be moved is not one line.
    """
    pieces = [shape(item["geometry"]) for item in county_lines["features"]]
    moved = {
        river["id"]: splice_line(
            lines[river["id"]], _cut_stretch(pieces, river["county_lines"]), blend_m=BLEND_M
        )
        for river in named
        if "county_lines" in river
    }
    return {**lines, **moved}


def _cut_stretch(pieces: Sequence[Geometry], given: Json) -> LineString:
    """Return the pieces as one line, from `from` to `to`."""
    xy = np.concatenate([shapely.get_coordinates(pieces[n]) for n in given["segments"]])
    whole = LineString(xy[np.r_[True, (np.diff(xy, axis=0) != 0).any(axis=1)]])
    start = whole.project(Point(given["from"])) if "from" in given else 0.0
    end = whole.project(Point(given["to"])) if "to" in given else whole.length
    return LineString(shapely.get_coordinates(substring(whole, start, end)))


def splice_line(line: Geometry, stretch: LineString, *, blend_m: float) -> LineString:
    """Return a line with a stretch of it replaced, without a step at either end.

    Up to `blend_m` beyond each end the line is moved as far as that end lies off it, less and less
    with the distance. A rest shorter than the move itself is left out: the line ends there.

    Parameters
    ----------
    line, stretch : LineString
        In WGS 84 degrees.
    blend_m : float
        In metres along the line.

    Returns
    -------
    LineString
        In WGS 84 degrees, in the direction of `stretch`; farther away than `blend_m` the vertices
        are those of `line`.

    Raises
    ------
    InputError
        When `line` is not one line.
    """
    plane = LocalPlane(*stretch.centroid.coords[0])
    path = plane.project(line)
    ends = [plane.project(Point(stretch.coords[n])) for n in (0, -1)]
    if path.geom_type != "LineString":
        raise InputError(N_("A river with `county_lines` must be one line. Check its segments."))
    if path.project(ends[0]) > path.project(ends[1]):
        return splice_line(shapely.reverse(line), stretch, blend_m=blend_m)
    xy = shapely.get_coordinates(path)
    along = np.r_[0.0, np.cumsum(np.hypot(*np.diff(xy, axis=0).T))]
    before = _blend_rest(path, along - path.project(ends[0]), ends[0], blend_m)
    after = _blend_rest(path, path.project(ends[1]) - along, ends[1], blend_m)
    original = shapely.get_coordinates(line)
    rests = [_move_vertices(original, plane, rest) for rest in (before, after)]
    return LineString(np.concatenate([rests[0], shapely.get_coordinates(stretch), rests[1]]))


def _blend_rest(path: Geometry, ahead: Floats, end: Point, blend_m: float) -> Floats:
    """Return how far each vertex moves, in metres, shape (n, 2); NaN for those left out.

    `ahead` is how far along the path each vertex lies ahead of the stretch's end, shape (n,), in
    metres: negative in the rest that is kept.
    """
    foot = path.interpolate(path.project(end))
    move = np.array([end.x - foot.x, end.y - foot.y])
    share = np.clip(1 + ahead / blend_m, 0, 1)
    smooth = share * share * (3 - 2 * share)
    is_rest = (ahead < 0) & (-ahead.min() > np.hypot(*move))
    return np.where(is_rest[:, None], smooth[:, None] * move, np.nan)


def _move_vertices(lonlat: Floats, plane: LocalPlane, move_m: Floats) -> Floats:
    """Return the vertices (degrees) that stay in the line, each moved in the plane's metres."""
    kept = ~np.isnan(move_m[:, 0])
    found, move_m = lonlat[kept], move_m[kept]
    return found + move_m / np.array(plane.metres_per_degree())
