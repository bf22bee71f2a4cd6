"""Columns and their shapes to a raw layer: what can't be used is refused or left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NoReturn

import numpy as np
import pandas as pd
import shapely
from pyproj import CRS

from geo.arrays import Floats
from geo.errors import N_, InputError, Phrase, file_label, quote_value
from geo.reading.collector import make_table, raise_empty, raise_unusable, show_record
from geo.reading.crs_proposals import describe_proposals, list_corners, propose_crs
from geo.reading.crs_text import find_crs
from geo.reading.layer import LeftOut, RawLayer, ReadOptions
from geo.reading.safe_geometries import is_plain
from geo.reading.shapes import ReadShapes, describe_shapes

_NO_NUMBERS = Phrase(N_("its coordinates are not two numbers"), {})


def make_raw_layer(
    frame: pd.DataFrame,
    read: ReadShapes,
    values: Sequence[Any] | None,
    *,
    crs: CRS | None,
    options: ReadOptions,
    name: str,
    layer_name: str = "",
) -> RawLayer:
    """Return columns and shapes, in the units of `crs` (degrees or metres), as a raw layer.

    `values` are the geometries as the file has them; None where the columns have them.

    The CRS that extended WKT or WKB names counts where `crs` is None.

    Raises
    ------
    InputError
        When a feature can't be used and shall not be left out, or none is left.
    """
    numbers = frame.index.tolist()
    left_out = [
        LeftOut(numbers[n], fault, _show_feature(frame.iloc[n], values and values[n]))
        for n, fault in sorted(read.faults.items())
    ]
    kept = np.setdiff1d(np.arange(len(frame)), list(read.faults))
    if not len(kept):
        raise_empty(name, left_out)
    if left_out and not options.skip_unusable:
        raise_unusable(name, left_out[0])
    crs = crs or choose_srid(read, options, name=name)
    table = make_table(frame.iloc[kept], read.shapes[kept], crs)
    steps = tuple(describe_shapes(read, numbers))
    # Coordinates from several columns are tuples of texts, and never arcs.
    originals = {
        numbers[n]: value
        for n in kept.tolist()
        if values and isinstance(value := values[n], str | bytes) and not is_plain(value)
    }
    return RawLayer(table, steps, tuple(left_out), layer_name, originals=originals)


def drop_binary(raw: RawLayer) -> RawLayer:
    """Return a layer without the columns of binary values, and say so; shapes stay as they are.

    They are further geometries in any CRS and unit, pictures and the like.
    """
    own = raw.table.drop(columns=raw.table.geometry.name)
    names = [name for name in own.columns if _is_binary(own[name])]
    steps = (*raw.steps, *describe_binary(names))
    return replace(raw, table=raw.table.drop(columns=names), steps=steps)


def _is_binary(values: pd.Series) -> bool:
    if values.dtype != object:
        return False
    kinds = {isinstance(value, bytes | bytearray | memoryview) for value in values.dropna()}
    return kinds == {True}


def describe_binary(names: Sequence[object]) -> list[Phrase]:
    """Return that columns of binary values were left out, as a sentence; none for none."""
    sentence = N_("Columns of binary values were left out: %(names)s.")
    listed = ", ".join(map(quote_value, names[:20])) + ("…" if len(names) > 20 else "")
    return [Phrase(sentence, {"names": listed})] if names else []


def choose_srid(read: ReadShapes, options: ReadOptions, *, name: str) -> CRS | None:
    """Return the CRS that the shapes name themselves; None where they name none, or one is given.

    Raises
    ------
    InputError
        When they name several, since no feature is moved by the CRS of another, or an unknown one.
    """
    if not read.srids or options.crs is not None:
        return None
    if len(read.srids) > 1:
        refuse_srids(read.srids, name=name)
    code = f"EPSG:{next(iter(read.srids))}"
    crs = parse_declared_crs(code)
    if crs is None:
        found = propose_crs(list_corners(read.shapes), None, near=options.near)
        raise InputError(
            N_("%(name)s names the unknown coordinate reference system %(crs)s. %(question)s"),
            name=file_label(name),
            crs=code,
            question=describe_proposals(found),
        )
    return crs


def refuse_srids(srids: Iterable[int], *, name: str) -> NoReturn:
    """Refuse a file of which the geometries are in several CRSs."""
    raise InputError(
        N_(
            "%(name)s has geometries in several coordinate reference systems: %(codes)s. Save "
            "those of each in a file of its own."
        ),
        name=file_label(name),
        codes=", ".join(f"EPSG:{srid}" for srid in sorted(srids)[:10]),
    )


def parse_declared_crs(declared: Any) -> CRS | None:
    """Return the CRS that a file declares in any form; None where PROJ has none without a file."""
    return find_crs(declared)


def _show_feature(row: pd.Series, value: Any) -> str:
    own = {str(name): each for name, each in row.items()}
    return show_record(own, *([] if value is None else [_show_value(value)]))


def _show_value(value: Any) -> str:
    return value.hex() if isinstance(value, bytes) else str(value or "")


def make_point_shapes(
    x: Floats, y: Floats, faults: Mapping[int, Phrase] = MappingProxyType({})
) -> ReadShapes:
    """Return points as read shapes; a fault where one of the coordinates is NaN.

    Parameters
    ----------
    x, y : arrays, shape (n,)
        In any CRS, degrees or metres; longitude or east first.
    faults : Mapping
        By position, why other coordinates can't be used, or are NaN.
    """
    shapes = np.full(len(x), None, dtype=object)
    known = np.isfinite(x) & np.isfinite(y)
    known[list(faults)] = False
    shapes[known] = shapely.points(x[known], y[known])
    lost = dict.fromkeys(np.flatnonzero(~known).tolist(), _NO_NUMBERS) | dict(faults)
    return ReadShapes(shapes, lost, (), None, frozenset())
