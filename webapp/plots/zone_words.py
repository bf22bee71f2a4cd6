"""The zone's parts, places and counties as answers name them, in one language."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import geopandas as gpd

from geo.lookup.index import ZoneIndex
from geo.rows import Rows
from maps.content.certainty import describe_verdict
from maps.content.part import localize_part_name
from maps.content.shares import PartShare, describe_shares
from webapp.plots.measures import PlotMeasures


class ZoneWords:
    """Names by id, and the reasons of verdicts.

    Parameters
    ----------
    index : ZoneIndex
        Of the zone.
    lang : str
        The language's code.
    """

    def __init__(self, index: ZoneIndex, lang: str) -> None:
        self._lang = lang
        self._parts = [{**row, "id": key} for key, row in Rows(index.parts).items()]
        self.part_ids = [str(row["id"]) for row in self._parts]
        self.parts = _name_rows(index.parts, lang)
        self.places = _name_rows(index.places, lang)
        counties = index.counties.set_index("county", drop=False) if len(index.counties) else None
        self.counties = {} if counties is None else _name_rows(counties, lang)
        self._reason = cache(self._describe_verdict)

    def _describe_verdict(
        self, verdict: str, part: int, candidates: tuple[int, ...], is_plot: bool, is_outside: bool
    ) -> str:
        """Return why a verdict is what it is.

        `part` is the position of the part that decides, `candidates` are those of the ones that
        may be reached though as drawn they are not.
        """
        return describe_verdict(
            self._parts[part],
            verdict,
            self._lang,
            candidates=[self._parts[each] for each in candidates],
            is_plot=is_plot,
            is_outside=is_outside,
        )

    def list_reasons(self, measures: PlotMeasures, kinds: Sequence[str]) -> list[str]:
        """Return why the verdict of each plot, site and line is what it is."""
        columns = zip(
            measures.verdicts.tolist(),
            measures.deciding.tolist(),
            measures.candidates,
            measures.are_outside.tolist(),
            kinds,
            strict=True,
        )
        return [
            self._reason(verdict, part, candidates, kind == "plot", is_outside)
            for verdict, part, candidates, is_outside, kind in columns
        ]

    def name_part(self, part: int) -> dict[str, str]:
        """Return id and name of the part at a position."""
        return {"id": self.part_ids[part], "name": self.parts[self.part_ids[part]]}

    def describe_shares(
        self, shares: Sequence[PartShare], outside: float, area_m2: float, edge: int
    ) -> str:
        """Return the shares of a plot in words; `edge` is the position of the nearest part."""
        uncertainty_m = float(self._parts[edge]["position_uncertainty_m"])
        return describe_shares(
            shares, outside, area_m2=area_m2, uncertainty_m=uncertainty_m, lang=self._lang
        )


def _name_rows(rows: gpd.GeoDataFrame, lang: str) -> dict[Any, str]:
    return {
        key: localize_part_name({**row, "id": key}, lang).text for key, row in Rows(rows).items()
    }
