"""Plots that overlap: which, by how much, and what is said of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from geo.arrays import Bools, Floats, Ints, Shapes
from geo.errors import N_, Phrase
from geo.fields.units import M2_PER_MU
from geo.geodesy.area import shape_areas_m2
from geo.lookup.shared_areas import keep_areal
from geo.quality.crossings import CrossingMeter
from geo.quality.nesting import SAME_SHARE

MIN_AREA_M2 = 1.0  # outlines that share an edge differ by less, from rounding
MIN_SHARE = 1e-6
# Of pairs whose boxes overlap, how many are compared, with how many vertices together: 2 s.
MAX_COMPARED, MAX_VERTICES = 200_000, 20_000_000
# Of those that share ground, how many are measured: ten times as long for each vertex.
MAX_MEASURED, MAX_MEASURED_VERTICES = 20_000, 4_000_000
_BLOCK = 100  # plots whose neighbours are looked up at once: with all at once, stacks fill memory
_INTERIORS_MEET = "T********"
_LISTED = 3
_PAIR = N_("%(one)s and %(other)s by %(area)s m² (%(mu)s mu)")
_SAME_NAME = N_("%(name)s (plot %(n)s)")
_NEIGHBOUR = N_("%(name)s by %(area)s m² (%(mu)s mu)")
_SAME_PAIR = N_("%(one)s and %(other)s, which have the same outline, by %(area)s m² (%(mu)s mu)")
_SAME_NEIGHBOUR = N_("%(name)s, which has the same outline, by %(area)s m² (%(mu)s mu)")
_MORE_PAIRS = N_("and %(count)s more pairs")
_MORE_PLOTS = N_("and %(count)s more plots")
_ALL = N_("WARNING: %(count)s plots overlap: %(pairs)s. The total counts this twice.")
ACROSS = N_(
    "WARNING: %(count)s plots of different layers overlap: %(pairs)s. The total counts this twice."
)
_REMARK = N_("It overlaps %(others)s.")
_TANGLED = N_(
    "WARNING: Not all plots were compared for overlaps: outlines cross each other at too many "
    "places. Simplify them."
)
_NOT_ALL = N_(
    "WARNING: Not all plots were compared for overlaps: there are too many pairs. Split the file."
)


@dataclass(frozen=True, eq=False)
class PlotOverlaps:
    """Pairs of plots that overlap, in their order.

    Attributes
    ----------
    one, other : arrays of int, shape (k,)
        Positions of the plots; the first is the smaller number.
    shared_m2 : array of float, shape (k,)
        Geodesic area that they share.
    is_same : array of bool, shape (k,)
        Whether they have the same outline.
    is_complete : bool
        Whether all pairs were compared.
    is_tangled : bool
        Whether some were not since their outlines cross too often.
    """

    one: Ints
    other: Ints
    shared_m2: Floats
    is_same: Bools
    is_complete: bool
    is_tangled: bool = False

    def select(self, chosen: Bools) -> "PlotOverlaps":
        """Return the chosen pairs, shape (k,): areas in m² on WGS 84; as if all were compared."""
        pairs = self.one[chosen], self.other[chosen], self.shared_m2[chosen], self.is_same[chosen]
        return PlotOverlaps(*pairs, is_complete=True)

    def describe(self, names: Sequence[str | Phrase], sentence: str = _ALL) -> list[Phrase]:
        """Return what is to be warned of: the largest overlaps, and what was not compared."""
        why = _TANGLED if self.is_tangled else _NOT_ALL
        said = [] if self.is_complete else [Phrase(why, {})]
        if not len(self.one):
            return said
        order = np.argsort(-self.shared_m2, kind="stable")
        pairs = [
            Phrase(
                _SAME_PAIR if self.is_same[n] else _PAIR,
                {
                    "one": names[int(self.one[n])],
                    "other": names[int(self.other[n])],
                    **_write_area(float(self.shared_m2[n])),
                },
            )
            for n in order[:_LISTED].tolist()
        ]
        count = len(np.union1d(self.one, self.other))
        values = {"count": count, "pairs": _cut_list(pairs, len(order), _MORE_PAIRS)}
        return [Phrase(sentence, values), *said]

    def remark(self, names: Sequence[str | Phrase]) -> dict[int, Phrase]:
        """Return by position what is to be said of each plot that overlaps others."""
        both = zip(
            np.concatenate([self.one, self.other]).tolist(),
            np.concatenate([self.other, self.one]).tolist(),
            np.tile(self.shared_m2, 2).tolist(),
            np.tile(self.is_same, 2).tolist(),
            strict=True,
        )
        found: dict[int, list[tuple[float, int, bool]]] = {}
        for plot, other, area_m2, is_same in both:
            found.setdefault(plot, []).append((-area_m2, other, is_same))
        return {plot: _remark_on(sorted(others), names) for plot, others in sorted(found.items())}


def name_plots(names: Sequence[str | None], numbers: Sequence[int]) -> list[str | Phrase]:
    """Return what plots are called: their names, or their numbers; both where names are alike."""
    alike = Counter(names)
    return [
        name
        if name and alike[name] == 1
        else Phrase(_SAME_NAME, {"name": name, "n": number})
        if name
        else Phrase(N_("plot %(n)s"), {"n": number})
        for name, number in zip(names, numbers, strict=True)
    ]


def are_overlaps(area_m2: Floats, least_m2: Floats) -> Bools:
    """Return whether shared ground is more than rounded coordinates make, shape (k,).

    Parameters
    ----------
    area_m2 : array of float, shape (k,)
        What two outlines share, square metres on the WGS 84 ellipsoid.
    least_m2 : array of float, shape (k,)
        The area of the smaller one, likewise.
    """
    return np.asarray(area_m2 > np.maximum(MIN_AREA_M2, MIN_SHARE * least_m2))


def find_plot_overlaps(shapes: Shapes, areas_m2: Floats) -> PlotOverlaps:
    """Return which plots overlap, as far as the bounds of work allow.

    Parameters
    ----------
    shapes : array of Polygon or MultiPolygon, shape (n,)
        Valid, WGS 84 longitude and latitude in degrees; none missing or empty.
    areas_m2 : array of float, shape (n,)
        Their geodesic areas.
    """
    one, other, is_complete, is_tangled = _find_meeting(shapes)
    counts = shapely.get_num_coordinates(shapes)
    fits = (np.cumsum(counts[one] + counts[other]) <= MAX_MEASURED_VERTICES) & (
        np.arange(len(one)) < MAX_MEASURED
    )
    is_complete = is_complete and bool(fits.all())
    one, other = one[fits], other[fits]
    shared_m2 = shape_areas_m2(keep_areal(shapely.intersection(shapes[one], shapes[other])))
    kept = are_overlaps(shared_m2, np.minimum(areas_m2[one], areas_m2[other]))
    is_same = shared_m2 >= SAME_SHARE * np.maximum(areas_m2[one], areas_m2[other])
    return PlotOverlaps(
        one[kept], other[kept], shared_m2[kept], is_same[kept], is_complete, is_tangled
    )


def _find_meeting(shapes: Shapes) -> tuple[Ints, Ints, bool, bool]:
    """Return the pairs whose interiors meet, whether all were compared, and if any is tangled."""
    tree, left, room = shapely.STRtree(shapes), MAX_COMPARED, MAX_VERTICES
    found: list[tuple[Ints, Ints]] = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]
    meter, is_tangled = CrossingMeter(), False
    is_complete, counts = True, shapely.get_num_coordinates(shapes)
    for start in range(0, len(shapes), _BLOCK):
        at, other = tree.query(shapes[start : start + _BLOCK])
        one = at + start
        order = np.lexsort((other, one))
        order = order[one[order] < other[order]]
        one, other = one[order], other[order]
        sizes = np.cumsum(counts[one] + counts[other])
        fits = (sizes <= room) & (np.arange(len(one)) < left)
        has_room = bool(fits.all())
        one, other = one[fits], other[fits]
        plain = meter.select(shapes[one], shapes[other])
        is_complete, is_tangled = is_complete and bool(plain.all()), meter.is_tangled
        one, other = one[plain], other[plain]
        meets = shapely.relate_pattern(shapes[one], shapes[other], _INTERIORS_MEET)
        found.append((one[meets], other[meets]))
        if not has_room:
            is_complete = False
            break
        left, room = left - len(fits), room - int(sizes[-1] if len(sizes) else 0)
    firsts, seconds = zip(*found, strict=True)
    return np.concatenate(firsts), np.concatenate(seconds), is_complete, is_tangled


def _remark_on(others: Sequence[tuple[float, int, bool]], names: Sequence[str | Phrase]) -> Phrase:
    listed = [
        Phrase(
            _SAME_NEIGHBOUR if is_same else _NEIGHBOUR,
            {"name": names[other], **_write_area(-area_m2)},
        )
        for area_m2, other, is_same in others[:_LISTED]
    ]
    return Phrase(_REMARK, {"others": _cut_list(listed, len(others), _MORE_PLOTS)})


def _cut_list(listed: Sequence[Phrase], count: int, words: str) -> tuple[Phrase, ...]:
    more = count - len(listed)
    return (*listed, *([Phrase(words, {"count": more})] if more else []))


def _write_area(area_m2: float) -> dict[str, object]:
    return {"area": f"{area_m2:,.0f}", "mu": f"{area_m2 / M2_PER_MU:,.2f}"}
