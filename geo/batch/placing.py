"""The shapes of a large file to degrees: its CRS decided once, each chunk moved alike."""

from collections.abc import Callable
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS

from geo.arrays import Shapes
from geo.errors import N_, Phrase
from geo.geodesy.datum import convert_datum
from geo.geodesy.projection import project_shapes
from geo.reading.crs import assign_crs, to_lonlat
from geo.reading.delimited import DEGREES_ASSUMED, are_degrees
from geo.reading.layer import ReadOptions
from geo.reading.transform import make_transformer

Move = Callable[[Shapes], Shapes]
_WGS84 = "OGC:CRS84"
_LOST = Phrase(N_("its coordinates don't fit the coordinate reference system"), {})


def choose_move(
    sample: Shapes,
    crs: CRS | None,
    options: ReadOptions,
    *,
    name: str,
    is_undeclared: bool = False,
) -> tuple[Move, list[Phrase]]:
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
    if is_free and (not len(usable) or _has_degrees(usable)):
        crs, told = CRS(_WGS84), [DEGREES_ASSUMED]
    table = gpd.GeoDataFrame(geometry=list(usable), crs=crs)
    known, messages = assign_crs(table, crs=options.crs, name=name)
    told += [Phrase(text, {}) for text in messages]
    move = _make_move(CRS.from_user_input(known.crs), options.datum, name)
    fitting = np.flatnonzero(~shapely.is_missing(move(usable)))
    if len(fitting):
        _, messages, _ = to_lonlat(known.iloc[fitting], datum=options.datum, name=name)
        told += [Phrase(text, {}) for text in messages]
    return move, told


def _has_degrees(shapes: Shapes) -> bool:
    return any(are_degrees(shapes[n : n + 1]) for n in range(len(shapes)))


def _make_move(crs: CRS, datum: str, name: str) -> Move:
    """Return a function of shapes; those that don't fit the CRS become None."""
    transformer = make_transformer(crs, name=name)

    def move(shapes: Shapes) -> Shapes:
        moved = shapes.copy() if transformer is None else project_shapes(shapes, transformer)
        is_lost = ~np.isfinite(shapely.bounds(moved).reshape(-1, 4)).all(axis=1)
        moved[is_lost & ~shapely.is_empty(shapes)] = None
        if datum == "wgs84":
            return moved
        return shapely.transform(moved, lambda xy: convert_datum(xy, source=datum, target="wgs84"))

    return move


def find_lost(before: Shapes, after: Shapes) -> dict[int, Phrase]:
    """Return by position why there is a shape before (any CRS and unit) and none in degrees."""
    lost = ~shapely.is_missing(before) & shapely.is_missing(after)
    return dict.fromkeys(np.flatnonzero(lost).tolist(), _LOST)


def show_shape(value: Any) -> str:
    """Return a geometry as it was in a file, as text."""
    if isinstance(value, bytes):
        try:
            return str(shapely.from_wkb(value).wkt)
        except (shapely.errors.ShapelyError, NotImplementedError):
            return value.hex()
    return str(value)
