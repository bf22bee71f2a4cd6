"""The import as a whole: read, transform, map the columns, repair, and check the result."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo import schema
from geo.arrays import Floats, Json
from geo.errors import InputError, quote_value
from geo.geodesy.area import extract_polygons
from geo.importing import columns, crs, formats, readers
from geo.io import geojson
from geo.io.geometry import describe_invalidity
from geo.quality.dataset import POLYGON_TYPES, is_in_range, swap_axes
from geo.quality.repair import Repair, repair_shape
from geo.zone import DECIMALS, read_zone


@dataclass(frozen=True)
class ImportOptions:
    """How to read the file; None for what the file itself declares.

    Attributes
    ----------
    layer, crs : str or None
        Which layer, and in which coordinate system.
    datum : str
        `wgs84`, `gcj02` or `bd09`: what the file was traced on.
    fields : tuple of str
        `FIELD=COLUMN` pairs; the columns of the other fields are guessed.
    kind, placement : str
        For parts without one.
    """

    layer: str | None = None
    crs: str | None = None
    datum: str = "wgs84"
    fields: tuple[str, ...] = ()
    kind: str = "district"
    placement: str = "schematic"


@dataclass(frozen=True)
class ImportResult:
    """An imported zone file.

    Attributes
    ----------
    data : bytes
        The zone file: UTF-8 GeoJSON, WGS 84 degrees.
    steps : tuple of str
        What was done, a message each.
    repairs : tuple of Repair
        The repairs of the outlines; `steps` has them too.
    """

    data: bytes
    steps: tuple[str, ...]
    repairs: tuple[Repair, ...]


def import_zone(source: Path, options: ImportOptions) -> ImportResult:
    """Return the boundaries of a file as a zone file.

    Raises
    ------
    InputError
        When the file can't be read, or a feature can't be transformed or repaired; the message
        names it.
    """
    with formats.open_layer_file(source, layer=options.layer) as (path, format_name):
        table = readers.read_table(path, format_name, layer=options.layer)
        members = _read_foreign_members(path) if format_name == "GeoJSON" else {}
    steps = [f"read {len(table)} features from {source.name} ({format_name})"]
    steps += [f"heights were removed from {source.name}"] * _has_height(table)
    placed, shifts_m = _transform_table(table, options, source.name, steps)
    mapping = _map_columns(placed, options, steps)
    properties = placed.drop(columns=placed.geometry.name)
    defaults = {"kind": options.kind, "placement": options.placement}
    rows = columns.read_rows(properties, mapping, defaults=defaults, steps=steps)
    _apply_defaults(rows, mapping, options, steps)
    repairs: list[Repair] = []
    shapes = [
        _clean_shape(shape, row["id"], n, repairs)
        for n, (shape, row) in enumerate(zip(placed.geometry, rows, strict=True), 1)
    ]
    steps += _describe_shape_steps(rows, shifts_m, options.datum, repairs)
    features = [geojson.make_feature(row, shape) for row, shape in zip(rows, shapes, strict=True)]
    text = geojson.serialize_collection(geojson.make_collection(features, **members)).encode(
        "utf-8"
    )
    _check_readable(text, source.name)
    return ImportResult(text, tuple(steps), tuple(repairs))


def _read_foreign_members(path: Path) -> Json:
    """Return the members of a GeoJSON file that describe the whole zone."""
    collection = readers.read_collection(path)
    members = {key: collection.get(key) for key in ("zone", "sources")}
    return {key: member for key, member in members.items() if isinstance(member, dict)}


def _has_height(table: gpd.GeoDataFrame) -> bool:
    return bool(shapely.has_z(table.geometry.values).any())


def _transform_table(
    table: gpd.GeoDataFrame, options: ImportOptions, name: str, steps: list[str]
) -> tuple[gpd.GeoDataFrame, Floats]:
    known, warnings = crs.assign_crs(table, crs=options.crs, name=name)
    placed, messages, shifts_m = crs.to_lonlat(known, datum=options.datum, name=name)
    steps += warnings + messages
    return placed, shifts_m


def _map_columns(
    table: gpd.GeoDataFrame, options: ImportOptions, steps: list[str]
) -> Mapping[str, str]:
    names = [name for name in table.columns if name != table.geometry.name]
    given = columns.parse_mapping(options.fields, names)
    mapping = columns.guess_mapping(names, given=given)
    for field, column in mapping.items():
        guessed = " (guessed)" if field != column else ""
        if field != column or field == "id":
            steps.append(f"{field} from column {column}{guessed if field not in given else ''}")
    dropped = [str(name) for name in names if name not in mapping.values()]
    if dropped:
        steps.append(f"dropped columns: {', '.join(dropped)}")
    return mapping


def _apply_defaults(
    rows: list[Json], mapping: Mapping[str, str], options: ImportOptions, steps: list[str]
) -> None:
    if "placement" not in mapping:
        steps.append(f"placement: {options.placement} (set another with --placement)")
    if "kind" not in mapping:
        steps.append(f"kind: {options.kind} (set another with --kind)")
    for row in rows:
        if row["kind"] not in schema.KINDS:
            steps.append(f"{row['id']}: the kind {quote_value(row['kind'])} became {options.kind}")
            row["kind"] = options.kind


def _clean_shape(shape: Geometry | None, key: str, number: int, repairs: list[Repair]) -> Geometry:
    """Return the shape (WGS 84 degrees) repaired, or refuse it by its number and id."""
    where = f"Feature {number} ({quote_value(key)})"
    if shape is None or shape.is_empty:
        raise InputError(f"{where} has no geometry. Draw it, or remove the feature.")
    if shape.geom_type == "GeometryCollection":
        shape = _drop_points_and_lines(shape, key, repairs)
    if shape.geom_type not in POLYGON_TYPES:
        raise InputError(
            f"{where} is a {shape.geom_type}; a part must be a polygon. Redraw or remove it."
        )
    if not is_in_range(shape) and is_in_range(swap_axes(shape)):
        raise InputError(
            f"{where} has latitude before longitude. Swap them; for GeoJSON use "
            "`zonemap check SOURCE --repair -o FILE` and import that file."
        )
    if not is_in_range(shape):
        raise InputError(
            f"{where} lies outside longitude −180 to 180, latitude −90 to 90. "
            "Set the right coordinate reference system with --crs."
        )
    repaired = repair_shape(shape, key, repairs)
    if not repaired.is_valid:
        reason = describe_invalidity(repaired)
        raise InputError(
            f"{where} is not valid ({reason}) and can't be repaired safely. Redraw it."
        )
    # The repair rounds only what is visibly finer; a projection leaves noise below that.
    rounded = shapely.transform(repaired, lambda xy: xy.round(DECIMALS))
    return rounded if rounded.is_valid else repaired


def _drop_points_and_lines(shape: Geometry, key: str, repairs: list[Repair]) -> Geometry:
    """Return the polygons of a collection as one shape, valid or not."""
    flat = shapely.get_parts(shapely.get_parts(shape))
    polygons = flat[shapely.get_dimensions(flat) == 2]
    if len(polygons) and len(polygons) < len(flat):
        repairs.append(Repair(key, "points and lines beside the polygons were removed"))
    if not len(polygons) or shapely.is_valid(polygons).all():
        return extract_polygons(shape)
    return shapely.multipolygons(polygons)


def _describe_shape_steps(
    rows: list[Json], shifts_m: Floats, datum: str, repairs: list[Repair]
) -> list[str]:
    moved = [
        f"{row['id']}: moved from {datum} to WGS 84 by {metres:.1f} m on average"
        for row, metres in zip(rows, shifts_m, strict=True)
        if datum != "wgs84"
    ]
    return moved + [repair.sentence for repair in repairs]


def _check_readable(text: bytes, name: str) -> None:
    """Read the result as the application will, so that a faulty one is never written."""
    with TemporaryDirectory(prefix="zonemap-") as folder:
        path = Path(folder) / name
        path.write_bytes(text)
        read_zone(path)
