"""The plot in a file that people brought, as the subject of a site brief."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import shapely

from geo.errors import N_, InputError, file_label
from geo.fields.fact_rows import SiteFact
from geo.geodesy.area import shape_areas_m2
from geo.importing.fact_columns import read_row_facts
from geo.importing.feature_names import find_name_columns
from geo.io.plain_text import replace_controls
from geo.lookup.overlap import TO_REDRAW
from geo.measured import Measured
from geo.quality.stated_areas import find_stated_area
from geo.reading.coordinate_columns import as_text
from geo.reading.layer import ReadOptions
from maps.documents.brief.site import Site, make_plot_site
from webapp.plots.budget import PlotBudget
from webapp.plots.findings import read_warnings, remark_on_stated
from webapp.plots.plot_file import PlotFile, read_plot_file
from webapp.plots.stated_words import write_stated

# Properties by which a page says what a plot and its file are called, and what it warns of.
NAME, FILE, WARNINGS = "@name", "@file", "@warnings"
_LEAVE_OUT = N_("%(name)s, feature %(n)s can't be used: %(reason)s. Leave it out.")
_REDRAW = N_("%(name)s, feature %(n)s can't be used: %(reason)s, or leave it out.")
_BUDGET = PlotBudget(features=1_000, vertices=200_000)


def read_plot_site(measured: Measured, path: Path, options: ReadOptions, lang: str) -> Site:
    """Return the plot in a file of any format, called by its number or its name.

    Raises
    ------
    InputError
        When the file can't be read, or has no plot, several, or one that can't be used.
    """
    found = read_plot_file(path, replace(options, near=measured.extent), _BUDGET)
    if found.left_out and not options.skip_unusable:
        first = found.left_out[0]
        has_fix = first.fault.has_any(TO_REDRAW)
        raise InputError(
            _REDRAW if has_fix else _LEAVE_OUT,
            name=file_label(path.name),
            n=first.row,
            reason=first.fault,
        )
    plots = np.flatnonzero(shapely.get_dimensions(found.shapes) == 2).tolist()
    if not plots:
        raise InputError(
            N_("%(name)s has no plot. Choose a file with one outline."), name=file_label(path.name)
        )
    if len(plots) > 1:
        raise InputError(
            N_(
                "%(name)s has %(count)s plots, but a brief is of one. Save that plot in a file of "
                "its own, or add the file to the map, select the plot and make its brief there."
            ),
            name=file_label(path.name),
            count=len(plots),
        )
    (n,) = plots
    return _make_site(measured, found, n, file_label(path.name), lang)


def _make_site(measured: Measured, found: PlotFile, n: int, file: str, lang: str) -> Site:
    """Return a plot of a file with what its columns state; marks that a page sends win."""
    row = dict(found.records[n])
    warned = read_warnings(row.pop(WARNINGS, None))
    name, sent = (as_text(row.pop(mark, None)).strip() for mark in (NAME, FILE))
    columns = [each for each in found.columns if each not in (NAME, FILE, WARNINGS)]
    named = find_name_columns(columns, lang)
    called = [name, *(as_text(row.get(each)).strip() for each in named)]
    source = replace_controls(file_label(sent) if sent else file)
    facts = read_row_facts(
        {replace_controls(key): _clean(value) for key, value in row.items()},
        source=source,
        known=_read_area(found, n, columns, source, lang),
    )
    keys = tuple(dict.fromkeys(replace_controls(each) for each in called if each))
    return make_plot_site(
        measured,
        found.shapes[n],
        keys[0] if keys else "",
        keys=keys,
        stated=facts,
        remarks=tuple(dict.fromkeys((*warned, *_remark_on_area(found, n, columns, lang)))),
    )


def _clean(value: object) -> object:
    return replace_controls(value) if isinstance(value, str) else value


def _remark_on_area(found: PlotFile, n: int, columns: Sequence[str], lang: str) -> list[str]:
    """Return that the stated area of a plot is another than the measured one, if it is."""
    area_m2 = shape_areas_m2(found.shapes[[n]])
    stated = find_stated_area(columns, [found.records[n]], area_m2)
    if stated is None:
        return []
    said = remark_on_stated(float(area_m2[0]), float(stated.areas_m2[0]), lang)
    return [said] if said else []


def _read_area(
    found: PlotFile, n: int, columns: Sequence[str], source: str, lang: str
) -> Mapping[str, SiteFact]:
    """Return the area that the file states of a plot, by its column."""
    shapes, record = found.shapes[[n]], found.records[n]
    stated = find_stated_area(columns, [record], shape_areas_m2(shapes))
    if stated is None or np.isnan(stated.areas_m2[0]):
        return {}
    text = as_text(record[stated.column]).strip()
    value, words = write_stated(float(stated.areas_m2[0]), text, stated, lang)
    fact = SiteFact("", "gross_area_m2", value, "", "", source, words)
    return {replace_controls(stated.column): fact}
