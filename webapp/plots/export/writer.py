"""Features that a page sends back, measured anew and written to a file."""

from geo.errors import N_, InputError
from geo.measured import Measured
from webapp.plots.budget import PlotBudget
from webapp.plots.export.features import measure_brought
from webapp.plots.export.order import ExportOrder
from webapp.plots.zone_words import ZoneWords


def export_plots(
    measured: Measured, order: ExportOrder, form: str, budget: PlotBudget, *, lang: str
) -> bytes:
    """Return features as a file of a format, with all that is measured of them.

    Parameters
    ----------
    measured : Measured
        The zone.
    order : ExportOrder
    form : str
        The ending of the file, one of `webapp.api.services.inspect.EXPORT_TYPES`.
    budget : PlotBudget
    lang : str
        The language's code.

    Raises
    ------
    InputError
        When a feature can't be measured, or the format can't have what is asked for.
    UnknownIdError
        When there is no part of an id.
    """
    brought = measure_brought(measured, order.features, budget, lang)
    if not len(brought.names):
        raise InputError(N_("There is nothing to export. Choose at least one row."))
    from webapp.plots.export.zone import ZONE_FORMS, render_plots  # noqa: PLC0415

    if form in ZONE_FORMS:
        return render_plots(
            measured.zone, brought, form, parts=order.parts, title=order.title, lang=lang
        )
    from webapp.plots.export import files  # noqa: PLC0415
    from webapp.plots.export.table import make_export_table  # noqa: PLC0415

    words = ZoneWords(measured.index, lang)
    table = make_export_table(measured.index, words, brought)
    if form == "xlsx":
        return files.write_plots_workbook(table, measured.zone, words, lang, steps=order.steps)
    if form == "kml":
        return files.write_plots_kml(table, measured.zone, brought.names, lang)
    return files.write_table(table, form)
