"""Every format that the zone can be exported to, behind one function."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from geo.errors import N_, InputError, shown
from geo.zone import Zone
from maps.options import FigureOptions


@dataclass(frozen=True)
class Format:
    """A format: the suffix and media type of its files, and who renders it.

    Attributes
    ----------
    renderer : str
        `module:function`, called with the zone and the options; imported when it is needed.
    """

    suffix: str
    media_type: str
    renderer: str

    def load(self) -> Callable[[Zone, FigureOptions], bytes]:
        """Import and return the function that renders."""
        module, function = self.renderer.split(":")
        found: Callable[[Zone, FigureOptions], bytes] = getattr(import_module(module), function)
        return found


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS: Mapping[str, Format] = {
    "html": Format(".html", "text/html", "maps.exports:render_html"),
    "svg": Format(".svg", "image/svg+xml", "maps.drawing:render_svg"),
    "pdf": Format(".pdf", "application/pdf", "maps.drawing:render_pdf"),
    "png": Format(".png", "image/png", "maps.drawing:render_png"),
    "factsheet.pdf": Format(".pdf", "application/pdf", "maps.factsheet_pdf:render_factsheet_pdf"),
    "docx": Format(".docx", _WORD, "maps.factsheet_docx:render_factsheet_docx"),
    "geojson": Format(".geojson", "application/geo+json", "maps.downloads:render_geojson"),
    "gpkg": Format(".gpkg", "application/geopackage+sqlite3", "maps.geopackage:render_geopackage"),
    "kml": Format(".kml", "application/vnd.google-earth.kml+xml", "maps.kml:render_kml"),
    "zip": Format(".zip", "application/zip", "maps.downloads:render_shapefile"),
    "csv": Format(".csv", "text/csv", "maps.downloads:render_csv"),
}


def render(zone: Zone, name: str, options: FigureOptions | None = None) -> bytes:
    """Return the zone in the format `name` (a key of `FORMATS`); equal inputs, equal bytes.

    Raises
    ------
    InputError
        When there is no such format, or it can't show what the options ask for.
    UnknownIdError
        When the options name a part that there is not.
    """
    if name not in FORMATS:
        raise InputError(
            N_("there is no format %(name)s; use %(choices)s"),
            name=shown(name),
            choices=", ".join(FORMATS),
        )
    return FORMATS[name].load()(zone, options or FigureOptions())


def render_html(zone: Zone, options: FigureOptions) -> bytes:
    """Return the interactive map as one HTML file; a single chosen part is open at first."""
    from maps.interactive import standalone_html  # noqa: PLC0415  folium loads slowly

    selected = options.parts[0] if len(options.parts) == 1 else None
    return standalone_html(zone, options.langs[0], selected=selected).encode("utf-8")
