"""Numbers of parts side by side: the share of the greatest, and which is greatest or least."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from geo.geodesy.assumed_size import DOUBT
from geo.measured import Measured
from geo.rows import get_row
from maps.i18n import get_translator

_M2_PER_KM2 = 1e6


@dataclass(frozen=True)
class Bar:
    """A number among those of the parts that are compared.

    `share` of the greatest on its scale, 0 to 1; None where the number is not known or within its
    uncertainty of nothing. `rank` is the word for the greatest or the least; empty for others, and
    where the uncertainty leaves that open. `like` are the positions of the other numbers that it
    differs from by no more than both uncertainties together.
    """

    share: float | None
    rank: str = ""
    like: tuple[int, ...] = ()


@dataclass(frozen=True)
class Estimate:
    """A number and how far it may be off, in its unit; NaN where that is not known."""

    value: float
    uncertainty: float = 0.0


def compare_areas(measured: Measured, part_ids: Sequence[str], lang: str) -> dict[str, list[Bar]]:
    """Return bars of the published areas and of those drawn, by the key of the fact.

    Both are of one scale. Beside an area that was only assumed, none has a rank.
    """
    _ = get_translator(lang)
    words = (_("larger"), _("smaller")) if len(part_ids) == 2 else (_("largest"), _("smallest"))
    rows = [get_row(measured.areas, part_id) for part_id in part_ids]
    published = [Estimate(row["published_area_km2"] * _M2_PER_KM2) for row in rows]
    drawn = [Estimate(row["area_m2"], bound_area_m2(row)) for row in rows]
    whole = find_greatest([*published, *drawn])
    bars = rank_values(drawn, words, whole=whole)
    if any(row["area_basis"] == "assumed" for row in rows):
        bars = [replace(bar, rank="") for bar in bars]
    return {"published_area_km2": rank_values(published, words, whole=whole), "area_m2": bars}


def bound_area_m2(row: Mapping[str, Any]) -> float:
    """Return by how much a drawn area may be off, in square metres; NaN where that is not stated.

    One drawn to its published area is as sure as that, for which nothing is stated; an assumed one
    may be off by a third. Any other by the band in which its edge may lie.
    """
    if row["area_basis"] == "published":
        return 0.0
    if row["area_basis"] == "assumed":
        return float(row["area_m2"] * DOUBT)
    reach_m = row["position_uncertainty_m"]
    return float(row["perimeter_m"] * reach_m + math.pi * reach_m**2)


def compare_distances(measured: Measured, part_ids: Sequence[str], lang: str) -> list[list[Bar]]:
    """Return the bars of the parts for each of the zone's places, in their order."""
    _ = get_translator(lang)
    words = (_("farther"), _("nearer")) if len(part_ids) == 2 else (_("farthest"), _("nearest"))
    by_part = [measured.of_part(part_id).distances for part_id in part_ids]
    return [
        rank_values(
            [Estimate(row["distance_m"], row["position_uncertainty_m"]) for row in rows], words
        )
        for rows in zip(*by_part, strict=True)
    ]


def rank_values(
    values: Sequence[Estimate], words: tuple[str, str], *, whole: float | None = None
) -> list[Bar]:
    """Return a bar for each value; the greatest and the least have a word where that is certain.

    Bars are shares of `whole`, or without it of the greatest value. It is certain when no other
    value could be as great (or small) within both uncertainties.

    >>> rank_values([Estimate(4.0, 1.0), Estimate(8.0, 1.0)], ("most", "least"))
    [Bar(share=0.5, rank='least', like=()), Bar(share=1.0, rank='most', like=())]
    >>> rank_values([Estimate(7.0, 1.0), Estimate(8.0, 1.0)], ("most", "least"))
    [Bar(share=0.875, rank='', like=(1,)), Bar(share=1.0, rank='', like=(0,))]
    """
    greatest = find_greatest(values) if whole is None else whole
    return [
        Bar(
            own.value / greatest if _is_told(own) else None,
            _find_rank(own, [*values[:n], *values[n + 1 :]], words),
            tuple(at for at, each in enumerate(values) if at != n and _is_like(own, each)),
        )
        for n, own in enumerate(values)
    ]


def are_alike(bars: Sequence[Bar]) -> bool:
    """Whether no number differs from any other by more than both uncertainties together."""
    return len(bars) > 1 and all(len(bar.like) == len(bars) - 1 for bar in bars)


def find_greatest(values: Sequence[Estimate]) -> float:
    """Return the greatest of the values that are told; 0 for none."""
    return max((each.value for each in values if _is_told(each)), default=0.0)


def _is_told(estimate: Estimate) -> bool:
    return estimate.value > 0 and not estimate.value <= estimate.uncertainty


def _find_rank(own: Estimate, others: Sequence[Estimate], words: tuple[str, str]) -> str:
    # Comparisons with NaN are false: nothing is certain of what is not known.
    for word, sign in zip(words, (1, -1), strict=True):
        if others and all(
            sign * (own.value - each.value) > own.uncertainty + each.uncertainty for each in others
        ):
            return word
    return ""


def _is_like(own: Estimate, other: Estimate) -> bool:
    both = own.uncertainty + other.uncertainty
    return both > 0 and abs(own.value - other.value) <= both
