"""Circular arcs turned into straight pieces within a stated deviation."""

import math

import numpy as np

from geo.arrays import Floats

# Of two bounds the stricter one holds: the distance between arc and chord, and the angle of a
# piece, beyond which a full circle would lose more than a millionth of its area.
MAX_DEVIATION_M = 1e-3
MAX_ANGLE = 2.4e-3
MAX_PIECES = 8192


def split_arcs(points: Floats, *, unit_m: float, most: float = math.inf) -> tuple[Floats, float]:
    """Return a string of arcs as a line, and the greatest distance between the two.

    Parameters
    ----------
    points : array, shape (2 k + 1, 2)
        Start, a point on the way and end of each arc in any plane CRS; an end is the next start.
        Where start and end are the same point, the one on the way lies across a full circle.
    unit_m : float
        The metres in a unit of the points: 1, 1,000, 0.3048; of degrees 111,320.
    most : int, optional
        How many points the line may have.

    Returns
    -------
    line : array, shape (m, 2)
        In the unit of the points, degrees or metres.
    deviation_m : float
        In metres, by `unit_m`.

    Raises
    ------
    OverflowError
        When the line has more points.

    References
    ----------
    ISO/IEC 13249-3:2016. SQL/MM Spatial, ST_CircularString.
    """
    pieces, deviation, count = [points[:1]], 0.0, 1
    for n in range(0, len(points) - 2, 2):
        line, moved = _split_arc(*points[n : n + 3], tolerance=MAX_DEVIATION_M / unit_m)
        pieces.append(line)
        count += len(line)
        if count > most:
            raise OverflowError(count)
        deviation = max(deviation, moved * unit_m)
    return np.concatenate(pieces), deviation


def _split_arc(
    start: Floats, middle: Floats, end: Floats, *, tolerance: float
) -> tuple[Floats, float]:
    """Return the points after the start, to the end, and the greatest deviation."""
    centre = _find_centre(start, middle, end)
    if centre is None:
        return np.array([middle, end]), 0.0
    radius = math.dist(centre, start)
    first, through, last = (math.atan2(*(p - centre)[::-1]) for p in (start, middle, end))
    sweep = _measure_sweep(first, through, last)
    step = min(MAX_ANGLE, 2 * math.acos(max(1 - tolerance / radius, -1.0)))
    count = min(max(math.ceil(abs(sweep) / max(step, 1e-12)), 2), MAX_PIECES)
    angles = first + sweep * np.arange(1, count + 1) / count
    line = centre + radius * np.column_stack([np.cos(angles), np.sin(angles)])
    line[-1] = end
    return line, radius * (1 - math.cos(abs(sweep) / count / 2))


def _find_centre(start: Floats, middle: Floats, end: Floats) -> Floats | None:
    """Return the centre of the circle through three points; None where they are on one line."""
    if (start == end).all():
        return None if (start == middle).all() else (start + middle) / 2
    a, b = middle - start, end - start
    cross = 2 * (a[0] * b[1] - a[1] * b[0])
    if abs(cross) <= 1e-12 * (a @ a + b @ b):
        return None
    x = (b[1] * (a @ a) - a[1] * (b @ b)) / cross
    y = (a[0] * (b @ b) - b[0] * (a @ a)) / cross
    return start + np.array([x, y])


def _measure_sweep(first: float, through: float, last: float) -> float:
    """Return the signed angle from the first to the last direction by way of the one between."""
    if first == last:
        return math.tau
    forward = (last - first) % math.tau
    return forward if (through - first) % math.tau <= forward else forward - math.tau
