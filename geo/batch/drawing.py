"""Measured areas as a DXF drawing, in metres of the 3-degree zone of CGCS2000 of their middle."""

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pyarrow as pa
import shapely

from geo.errors import N_, InputError, file_label
from geo.geodesy.gauss_kruger import GaussKrugerZone, find_fitting_zone
from geo.io.dxf import Bounds, Label, Outline, list_rings, render_dxf

_AREAS, _NAMES, _NOTES = "areas", "names", "notes"
_COLOURS = {_AREAS: 5, _NAMES: 7, _NOTES: 8}
_MARKS = 20  # columns that are kept with an outline, which may have 16 kB
_LABEL_SHARE, _NOTE_SHARE, _LEAST_M = 0.06, 1 / 80, 0.5


def draw_areas(tables: Iterable[pa.Table], *, name: str) -> bytes:
    """Return a drawing of all areas, each with its row and size as text, and its first columns.

    Parameters
    ----------
    tables : iterable of pyarrow.Table
        With `row`, `area_m2` and `geometry`, WKB in WGS 84 degrees, longitude first.
    name : str
        The file's name, for messages.

    Raises
    ------
    InputError
        When no zone fits the areas, or there are none.
    """
    rows: list[Mapping[str, Any]] = []
    shapes: list[Any] = []
    for table in tables:
        shapes += table.column("geometry").to_pylist()
        rows += table.drop_columns(["geometry"]).to_pylist()
    degrees = gpd.GeoSeries.from_wkb(shapes, crs="EPSG:4490")
    zone = _find_zone(degrees, name=name)
    code = zone.epsg_code(has_prefix=True)
    metres = degrees.to_crs(code)
    west, south, east, north = (float(each) for each in metres.total_bounds)
    note = (
        f"CGCS2000, {zone.width_deg}-degree zone {zone.number} (EPSG:{code}), metres; "
        "CGCS2000 is used as WGS 84"
    )
    height = max(math.hypot(east - west, north - south) * _NOTE_SHARE, _LEAST_M)
    place = (west, south - 3 * height)
    items = [*_iter_items(rows, metres), Label(note, place, height, _NOTES, is_centred=False)]
    bounds: Bounds = (west, place[1], east, north)
    return render_dxf(items, layers=_COLOURS, bounds=bounds, comments=[note])


def _find_zone(degrees: gpd.GeoSeries, *, name: str) -> GaussKrugerZone:
    west, south, east, north = degrees.total_bounds.tolist()
    zone = find_fitting_zone((west, south, east, north))
    if zone is None:
        raise InputError(
            N_(
                "%(name)s would be in a 3-degree zone of CGCS2000, and the areas don't lie in one. "
                "Use another format, such as .gpkg."
            ),
            name=file_label(name),
        )
    return zone


def _iter_items(
    rows: Iterable[Mapping[str, Any]], metres: gpd.GeoSeries
) -> Iterator[Outline | Label]:
    points = shapely.get_coordinates(metres.representative_point().values).tolist()
    sizes = np.sqrt(metres.area)
    for row, shape, (east, north), size in zip(rows, metres, points, sizes, strict=True):
        kept = [each for each in row.items() if each[1] is not None][:_MARKS]
        for ring in list_rings(shapely.force_2d(shape)):
            yield Outline(ring, _AREAS, {key: str(value) for key, value in kept})
        text = f"{row['row']}: {row['area_m2']:,.2f} sq m"
        yield Label(text, (east, north), max(size * _LABEL_SHARE, _LEAST_M), _NAMES)
