"""A function for each export format, which imports what draws it when it is first called.

With matplotlib, folium, Typst, python-docx, XlsxWriter and pyogrio the registry would take 4.4 s of
processor time and 230 MB instead of 1.9 s and 130 MB.
"""

from geo.zone import Zone
from maps.figure.options import FigureOptions


def draw_svg(zone: Zone, options: FigureOptions) -> bytes:
    """Return the figure as SVG."""
    from maps.figure.render import render_svg  # noqa: PLC0415

    return render_svg(zone, options)


def draw_pdf(zone: Zone, options: FigureOptions) -> bytes:
    """Return the figure as PDF."""
    from maps.figure.render import render_pdf  # noqa: PLC0415

    return render_pdf(zone, options)


def draw_png(zone: Zone, options: FigureOptions) -> bytes:
    """Return the figure as PNG."""
    from maps.figure.render import render_png  # noqa: PLC0415

    return render_png(zone, options)


def write_factsheet_pdf(zone: Zone, options: FigureOptions) -> bytes:
    """Return the factsheet as PDF."""
    from maps.documents.factsheet_pdf import render_factsheet_pdf  # noqa: PLC0415

    return render_factsheet_pdf(zone, options)


def write_factsheet_docx(zone: Zone, options: FigureOptions) -> bytes:
    """Return the factsheet for Word."""
    from maps.documents.factsheet_docx import render_factsheet_docx  # noqa: PLC0415

    return render_factsheet_docx(zone, options)


def render_html(zone: Zone, options: FigureOptions) -> bytes:
    """Return the interactive map as one HTML file, without the tools that the site adds to it.

    A single chosen part is open at first.
    """
    from maps.web.document import render_standalone_html  # noqa: PLC0415

    selected = options.parts[0] if len(options.parts) == 1 else None
    return render_standalone_html(zone, options.langs[0], selected=selected).encode("utf-8")


def write_geojson(zone: Zone, options: FigureOptions) -> bytes:
    """Return the parts as GeoJSON."""
    from maps.export.vector_files import render_geojson  # noqa: PLC0415

    return render_geojson(zone, options)


def write_geopackage(zone: Zone, options: FigureOptions) -> bytes:
    """Return the zone as GeoPackage."""
    from maps.export.geopackage import render_geopackage  # noqa: PLC0415

    return render_geopackage(zone, options)


def write_kml(zone: Zone, options: FigureOptions) -> bytes:
    """Return the parts as KML."""
    from maps.export.kml import render_kml  # noqa: PLC0415

    return render_kml(zone, options)


def write_shapefile(zone: Zone, options: FigureOptions) -> bytes:
    """Return the parts as a zipped Shapefile."""
    from maps.export.shapefile import render_shapefile  # noqa: PLC0415

    return render_shapefile(zone, options)


def write_csv(zone: Zone, options: FigureOptions) -> bytes:
    """Return the parts as CSV."""
    from maps.export.vector_files import render_csv  # noqa: PLC0415

    return render_csv(zone, options)


def write_boundary_points(zone: Zone, options: FigureOptions) -> bytes:
    """Return the parts as boundary-point text."""
    from maps.export.boundary_points import render_boundary_points  # noqa: PLC0415

    return render_boundary_points(zone, options)


def fits_grid(zone: Zone) -> bool:
    """Return whether one zone of CGCS2000 fits all parts."""
    from maps.export.crs import find_grid  # noqa: PLC0415

    return find_grid(zone.parts) is not None


def write_geoparquet(zone: Zone, options: FigureOptions) -> bytes:
    """Return the parts as GeoParquet."""
    from maps.export.geoparquet import render_geoparquet  # noqa: PLC0415

    return render_geoparquet(zone, options)


def write_drawing(zone: Zone, options: FigureOptions) -> bytes:
    """Return the parts as a DXF drawing."""
    from maps.export.dxf import render_drawing  # noqa: PLC0415

    return render_drawing(zone, options)


def write_workbook(zone: Zone, options: FigureOptions) -> bytes:
    """Return the tables as XLSX."""
    from maps.export.workbook import render_workbook  # noqa: PLC0415

    return render_workbook(zone, options)
