"""The zone in any format of the registry; the interactive map with the site's tools.

What makes that map draws with folium, and is imported when it is first asked for.
"""

from geo.zone import Zone
from maps.export.registry import FORMATS, ExportFormat
from maps.figure.options import FigureOptions


def export_with_tools(form: ExportFormat, zone: Zone, options: FigureOptions) -> bytes:
    """Return the zone in a format, as `ExportFormat.make`; equal inputs, equal bytes.

    Raises
    ------
    InputError, UnknownIdError
        As `ExportFormat.make` does.
    """
    if form is not FORMATS["html"] or options.crs is not None:
        return form.make(zone, options)
    from webapp.saved.tools import render_map_with_tools  # noqa: PLC0415

    return render_map_with_tools(zone, options).encode()
