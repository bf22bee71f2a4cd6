"""The features of a file as a reader meets them: those kept, and those that can't be used."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NoReturn

import geopandas as gpd
import pandas as pd
from pyproj import CRS
from shapely.geometry.base import BaseGeometry as Geometry

from geo.errors import N_, InputError, Phrase, file_label, quote_value
from geo.reading.layer import LeftOut, RawLayer, ReadOptions
from geo.reading.shape_tree import ShapeNotes, describe_notes


class FeatureCollector:
    """Collects features one by one; one that can't be used is refused, or left out if so asked.

    Parameters
    ----------
    name : str
        The file's name, for sentences.
    options : ReadOptions
        Of which `skip_unusable` counts.
    """

    def __init__(self, name: str, options: ReadOptions) -> None:
        self._name, self._options = name, options
        self._rows: list[Mapping[str, Any]] = []
        self._shapes: list[Geometry] = []
        self._numbers: list[int] = []
        self._closed: list[int] = []
        self._originals: dict[int, str | bytes] = {}
        self._unusable: list[LeftOut] = []
        self.steps: list[Phrase] = []
        self.left_out: list[LeftOut] = []

    def add(
        self,
        number: int,
        row: Mapping[str, Any],
        shape: Geometry,
        *,
        is_closed: bool = False,
        original: str | None = None,
    ) -> None:
        """Keep a feature, its shape in the file's own CRS and units (degrees or metres).

        `is_closed` says that one of its rings was open; `original` is the geometry in the file
        where the shape is another one.
        """
        if original is not None:
            self._originals[number] = original
        self._closed += [number] if is_closed else []
        self._numbers.append(number)
        self._rows.append(row)
        self._shapes.append(shape)

    def leave_out(self, number: int, reason: Phrase, raw: str, *, always: bool = False) -> None:
        """Leave a feature out with the reason, `always` or if options say so.

        If they don't, the layer is refused once it is known whether any feature is left.
        """
        self.left_out.append(LeftOut(number, reason, raw, is_companion=always))
        self._unusable += [] if always else [self.left_out[-1]]

    def tell_notes(self, notes: ShapeNotes) -> None:
        """Add to the steps what was done to make the shapes."""
        self.steps += describe_notes(self._closed, notes)

    def make_layer(
        self, crs: CRS | None, *, layer_name: str = "", members: Mapping[str, Any] | None = None
    ) -> RawLayer:
        """Return what was collected as a raw layer.

        Raises
        ------
        InputError
            When no feature was kept, or one can't be used and shall not be left out.
        """
        if not self._rows:
            raise_empty(self._name, self.left_out)
        if self._unusable and not self._options.skip_unusable:
            raise_unusable(self._name, self._unusable[0])
        names = dict.fromkeys(key for row in self._rows for key in row)
        columns = {name: [row.get(name) for row in self._rows] for name in names}
        frame = pd.DataFrame(columns, index=self._numbers, dtype=object)
        table = make_table(frame, self._shapes, crs)
        return RawLayer(
            table,
            tuple(self.steps),
            tuple(self.left_out),
            layer_name,
            members or {},
            self._originals,
        )


def make_table(
    frame: pd.DataFrame, shapes: Iterable[Geometry], crs: CRS | None
) -> gpd.GeoDataFrame:
    """Return columns and shapes as one table; the shapes' column never takes the name of another.

    Parameters
    ----------
    frame : DataFrame
        The own columns; the index numbers the features as the user counts, from 1.
    shapes : iterable of Geometry
        One for each row, in the units of `crs`, degrees or metres.
    crs : CRS or None
        None where the file declares none.
    """
    name = "geometry"
    while name in frame.columns:
        name += "_"
    series = gpd.GeoSeries(list(shapes), index=frame.index, crs=crs)
    return gpd.GeoDataFrame(frame.assign(**{name: series}), geometry=name, crs=crs)


class UnusableError(InputError):
    """No feature of a file can be used; `left_out` has them all."""

    left_out: tuple[LeftOut, ...] = ()


def raise_empty(name: str, left_out: Sequence[LeftOut] = ()) -> NoReturn:
    """Refuse a layer without a feature that can be used, with the first reason there is."""
    if left_out:
        error = UnusableError(
            N_(
                "%(name)s, feature %(n)s: %(reason)s. Correct it: no feature of the file can be "
                "used."
            ),
            name=file_label(name),
            n=left_out[0].number,
            reason=left_out[0].reason,
        )
        error.left_out = tuple(left_out)
        raise error
    raise InputError(
        N_("%(name)s has no features. Choose another layer or file."), name=file_label(name)
    )


def raise_unusable(name: str, left_out: LeftOut) -> NoReturn:
    """Refuse a file for a feature that can't be used, and say how to read the others."""
    raise InputError(
        N_(
            "%(name)s, feature %(n)s: %(reason)s. Correct it, or leave out all such "
            "features with --skip-unusable."
        ),
        name=file_label(name),
        n=left_out.number,
        reason=left_out.reason,
    )


def show_record(row: Mapping[str, Any], *geometry: object) -> str:
    """Return a feature as it was, as a JSON object of its columns and its geometry, if it has one.

    >>> show_record({"name": "a"}, "POINT (1"), show_record({"lon": "x", "lat": "28"})
    ('{"name": "a", "geometry": "POINT (1"}', '{"lon": "x", "lat": "28"}')
    """
    whole = {**row, "geometry": geometry[0]} if geometry else {**row}
    try:
        return json.dumps(whole, ensure_ascii=False, default=str)
    except (ValueError, TypeError, RecursionError):
        return quote_value(row, limit=1000)
