"""The outlines in a DXF drawing: closed polylines, hatches and circles, to rings of lines."""

import math
from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats
from geo.errors import N_
from geo.reading.dxf_pairs import Entity, Pair
from geo.reading.nesting import build_nested
from geo.reading.shape_tree import ShapeError, ShapeNotes, close_ring, trace_arcs

MAX_BULGES = 2_000  # in one outline: each becomes up to 2,618 pieces
MAX_RINGS = 1_000
MAX_POINTS = 500_000
_MAX_PLANE_M = 1e11  # also of millimetres with the number of a zone
_MAX_BULGE = 1e6  # beyond it an arc lacks less of a circle than drawings are exact
_WHOLE = 1e-6  # radians that a whole ellipse may lack
_CLOSED, _MESHES, _CONTROL_POINT = 1, 16 | 64, 16
_POLYLINE_PATH, _HAS_BULGES = 2, 1

Vertex = tuple[float, float, float]  # x, y, bulge of the piece that begins here


def is_outline(entity: Entity) -> bool:
    """Return whether an entity encloses an area: a hatch, or a closed polyline."""
    if entity.kind == "HATCH":
        return True
    if entity.kind not in {"LWPOLYLINE", "POLYLINE"}:
        return False
    flags = int(entity.get_number(70))
    if entity.kind == "POLYLINE" and flags & _MESHES:
        return False
    if flags & _CLOSED:
        return True
    ends = [each[:2] for each in _read_vertices(entity)]
    return len(ends) > 3 and ends[0] == ends[-1]


def is_round(entity: Entity) -> bool:
    """Return whether an entity is a circle or a whole ellipse."""
    if entity.kind == "ELLIPSE":
        sweep = entity.get_number(42, math.tau) - entity.get_number(41)
        return abs(sweep) >= math.tau - _WHOLE
    return entity.kind == "CIRCLE"


def build_outline(entity: Entity, notes: ShapeNotes) -> Geometry:
    """Return the area that an entity encloses, in the drawing's units.

    Raises
    ------
    ShapeError
        When it is in paper space or on a tilted plane, has an edge of an unknown kind, or encloses
        nothing.
    """
    if entity.get_number(67):
        raise ShapeError(N_("it is in paper space, not in the model"))
    side = _find_side(entity)
    if entity.kind in {"CIRCLE", "ELLIPSE"}:
        return shapely.Polygon(_trace_round(entity, side, notes))
    paths = [_read_vertices(entity)] if entity.kind != "HATCH" else list(_iter_hatch_paths(entity))
    if len(paths) > MAX_RINGS:
        raise ShapeError(N_("it has more than %(n)s rings"), n=f"{MAX_RINGS:,}")
    rings = [_trace_ring(path, notes) for path in paths]
    filled = [ring * (side, 1.0) for ring in rings if len(ring)]
    if not filled:
        raise ShapeError(N_("it has no points"))
    return build_nested(filled)


def _trace_round(entity: Entity, side: float, notes: ShapeNotes) -> Floats:
    """Return the ring of a circle or an ellipse, shape (n, 2), in the drawing's units.

    An ellipse has its centre and axis in the coordinates of the world, not of its plane.
    """
    centre = np.array([entity.get_number(10), entity.get_number(20)])
    if entity.kind == "CIRCLE":
        axis, ratio = np.array([entity.get_number(40), 0.0]), 1.0
        centre *= (side, 1.0)
    else:
        axis = np.array([entity.get_number(11), entity.get_number(21)])
        ratio = entity.get_number(40, 1.0)
    radius = math.hypot(*axis)
    if not (np.abs([*centre, radius]) < _MAX_PLANE_M).all():
        raise ShapeError(N_("its coordinates are not two numbers"))
    if not radius * abs(ratio) > 0:
        raise ShapeError(N_("its radius is zero"))
    circle = trace_arcs(np.array([(radius, 0.0), (-radius, 0.0), (radius, 0.0)]), notes, unit_m=1.0)
    turn = np.array([axis, ratio * np.array([-axis[1], axis[0]])]) / radius
    ring: Floats = centre + circle @ turn
    ring[-1] = ring[0]
    return ring


def build_outlines(entities: Sequence[Entity], notes: ShapeNotes) -> Geometry:
    """Return the area that several outlines enclose: a ring within another is a hole.

    Raises
    ------
    ShapeError
        As `build_outline`.
    """
    shapes = [build_outline(each, notes) for each in entities]
    if len(shapes) == 1:
        return shapes[0]
    rings = [shapely.get_rings(shapely.get_parts(each)) for each in shapes]
    return build_nested([shapely.get_coordinates(ring) for each in rings for ring in each])


def _find_side(entity: Entity) -> float:
    """Return -1 for an entity that is drawn on the back of the plane: its x are mirrored."""
    normal = [entity.get_number(code, default) for code, default in _NORMAL]
    if math.hypot(*normal[:2]) > 1e-9 * max(abs(normal[2]), 1e-300):
        raise ShapeError(N_("it is drawn on a tilted plane"))
    return -1.0 if normal[2] < 0 else 1.0


_NORMAL = ((210, 0.0), (220, 0.0), (230, 1.0))


def _read_vertices(entity: Entity) -> list[Vertex]:
    if entity.kind == "LWPOLYLINE":
        return list(_iter_vertices(entity.pairs))
    corners = [Entity("VERTEX", pairs) for pairs in entity.vertices]
    return [
        (each.get_number(10), each.get_number(20), each.get_number(42))
        for each in corners
        if not int(each.get_number(70)) & _CONTROL_POINT
    ]


def _iter_vertices(pairs: Sequence[Pair]) -> Iterator[Vertex]:
    """Yield the vertices in a run of pairs; each begins with its x (code 10)."""
    x, y, bulge = None, 0.0, 0.0
    for code, value in pairs:
        if code == 10:
            if x is not None:
                yield x, y, bulge
            x, y, bulge = float(value), 0.0, 0.0
        elif code == 20:
            y = float(value)
        elif code == 42:
            bulge = float(value)
    if x is not None:
        yield x, y, bulge


def _trace_ring(path: Sequence[Vertex], notes: ShapeNotes) -> Floats:
    """Return a closed ring of straight pieces, shape (n, 2), in the drawing's units."""
    if not path:
        return np.empty((0, 2))
    points = np.array([each[:2] for each in path])
    bulges = [each[2] for each in path]
    if not (np.abs(points) < _MAX_PLANE_M).all() or not np.isfinite(bulges).all():
        raise ShapeError(N_("its coordinates are not two numbers"))
    widest = max(bulges, key=abs)
    if abs(widest) > _MAX_BULGE:
        raise ShapeError(N_("its arc has the bulge %(bulge)s, which no arc has"), bulge=widest)
    if (points[0] != points[-1]).any():
        points = np.concatenate([points, points[:1]])
    if sum(map(bool, bulges)) > MAX_BULGES:
        raise ShapeError(N_("it has more than %(n)s arcs"), n=f"{MAX_BULGES:,}")
    return close_ring(_bend_pieces(points, bulges, notes) if any(bulges) else points, notes)


def _bend_pieces(points: Floats, bulges: Sequence[float], notes: ShapeNotes) -> Floats:
    """Return a line with its arcs split; a bulge is the tangent of a quarter of the arc's angle."""
    line, count = [points[:1]], 0
    for start, end, bulge in zip(points[:-1], points[1:], bulges, strict=False):
        east, north = end - start
        if not bulge or not (east or north):
            line.append(end[np.newaxis])
            continue
        middle = (start + end) / 2 + bulge / 2 * np.array([north, -east])
        arc = trace_arcs(np.array([start, middle, end]), notes, unit_m=1.0)
        count += len(arc)
        if count > MAX_POINTS:
            raise ShapeError(N_("its arcs need more than %(n)s points"), n=f"{MAX_POINTS:,}")
        line.append(arc[1:])
    return np.concatenate(line)


def _iter_hatch_paths(entity: Entity) -> Iterator[list[Vertex]]:
    """Yield the vertices of each path of a hatch."""
    starts = [n for n, (code, _) in enumerate(entity.pairs) if code == 92]
    for start, end in zip(starts, [*starts[1:], len(entity.pairs)], strict=True):
        flags, pairs = int(entity.pairs[start][1]), entity.pairs[start + 1 : end]
        if flags & _POLYLINE_PATH:
            yield _read_polyline_path(pairs)
        else:
            yield [vertex for edge in _split_edges(pairs) for vertex in _read_edge(edge)]


def _find_count(pairs: Sequence[Pair]) -> tuple[int, int]:
    """Return the position after the number of vertices or edges (code 93), and the number."""
    at = next((n for n, (code, _) in enumerate(pairs) if code == 93), None)
    if at is None:
        raise ShapeError(N_("its coordinates are not two numbers"))
    return at + 1, int(pairs[at][1])


def _read_polyline_path(pairs: Sequence[Pair]) -> list[Vertex]:
    start, count = _find_count(pairs)
    return list(_iter_vertices(pairs[start:]))[: max(count, 0)]


def _split_edges(pairs: Sequence[Pair]) -> list[Entity]:
    """Return each edge as an entity whose kind is its number: 1 for a line, 2 for an arc."""
    start, count = _find_count(pairs)
    at = [n for n in range(start, len(pairs)) if pairs[n][0] == 72][: max(count, 0)]
    ends = [*at[1:], len(pairs)]
    return [Entity(pairs[a][1], tuple(pairs[a + 1 : b])) for a, b in zip(at, ends, strict=False)]


def _read_edge(edge: Entity) -> list[Vertex]:
    """Return the start of an edge with the bulge of its arc."""
    x, y = edge.get_number(10), edge.get_number(20)
    if edge.kind == "1":
        return [(x, y, 0.0)]
    if edge.kind != "2":
        raise ShapeError(N_("its edge has an ellipse or a spline"))
    radius, sign = edge.get_number(40), 1 if edge.get_number(73, 1.0) else -1
    first, last = (sign * math.radians(edge.get_number(code)) for code in (50, 51))
    sweep = (last - first) * sign % math.tau or math.tau
    steps = [first + sign * sweep * part / 2 for part in (0, 1)]
    bulge = sign * math.tan(sweep / 8)  # of each half, so that a circle has two
    return [(x + radius * math.cos(a), y + radius * math.sin(a), bulge) for a in steps]
