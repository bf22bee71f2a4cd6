"""The nearest edge of very many points: near ones together, by the chords of the edges.

Points are sorted along a curve that keeps near ones together, and cut into blocks. Straight
distances obey the triangle inequality, so few edges can be the nearest of any point of a block.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from geo.arrays import Bools, Floats, Ints
from geo.geodesy.chords import (
    CHORD_ERROR_M,
    LAST_CHORD_LAT_DEG,
    LONGEST_CHORD_M,
    Chords,
    find_chord_gaps,
    find_paired_gaps,
    make_chords,
    measure_to_chords,
    to_geocentric,
)
from geo.geodesy.edges import Edges

_POINTS = 8  # in a block
_BLOCKS = 128  # looked at together, so that what they need stays in the processor's cache
_MOST_PAIRS = 50_000  # of a block and an edge
# A chord of 10 km runs 2 m below its geodesic, and equal straight distances of 150 km are
# geodesic ones that differ by less than that.
_SLACK_M = 8.0
_TIE_M = 4 * CHORD_ERROR_M


@dataclass(frozen=True, eq=False)
class EdgeChords:
    """The chords of edges, each once, with the first outline it belongs to.

    Attributes
    ----------
    chords : Chords
        Lengths in metres.
    owner : array of int, shape (n,)
        The position of the outline.
    """

    chords: Chords
    owner: Ints


def index_chords(edges: Edges) -> EdgeChords:
    """Return the chords of edges of at most 10 km, in WGS 84 degrees, sorted by owner.

    Of edges that two outlines share, in whichever direction, the first is kept. Where an edge is
    near a pole, there are none: chords don't measure there.
    """
    ends = np.concatenate([edges.start, edges.end], axis=1)
    turned = np.concatenate([edges.end, edges.start], axis=1)
    is_turned = (ends[:, 0] > ends[:, 2]) | ((ends[:, 0] == ends[:, 2]) & (ends[:, 1] > ends[:, 3]))
    _, first = np.unique(np.where(is_turned[:, None], turned, ends), axis=0, return_index=True)
    kept = edges.take(np.sort(first))
    is_polar = (np.abs(ends[:, 1::2]) > LAST_CHORD_LAT_DEG).any()
    kept = kept.take((kept.start != kept.end).any(axis=1) & ~is_polar)
    return EdgeChords(make_chords(kept.start, kept.end), kept.owner)


def find_near_edges(index: EdgeChords, lon: Floats, lat: Floats) -> tuple[Ints, Floats, Bools]:
    """Return the outline with the nearest edge, its distance, and for which points that is clear.

    Parameters
    ----------
    index : EdgeChords
        Of the outlines.
    lon, lat : arrays, shape (n,)
        The points, WGS 84 degrees, finite.

    Returns
    -------
    owner : array of int, shape (n,)
        The outline's position.
    metres : array, shape (n,)
        The geodesic distance to its nearest edge, right to 5 µm.
    is_clear : array of bool, shape (n,)
        Not where edges are too far, or several outlines about equally near: owner and metres then
        mean nothing.
    """
    owner, metres = np.zeros(len(lon), dtype=np.int64), np.empty(len(lon))
    is_clear = np.zeros(len(lon), dtype=bool)
    if not len(index.owner):
        return owner, metres, is_clear
    for some in _iter_groups(lon, lat):
        at = to_geocentric(lon[some], lat[some]).reshape(3, -1, _POINTS)
        first = 0
        for found in _search_blocks(index, at):
            part = some[first : first + len(found[0])]
            owner[part], metres[part], is_clear[part] = found
            first += len(part)
    return owner, metres, is_clear


def _iter_groups(lon: Floats, lat: Floats) -> Iterator[Ints]:
    """Yield the positions of points that lie together, a number of whole blocks at a time."""
    fit = np.flatnonzero(np.abs(lat) < LAST_CHORD_LAT_DEG)
    order = fit[np.argsort(_number_along_curve(lon[fit], lat[fit]), kind="stable")]
    # The last block is filled up with its last point.
    order = np.concatenate([order, np.repeat(order[-1:], -len(order) % _POINTS)])
    for first in range(0, len(order), _POINTS * _BLOCKS):
        yield order[first : first + _POINTS * _BLOCKS]


def _number_along_curve(lon: Floats, lat: Floats) -> Ints:
    """Return the place of each point on the curve that fills the square around all (Z-order)."""
    if not len(lon):
        return np.empty(0, dtype=np.int64)
    low = min(float(lon.min()), float(lat.min()) + float(lon.min() - lat.min()))
    size = max(float(np.ptp(lon)), float(np.ptp(lat)), 1e-9)
    return _spread_bits((lon - low) / size) * 2 + _spread_bits((lat - lat.min()) / size)


def _spread_bits(share: Floats) -> Ints:
    """Return numbers from 0 to 1 as 16 bits, with an empty bit before each."""
    bits = np.asarray(share * 0xFFFF).astype(np.int64)
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        bits = (bits | (bits << shift)) & mask
    return bits


def _search_blocks(index: EdgeChords, at: Floats) -> Iterator[tuple[Ints, Floats, Bools]]:
    """Yield owner, metres and clearness for points of shape (3, blocks, points of a block)."""
    block, edge, is_far = _find_candidates(index.chords, at)
    if len(block) > _MOST_PAIRS and at.shape[1] > 1:
        for half in np.array_split(at, 2, axis=1):
            yield from _search_blocks(index, half)
        return
    pair, place = _choose_nearest_pairs(index.chords.take(edge), at, block)
    point, edge = block[pair] * _POINTS + place, edge[pair]
    metres = measure_to_chords(index.chords.take(edge), at.reshape(3, -1)[:, point])
    least = np.full(at.shape[1] * _POINTS, np.inf)
    np.minimum.at(least, point, metres)
    is_near = metres <= least[point] + _TIE_M
    owner, point = index.owner[edge[is_near]], point[is_near]
    low, high = np.full(len(least), index.owner[-1]), np.full(len(least), -1)
    np.minimum.at(low, point, owner)
    np.maximum.at(high, point, owner)
    yield low, least, (low == high) & (least < LONGEST_CHORD_M) & ~np.repeat(is_far, _POINTS)


def _find_candidates(chords: Chords, at: Floats) -> tuple[Ints, Ints, Bools]:
    """Return pairs of a block and an edge that may be nearest to one of its points.

    Sorted by block, each with one edge at least. A block of which all points are too far from all
    edges is given with any edge, and marked in the last array.
    """
    centre = at.mean(axis=2)
    radius = np.sqrt(((at - centre[:, :, None]) ** 2).sum(axis=0).max(axis=1))
    near = _preselect_chords(chords, centre, radius)
    gap = find_chord_gaps(chords.take(near), centre)
    least = gap.min(axis=1)
    is_far = least - radius > LONGEST_CHORD_M
    limit = np.where(is_far, -1.0, least + 2 * radius + _SLACK_M)
    gap[is_far, 0] = -1.0
    block, edge = np.nonzero(gap <= limit[:, None])
    return block, near[edge], is_far


def _preselect_chords(chords: Chords, centre: Floats, radius: Floats) -> Ints:
    """Return the edges that may be nearest to a point of any of the blocks."""
    whole = centre.mean(axis=1, keepdims=True)
    reach = float((np.sqrt(((centre - whole) ** 2).sum(axis=0)) + radius).max())
    gap = find_chord_gaps(chords, whole)[0]
    return np.flatnonzero(gap <= gap.min() + 2 * reach + _SLACK_M)


def _choose_nearest_pairs(chords: Chords, at: Floats, block: Ints) -> tuple[Ints, Ints]:
    """Return those pairs (of a chord with its block, and a point in it) that may be the nearest."""
    gap = find_paired_gaps(chords, at[:, block])
    first = np.searchsorted(block, np.arange(at.shape[1]))
    least = np.minimum.reduceat(gap, first)
    pair, place = np.nonzero(gap <= (least + _SLACK_M)[block])
    return pair, place
