"""The further sheets of `zonemap measure` as XLSX: those of the page's workbook."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pyarrow as pa
import shapely

from geo.batch.headings import TITLE
from geo.batch.renames import GEOMETRY_COLUMN
from geo.geodesy.area import shape_areas_m2
from geo.importing.feature_names import find_name_columns, name_records
from geo.io.xlsx import Sheet
from geo.lookup.own_shares import find_outside_shares, share_out
from geo.measured import Measured
from webapp.plots.export.files import make_about_sheet, make_area_notes
from webapp.plots.export.share_sheet import SharedPlots, make_share_sheet
from webapp.plots.zone_words import ZoneWords


def make_measure_sheets(
    tables: Iterable[pa.Table], *, measured: Measured, steps: Sequence[str], lang: str
) -> list[Sheet]:
    """Return the sheet of shares, and that of the sources.

    Parameters
    ----------
    tables : iterable of pyarrow.Table
        Of `geo.batch.jobs.measure_chunk`.
    measured : Measured
        The zone.
    steps : sequence of str
        How the file was read.
    lang : str
        The language's code.
    """
    zone, words = measured.zone, ZoneWords(measured.index, lang)
    plots = _iter_plots(tables, measured, lang)
    return [
        make_share_sheet(plots, zone, words, lang),
        make_about_sheet(make_area_notes(zone, lang), steps, lang),
    ]


def _iter_plots(tables: Iterable[pa.Table], measured: Measured, lang: str) -> Iterator[SharedPlots]:
    for table in tables:
        own = [each.name for each in table.schema if TITLE not in (each.metadata or {})]
        own.remove(GEOMETRY_COLUMN)
        shapes = shapely.from_wkb(np.array(table.column(GEOMETRY_COLUMN).to_pylist(), dtype=object))
        areas_m2 = shape_areas_m2(shapes)
        shares = share_out(measured.index, shapes, areas_m2)
        are_outside = np.array([each is None for each in table.column("part").to_pylist()], bool)
        rows = table.select(own).to_pylist() if own else [{}] * len(table)
        yield SharedPlots(
            name_records(rows, find_name_columns(own, lang)),
            table.column("row").to_numpy().tolist(),
            areas_m2,
            shares,
            find_outside_shares(shares, areas_m2, are_outside),
        )
