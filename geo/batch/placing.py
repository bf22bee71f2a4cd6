"""The shapes of a large file to degrees: its CRS decided once, each chunk moved alike."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS

from geo.arrays import Shapes
from geo.batch.to_degrees import ToDegrees
from geo.errors import Phrase
from geo.reading.assumed_degrees import are_mostly_degrees, tell_degrees
from geo.reading.crs import OFF_THE_CRS, assign_crs, to_lonlat
from geo.reading.crs_fit import (
    OUTLIERS,
    SOFTENED,
    find_layer_misfits,
    raise_misfit,
)
from geo.reading.crs_option import CrsOption, parse_crs_option
from geo.reading.layer import ReadOptions
from geo.reading.misfit import Misfit
from geo.reading.transform import make_transformer

_WGS84 = "OGC:CRS84"


def choose_move(
    sample: Shapes,
    crs: CRS | None,
    options: ReadOptions,
    *,
    name: str,
    is_undeclared: bool = False,
) -> tuple[ToDegrees, list[Phrase]]:
    """Return how shapes get to WGS 84 degrees, longitude first, and what there is to say of it.

    The rules are those of a layer that is read whole, applied to the first shapes.

    Parameters
    ----------
    sample : array of Geometry or None, shape (n,)
        The first shapes, in the file's CRS and units, degrees or metres.
    crs : CRS or None
        What the file declares.
    options : ReadOptions
        Of which `crs` and `datum` count.
    name : str
        The file's, for sentences.
    is_undeclared : bool
        Whether the format has no place for a CRS, so that degrees are taken as WGS 84.

    Raises
    ------
    InputError
        When the CRS is neither declared nor given and the sample has no degrees, or the sample
        doesn't fit it.
    """
    told: list[Phrase] = []
    usable = sample[~shapely.is_missing(sample) & ~shapely.is_empty(sample)]
    is_free = is_undeclared and crs is None and options.crs is None
    if is_free and are_mostly_degrees(usable):
        crs, told = CRS(_WGS84), [tell_degrees(options)]
    table = gpd.GeoDataFrame(geometry=list(usable), crs=crs)
    known, messages = assign_crs(table, crs=options.crs, name=name, near=options.near)
    told += messages
    option = CrsOption(CRS.from_user_input(known.crs))
    option = option if options.crs is None else parse_crs_option(options.crs)
    make_transformer(option.crs, name=name, shapes=usable, near=options.near)
    to_degrees = ToDegrees(option, options.datum, name)
    misfits = find_layer_misfits(table, option.crs, options, name=name)
    told += [
        each
        for each in raise_misfit([_soften(each) for each in misfits])
        if each.text != OUTLIERS  # those of all rows are told at the end
    ]
    fitting = np.flatnonzero(~shapely.is_missing(to_degrees(usable)))
    if len(fitting):
        _, messages, _ = to_lonlat(known.iloc[fitting], datum=options.datum, name=name)
        told += messages
    return to_degrees, told


def _soften(misfit: Misfit) -> Misfit:
    """Return a misfit as a warning where every row is kept aside anyway."""
    if not misfit.is_certain:
        return misfit
    warning = Phrase(SOFTENED, {"sentence": misfit.phrase})
    return replace(misfit, phrase=warning, is_refused=False)


def find_lost(before: Shapes, after: Shapes) -> dict[int, Phrase]:
    """Return by position why there is a shape before (any CRS and unit) and none in degrees."""
    lost = ~shapely.is_missing(before) & shapely.is_missing(after)
    return dict.fromkeys(np.flatnonzero(lost).tolist(), OFF_THE_CRS)


def show_shape(value: Any) -> str:
    """Return a geometry as it was in a file, as text."""
    if isinstance(value, bytes):
        try:
            return str(shapely.from_wkb(value).wkt)
        except (shapely.errors.ShapelyError, NotImplementedError):
            return value.hex()
    return str(value)


class ShownColumn(Sequence[str]):
    """The geometries of a column as text, made only for those that are looked at."""

    def __init__(self, column: Any) -> None:
        self._column = column

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._column)

    def __getitem__(self, n: Any) -> Any:
        """Return the text of one, in its own CRS and units, degrees or metres."""
        value = self._column[int(n)].as_py()
        return "" if value is None else show_shape(value)
