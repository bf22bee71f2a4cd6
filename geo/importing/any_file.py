"""A boundary file of any format where a zone file is expected: to be checked, or compared."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from geo import quality
from geo.arrays import Json
from geo.errors import N_, InputError, file_label
from geo.importing.importer import ImportOptions, import_zone, make_rows
from geo.io import geojson
from geo.quality.dataset import Dataset, Item
from geo.reading import Layer, ReadOptions, read_layer
from geo.reading.layer import LeftOut
from geo.reading.opened import is_zip
from geo.reading.polygons import extract_collections
from geo.reading.sniff import sniff_format
from geo.zone import Zone, read_zone

_HEAD_BYTES = 2**16
_COLLECTION = re.compile(rb'"type"\s*:\s*"FeatureCollection"')
_OTHER_CRS = re.compile(rb'"crs"\s*:\s*\{(?![^}]*(CRS84|:4326)"\s*\})')


def is_zone_file(path: Path) -> bool:
    """Return whether a file is to be read as a zone file: a FeatureCollection in degrees.

    So is one that is missing or neither of another format: the reader of zone files says why it
    can't be read.
    """
    if not path.exists():
        return True
    if path.is_dir() or is_zip(path):
        return False
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n\x1e")
    if path.suffix.lower() in {".geojson", ".json"} and not start.startswith(b"<"):
        return _is_plain_collection(head)
    return sniff_format(path) == "GeoJSON" and _is_plain_collection(head)


def _is_plain_collection(head: bytes) -> bool:
    is_object = head.lstrip(b"\xef\xbb\xbf \t\r\n\x1e").startswith(b"{")
    return not is_object or bool(_COLLECTION.search(head) and not _OTHER_CRS.search(head))


def read_any_dataset(
    path: Path, options: ReadOptions, *, today: date
) -> tuple[Dataset, tuple[str, ...]]:
    """Return a file of any format for checking, and how it was read.

    Features that can't be used are items with a fault, unless the options leave them out. A zone
    file is read as it is where there are no options.

    Raises
    ------
    InputError
        When the file can't be read.
    """
    if options == ReadOptions() and is_zone_file(path):
        return quality.read_dataset_with_context(path, today=today), ()
    layer = read_layer(path, replace(options, skip_unusable=True))
    steps = [str(step) for step in layer.steps]
    collection = _make_collection(layer, steps)
    dataset = quality.make_dataset(collection, name=path.name, today=today)
    if not options.skip_unusable:
        dataset = _add_left_out(dataset, layer)
    return quality.add_context(dataset, path), tuple(steps)


def _make_collection(layer: Layer, steps: list[str]) -> Json:
    shapes, _ = extract_collections(np.asarray(layer.table.geometry.values))
    rows = make_rows(layer, ImportOptions(), steps)
    features = [geojson.make_feature(row, shape) for row, shape in zip(rows, shapes, strict=True)]
    return geojson.make_collection(features, **layer.members)


def _add_left_out(dataset: Dataset, layer: Layer) -> Dataset:
    """Return the dataset with an item for each feature that can't be used, in its place."""
    numbers = layer.table.index.tolist()
    known = list(zip(numbers, dataset.items, strict=True))
    others = [(each.number, _make_item(each)) for each in layer.left_out]
    items = [item for _, item in sorted([*known, *others], key=lambda pair: pair[0])]
    features = [item.raw for item in items]
    return replace(dataset, items=items, collection={**dataset.collection, "features": features})


def _make_item(left_out: LeftOut) -> Item:
    where = f"feature {left_out.number}"
    raw: Json = {"type": "Feature", "properties": {}, "geometry": None}
    return Item(where, raw, {}, [], None, str(left_out.reason))


def read_any_zone(path: Path, options: ReadOptions) -> tuple[Zone, tuple[str, ...]]:
    """Return a file of any format as a zone, and how it was read; a zone file as it is.

    Raises
    ------
    InputError
        When the file can't be read or imported.
    """
    if is_zone_file(path):
        return read_zone(path), ()
    order = ImportOptions(
        layer=options.layer,
        crs=options.crs,
        datum=options.datum,
        encoding=options.encoding,
        skip_unusable=options.skip_unusable,
    )
    result = import_zone(path, order)
    with TemporaryDirectory(prefix="zonemap-") as folder:
        copy = Path(folder) / f"{path.stem}.geojson"
        copy.write_bytes(result.data)
        return read_zone(copy), result.steps


def refuse_other_formats(path: Path) -> None:
    """Refuse a file that is no zone file but could be imported as one, and say how.

    Raises
    ------
    InputError
        With the command that makes a zone file of it.
    """
    if is_zone_file(path):
        return
    raise InputError(
        N_(
            "%(name)s is not a zone file (GeoJSON). Import it first: "
            "`zonemap import %(path)s -o boundaries.geojson`."
        ),
        name=file_label(path.name),
        path=file_label(path),
    )
