"""A layer with its rows: names, measures, stated areas and what there is to warn of."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from geo.arrays import Json
from geo.errors import N_, InputError, Phrase
from geo.importing.feature_names import find_name_columns, name_records
from geo.measured import Measured
from geo.quality.stated_areas import StatedArea, explain_stated, find_stated_area
from geo.reading.coordinate_columns import as_text
from geo.roads.model import GAP_WARNING_M
from geo.roads.sites import describe_network
from geo.rows import none_if_nan
from maps.content.roads.sites import describe_site_roads
from maps.i18n import translate_phrase
from webapp.plots.findings import find_overlaps, remark_on_stated
from webapp.plots.measures import PlotMeasures, measure_features, measure_roads
from webapp.plots.plane import measure_plane_areas
from webapp.plots.plot_file import PlotFile
from webapp.plots.rows import make_rows
from webapp.plots.stated_words import describe_stated
from webapp.plots.zone_words import ZoneWords

_METRE_DECIMALS = 4
_NO_TILES = N_("Ways by road were not computed: the server's routing tiles can't be used.")
_NOT_ALL = N_(
    "Ways by road were computed for the first %(count)s of %(total)s features. Compute all of them "
    "with `zonemap locate --roads`."
)


@dataclass(frozen=True, eq=False)
class MeasuredLayer:
    """The rows of a layer.

    Attributes
    ----------
    rows : list of dict
        As the answer has them, in the order of the features.
    name_columns : sequence of str
        That the names are from.
    stated : StatedArea or None
    steps : sequence of Phrase
        What was decided about the columns.
    """

    rows: list[Json]
    name_columns: Sequence[str]
    stated: StatedArea | None
    steps: Sequence[Phrase]

    @classmethod
    def empty(cls) -> "MeasuredLayer":
        """Return a layer without a row."""
        return cls([], (), None, ())

    @property
    def totals(self) -> Json:
        """The sums over all rows."""
        kinds = [row["kind"] for row in self.rows]
        return {
            "features": len(kinds),
            **{f"{kind}s": kinds.count(kind) for kind in ("plot", "site", "line")},
            **{
                name: round(sum(row[name] or 0.0 for row in self.rows), _METRE_DECIMALS)
                for name in ("area_m2", "length_m")
            },
        }


def measure_layer(
    measured: Measured, found: PlotFile, lang: str, *, roads: Path | None = None
) -> MeasuredLayer:
    """Return the rows of a layer.

    Parameters
    ----------
    measured : Measured
        The zone.
    found : PlotFile
    lang : str
        The language's code.
    roads : Path, optional
        The folder of routing tiles, for ways by road.
    """
    if not len(found.shapes):
        return MeasuredLayer.empty()
    names = find_name_columns(found.columns, lang)
    measures = measure_features(measured, found.shapes)
    words = ZoneWords(measured.index, lang)
    rows = make_rows(measured.index, words, found.shapes, measures)
    numbered = zip(found.numbers.tolist(), name_records(found.records, names), rows, strict=True)
    rows = [{"number": number, "name": name, **row} for number, name, row in numbered]
    _add_plane_areas(rows, found, measures)
    stated, steps = _add_stated_areas(rows, found, measures, lang)
    steps += _add_overlaps(rows, found, measures, lang)
    if roads is not None and words.places:
        steps += _add_roads(rows, measured, measures, roads, lang)
    return MeasuredLayer(rows, names, stated, steps)


def _add_plane_areas(rows: list[Json], found: PlotFile, measures: PlotMeasures) -> None:
    plane = measure_plane_areas(found.shapes[measures.plots], found.crs)
    areas_m2 = np.round(plane.areas_m2, _METRE_DECIMALS).tolist()
    for n, area_m2, crs in zip(measures.plots.tolist(), areas_m2, plane.crs.tolist(), strict=True):
        rows[n] |= {"plane_area_m2": none_if_nan(area_m2), "plane_crs": crs}


def _add_roads(
    rows: Sequence[Json], measured: Measured, measures: PlotMeasures, folder: Path, lang: str
) -> list[Phrase]:
    """Add the ways by road from the point inside each feature; return what is not there."""
    try:
        roads = describe_network(folder)
        found = measure_roads(folder, measures, measured.zone.places)
    except InputError:  # the folder, whose path is nobody's business, has changed since the start
        return [Phrase(_NO_TILES, {})]
    names = ZoneWords(measured.index, lang).places
    for row, figures in zip(rows, found, strict=False):
        row["roads"] = describe_site_roads(roads, figures, names, lang)
        if (row["roads"]["gap_m"] or 0) > GAP_WARNING_M:
            row["warnings"].append(row["roads"]["notes"][0])
    if len(found) == len(rows):
        return []
    return [Phrase(_NOT_ALL, {"count": len(found), "total": len(rows)})]


def _add_overlaps(
    rows: Sequence[Json], found: PlotFile, measures: PlotMeasures, lang: str
) -> list[Phrase]:
    """Add to the rows which plots overlap; return the sentences of all together."""
    names = [row["name"] for row in rows]
    told = find_overlaps(found, measures, names)
    for n, remark in told.remarks_within.items():
        rows[n]["warnings"].append(translate_phrase(remark, lang))
    return told.within


def _add_stated_areas(
    rows: Sequence[Json], found: PlotFile, measures: PlotMeasures, lang: str
) -> tuple[StatedArea | None, list[Phrase]]:
    """Add what the file states of its plots' areas, by how much they differ, and warnings.

    What tells of a unit that isn't stated is returned as well.
    """
    measured_m2 = np.full(len(rows), np.nan)
    measured_m2[measures.plots] = measures.areas_m2
    stated = find_stated_area(found.columns, found.records, measured_m2)
    told = explain_stated(found.columns, found.records, measured_m2, stated)
    if stated is None:
        return None, told
    columns = zip(rows, found.records, stated.areas_m2.tolist(), strict=True)
    for row, record, area_m2 in columns:
        row["stated_area_m2"] = none_if_nan(round(area_m2, _METRE_DECIMALS))
        if row["area_m2"] and row["stated_area_m2"] is not None:
            _compare(row, lang)
            text = as_text(record.get(stated.column))
            row.update(describe_stated(row, text, stated, lang))
    return stated, told


def _compare(row: Json, lang: str) -> None:
    difference_m2 = row["area_m2"] - row["stated_area_m2"]
    row["stated_difference_m2"] = round(difference_m2, _METRE_DECIMALS)
    remark = remark_on_stated(row["area_m2"], row["stated_area_m2"], lang)
    if remark is not None:
        row["warnings"].append(remark)
