"""The registry of export formats.

The command and its help, `/export`, `/report` and the links to downloads are all derived from
`FORMATS`: a format that is added here appears in each of them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NoReturn

from geo.errors import N_, InputError, quote_value
from geo.zone import Zone
from maps.export import renderers
from maps.figure.options import FigureOptions

Group = Literal["figure", "document", "map", "data"]
Renderer = Callable[[Zone, FigureOptions], bytes]


@dataclass(frozen=True)
class ExportFormat:
    """A format that the zone can be exported to.

    Attributes
    ----------
    group : {'figure', 'document', 'map', 'data'}
        Figures exist for each view, documents for the zone and for each part. The map is
        in one language, they in one or both; data have none, except those with `has_language`.
    file_name : str
        The name of a downloaded file; the command recognises the format by its suffix.
    media_type : str
        As in the header `Content-Type`, without the encoding.
    label : str
        Name and purpose in English, marked for translation.
    short_label : str
        The name in a row of links, the same in every language.
    render : Callable
        Makes the file's bytes of a zone and the options (`make` checks the CRS first).
    opens_in_browser : bool
        Whether a browser displays the file instead of saving it.
    counts_pixels : bool
        Whether the file's size depends on the dots per inch.
    charset : str
        The encoding of a text.
    fits : Callable
        Whether the format can express a zone at all.
    takes_crs : bool
        Whether its coordinates may be in another CRS than WGS 84.
    is_in_metres : bool
        Whether that CRS has to be one in metres.
    has_language : bool
        Whether data in it have words in one language.
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
    takes_crs: bool = False
    is_in_metres: bool = False
    has_language: bool = False

    @property
    def suffix(self) -> str:
        """The file name's ending, with its dot."""
        return "." + self.file_name.rpartition(".")[2]

    @property
    def choices(self) -> frozenset[str]:
        """The options that make a difference to the file, beside its language."""
        of_figures = ("part", "view", "bounds", "roads", "title")
        named: dict[Group, tuple[str, ...]] = {
            "figure": (*of_figures, "size"),
            "document": of_figures,
            "map": ("part",),
            "data": ("part",),
        }
        dpi = ("dpi",) if self.counts_pixels else ()
        crs = ("crs",) if self.takes_crs else ()
        return frozenset((*named[self.group], *dpi, *crs))

    def make(self, zone: Zone, options: FigureOptions) -> bytes:
        """Return the zone in this format; equal inputs, equal bytes.

        Raises
        ------
        InputError
            When the format can't show what the options ask for.
        UnknownIdError
            When the options name an unknown part.
        """
        if options.crs is not None and not self.takes_crs:
            self._refuse_crs()
        return self.render(zone, options)

    def _refuse_crs(self) -> NoReturn:
        choices = tuple(each.short_label for each in FORMATS.values() if each.takes_crs)
        if self.suffix == ".geojson":
            raise InputError(
                N_(
                    "GeoJSON is always in WGS 84 longitude and latitude (RFC 7946). For another "
                    "CRS use one of %(choices)s."
                ),
                choices=choices,
            )
        raise InputError(
            N_("%(name)s has no CRS to choose. Leave it out, or use one of %(choices)s."),
            name=self.short_label,
            choices=choices,
        )


_OFFICE = "application/vnd.openxmlformats-officedocument."
FORMATS: Mapping[str, ExportFormat] = {
    "svg": ExportFormat(
        "figure", "figure.svg", "image/svg+xml", N_("Figure (SVG, scales to any size)"), "SVG",
        renderers.draw_svg, opens_in_browser=True,
    ),
    "pdf": ExportFormat(
        "figure", "figure.pdf", "application/pdf", N_("Figure (PDF, for print)"), "PDF",
        renderers.draw_pdf, opens_in_browser=True,
    ),
    "png": ExportFormat(
        "figure", "figure.png", "image/png", N_("Figure (PNG, for any program)"), "PNG",
        renderers.draw_png, opens_in_browser=True, counts_pixels=True,
    ),
    "factsheet.pdf": ExportFormat(
        "document", "factsheet.pdf", "application/pdf", N_("Factsheet (PDF)"), "PDF",
        renderers.write_factsheet_pdf, opens_in_browser=True,
    ),
    "docx": ExportFormat(
        "document", "factsheet.docx", _OFFICE + "wordprocessingml.document", N_("Factsheet (Word)"),
        "Word", renderers.write_factsheet_docx,
    ),
    "html": ExportFormat(
        "map", "map.html", "text/html", N_("Interactive map (one HTML file, opens offline)"),
        "HTML", renderers.render_html, opens_in_browser=True,
    ),
    "geojson": ExportFormat(
        "data", "boundaries.geojson", "application/geo+json", N_("Data (GeoJSON)"), "GeoJSON",
        renderers.write_geojson,
    ),
    "gpkg": ExportFormat(
        "data", "boundaries.gpkg", "application/geopackage+sqlite3", N_("Data (GeoPackage)"),
        "GeoPackage", renderers.write_geopackage, takes_crs=True,
    ),
    "kml": ExportFormat(
        "data", "boundaries.kml", "application/vnd.google-earth.kml+xml", N_("Data (KML)"), "KML",
        renderers.write_kml,
    ),
    "zip": ExportFormat(
        "data", "boundaries-shapefile.zip", "application/zip", N_("Data (Shapefile)"), "Shapefile",
        renderers.write_shapefile, takes_crs=True,
    ),
    "parquet": ExportFormat(
        "data", "boundaries.parquet", "application/vnd.apache.parquet", N_("Data (GeoParquet)"),
        "GeoParquet", renderers.write_geoparquet, takes_crs=True,
    ),
    "dxf": ExportFormat(
        "data", "boundaries.dxf", "image/vnd.dxf", N_("Drawing (DXF, CGCS2000 in metres)"), "DXF",
        renderers.write_drawing, takes_crs=True, is_in_metres=True, fits=renderers.fits_grid,
    ),
    "csv": ExportFormat(
        "data", "boundaries.csv", "text/csv", N_("Data (CSV)"), "CSV", renderers.write_csv,
        takes_crs=True,
    ),
    "xlsx": ExportFormat(
        "data", "tables.xlsx", _OFFICE + "spreadsheetml.sheet", N_("Tables (XLSX)"), "XLSX",
        renderers.write_workbook, has_language=True,
    ),
    "txt": ExportFormat(
        "data", "boundaries.txt", "text/plain", N_("Data, boundary points (CGCS2000)"),
        "TXT", renderers.write_boundary_points, takes_crs=True, is_in_metres=True,
        charset="gb18030", fits=renderers.fits_grid,
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
    return FORMATS[name].make(zone, options or FigureOptions())
