"""The parts as KML, for Google Earth and similar programs, in the colours of the map."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
import shapely

from geo.io.plain_text import replace_controls
from geo.rows import get_rows
from geo.schema import KINDS
from geo.zone import DECIMALS, Zone
from maps.export.provenance import make_provenance_note
from maps.export.vector_files import flatten_parts, subset_zone
from maps.figure.captions import zone_name
from maps.figure.options import FigureOptions
from maps.i18n import display_name, field_name
from maps.templating import get_environment
from maps.theme import FILL_OPACITY, INKS, LINE_WIDTH_PX, rgb_channels


def render_kml(zone: Zone, options: FigureOptions) -> bytes:
    """Return KML 2.2 (UTF-8, WGS 84) of the chosen parts, with names in the chosen languages."""
    cut = subset_zone(zone, options)
    names = dict.fromkeys(zone_name(cut, lang) for lang in options.langs)
    text = (
        get_environment("en")
        .get_template("zone.kml")
        .render(
            name=replace_controls(" · ".join(names)),
            note=replace_controls(make_provenance_note(cut, cut.parts)),
            styles=[_make_style(kind) for kind in KINDS],
            marks=list(_iter_placemarks(cut, options.langs)),
        )
    )
    return text.encode("utf-8") + b"\n"


def _make_style(kind: str) -> dict[str, object]:
    """Return a style whose colours are written `aabbggrr`, as KML does."""
    red, green, blue = (f"{channel:02x}" for channel in rgb_channels(INKS[kind].light))
    fill = f"{round(FILL_OPACITY[kind] * 255):02x}"
    return {
        "id": kind,
        "line": f"ff{blue}{green}{red}",
        "fill": f"{fill}{blue}{green}{red}",
        "width": LINE_WIDTH_PX[kind],
    }


def _iter_placemarks(zone: Zone, langs: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for row in get_rows(flatten_parts(zone)):
        shape = row.pop("geometry")
        fields = [field_name("name", lang) for lang in langs]
        names = [row[field] for field in fields if row.get(field)] or [display_name(row, langs[0])]
        yield {
            "name": replace_controls(" · ".join(dict.fromkeys(names))),
            "kind": row["kind"],
            "data": {
                replace_controls(key): replace_controls(value)
                for key, value in row.items()
                if not pd.isna(value)
            },
            "polygons": [_format_rings(polygon) for polygon in shapely.get_parts(shape)],
        }


def _format_rings(polygon: shapely.Polygon) -> list[str]:
    """Return the coordinates of the outer ring and of the holes, `lon,lat` in degrees."""
    rings = (shapely.get_coordinates(ring).round(DECIMALS) for ring in shapely.get_rings(polygon))
    return [" ".join(f"{lon!r},{lat!r}" for lon, lat in ring.tolist()) for ring in rings]
