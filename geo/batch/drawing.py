"""Measured areas as a DXF drawing, in metres of the 3-degree zone of CGCS2000 of their middle."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pyarrow as pa
import shapely

from geo.batch.headings import TITLE
from geo.errors import N_, InputError, file_label
from geo.geodesy.gauss_kruger import GaussKrugerZone, find_fitting_zone
from geo.importing.feature_names import find_name_columns, name_records
from geo.io.dxf import Bounds, Label, Outline, clean_layer, list_rings, render_dxf

_AREAS, _NAMES, _NOTES = "areas", "names", "notes"
_COLOURS = {_AREAS: 5, _NAMES: 7, _NOTES: 8}
_LAYER = "layer"  # a computed column of which layer a row is from
_MARKS = 20  # columns that are kept with an outline, which may have 16 kB
_LABEL_SHARE, _NOTE_SHARE, _LEAST_M, _LINE_HEIGHTS = 0.06, 1 / 80, 0.5, 1.7


def draw_areas(
    tables: Iterable[pa.Table],
    *,
    name: str,
    names: Sequence[str | None] | None = None,
    grid: tuple[GaussKrugerZone, int] | None = None,
) -> bytes:
    """Return a drawing of all areas, each with its name and size as text, and its first columns.

    An area that no column names is called by its row. Where the tables have a computed column
    `layer`, each area is in a layer of that name.

    Parameters
    ----------
    tables : iterable of pyarrow.Table
        With `row`, `area_m2` and `geometry`, WKB in WGS 84 degrees, longitude first.
    name : str
        The file's name, for messages.
    names : sequence of str or None, optional
        What the areas are called, in place of what their columns say.
    grid : tuple of GaussKrugerZone and int, optional
        Another zone than that of the middle, and its EPSG code.

    Raises
    ------
    InputError
        When no zone fits the areas, or there are none.
    """
    rows: list[Mapping[str, Any]] = []
    own: list[str] = []
    has_layers = False
    shapes: list[Any] = []
    for table in tables:
        own = [each.name for each in table.schema if TITLE not in (each.metadata or {})]
        has_layers = _LAYER in table.column_names and _LAYER not in own
        shapes += table.column("geometry").to_pylist()
        rows += table.drop_columns(["geometry"]).to_pylist()
    degrees = gpd.GeoSeries.from_wkb(shapes, crs="EPSG:4490")
    zone, code = grid or _find_grid(degrees, name=name)
    metres = degrees.to_crs(code)
    west, south, east, north = (float(each) for each in metres.total_bounds)
    note = (
        f"CGCS2000, {zone.width_deg}-degree zone {zone.number} (EPSG:{code}), metres; "
        "CGCS2000 is used as WGS 84"
    )
    height = max(math.hypot(east - west, north - south) * _NOTE_SHARE, _LEAST_M)
    place = (west, south - 3 * height)
    called = name_records(rows, find_name_columns(own)) if names is None else names
    layers = [clean_layer(row[_LAYER]) if has_layers else _AREAS for row in rows]
    items = [
        *_iter_items(rows, called, layers, metres),
        Label(note, place, height, _NOTES, is_centred=False),
    ]
    bounds: Bounds = (west, place[1], east, north)
    colours = {**dict.fromkeys(layers, _COLOURS[_AREAS]), _NAMES: _COLOURS[_NAMES]}
    colours[_NOTES] = _COLOURS[_NOTES]
    return render_dxf(items, layers=colours, bounds=bounds, comments=[note])


def _find_grid(degrees: gpd.GeoSeries, *, name: str) -> tuple[GaussKrugerZone, int]:
    if degrees.empty:
        raise InputError(
            N_(
                "%(name)s would be empty: no row is an area that can be drawn. Use another format, "
                "such as .csv, which is written with the reasons beside it."
            ),
            name=file_label(name),
        )
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
    return zone, zone.epsg_code(has_prefix=True)


def _iter_items(
    rows: Sequence[Mapping[str, Any]],
    names: Sequence[str | None],
    layers: Sequence[str],
    metres: gpd.GeoSeries,
) -> Iterator[Outline | Label]:
    points = shapely.get_coordinates(metres.representative_point().values).tolist()
    sizes = np.sqrt(metres.area)
    every = zip(rows, names, layers, metres, points, sizes, strict=True)
    for row, name, layer, shape, (east, north), size in every:
        kept = [each for each in row.items() if each[1] is not None][:_MARKS]
        for ring in list_rings(shapely.force_2d(shape)):
            yield Outline(ring, layer, {key: str(value) for key, value in kept})
        height = max(size * _LABEL_SHARE, _LEAST_M)
        yield Label(name or f"{row['row']}", (east, north), height, _NAMES)
        below = (east, north - _LINE_HEIGHTS * height)
        yield Label(f"{row['area_m2']:,.2f} sq m", below, height, _NAMES)
