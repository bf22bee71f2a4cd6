"""What people brought as the boundaries of a zone: the file, what is wrong, and what changes."""

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from geo import quality
from geo.arrays import Json
from geo.diff import compare_zones, to_collection, to_rows
from geo.importing.importer import ImportOptions, import_zone
from geo.importing.mapping import map_columns
from geo.measured import Measured
from geo.reading.door import read_layer
from geo.zone import read_zone
from maps.documents.review import make_quality_rows
from maps.i18n import get_translator, translate_phrase
from webapp.http.parameter_names import name_parameters, name_parameters_within

FILE_NAME = "boundaries.geojson"
_SOURCE = "given"  # the key of the source that people name


@dataclass(frozen=True)
class BoundaryOrder:
    """A file that is to be boundaries, and how it is to be read.

    Attributes
    ----------
    path : Path
    options : ImportOptions
    source : str or None
        The title of where parts without a source are from.
    today : date
        By which dates are judged.
    lang : str
        The language's code.
    """

    path: Path
    options: ImportOptions
    source: str | None
    today: date
    lang: str


def make_boundaries(measured: Measured, order: BoundaryOrder) -> Json:
    """Return a file as boundaries, with its findings and the changes against those being served.

    Parameters
    ----------
    measured : Measured
        The zone being served.
    order : BoundaryOrder

    Raises
    ------
    InputError
        When the file can't be read, or a feature can't be used.
    """
    options = replace(order.options, near=measured.extent)
    made = import_zone(order.path, options)
    data = made.data if order.source is None else _name_source(made.data, order.source)
    with TemporaryDirectory(prefix="zonemap-") as folder:
        path = Path(folder) / FILE_NAME
        path.write_bytes(data)
        dataset = quality.read_dataset_with_context(path, today=order.today)
        findings = quality.run_checks(replace(dataset, near=measured.extent))
        changes = compare_zones(measured.zone, read_zone(path))
    _, rows = get_translator(order.lang), make_quality_rows(findings, order.lang)
    return {
        "file_name": FILE_NAME,
        "boundaries": json.loads(data),
        "fields": _list_fields(order, options),
        "steps": [name_parameters(translate_phrase(each, order.lang)) for each in made.told],
        "findings": name_parameters_within(rows),
        "changes": to_rows(changes),
        "changed_ground": to_collection(changes),
        "placing": _(
            "Save the file, and start the map with it: `zonemap serve --data boundaries.geojson`, "
            "or set `ZONEMAP_DATA` to its path."
        ),
    }


def _name_source(data: bytes, title: str) -> bytes:
    """Return a zone file in which each part without a source has one of that title."""
    collection = json.loads(data)
    key = _SOURCE
    while key in (collection.get("sources") or {}):
        key += "-"
    for feature in collection["features"]:
        feature["properties"]["sources"] = feature["properties"].get("sources") or [key]
    collection["sources"] = {**(collection.get("sources") or {}), key: {"title": title}}
    return json.dumps(collection, ensure_ascii=False).encode() + b"\n"


def _list_fields(order: BoundaryOrder, options: ImportOptions) -> Json:
    """Return which column each field is taken from, and all columns to choose from."""
    table = read_layer(order.path, replace(options.reading, skip_unusable=True)).table
    columns = table.drop(columns=table.geometry.name)
    mapping = map_columns(columns, options.fields, [])
    return {"columns": list(map(str, columns.columns)), "by_field": dict(mapping)}
