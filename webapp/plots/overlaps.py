"""Which plots of one layer or of several overlap, and what is said of it: counted here alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from geo.arrays import Floats, Ints, Shapes
from geo.errors import N_, Phrase
from geo.quality.plot_overlaps import ACROSS, find_plot_overlaps, name_plots

_OF_LAYER = N_("%(name)s (layer “%(layer)s”)")


@dataclass(frozen=True, eq=False)
class NamedPlots:
    """The plots among features.

    Attributes
    ----------
    at : array of int, shape (k,)
        Their positions among all features.
    shapes : array of Polygon or MultiPolygon, shape (k,)
        WGS 84 longitude and latitude in degrees.
    areas_m2 : array of float, shape (k,)
        Geodesic, square metres.
    names : sequence of str or None, length k
    numbers : sequence of int, length k
        Of the features in their file, for those without a name.
    layers : sequence of str, length k
        What the layer of each is called; all alike for one layer.
    """

    at: Ints
    shapes: Shapes
    areas_m2: Floats
    names: Sequence[str | None]
    numbers: Sequence[int]
    layers: Sequence[str]


@dataclass(frozen=True)
class ToldOverlaps:
    """What is said of overlaps, within each layer and across layers.

    Attributes
    ----------
    within, across : list of Phrase
        Of all plots together.
    remarks_within, remarks_across : dict of int to Phrase
        By position among the features.
    """

    within: list[Phrase]
    across: list[Phrase]
    remarks_within: dict[int, Phrase]
    remarks_across: dict[int, Phrase]


def tell_overlaps(plots: NamedPlots) -> ToldOverlaps:
    """Return what is to be said of plots that overlap; across layers, with the names of these."""
    found = find_plot_overlaps(plots.shapes, plots.areas_m2)
    layers, groups = np.unique(np.array(plots.layers, dtype=str), return_inverse=True)
    named = _name_by_layer(plots, groups, len(layers))
    is_within = groups[found.one] == groups[found.other]
    within, across = found.select(is_within), found.select(~is_within)
    pairs = zip(named, plots.layers, strict=True)
    apart: list[str | Phrase] = [
        Phrase(_OF_LAYER, {"name": name, "layer": layer}) for name, layer in pairs
    ]
    said = [
        sentence
        for n in range(len(layers))
        for sentence in within.select(groups[within.one] == n).describe(named)
    ]
    none = found.select(is_within & ~is_within)
    left = replace(none, is_complete=found.is_complete, is_tangled=found.is_tangled)
    at = plots.at.tolist()
    return ToldOverlaps(
        [*said, *left.describe(named)],
        across.describe(apart, ACROSS),
        {at[n]: remark for n, remark in within.remark(named).items()},
        {at[n]: remark for n, remark in across.remark(apart).items()},
    )


def _name_by_layer(plots: NamedPlots, groups: Ints, count: int) -> list[str | Phrase]:
    """Return what plots are called, by their number too where names are alike in a layer."""
    called: dict[int, str | Phrase] = {}
    for n in range(count):
        own = np.flatnonzero(groups == n).tolist()
        names = name_plots([plots.names[each] for each in own], [plots.numbers[m] for m in own])
        called |= dict(zip(own, names, strict=True))
    return [called[n] for n in range(len(plots.names))]
