"""Coordinates of any CRS or Chinese datum to WGS 84 longitude and latitude."""

from collections.abc import Sequence
from typing import NoReturn, cast

import geopandas as gpd
import numpy as np
import pyproj
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError
from pyproj.transformer import AreaOfInterest, TransformerGroup

from geo.arrays import Floats
from geo.errors import N_, InputError, Phrase
from geo.geodesy.antimeridian import make_bbox
from geo.geodesy.datum import convert_shapes, shift_m
from geo.io.geojson import CRS84 as WGS84_LONLAT
from geo.reading.area_of_use import find_lost_shapes
from geo.reading.assumed_degrees import find_degrees
from geo.reading.collector import raise_unusable
from geo.reading.crs_candidates import Box
from geo.reading.crs_names import name_crs, name_system
from geo.reading.crs_option import parse_crs_option
from geo.reading.crs_proposals import describe_proposals, list_corners, propose_crs
from geo.reading.layer import LeftOut

CRS_READ = N_("coordinate reference system: %(crs)s")
OFF_THE_CRS = Phrase(N_("its coordinates don't fit the coordinate reference system"), {})
# Names of CGCS2000 in EPSG and in the files of common software.
_SAME_AS_WGS84 = ("China 2000", "CGCS2000", "China Geodetic Coordinate System 2000")


def assign_crs(
    table: gpd.GeoDataFrame, *, crs: str | None, name: str, near: Box | None = None
) -> tuple[gpd.GeoDataFrame, list[Phrase]]:
    """Return the table with a CRS, and messages for the user.

    Parameters
    ----------
    table : GeoDataFrame
        Shapes in the units of their CRS, degrees or metres; they are not transformed.
    crs : str or None
        The CRS to assign, as an option; None for the one that the file declares. Where it says
        that axes or units differ, the coordinates are converted.
    name : str
        The file's name, for messages.
    near : tuple of float, optional
        West, south, east, north in WGS 84 degrees, where the file is expected: a refusal proposes
        the systems that lead there.

    Raises
    ------
    InputError
        When there is neither, or PROJ doesn't know it.
    """
    if crs is not None:
        option = parse_crs_option(crs)
        given, declared = option.crs, table.crs
        messages: list[Phrase] = []
        if declared is not None and not given.equals(declared, ignore_axis_order=True):
            said = N_("WARNING: --crs overrides the declared %(crs)s")
            messages = [Phrase(said, {"crs": name_crs(declared)})]
        if option.changes_numbers:
            shapes = option.convert_shapes(np.asarray(table.geometry.values))
            table = table.set_geometry(shapes, crs=given)
            said = N_("The coordinates are read as --crs %(crs)s says.")
            messages.append(Phrase(said, {"crs": crs}))
        return table.set_crs(given, allow_override=True), messages
    if table.crs is None:
        _ask_for_crs(table, near, name=name)
    return table, []


def _ask_for_crs(table: gpd.GeoDataFrame, near: Box | None, *, name: str) -> NoReturn:
    shapes = np.asarray(table.geometry.values)
    others = shapes[~find_degrees(shapes)]  # a few zeros among metres say nothing
    corners = list_corners(others if len(others) else shapes)
    found = propose_crs(corners, None, near=near)
    said = N_("%(name)s has no recognised coordinate reference system. %(question)s")
    if name.lower().endswith((".shp", ".zip")):
        said = N_(
            "%(name)s has no recognised coordinate reference system (a Shapefile needs its .prj). "
            "%(question)s"
        )
    raise InputError(
        said,
        name=name,
        question=describe_proposals(found),
    )


def split_lost(
    table: gpd.GeoDataFrame, *, skip_unusable: bool, name: str
) -> tuple[gpd.GeoDataFrame, list[LeftOut]]:
    """Return the shapes that have a place on Earth, and the others, if both are there.

    Parameters
    ----------
    table : GeoDataFrame
        Shapes with a CRS, in its units, degrees or metres; indexed by the features' numbers.
    skip_unusable : bool
        Whether the others are left out.
    name : str
        The file's, for the refusal.

    Raises
    ------
    InputError
        When there are others, and they shall not be left out, or no shape has a place.
    """
    if not cast("CRS", table.crs).is_projected:  # degrees beyond the Earth are judged one by one
        return table, []
    is_lost = find_lost_shapes(np.asarray(table.geometry.values), cast("CRS", table.crs))
    if is_lost.all():
        _refuse_off_crs(cast("CRS", table.crs), name=name)
    if not is_lost.any():
        return table, []
    lost = [
        LeftOut(number, OFF_THE_CRS, shape.wkt)
        for number, shape in zip(
            table.index[is_lost].tolist(), table.geometry[is_lost], strict=True
        )
    ]
    if not skip_unusable:
        raise_unusable(name, lost[0])
    return table[~is_lost], lost


def _refuse_off_crs(crs: CRS, *, name: str) -> NoReturn:
    raise InputError(
        N_(
            "The coordinates of %(name)s lie outside the area of use of %(crs)s. "
            "Set another CRS with --crs."
        ),
        name=name,
        crs=name_crs(crs),
    )


def to_lonlat(
    table: gpd.GeoDataFrame, *, datum: str, name: str
) -> tuple[gpd.GeoDataFrame, list[Phrase], Floats]:
    """Return the table in OGC:CRS84 degrees, messages, and each feature's datum shift.

    Parameters
    ----------
    table : GeoDataFrame
        Shapes with a CRS, in its units; heights are dropped.
    datum : str
        `wgs84`, `gcj02` or `bd09`: what the shapes were traced on.
    name : str
        The file's name, for messages.

    Returns
    -------
    table : GeoDataFrame
        Shapes in WGS 84 degrees, longitude first, not rounded.
    messages : list of Phrase
        The CRS, the accuracy of the transformation, warnings.
    shifts_m : array of float, shape (n,)
        The mean datum shift of each feature in metres; 0 for `wgs84`.

    Raises
    ------
    InputError
        When PROJ can't transform the shapes, or they don't fit their CRS.
    """
    try:
        flat = table.set_geometry(shapely.force_2d(table.geometry.values), crs=table.crs)
        lonlat = flat.to_crs(WGS84_LONLAT)
    except (pyproj.exceptions.ProjError, CRSError) as error:
        reason = str(error).rstrip(".")
        raise InputError(
            N_("%(name)s can't be transformed to WGS 84: %(reason)s. Set another CRS with --crs."),
            name=name,
            reason=reason,
        ) from None
    crs = cast("CRS", flat.crs)  # `to_crs` refuses a table without one
    if not np.isfinite(shapely.get_coordinates(lonlat.geometry.values)).all():
        _refuse_off_crs(crs, name=name)
    messages = [
        Phrase(CRS_READ, {"crs": name_crs(crs)}),
        *_describe_accuracy(crs, make_bbox(lonlat.geometry.values)),
    ]
    if datum == "wgs84":
        return lonlat, messages, np.zeros(len(lonlat))
    moved = lonlat.set_geometry(convert_shapes(lonlat.geometry, source=datum, target="wgs84"))
    return moved, messages, _mean_shifts_m(moved.geometry, datum)


def _mean_shifts_m(shapes: gpd.GeoSeries, datum: str) -> Floats:
    xy, owner = shapely.get_coordinates(shapes.values, return_index=True)
    counts = np.bincount(owner, minlength=len(shapes))
    sums = np.bincount(owner, weights=shift_m(xy, datum=datum), minlength=len(shapes))
    return np.asarray(sums / np.maximum(counts, 1))


def _describe_accuracy(crs: CRS, bounds: Sequence[float]) -> list[Phrase]:
    """Return how accurate the step from the datum to WGS 84 is within `bounds` (degrees).

    Nothing for WGS 84 itself; a warning where PROJ has no parameters for the datum.
    """
    base = crs.geodetic_crs
    datum = base.datum.name if base is not None and base.datum is not None else ""
    if "World Geodetic System 1984" in datum:
        return []
    if any(word in datum for word in _SAME_AS_WGS84):
        said = N_("CGCS2000 is used as WGS 84; they differ by well under a metre")
        return [Phrase(said, {})]
    area = AreaOfInterest(*np.clip(bounds, (-180, -90, -180, -90), (180, 90, 180, 90)))
    candidates = TransformerGroup(crs, WGS84_LONLAT, always_xy=True, area_of_interest=area)
    best = candidates.transformers[0]
    if "Ballpark" in best.description or best.accuracy < 0:
        said = N_(
            "WARNING: no parameters from %(datum)s to WGS 84 are known; "
            "positions may be off by 100 m or more, areas are reliable"
        )
        return [Phrase(said, {"datum": name_system(datum)})]
    said = N_("%(datum)s to WGS 84: %(method)s, accuracy %(metres)s m")
    values = {
        "datum": name_system(datum),
        "method": best.description,
        "metres": f"{best.accuracy:g}",
    }
    return [Phrase(said, values)]
