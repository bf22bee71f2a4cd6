"""A boundary file of any format where a zone file is expected: to be checked, or compared."""

import codecs
import json
import mmap
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from geo import quality
from geo.arrays import Json
from geo.errors import N_, InputError, Phrase, file_label
from geo.importing.importer import ImportOptions, import_zone, make_rows
from geo.importing.shape_cleaning import round_moved
from geo.io import geojson
from geo.io.file_bytes import refuse_pipe
from geo.io.shell_words import quote_path
from geo.io.temporary import temporary_folder
from geo.quality.dataset import Dataset, Item
from geo.quality.position_key import PositionKey
from geo.reading.any_format import read_layer
from geo.reading.layer import Layer, LeftOut, ReadOptions
from geo.reading.opened import is_zip
from geo.reading.polygons import keep_polygons
from geo.reading.sniff import sniff_format
from geo.zone import Zone, read_zone

_HEAD_BYTES = 2**16
_COLLECTION = re.compile(rb'"type"\s*:\s*"FeatureCollection"')
_ZONE_MARK = re.compile(rb'"placement"\s*:|"kind"\s*:\s*"(?:core|district|park|parcel)"')
_OTHER_CRS = re.compile(rb'"crs"\s*:\s*\{(?![^}]*(CRS84|:4326)"\s*\})')


def is_zone_file(path: Path) -> bool:
    """Return whether a file is to be read as a zone file: a FeatureCollection in degrees.

    So is one that is missing or neither of another format: the reader of zone files says why it
    can't be read.

    Raises
    ------
    InputError
        When it is a pipe or a device.
    """
    refuse_pipe(path)
    if not path.exists():
        return True
    if path.is_dir() or is_zip(path):
        return False
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n\x1e")
    if path.suffix.lower() in {".geojson", ".json"} and not start.startswith(b"<"):
        return _is_json(path) and _is_plain_collection(head)
    return sniff_format(path) == "GeoJSON" and _is_plain_collection(head)


def _is_json(path: Path) -> bool:
    """Return whether a file may be JSON in UTF-8; what is not is refused as by every reader."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # it may end within a character
        return sniff_format(path) == "GeoJSON"
    except (InputError, UnicodeDecodeError):
        return False


def _is_plain_collection(head: bytes) -> bool:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    is_object = head.lstrip(b"\xef\xbb\xbf \t\r\n\x1e").startswith(b"{")
    return not is_object or bool(_COLLECTION.search(head) and not _OTHER_CRS.search(head))


def is_foreign_geojson(path: Path) -> bool:
    """Return whether a file is GeoJSON of somebody's features: none has a field of a zone file.

    Such a file is imported wherever a zone file is expected; one feature with a placement, or
    with a kind that parts have, makes the file one that is taken as it stands.
    """
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
        if not (_COLLECTION.search(head) and b'"Feature"' in head):
            return False
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return _ZONE_MARK.search(data) is None


def read_any_dataset(
    path: Path, options: ReadOptions, *, today: date
) -> tuple[Dataset, tuple[Phrase, ...]]:
    """Return a file of any format for checking, and how it was read.

    Features that can't be used are items with a fault, unless the options leave them out. A zone
    file is read as it is where there are no options, anything else as an import would read it.

    Raises
    ------
    InputError
        When the file can't be read.
    """
    plain = ReadOptions(near=options.near, max_unpacked_bytes=options.max_unpacked_bytes)
    has_none = options == plain
    if has_none and is_zone_file(path) and not is_foreign_geojson(path):
        found = quality.read_dataset_with_context(path, today=today)
        return replace(found, near=options.near), ()
    whole = read_layer(path, replace(options, skip_unusable=True))
    layer = keep_polygons(whole, skip_unusable=True, name=path.name)
    # Pins, lines and tracks beside the polygons of a KML are no fault.
    is_kml = whole.format_name == "KML"
    left_out = whole.left_out if is_kml else layer.left_out
    faulty = [each for each in left_out if not each.is_companion]
    told = list(layer.steps)
    collection = _make_collection(layer, told, path.name)
    dataset = quality.make_dataset(collection, name=path.name, today=today)
    dataset = replace(dataset, is_geojson=whole.is_geojson)
    if not options.skip_unusable:
        dataset = _add_left_out(dataset, layer.table.index.tolist(), faulty)
    return replace(quality.add_context(dataset, path), near=options.near), tuple(told)


def _make_collection(layer: Layer, steps: list[Phrase], name: str) -> Json:
    shapes = round_moved(layer)
    rows = make_rows(layer, ImportOptions(), steps, name=name)
    features = [geojson.make_feature(row, shape) for row, shape in zip(rows, shapes, strict=True)]
    collection = geojson.make_collection(features, **layer.members)
    return dict(json.loads(geojson.serialize_collection(collection)))


def _add_left_out(dataset: Dataset, numbers: Sequence[int], left_out: Sequence[LeftOut]) -> Dataset:
    """Return the dataset with an item for each feature that can't be used, in its place."""
    known = list(zip(numbers, dataset.items, strict=True))
    others = [(each.number, _make_item(each)) for each in left_out]
    items = [item for _, item in sorted([*known, *others], key=lambda pair: pair[0])]
    features = [item.raw for item in items]
    return replace(dataset, items=items, collection={**dataset.collection, "features": features})


def _make_item(left_out: LeftOut) -> Item:
    key = PositionKey.of(left_out.number)
    raw: Json = {"type": "Feature", "properties": {}, "geometry": None}
    return Item(key, raw, {}, [], None, left_out.reason)


def read_any_zone(path: Path, options: ReadOptions) -> tuple[Zone, tuple[Phrase, ...]]:
    """Return a file of any format as a zone, and how it was read; a zone file as it is.

    Raises
    ------
    InputError
        When the file can't be read or imported.
    """
    if is_zone_file(path):
        try:
            return read_zone(path), ()
        except InputError:
            if not is_foreign_geojson(path):
                raise
    order = ImportOptions(
        layer=options.layer,
        crs=options.crs,
        datum=options.datum,
        encoding=options.encoding,
        skip_unusable=options.skip_unusable,
        near=options.near,
        max_unpacked_bytes=options.max_unpacked_bytes,
    )
    result = import_zone(path, order)
    with temporary_folder() as folder:
        copy = Path(folder) / f"{path.stem}.geojson"
        copy.write_bytes(result.data)
        return read_zone(copy), result.told


def refuse_other_formats(path: Path) -> None:
    """Refuse a file that is no zone file but could be imported as one, and say how.

    Raises
    ------
    InputError
        With the command that makes a zone file of it, or why none does.
    """
    if is_zone_file(path) and not is_foreign_geojson(path):
        return
    # What could not be imported either is refused by name of its format, or by the reader of JSON.
    if not is_zip(path) and sniff_format(path) == "GeoJSON" and _is_broken_json(path):
        return
    raise InputError(
        N_(
            "%(name)s is not a zone file (GeoJSON). Import it first: "
            "`zonemap import %(path)s -o %(output)s`."
        ),
        name=file_label(path.name),
        path=quote_path(path),
        output=quote_path(_propose_output(path)),
    )


def _is_broken_json(path: Path) -> bool:
    """Return whether a text in UTF-8 does not even begin with one value of JSON."""
    try:
        json.JSONDecoder().raw_decode(path.read_text("utf-8-sig").lstrip(" \t\r\n\x1e"))
    except UnicodeDecodeError:  # an import can be told the encoding
        return False
    except (ValueError, RecursionError):
        return True
    return False


def _propose_output(path: Path) -> str:
    """Return a name for the zone file of a file, here, that overwrites nothing."""
    names = ("boundaries.geojson", f"{path.stem}-boundaries.geojson")
    return next((name for name in names if not Path(name).exists()), f"{path.stem}-zone.geojson")
