"""The registry of export formats.

The command and its help, `/export`, `/report` and the links to downloads are all derived from
`FORMATS`: a format that is added here appears in each of them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from geo.errors import N_, InputError, quote_value
from geo.zone import Zone
from maps.figure.options import FigureOptions

Group = Literal["figure", "document", "map", "data"]
Renderer = Callable[[Zone, FigureOptions], bytes]


@dataclass(frozen=True)
class ExportFormat:
    """A format that the zone can be exported to.

    Attributes
    ----------
    group : {'figure', 'document', 'map', 'data'}
        Figures exist for each view, documents for the zone and for each part. They and the map
        are in one language; data are in none.
    file_name : str
        The name of a downloaded file; the command recognises the format by its suffix.
    label : str
        Name and purpose in English, marked for translation.
    short_label : str
        The name in a row of links, the same in every language.
    opens_in_browser : bool
        Whether a browser displays the file instead of saving it.
    counts_pixels : bool
        Whether the file's size depends on the dots per inch.
    charset : str
        The encoding of a text.
    fits : Callable
        Whether the format can express a zone at all.
    """

    group: Group
    file_name: str
    media_type: str
    label: str
    short_label: str
    render: Renderer
    opens_in_browser: bool = False
    counts_pixels: bool = False
    charset: str = "utf-8"
    fits: Callable[[Zone], bool] = lambda _: True

    @property
    def suffix(self) -> str:
        """The file name's ending, with its dot."""
        return "." + self.file_name.rpartition(".")[2]


# The renderers are imported when they first run: with matplotlib, folium, Typst, python-docx and
# pyogrio this module would take 4.4 s of processor time and 230 MB instead of 1.9 s and 130 MB.


def _svg(zone: Zone, options: FigureOptions) -> bytes:
    from maps.figure.render import render_svg  # noqa: PLC0415

    return render_svg(zone, options)


def _pdf(zone: Zone, options: FigureOptions) -> bytes:
    from maps.figure.render import render_pdf  # noqa: PLC0415

    return render_pdf(zone, options)


def _png(zone: Zone, options: FigureOptions) -> bytes:
    from maps.figure.render import render_png  # noqa: PLC0415

    return render_png(zone, options)


def _factsheet_pdf(zone: Zone, options: FigureOptions) -> bytes:
    from maps.documents.factsheet_pdf import render_factsheet_pdf  # noqa: PLC0415

    return render_factsheet_pdf(zone, options)


def _factsheet_docx(zone: Zone, options: FigureOptions) -> bytes:
    from maps.documents.factsheet_docx import render_factsheet_docx  # noqa: PLC0415

    return render_factsheet_docx(zone, options)


def render_html(zone: Zone, options: FigureOptions) -> bytes:
    """Return the interactive map as one HTML file; a single chosen part is open at first."""
    from maps.web.document import render_standalone_html  # noqa: PLC0415

    selected = options.parts[0] if len(options.parts) == 1 else None
    return render_standalone_html(zone, options.langs[0], selected=selected).encode("utf-8")


def _geojson(zone: Zone, options: FigureOptions) -> bytes:
    from maps.export.vector_files import render_geojson  # noqa: PLC0415

    return render_geojson(zone, options)


def _geopackage(zone: Zone, options: FigureOptions) -> bytes:
    from maps.export.geopackage import render_geopackage  # noqa: PLC0415

    return render_geopackage(zone, options)


def _kml(zone: Zone, options: FigureOptions) -> bytes:
    from maps.export.kml import render_kml  # noqa: PLC0415

    return render_kml(zone, options)


def _shapefile(zone: Zone, options: FigureOptions) -> bytes:
    from maps.export.vector_files import render_shapefile  # noqa: PLC0415

    return render_shapefile(zone, options)


def _csv(zone: Zone, options: FigureOptions) -> bytes:
    from maps.export.vector_files import render_csv  # noqa: PLC0415

    return render_csv(zone, options)


def _boundary_points(zone: Zone, options: FigureOptions) -> bytes:
    from maps.export.boundary_points import render_boundary_points  # noqa: PLC0415

    return render_boundary_points(zone, options)


def _fits_grid(zone: Zone) -> bool:
    from maps.export.boundary_points import find_grid  # noqa: PLC0415

    return find_grid(zone.parts) is not None


_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS: Mapping[str, ExportFormat] = {
    "svg": ExportFormat(
        "figure", "figure.svg", "image/svg+xml", N_("Figure (SVG, scales to any size)"), "SVG",
        _svg, opens_in_browser=True,
    ),
    "pdf": ExportFormat(
        "figure", "figure.pdf", "application/pdf", N_("Figure (PDF, for print)"), "PDF",
        _pdf, opens_in_browser=True,
    ),
    "png": ExportFormat(
        "figure", "figure.png", "image/png", N_("Figure (PNG, for any program)"), "PNG",
        _png, opens_in_browser=True, counts_pixels=True,
    ),
    "factsheet.pdf": ExportFormat(
        "document", "factsheet.pdf", "application/pdf", N_("Factsheet (PDF)"), "PDF",
        _factsheet_pdf, opens_in_browser=True,
    ),
    "docx": ExportFormat(
        "document", "factsheet.docx", _DOCX, N_("Factsheet (Word)"), "Word", _factsheet_docx,
    ),
    "html": ExportFormat(
        "map", "map.html", "text/html", N_("Interactive map (one HTML file, opens offline)"),
        "HTML", render_html, opens_in_browser=True,
    ),
    "geojson": ExportFormat(
        "data", "boundaries.geojson", "application/geo+json", N_("Data (GeoJSON)"), "GeoJSON",
        _geojson,
    ),
    "gpkg": ExportFormat(
        "data", "boundaries.gpkg", "application/geopackage+sqlite3", N_("Data (GeoPackage)"),
        "GeoPackage", _geopackage,
    ),
    "kml": ExportFormat(
        "data", "boundaries.kml", "application/vnd.google-earth.kml+xml", N_("Data (KML)"), "KML",
        _kml,
    ),
    "zip": ExportFormat(
        "data", "boundaries-shapefile.zip", "application/zip", N_("Data (Shapefile)"), "Shapefile",
        _shapefile,
    ),
    "csv": ExportFormat(
        "data", "boundaries.csv", "text/csv", N_("Data (CSV)"), "CSV", _csv,
    ),
    "txt": ExportFormat(
        "data", "boundaries.txt", "text/plain", N_("Data, boundary points (CGCS2000)"),
        "TXT", _boundary_points, charset="gb18030", fits=_fits_grid,
    ),
}  # fmt: skip


def formats_of(group: Group) -> Iterator[ExportFormat]:
    """Return the formats of a group, in their order."""
    return (each for each in FORMATS.values() if each.group == group)


def data_formats(zone: Zone) -> list[ExportFormat]:
    """Return the formats of data that can express a zone."""
    return [each for each in formats_of("data") if each.fits(zone)]


def file_names() -> dict[str, ExportFormat]:
    """Return each format by the name of the file that a site offers."""
    return {each.file_name: each for each in FORMATS.values()}


def format_by_suffix(suffix: str, *, factsheet: bool = False) -> ExportFormat | None:
    """Return the first format with a suffix, the first document if `factsheet`; else None."""
    found = formats_of("document") if factsheet else iter(FORMATS.values())
    return next((each for each in found if each.suffix == suffix.lower()), None)


def export_zone(zone: Zone, name: str, options: FigureOptions | None = None) -> bytes:
    """Return the zone in the format `name` (a key of `FORMATS`); equal inputs, equal bytes.

    Raises
    ------
    InputError
        When the format is unknown, or can't show what the options ask for.
    UnknownIdError
        When the options name an unknown part.
    """
    if name not in FORMATS:
        raise InputError(
            N_("There is no format %(name)s. Use one of %(choices)s."),
            name=quote_value(name),
            choices=tuple(FORMATS),
        )
    return FORMATS[name].render(zone, options or FigureOptions())
