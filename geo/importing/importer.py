"""The whole import: read, place, mend, name, and prove the result readable before it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo import schema
from geo.arrays import Json
from geo.errors import InputError, quote_value
from geo.geodesy.area import extract_polygons
from geo.importing import columns as fields
from geo.importing import crs, formats, readers
from geo.io import geojson
from geo.quality.dataset import POLYGON_TYPES, is_in_range, swap_axes
from geo.quality.repair import Repair, repair_shape
from geo.zone import DECIMALS, read_zone


@dataclass(frozen=True)
class ImportOptions:
    """How to read somebody's file; None where the file itself has to say.

    Attributes
    ----------
    layer, crs : str or None
        Which layer, and in which coordinate system.
    datum : str
        `wgs84`, `gcj02` or `bd09`: what the file was traced on.
    fields : tuple of str
        `FIELD=COLUMN`, the others are guessed.
    kind, placement : str
        For parts that don't say.
    """

    layer: str | None = None
    crs: str | None = None
    datum: str = "wgs84"
    fields: tuple[str, ...] = ()
    kind: str = "district"
    placement: str = "schematic"


@dataclass(frozen=True)
class ImportResult:
    """The zone file's text, and every step that led to it, a sentence each."""

    data: bytes
    steps: tuple[str, ...]
    changes: tuple[Repair, ...]


def import_zone(source: Path, order: ImportOptions) -> ImportResult:
    """Return somebody's boundaries as a zone file.

    Raises
    ------
    InputError
        For what can't be read, placed or mended, with the feature named.
    """
    with formats.open_layer_file(source, layer=order.layer) as (path, form):
        table = readers.read_table(path, form, layer=order.layer)
        members = _read_foreign_members(path) if form == "GeoJSON" else {}
    steps = [f"read {len(table)} features from {source.name} ({form})"]
    steps += [f"heights are left out of {source.name}"] * _has_height(table)
    placed, shifts = _transform_table(table, order, source.name, steps)
    mapping = _map_columns(placed, order, steps)
    properties = placed.drop(columns=placed.geometry.name)
    defaults = {"kind": order.kind, "placement": order.placement}
    rows = fields.read_rows(properties, mapping, defaults=defaults, steps=steps)
    _apply_defaults(rows, mapping, order, steps)
    changes: list[Repair] = []
    shapes = [
        _clean_shape(shape, row["id"], n, changes)
        for n, (shape, row) in enumerate(zip(placed.geometry, rows, strict=True), 1)
    ]
    steps += _describe_changes(rows, shifts, order.datum, changes)
    features = [geojson.make_feature(row, shape) for row, shape in zip(rows, shapes, strict=True)]
    text = geojson.serialize_collection(geojson.make_collection(features, **members)).encode(
        "utf-8"
    )
    _check_readable(text, source.name)
    return ImportResult(text, tuple(steps), tuple(changes))


def _read_foreign_members(path: Path) -> Json:
    """Return what a GeoJSON file says of the whole zone, to be carried over."""
    found = readers.read_collection(path)
    return {key: found[key] for key in ("zone", "sources") if isinstance(found.get(key), dict)}


def _has_height(table: gpd.GeoDataFrame) -> bool:
    return bool(shapely.has_z(table.geometry.values).any())


def _transform_table(
    table: gpd.GeoDataFrame, order: ImportOptions, name: str, steps: list[str]
) -> tuple[gpd.GeoDataFrame, np.ndarray]:
    known, said = crs.assign_crs(table, crs=order.crs, name=name)
    placed, more, shifts = crs.to_lonlat(known, datum=order.datum, name=name)
    steps += said + more
    return placed, shifts


def _map_columns(
    table: gpd.GeoDataFrame, order: ImportOptions, steps: list[str]
) -> Mapping[str, str]:
    columns = [column for column in table.columns if column != table.geometry.name]
    told = fields.parse_mapping(order.fields, columns)
    mapping = fields.guess_mapping(columns, told=told)
    for field, column in mapping.items():
        guessed = " (guessed)" if field != column else ""
        if field != column or field == "id":
            steps.append(f"{field} from column {column}{guessed if field not in told else ''}")
    dropped = [str(column) for column in columns if column not in mapping.values()]
    if dropped:
        steps.append(f"dropped columns: {', '.join(dropped)}")
    return mapping


def _apply_defaults(
    rows: list[Json], mapping: Mapping[str, str], order: ImportOptions, steps: list[str]
) -> None:
    if "placement" not in mapping:
        steps.append(f"placement: {order.placement} (say another with --placement)")
    if "kind" not in mapping:
        steps.append(f"kind: {order.kind} (say another with --kind)")
    for row in rows:
        if row["kind"] not in schema.KINDS:
            steps.append(f"{row['id']}: the kind {quote_value(row['kind'])} became {order.kind}")
            row["kind"] = order.kind


def _clean_shape(shape: Geometry | None, key: str, number: int, changes: list[Repair]) -> Geometry:
    """Return the shape mended, or refuse it by name."""
    where = f"feature {number} ({quote_value(key)})"
    if shape is None or shape.is_empty:
        raise InputError(f"{where} has no geometry; draw it or leave it out")
    if shape.geom_type == "GeometryCollection":
        shape = _drop_points_and_lines(shape, key, changes)
    if shape.geom_type not in POLYGON_TYPES:
        raise InputError(f"{where} is a {shape.geom_type}; a part is a polygon: redraw or drop it")
    if not is_in_range(shape) and is_in_range(swap_axes(shape)):
        raise InputError(
            f"{where} has latitude before longitude; exchange them, "
            "for GeoJSON with `zonemap check SOURCE --repair -o FILE`, and import that"
        )
    if not is_in_range(shape):
        raise InputError(
            f"{where} lies outside longitude -180 to 180, latitude -90 to 90; "
            "name the right coordinate system with --crs"
        )
    mended = repair_shape(shape, key, changes)
    if not mended.is_valid:
        reason = shapely.is_valid_reason(mended)
        raise InputError(f"{where} is not valid ({reason}) and can't be mended safely; redraw it")
    rounded = shapely.transform(mended, lambda xy: xy.round(DECIMALS))  # no projection's noise
    return rounded if rounded.is_valid else mended


def _drop_points_and_lines(shape: Geometry, key: str, changes: list[Repair]) -> Geometry:
    """Return the polygons of a collection as one shape, valid or not, and say what is left out."""
    flat = shapely.get_parts(shapely.get_parts(shape))
    polygons = flat[shapely.get_dimensions(flat) == 2]
    if len(polygons) and len(polygons) < len(flat):
        changes.append(Repair(key, "points and lines beside the polygons were left out"))
    if not len(polygons) or shapely.is_valid(polygons).all():
        return extract_polygons(shape)
    return shapely.multipolygons(polygons)


def _describe_changes(
    rows: list[Json], shifts: np.ndarray, datum: str, changes: list[Repair]
) -> list[str]:
    moved = [
        f"{row['id']}: moved from {datum} to WGS 84 by {metres:.1f} m on average"
        for row, metres in zip(rows, shifts, strict=True)
        if datum != "wgs84"
    ]
    return moved + [change.sentence for change in changes]


def _check_readable(text: bytes, name: str) -> None:
    """Read the result as the application will; refuse it before anything is written."""
    with TemporaryDirectory(prefix="zonemap-") as folder:
        path = Path(folder) / name
        path.write_bytes(text)
        read_zone(path)
