"""The heavy jobs of pages and services, each a function of the zone's measures and plain values.

Libraries are imported when a job first needs them: a process does few of the jobs.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.arrays import Json
from geo.measured import Measured
from geo.reading.layer import ReadOptions
from maps.figure.options import FigureOptions

if TYPE_CHECKING:
    from maps.documents.brief.forms import BriefRequest
    from webapp.api.services.polygon_file import MeasuredFile
    from webapp.api.services.site_rows import SiteFile
    from webapp.plots.boundaries import BoundaryRequest
    from webapp.plots.budget import PlotBudget
    from webapp.plots.export.request import ExportRequest
    from webapp.plots.layer_request import LayerRequest
    from webapp.plots.sent_page import SentPage


def render_export(measured: Measured, name: str, options: FigureOptions) -> bytes:
    """Return an export of the zone, by its file name."""
    from maps.export.registry import file_names  # noqa: PLC0415
    from webapp.saved.export import export_with_tools  # noqa: PLC0415

    return export_with_tools(file_names()[name], measured.zone, options)


def preview_factsheet(measured: Measured, options: FigureOptions) -> bytes:
    """Return the pages of a factsheet below each other as one SVG."""
    from maps.documents.factsheet_pdf import render_factsheet_pages  # noqa: PLC0415

    return render_factsheet_pages(measured.zone, options)


def read_sent_sites(measured: Measured, path: Path, options: ReadOptions) -> "SiteFile":
    """Return the sites of a file of any format.

    Raises
    ------
    InputError
        When the file can't be read, or has no site that can be used, or too many.
    """
    from webapp.api.services.site_rows import read_site_file  # noqa: PLC0415
    from webapp.plots.line_file import open_line_file  # noqa: PLC0415

    with open_line_file(path, replace(options, near=measured.extent)) as lines:
        found = read_site_file(lines.path, lines.options)
    return replace(found, steps=(*lines.told, *found.steps), datum=lines.options.datum)


def measure_sent_polygons(
    measured: Measured,
    path: Path,
    options: ReadOptions,
    *,
    as_table: bool,
    lang: str,
) -> "MeasuredFile":
    """Return the measures of a file's polygons, and their overlap with the parts.

    A table has findings, in words of the language with that code.

    Raises
    ------
    InputError
        When the file can't be used, or has too many polygons or vertices.
    """
    from webapp.api.services.polygon_file import measure_file  # noqa: PLC0415
    from webapp.plots.line_file import open_line_file  # noqa: PLC0415

    with open_line_file(path, replace(options, near=measured.extent)) as lines:
        found = measure_file(measured, lines.path, lines.options, as_table=as_table, lang=lang)
    return replace(found, steps=(*lines.told, *found.steps))


def inspect_sent_layer(measured: Measured, request: "LayerRequest") -> bytes:
    """Return what is told of a layer that people brought, as JSON."""
    from webapp.plots.layer import inspect_layer  # noqa: PLC0415

    return inspect_layer(measured, request)


def write_site_brief(measured: Measured, site: Mapping[str, Any], request: "BriefRequest") -> bytes:
    """Return the brief of a part (`part`) or of a point (`lon`, `lat`, `datum`) as a file.

    Raises
    ------
    InputError
        When the point is not on Earth.
    UnknownIdError
        When there is no such part.
    """
    from maps.documents.brief.formats import render_brief  # noqa: PLC0415
    from maps.documents.brief.site import make_part_site, make_point_site  # noqa: PLC0415

    if "part" in site:
        return render_brief(make_part_site(measured, site["part"]), request)
    point = make_point_site(measured, site["lon"], site["lat"], datum=site["datum"])
    return render_brief(point, request)


def write_plot_brief(
    measured: Measured, path: Path, options: ReadOptions, request: "BriefRequest"
) -> bytes:
    """Return the brief of the plot in a file.

    Raises
    ------
    InputError
        When the file can't be read, or has no plot or several.
    """
    from maps.documents.brief.formats import render_brief  # noqa: PLC0415
    from webapp.plots.line_file import open_line_file  # noqa: PLC0415
    from webapp.plots.plot_site import read_plot_site  # noqa: PLC0415

    with open_line_file(path, replace(options, near=measured.extent)) as lines:
        site = read_plot_site(measured, lines.path, lines.options, request.lang)
    return render_brief(site, request)


def export_sent_plots(
    measured: Measured,
    request: "ExportRequest",
    form: str,
    budget: "PlotBudget",
    *,
    lang: str,
    roads: Path | None = None,
    crs: str | None = None,
) -> bytes:
    """Return features that a page sends back as a file.

    Raises
    ------
    InputError
        When a feature can't be measured, or the format can't have what is asked for.
    """
    from webapp.plots.export.writer import export_plots  # noqa: PLC0415

    return export_plots(measured, request, form, budget, lang=lang, roads=roads, crs=crs)


def compare_sent_layers(_: Measured, features: Json, budget: "PlotBudget", *, lang: str) -> Json:
    """Return what is to be said of plots of different layers that overlap, whatever the zone.

    Raises
    ------
    InputError
        When a feature can't be measured.
    """
    from webapp.plots.export.features import tell_across  # noqa: PLC0415

    return tell_across(features, budget, lang)


def make_sent_page(measured: Measured, sent: "SentPage", form: str, *, lang: str) -> bytes:
    """Return the page that the map asks for as a file.

    Raises
    ------
    InputError, UnknownIdError
        When something of it can't be used.
    """
    from webapp.plots.sent_page import render_sent_page  # noqa: PLC0415

    return render_sent_page(measured, sent, form, lang=lang)


def make_sent_boundaries(measured: Measured, request: "BoundaryRequest") -> dict[str, Any]:
    """Return a file that people sent as boundaries, with findings and changes.

    Raises
    ------
    InputError
        When the file can't be read, or a feature can't be used.
    """
    from webapp.plots.boundaries import make_boundaries  # noqa: PLC0415
    from webapp.plots.line_file import open_line_file  # noqa: PLC0415

    options = request.options
    with open_line_file(request.path, replace(options.reading, near=measured.extent)) as lines:
        own = replace(options, encoding=lines.options.encoding, datum=lines.options.datum)
        taken = replace(request, path=lines.path, options=own, told=lines.told)
        return make_boundaries(measured, taken)
