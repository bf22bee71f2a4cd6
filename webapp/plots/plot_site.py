"""The plot in a file that people brought, as the subject of a site brief."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import shapely

from geo.errors import N_, InputError, file_label
from geo.io.plain_text import replace_controls
from geo.measured import Measured
from geo.reading.layer import ReadOptions
from maps.documents.brief.site import Site, make_plot_site
from webapp.plots.budget import PlotBudget
from webapp.plots.columns import find_name_columns, name_records
from webapp.plots.plot_file import read_plot_file

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
        raise InputError(
            N_("%(name)s, feature %(n)s can't be used: %(reason)s. Leave it out."),
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
            N_("%(name)s has %(count)s plots, but a brief is of one. Choose one."),
            name=file_label(path.name),
            count=len(plots),
        )
    names = name_records(found.records, find_name_columns(found.columns, lang))
    return make_plot_site(measured, found.shapes[plots[0]], replace_controls(names[plots[0]] or ""))
