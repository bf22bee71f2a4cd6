"""The sheet of shares: one row for each plot and part that it lies in, in numbers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from geo.arrays import Floats
from geo.errors import N_
from geo.fields.units import M2_PER_MU
from geo.io.xlsx import Sheet, SheetColumn
from geo.lookup.own_shares import SHARE_DECIMALS, OwnShares
from geo.zone import Zone
from maps.content.headings import make_heading
from maps.i18n import get_translator
from webapp.plots.export.features import BroughtFeatures
from webapp.plots.zone_words import ZoneWords

_M2_DECIMALS = 4


@dataclass(frozen=True, eq=False)
class SharedPlots:
    """Plots and what of them lies in which part.

    Attributes
    ----------
    names : sequence of str or None, length k
    numbers : sequence of int, length k
        Of their rows.
    areas_m2 : array of float, shape (k,)
        Geodesic, square metres.
    shares : OwnShares
        Of the plots.
    outside_shares : array of float, shape (k,)
        What of each area lies in no part, 0 to 1.
    """

    names: Sequence[str | None]
    numbers: Sequence[int]
    areas_m2: Floats
    shares: OwnShares
    outside_shares: Floats


def list_shared_plots(brought: BroughtFeatures) -> list[SharedPlots]:
    """Return the plots among features; none where there is no plot."""
    measures = brought.measures
    plots = measures.plots.tolist()
    if not plots:
        return []
    numbers = brought.file.numbers[plots].tolist()
    names = [brought.names[n] for n in plots]
    found = measures.areas_m2, measures.shares, measures.outside_shares
    return [SharedPlots(names, numbers, *found)]


def make_share_sheet(
    plots: Iterable[SharedPlots], zone: Zone, words: ZoneWords, lang: str
) -> Sheet:
    """Return the sheet of shares.

    The shares of a plot and what lies outside add up to 100, as those of `own_shares` in CSV add
    up to 1; they are rounded as these are.

    Parameters
    ----------
    plots : iterable of SharedPlots
        In pieces of any length.
    zone : Zone
    words : ZoneWords
        The names of its parts.
    lang : str
        The language's code.
    """
    _ = get_translator(lang)
    head = {name: make_heading(name, zone.places, lang) for name in ("row", "area_m2", "area_mu")}
    columns = [
        SheetColumn(_("Feature name")),
        SheetColumn(head["row"], "0"),
        SheetColumn(_("Part")),
        SheetColumn(_("Part, identifier")),
        SheetColumn(_("Share of the plot (%)"), f"0.{'0' * (SHARE_DECIMALS - 2)}"),
        SheetColumn(head["area_m2"], "#,##0.00"),
        SheetColumn(head["area_mu"], "#,##0.0000"),
    ]
    rows = (row for each in plots for row in _iter_rows(each, words, _(N_("Outside"))))
    return Sheet(_("Shares by part"), columns, rows)


def _iter_rows(plots: SharedPlots, words: ZoneWords, outside: str) -> Iterator[list[Any]]:
    found = plots.shares
    bounds = np.searchsorted(found.polygon, np.arange(len(plots.names) + 1)).tolist()
    parts, owns_m2 = found.part.tolist(), found.own_m2.tolist()
    outsides = plots.outside_shares.tolist()
    for n, (name, number) in enumerate(zip(plots.names, plots.numbers, strict=True)):
        area_m2 = float(plots.areas_m2[n])
        first = [name, number]
        for pair in range(bounds[n], bounds[n + 1]):
            if owns_m2[pair] > 0:
                part = words.name_part(parts[pair])
                yield [*first, part["name"], part["id"], *_measure(owns_m2[pair], area_m2)]
        if outsides[n] > 0:
            yield [*first, outside, None, *_measure(outsides[n] * area_m2, area_m2)]


def _measure(piece_m2: float, whole_m2: float) -> list[float]:
    share = round(piece_m2 / whole_m2, SHARE_DECIMALS) if whole_m2 else 0.0
    size_m2 = round(piece_m2, _M2_DECIMALS)
    return [round(100 * share, SHARE_DECIMALS - 2), size_m2, round(size_m2 / M2_PER_MU, 4)]
