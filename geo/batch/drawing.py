"""Measured areas as a DXF drawing, in metres of the 3-degree zone of CGCS2000 of their middle."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import pyarrow as pa
import shapely

from geo.batch.headings import TITLE, Cell, Wording, keep_columns, keep_value, word_plainly
from geo.errors import N_, InputError, file_label
from geo.geodesy.gauss_kruger import GaussKrugerZone, find_fitting_zone
from geo.importing.feature_names import find_name_columns, name_records
from geo.io.dxf import Bounds, Label, Outline, clean_layer, list_rings, render_dxf

_AREAS, _NAMES, _NOTES = "areas", "names", "notes"
_COLOURS = {_AREAS: 5, _NAMES: 7, _NOTES: 8}
_LAYER = "layer"  # a computed column of which layer a row is from
_NOTE = "CGCS2000, %(width)s-degree zone %(number)s (%(crs)s), metres; CGCS2000 is used as WGS 84"
_SIZE = "%(area)s sq m"
_MARKS = 20  # columns that are kept with an outline, which may have 16 kB
_LABEL_SHARE, _NOTE_SHARE, _LEAST_M, _LINE_HEIGHTS = 0.06, 1 / 80, 0.5, 1.7


class _Area(NamedTuple):
    """What is written of an area: its name, its size, its layer, and what is kept with it."""

    name: str
    size: str
    layer: str
    marks: Mapping[str, Any]


def draw_areas(
    tables: Iterable[pa.Table],
    *,
    name: str,
    names: Sequence[str | None] | None = None,
    grid: tuple[GaussKrugerZone, int] | None = None,
    wording: Wording = keep_columns,
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
    wording : callable, optional
        Names the layers, and words the computed columns that are kept with an outline.

    Raises
    ------
    InputError
        When no zone fits the areas, or there are none.
    """
    if wording is word_plainly:  # without words of a language names stay, for programs
        wording = keep_columns
    shapes, rows, fields = _gather_rows(tables)
    degrees = gpd.GeoSeries.from_wkb(shapes, crs="EPSG:4490")
    zone, code = grid or _find_grid(degrees, name=name)
    metres = degrees.to_crs(code)
    west, south, east, north = (float(each) for each in metres.total_bounds)
    words = {each: clean_layer(wording(each)[0].title) for each in _COLOURS}
    said = {"width": zone.width_deg, "number": zone.number, "crs": f"EPSG:{code}"}
    note = _find_text("drawing_note", _NOTE, wording) % said
    height = max(math.hypot(east - west, north - south) * _NOTE_SHARE, _LEAST_M)
    place = (west, south - 3 * height)
    areas = _word_areas(rows, fields, names, wording, layer=words[_AREAS])
    items = [
        *_iter_items(areas, metres, words[_NAMES]),
        Label(note, place, height, words[_NOTES], is_centred=False),
    ]
    bounds: Bounds = (west, place[1], east, north)
    own_layers = dict.fromkeys((area.layer for area in areas), _COLOURS[_AREAS])
    colours = {**own_layers, **{words[each]: _COLOURS[each] for each in (_NAMES, _NOTES)}}
    return render_dxf(items, layers=colours, bounds=bounds, comments=[note])


def _gather_rows(
    tables: Iterable[pa.Table],
) -> "tuple[list[Any], list[Mapping[str, Any]], list[pa.Field[Any]]]":
    """Return the shapes of all tables, their other values by row, and the fields of those."""
    shapes: list[Any] = []
    rows: list[Mapping[str, Any]] = []
    fields: list[pa.Field[Any]] = []
    for table in tables:
        shapes += table.column("geometry").to_pylist()
        rows += table.drop_columns(["geometry"]).to_pylist()
        fields = [field for field in table.schema if field.name != "geometry"]
    return shapes, rows, fields


def _word_areas(
    rows: Sequence[Mapping[str, Any]],
    fields: "Sequence[pa.Field[Any]]",
    names: Sequence[str | None] | None,
    wording: Wording,
    *,
    layer: str,
) -> list[_Area]:
    """Return what is written of each row, in `layer` where the rows name no layers of theirs."""
    computed = {field.name for field in fields if TITLE in (field.metadata or {})}
    own = [field.name for field in fields if field.name not in computed]
    called = name_records(rows, find_name_columns(own)) if names is None else names
    cells = [(field.name, _find_cell(field, wording)) for field in fields]
    size = _find_text("drawing_size", _SIZE, wording)
    return [
        _Area(
            name or f"{row['row']}",
            size % {"area": f"{row['area_m2']:,.2f}"},
            clean_layer(row[_LAYER]) if _LAYER in computed else layer,
            {cell.title: cell.tell(row.get(key)) for key, cell in cells},
        )
        for row, name in zip(rows, called, strict=True)
    ]


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
    areas: Sequence[_Area], metres: gpd.GeoSeries, names_layer: str
) -> Iterator[Outline | Label]:
    points = shapely.get_coordinates(metres.representative_point().values).tolist()
    sizes = np.sqrt(metres.area)
    for area, shape, (east, north), size in zip(areas, metres, points, sizes, strict=True):
        kept = [each for each in area.marks.items() if each[1] is not None][:_MARKS]
        for ring in list_rings(shapely.force_2d(shape)):
            yield Outline(ring, area.layer, {key: str(value) for key, value in kept})
        height = max(size * _LABEL_SHARE, _LEAST_M)
        yield Label(area.name, (east, north), height, names_layer)
        below = (east, north - _LINE_HEIGHTS * height)
        yield Label(area.size, below, height, names_layer)


def _find_cell(field: "pa.Field[Any]", wording: Wording) -> Cell:
    """Return how a column is called beside an outline, and how its values are worded."""
    if TITLE in (field.metadata or {}):
        return wording(field.name)[0]
    return Cell(field.name, keep_value)


def _find_text(key: str, english: str, wording: Wording) -> str:
    """Return a text that a wording has under a key; in English, where it keeps all names."""
    text = wording(key)[0].title
    return english if text == key else text
