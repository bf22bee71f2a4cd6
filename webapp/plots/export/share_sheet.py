"""The sheet of shares: one row for each plot and part that it lies in, in numbers."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from geo.errors import N_
from geo.fields.units import M2_PER_MU
from geo.io.xlsx import Sheet, SheetColumn
from geo.lookup.own_shares import SHARE_DECIMALS
from geo.zone import Zone
from maps.content.headings import make_heading
from maps.i18n import get_translator
from webapp.plots.export.features import BroughtFeatures
from webapp.plots.zone_words import ZoneWords

_M2_DECIMALS = 4


def make_share_sheets(
    brought: BroughtFeatures, zone: Zone, words: ZoneWords, lang: str
) -> list[Sheet]:
    """Return the sheet of shares; none where there is no plot.

    The shares of a plot and what lies outside add up to 100, as those of `own_shares` in CSV add
    up to 1; they are rounded as these are.

    Parameters
    ----------
    brought : BroughtFeatures
    zone : Zone
    words : ZoneWords
        The names of its parts.
    lang : str
        The language's code.
    """
    if not len(brought.measures.plots):
        return []
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
    return [Sheet(_("Shares by part"), columns, _iter_rows(brought, words, _(N_("Outside"))))]


def _iter_rows(brought: BroughtFeatures, words: ZoneWords, outside: str) -> Iterator[list[Any]]:
    measures, found = brought.measures, brought.measures.shares
    bounds = np.searchsorted(found.polygon, np.arange(len(measures.plots) + 1)).tolist()
    parts, owns_m2 = found.part.tolist(), found.own_m2.tolist()
    outsides = measures.outside_shares.tolist()
    for n, at in enumerate(measures.plots.tolist()):
        area_m2 = float(measures.areas_m2[n])
        first = [brought.names[at], int(brought.file.numbers[at])]
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
