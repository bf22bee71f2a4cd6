"""What people brought as the boundaries of a zone: the file, what is wrong, and what changes."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import shapely

from geo import quality
from geo.arrays import Json
from geo.diff import compare_zones, to_collection, to_rows
from geo.errors import Phrase
from geo.fields.languages import field_names
from geo.importing.importer import ImportOptions, import_zone
from geo.importing.mapping import map_columns
from geo.io.temporary import temporary_folder
from geo.measured import Measured
from geo.quality.repair import Repair
from geo.reading.any_format import read_layer
from geo.zone import read_zone
from maps.content.vocabulary import severity_label, status_label
from maps.documents.review import make_quality_rows, name_part
from maps.i18n import get_translator, translate_phrase
from webapp.http.option_rewording import reword_options, reword_options_within
from webapp.plots.budget import BudgetMeter, PlotBudget, refuse_crowded_file

FILE_NAME = "boundaries.geojson"
_SOURCE = "given"  # the key of the source that people name


@dataclass(frozen=True)
class BoundaryRequest:
    """A file that is to be boundaries, and how it is to be read.

    Attributes
    ----------
    path : Path
    options : ImportOptions
    source : str or None
        The title of where parts without a source are from.
    as_of : str or None
        The date of parts without one, such as 2026-11.
    today : date
        By which dates are judged.
    lang : str
        The language's code.
    budget : PlotBudget
        How much the file may have, of which nothing is repaired or checked before it is counted.
    told : tuple of Phrase
        What was done before the file is read.
    """

    path: Path
    options: ImportOptions
    source: str | None
    as_of: str | None
    today: date
    lang: str
    budget: PlotBudget = field(default_factory=PlotBudget)
    told: tuple[Phrase, ...] = ()


def make_boundaries(measured: Measured, request: BoundaryRequest) -> Json:
    """Return a file as boundaries, with its findings and the changes against those being served.

    Parameters
    ----------
    measured : Measured
        The zone being served.
    request : BoundaryRequest

    Raises
    ------
    InputError
        When the file can't be read, has too many features or vertices, or a feature can't be used.
    """
    refuse_crowded_file(request.path, request.options.reading, request.budget)
    meter = BudgetMeter(request.budget, request.path.name)
    options = replace(request.options, near=measured.extent, count=meter.count)
    made = import_zone(request.path, options)
    data = _fill_in(made.data, request)
    with temporary_folder() as folder:
        path = Path(folder) / FILE_NAME
        path.write_bytes(data)
        dataset = quality.read_dataset_with_context(path, today=request.today)
        findings = quality.run_checks(replace(dataset, near=measured.extent))
        changes = compare_zones(measured.zone, read_zone(path))
    _ = get_translator(request.lang)
    told = [*request.told, *made.told]
    pairs = zip(make_quality_rows(findings, request.lang), findings, strict=True)
    rows = [row | {"part_name": name_part(dataset, each, request.lang)} for row, each in pairs]
    return {
        "file_name": FILE_NAME,
        "boundaries": json.loads(data),
        "fields": _list_fields(request, options, json.loads(data)),
        "steps": [reword_options(translate_phrase(each, request.lang)) for each in told],
        "repairs": [_tell_repair(each, request.lang) for each in made.repairs if each.is_visible],
        "findings": _label_rows(reword_options_within(rows), "severity", severity_label, request),
        "changes": _label_rows(to_rows(changes), "status", status_label, request),
        "changed_ground": to_collection(changes),
        "placing": _(
            "Save the file, and start the map with it: `zonemap serve --data boundaries.geojson`, "
            "or set `ZONEMAP_DATA` to its path."
        ),
    }


def _label_rows(
    rows: Sequence[Json], key: str, label: Callable[[str, str], str], request: BoundaryRequest
) -> list[Json]:
    """Return the rows, each with the word for its code in the reader's language."""
    return [row | {"label": label(row[key], request.lang)} for row in rows]


def _tell_repair(repair: Repair, lang: str) -> Json:
    """Return a repair in words, with the outline before as lines in degrees."""
    rings = shapely.boundary(repair.before) if repair.before is not None else None
    return {
        "part": repair.part,
        "sentence": reword_options(translate_phrase(repair.phrase, lang)),
        "outline_before": None if rings is None else json.loads(shapely.to_geojson(rings)),
    }


def _fill_in(data: bytes, request: BoundaryRequest) -> bytes:
    """Return a zone file in which each part without a source or a date has that of the request."""
    if request.source is None and request.as_of is None:
        return data
    collection = json.loads(data)
    for feature in collection["features"] if request.as_of else ():
        feature["properties"]["as_of"] = feature["properties"].get("as_of") or request.as_of
    if request.source is not None:
        _name_source(collection, request.source)
    return json.dumps(collection, ensure_ascii=False).encode() + b"\n"


def _name_source(collection: Json, title: str) -> None:
    """Give each part without a source one of that title."""
    key = _SOURCE
    while key in (collection.get("sources") or {}):
        key += "-"
    for feature in collection["features"]:
        feature["properties"]["sources"] = feature["properties"].get("sources") or [key]
    collection["sources"] = {**(collection.get("sources") or {}), key: {"title": title}}


def _list_fields(request: BoundaryRequest, options: ImportOptions, made: Json) -> Json:
    """Return which column each field is taken from, and all columns to choose from.

    `named_after` is the column of identifiers by the field of names that took it, for want of one.
    """
    table = read_layer(request.path, replace(options.reading, skip_unusable=True)).table
    columns = table.drop(columns=table.geometry.name)
    mapping = map_columns(columns, options.fields, [])
    parts = [feature["properties"] for feature in made["features"]]
    named = {
        field: mapping["id"]
        for field in field_names("name")
        if "id" in mapping and field not in mapping and any(part.get(field) for part in parts)
    }
    return {
        "columns": list(map(str, columns.columns)),
        "by_field": dict(mapping),
        "named_after": named,
    }
