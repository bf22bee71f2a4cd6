"""Features that a page sends back, measured anew and written to a file."""

from pathlib import Path
from typing import Any

from geo.errors import N_, InputError
from geo.measured import Measured
from geo.roads.sites import describe_network, tabulate_figures
from maps.content.wording import make_code_wording, make_drawing_wording
from webapp.plots.budget import PlotBudget
from webapp.plots.export.features import BroughtFeatures, measure_brought
from webapp.plots.export.request import ExportRequest
from webapp.plots.measures import measure_roads
from webapp.plots.zone_words import ZoneWords

CRS_FORMS = ("dxf", "gpkg", "txt", "zip")
_NO_CRS = N_(
    "Of added data only DXF, GeoPackage, Shapefile and plot coordinates (TXT) take a CRS. Leave it "
    "out, or choose one of these formats."
)


def export_plots(
    measured: Measured,
    request: ExportRequest,
    form: str,
    budget: PlotBudget,
    *,
    lang: str,
    roads: Path | None = None,
    crs: str | None = None,
) -> bytes:
    """Return features as a file of a format, with all that is measured of them.

    Parameters
    ----------
    measured : Measured
        The zone.
    request : ExportRequest
    form : str
        The ending of the file, one of `webapp.api.services.inspect.EXPORT_TYPES`.
    budget : PlotBudget
    lang : str
        The language's code.
    roads : Path, optional
        The folder of routing tiles, for columns of the ways by road in tables.
    crs : str, optional
        What the shapes are to be in (`maps.export.crs`), of `CRS_FORMS` alone.

    Raises
    ------
    InputError
        When a feature or the tiles can't be used, or the format can't have what is asked for.
    UnknownIdError
        When there is no part of an id.
    """
    if crs is not None and form not in CRS_FORMS:
        raise InputError(_NO_CRS)
    brought = measure_brought(measured, request.features, budget, lang)
    if not len(brought.names):
        raise InputError(N_("There is nothing to export. Choose at least one row."))
    from webapp.plots.export.zone import ZONE_FORMS, render_plots  # noqa: PLC0415

    if form in ZONE_FORMS:
        return render_plots(
            measured.zone,
            brought,
            form,
            parts=request.parts,
            title=request.title,
            lang=lang,
            crs=crs,
        )
    return _write_table(measured, brought, request, form, lang=lang, roads=roads, crs=crs)


def _write_table(
    measured: Measured,
    brought: BroughtFeatures,
    request: ExportRequest,
    form: str,
    *,
    lang: str,
    roads: Path | None,
    crs: str | None,
) -> bytes:
    """Return a file with a row for each feature."""
    from webapp.plots.export import files  # noqa: PLC0415
    from webapp.plots.export.table import make_export_table  # noqa: PLC0415

    words = ZoneWords(measured.index, lang)
    table = make_export_table(
        measured.index, words, brought, _make_road_columns(measured, brought, roads)
    )
    notes = files.make_notes(measured.zone, lang, describe_network(roads) if roads else None)
    if form == "xlsx":
        from webapp.plots.export.share_sheet import (  # noqa: PLC0415
            list_shared_plots,
            make_share_sheet,
        )

        plots = list_shared_plots(brought)
        return files.write_plots_workbook(
            table, measured.zone, words, lang,
            notes=[*brought.notices, *notes], steps=request.steps,
            others=[make_share_sheet(plots, measured.zone, words, lang)] if plots else [],
        )  # fmt: skip
    if form == "zip":
        notes = [*brought.notices, *notes]
        return files.write_shapefiles(table, measured.zone, lang, notes=notes, crs=crs)
    if form == "kml":
        return files.write_plots_kml(table, brought.names, lang, notes=notes)
    if form == "dxf":
        from webapp.plots.export.moved import write_drawing  # noqa: PLC0415

        wording = make_drawing_wording(measured.zone, lang)
        return write_drawing(table, brought.names, crs, wording=wording)
    return files.write_table(table, form, crs, wording=make_code_wording(measured.zone, lang))


def _make_road_columns(
    measured: Measured, brought: BroughtFeatures, folder: Path | None
) -> dict[str, Any]:
    """Return the columns of `zonemap locate --roads`, empty for features too many; none without."""
    places = measured.zone.places
    if folder is None or places.empty:
        return {}
    figures = measure_roads(folder, brought.measures, places)
    figures += [[]] * (len(brought.names) - len(figures))
    return tabulate_figures(figures, list(map(str, places.index)), describe_network(folder))
