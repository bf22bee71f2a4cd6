"""The import as a whole: read, transform, map the columns, repair, and check the result."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from geo.arrays import Floats, Json, Shapes
from geo.errors import N_, InputError, Phrase
from geo.fields.part_label import PartLabel
from geo.importing import columns
from geo.importing.defaults import tell_defaults
from geo.importing.kinds import choose_kind
from geo.importing.labels import label_rows
from geo.importing.mapping import map_columns
from geo.importing.other_columns import drop_exported, read_others, spread_other
from geo.importing.shape_cleaning import clean_shape, offer_to_skip, round_moved
from geo.io import geojson
from geo.io.temporary import temporary_folder
from geo.quality.repair import Repair
from geo.quality.repair_steps import WINDING
from geo.reading.any_format import read_layer
from geo.reading.archive import MAX_UNPACKED_BYTES
from geo.reading.crs_fit import raise_softened
from geo.reading.layer import Layer, ReadOptions
from geo.reading.polygons import keep_polygons
from geo.zone import read_zone


@dataclass(frozen=True)
class ImportOptions:
    """How to read the file; None for what the file itself declares.

    Attributes
    ----------
    layer, crs, encoding : str or None
        Which layer, in which coordinate system, in which text encoding.
    datum : str
        `wgs84`, `gcj02` or `bd09`: what the file was traced on.
    skip_unusable : bool
        Whether features that can't be used are left out and told, instead of refused.
    fields : tuple of str
        `FIELD=COLUMN` pairs; the columns of the other fields are guessed.
    kind : str or None
        Of the parts without one; None to take it from the names in the file.
    placement : str
        Of the parts without one.
    uncertainty_m : float or None
        The position uncertainty of the parts without one, in metres; None where it isn't known.
    near : tuple of float or None
        West, south, east, north in WGS 84 degrees, where the outlines are expected.
    max_unpacked_bytes : int
        A zip that is larger when unpacked is refused.
    count : callable, optional
        Is told the shapes that were read (WGS 84 degrees) before they are repaired, and raises
        InputError where they are too many.
    is_datum_said : bool
        Whether people said the datum.
    """

    layer: str | None = None
    crs: str | None = None
    datum: str = "wgs84"
    encoding: str | None = None
    skip_unusable: bool = False
    fields: tuple[str, ...] = ()
    kind: str | None = None
    placement: str = "digitised"
    uncertainty_m: float | None = None
    near: tuple[float, float, float, float] | None = None
    max_unpacked_bytes: int = MAX_UNPACKED_BYTES
    count: Callable[[Shapes], None] | None = None
    is_datum_said: bool = False

    @property
    def reading(self) -> ReadOptions:
        """Those of them by which a file is read."""
        return ReadOptions(
            layer=self.layer,
            crs=self.crs,
            encoding=self.encoding,
            datum=self.datum,
            skip_unusable=self.skip_unusable,
            near=self.near,
            max_unpacked_bytes=self.max_unpacked_bytes,
            is_datum_said=self.is_datum_said,
        )


@dataclass(frozen=True)
class ImportResult:
    """An imported zone file.

    Attributes
    ----------
    data : bytes
        The zone file: UTF-8 GeoJSON, WGS 84 degrees.
    told : tuple of Phrase
        What was done, a message each.
    repairs : tuple of Repair
        The repairs of the outlines; `told` has them too.
    """

    data: bytes
    told: tuple[Phrase, ...]
    repairs: tuple[Repair, ...]

    @property
    def steps(self) -> tuple[str, ...]:
        """What was done, in English."""
        return tuple(map(str, self.told))


def import_zone(source: Path, options: ImportOptions) -> ImportResult:
    """Return the boundaries of a file as a zone file.

    Raises
    ------
    InputError
        When the file can't be read, or a feature can't be transformed or repaired, unless it may
        be left out; the message names it.
    """
    layer = read_layer(source, options.reading)
    if options.count is not None:
        options.count(np.asarray(layer.table.geometry.values, dtype=object))
    layer = keep_polygons(layer, skip_unusable=options.skip_unusable, name=source.name)
    told = list(layer.steps)
    rows = make_rows(layer, options, told, name=source.name)
    repairs: list[Repair] = []
    features: list[Json] = []
    refusals: list[InputError] = []
    labels = label_rows(rows)
    shapes = round_moved(layer)
    named = zip(layer.table.index, shapes, rows, labels, strict=True)
    for number, shape, row, label in named:
        try:
            cleaned = clean_shape(shape, label, number, repairs)
        except InputError as error:
            refusals.append(error)
            told.append(Phrase(N_("left out: %(reason)s"), {"reason": error.phrase}))
        else:
            features.append(geojson.make_feature(row, cleaned))
    if refusals and not (options.skip_unusable and features):
        raise_softened(layer.steps)
        raise offer_to_skip(refusals[0]) if features else refusals[0]
    told += _describe_shape_steps(labels, layer.shifts_m, options.datum, repairs)
    text = geojson.encode_collection(geojson.make_collection(features, **layer.members))
    _check_readable(text, source.name)
    return ImportResult(text, tuple(told), tuple(repairs))


def make_rows(
    layer: Layer, options: ImportOptions, steps: list[Phrase], *, name: str
) -> list[Json]:
    """Return the fields of each feature of a layer (WGS 84 degrees), and tell how in `steps`.

    `other` is only there where a feature has other fields; `name` is the file's.

    Raises
    ------
    InputError
        When a value doesn't fit its field; the message names the feature.
    """
    whole = spread_other(drop_exported(layer.table, steps))
    table = pd.DataFrame(whole.drop(columns=whole.geometry.name))
    described = layer.members.get("sources")
    sources = described if isinstance(described, dict) else ()
    mapping = map_columns(table, options.fields, steps, sources=sources)
    kind, why = choose_kind(layer, given=options.kind, name=name)
    defaults: Json = {"kind": kind, "placement": options.placement}
    if options.uncertainty_m is not None:
        defaults["position_uncertainty_m"] = options.uncertainty_m
    pairs = options.fields
    rows = columns.read_rows(table, mapping, defaults=defaults, steps=steps, pairs=pairs)
    steps += tell_defaults(
        rows, mapping, placement=options.placement, uncertainty_m=options.uncertainty_m
    )
    steps += [] if "kind" in mapping else [why]
    steps += columns.apply_kinds(rows, kind)
    changed = columns.find_changed(table, mapping, rows, pairs)
    kept = {*table.columns} - {*mapping.values()} | {*changed}
    others = read_others(table, [each for each in table.columns if each in kept], steps)
    return [_add_other(row, other) for row, other in zip(rows, others, strict=True)]


def _add_other(row: Json, other: Json) -> Json:
    fields = {field: value for field, value in row.items() if field != "other"}
    return {**fields, "other": other} if other else fields


def _describe_shape_steps(
    labels: list[PartLabel], shifts_m: Floats, datum: str, repairs: list[Repair]
) -> list[Phrase]:
    said = N_("%(id)s: moved from %(datum)s to WGS 84 by %(metres)s m on average")
    moved = [
        Phrase(said, {"id": label, "datum": datum, "metres": f"{metres:.1f}"})
        for label, metres in zip(labels, shifts_m, strict=True)
        if datum != "wgs84"
    ]
    return moved + _tell_repairs(repairs)


def _tell_repairs(repairs: list[Repair]) -> list[Phrase]:
    """Return each repair as a sentence; of the winding order, which no map shows, one of all."""
    turned = sum(each.action.text == WINDING for each in repairs)
    told = [each.phrase for each in repairs if each.action.text != WINDING or turned == 1]
    sentence = N_("Rings were put in the right winding order in %(count)s parts.")
    return told + ([Phrase(sentence, {"count": turned})] if turned > 1 else [])


def _check_readable(text: bytes, name: str) -> None:
    """Read the result as the application will, so that a faulty one is never written."""
    with temporary_folder() as folder:
        path = Path(folder) / name
        path.write_bytes(text)
        read_zone(path)
