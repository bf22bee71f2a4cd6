"""The parts as a DXF drawing in metres of a Gauss-Krüger zone of CGCS2000."""

import math
from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import shapely

from geo.fields.languages import field_names
from geo.io.dxf import Bounds, Label, Outline, list_rings, render_dxf
from geo.rows import get_rows
from geo.schema import KINDS
from geo.zone import Zone
from maps.export.crs import ExportCrs, choose_grid
from maps.export.provenance import make_provenance_lines, make_provenance_note
from maps.export.vector_files import subset_zone
from maps.figure.options import FigureOptions
from maps.i18n import display_name

NAMES, NOTES = "names", "notes"  # the layers beside those of the kinds
# Of AutoCAD's index.
_COLOURS = {"core": 1, "district": 5, "park": 3, "parcel": 6, NAMES: 7, NOTES: 8}
_MARKED = ("id", *field_names("name"), "kind")
_NAME_SHARE, _LEAST_NAME_M = 0.06, 1.0  # the height of a name, as a share of its part's side
_NOTE_SHARE, _LINE_HEIGHTS = 1 / 120, 1.7


def render_drawing(zone: Zone, options: FigureOptions) -> bytes:
    """Return a DXF of the chosen parts: each ring a closed polyline on the layer of its kind.

    Holes are closed polylines of their own. Names are texts on the layer `names`, in the leading
    language; the CRS, the warning and the sources are below the drawing, on `notes`, and at the
    head of the file. Coordinates are metres, east first.

    Raises
    ------
    InputError
        When the parts don't lie in one zone of CGCS2000, or the options name a CRS in degrees.
    """
    cut = subset_zone(zone, options)
    crs = choose_grid(options, cut.parts)
    parts, lang = crs.move(cut.parts), options.langs[0]
    west, south, east, north = (float(each) for each in parts.total_bounds)
    lines = make_provenance_lines(cut, cut.parts, lang, crs)
    notes = list(_iter_notes(lines, (west, south, east, north)))
    items: list[Outline | Label] = [*_iter_outlines(parts), *_iter_names(parts, lang), *notes]
    return render_dxf(
        items,
        layers={each: _COLOURS.get(each, 7) for each in (*KINDS, NAMES, NOTES)},
        bounds=(west, notes[-1].point[1], east, north),
        comments=[each for each in _make_comments(cut, crs) if each],
    )


def _make_comments(zone: Zone, crs: ExportCrs) -> list[str]:
    return make_provenance_note(zone, zone.parts, crs).split("\n")


def _iter_outlines(parts: gpd.GeoDataFrame) -> Iterator[Outline]:
    table = parts.drop(columns=["id", parts.geometry.name], errors="ignore").reset_index(names="id")
    for row, shape in zip(get_rows(table), parts.geometry, strict=True):
        marks = {key: str(row[key]) for key in _MARKED if isinstance(row[key], str)}
        for ring in list_rings(shape):
            yield Outline(ring, row["kind"], marks)


def _iter_names(parts: gpd.GeoDataFrame, lang: str) -> Iterator[Label]:
    points = shapely.get_coordinates(parts.geometry.representative_point().values).tolist()
    sides = np.sqrt(parts.geometry.area)
    names = get_rows(parts[list(field_names("name"))])
    for key, named, (east, north), side in zip(parts.index, names, points, sides, strict=True):
        text = display_name({"id": key, **named}, lang)
        yield Label(text, (east, north), max(side * _NAME_SHARE, _LEAST_NAME_M), NAMES)


def _iter_notes(lines: list[str], bounds: Bounds) -> Iterator[Label]:
    west, south, east, north = bounds
    height = max(math.hypot(east - west, north - south) * _NOTE_SHARE, _LEAST_NAME_M)
    for number, line in enumerate(lines, 2):
        place = (west, south - number * _LINE_HEIGHTS * height)
        yield Label(line, place, height, NOTES, is_centred=False)
