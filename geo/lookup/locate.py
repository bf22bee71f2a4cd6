"""Where points lie: part, county, nearest edge; geodesic distance and bearing to every place."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from geo.arrays import Bools, Floats, Ints, Texts
from geo.errors import N_, InputError, Phrase, quote_value
from geo.geodesy.geodesic import mask_at_poles
from geo.geodesy.many_to_places import solve_to_places
from geo.geodesy.tables import bearing_uncertainty_deg
from geo.lookup.index import ZoneIndex, index_zone
from geo.lookup.input_points import find_point_faults, to_wgs84
from geo.lookup.nearest_edge import find_nearest_edges
from geo.lookup.polygon_grid import find_pairs_within
from geo.lookup.uncertainty import judge_points
from geo.zone import Zone

Columns = dict[str, Any]


@dataclass(frozen=True)
class Bearing:
    """One place as seen from the point; metres, and degrees clockwise from north.

    `position_uncertainty_m` is the place's, `bearing_uncertainty_deg` what follows from it: NaN
    where it isn't stated, or is at least the distance.
    """

    place: str
    distance_m: float
    bearing_deg: float
    bearing_uncertainty_deg: float
    position_uncertainty_m: float


@dataclass(frozen=True)
class Location:
    """Where one point lies.

    Attributes
    ----------
    longitude, latitude : float
        WGS 84 degrees.
    parts : tuple of str
        The ids of all parts that contain the point, outermost first; empty outside.
    part, county, county_name : str or None
        The innermost of them; the county's code and name.
    nearest_part : str
        `part`, or outside of all parts the one whose edge is nearest.
    distance_m : float
        To the nearest part; 0 inside.
    placement, position_uncertainty_m
        Of the nearest part.
    edge_part : str
        The part whose edge is nearest, inside too; `nearest_part` or one inside or beside it.
    edge_distance_m, edge_uncertainty_m : float
        To that edge, and how uncertain the position of its part is (NaN: not stated).
    verdict, county_verdict : str
        How sure the part is, and the county: `geo.lookup.uncertainty.VERDICTS`.
    certain : bool
        Whether the verdict is "certain".
    places : tuple of Bearing
        Every reference place.
    """

    longitude: float
    latitude: float
    parts: tuple[str, ...]
    part: str | None
    county: str | None
    county_name: str | None
    county_verdict: str
    nearest_part: str
    distance_m: float
    placement: str
    position_uncertainty_m: float
    edge_part: str
    edge_distance_m: float
    edge_uncertainty_m: float
    verdict: str
    certain: bool
    places: tuple[Bearing, ...]


def locate_point(
    zone: Zone | ZoneIndex, lon: float, lat: float, *, datum: str = "wgs84"
) -> Location:
    """Return where one point lies, in metres and degrees.

    Parameters
    ----------
    zone : Zone or ZoneIndex
        An index (`geo.lookup.index.index_zone`) answers faster from the second point on.
    lon, lat : float
        Degrees, in `datum`.
    datum : str
        `wgs84`, `gcj02` or `bd09`; the point is moved to WGS 84 first.

    Raises
    ------
    InputError
        When the point is not on Earth, or the datum is unknown.
    """
    index = zone if isinstance(zone, ZoneIndex) else index_zone(zone)
    x, y = np.array([lon], dtype=float), np.array([lat], dtype=float)
    fault = find_point_faults(x, y)[0]
    if fault:
        raise InputError(
            N_(
                "The point at longitude %(lon)s, latitude %(lat)s can't be located: %(fault)s. "
                "Enter longitude and latitude in degrees."
            ),
            lon=quote_value(lon),
            lat=quote_value(lat),
            fault=Phrase(fault, {}),
        )
    x, y = to_wgs84(x, y, datum)
    found = {name: _to_python(values[0]) for name, values in locate_points(index, x, y).items()}
    codes, held_by = find_parts_at(index, x, y)
    places = tuple(
        _make_bearing(
            str(name),
            found.pop(f"{name}_distance_m"),
            found.pop(f"{name}_bearing_deg"),
            float(uncertainty_m),
        )
        for name, uncertainty_m in index.places["position_uncertainty_m"].items()
    )
    return Location(**{**found, "parts": held_by[codes[0]]}, places=places)


def _make_bearing(
    place: str, distance_m: float, bearing_deg: float, uncertainty_m: float
) -> Bearing:
    off_deg = bearing_uncertainty_deg(np.array([distance_m]), np.array([uncertainty_m]))
    return Bearing(place, distance_m, bearing_deg, float(off_deg[0]), uncertainty_m)


def _to_python(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value


def find_parts_at(index: ZoneIndex, lon: Floats, lat: Floats) -> tuple[Ints, list[tuple[str, ...]]]:
    """Return a code for each point, and for each code the ids of the parts that contain it.

    Parameters
    ----------
    index : ZoneIndex
        Of the zone.
    lon, lat : arrays, shape (n,)
        WGS 84 degrees; a point with NaN is in no part.

    Returns
    -------
    codes : array of int, shape (n,)
        0 where no part contains the point.
    ids : list of tuple of str
        By code, from the outermost part inwards; the first is empty.
    """
    point, part = find_pairs_within(index.part_grid, lon, lat)
    codes = np.zeros(len(lon), dtype=np.int64)
    held_by: list[tuple[int, ...]] = [()]
    rank = np.arange(len(point)) - np.searchsorted(point, point)
    for level in range(int(rank.max(initial=-1)) + 1):
        is_here: Bools = rank == level
        here, owner = point[is_here], part[is_here]
        keys, inverse = np.unique(codes[here] * len(index.parts) + owner, return_inverse=True)
        codes[here] = len(held_by) + inverse
        before, last = np.divmod(keys, len(index.parts))
        held_by += [(*held_by[b], n) for b, n in zip(before.tolist(), last.tolist(), strict=True)]
    ids = [str(part_id) for part_id in index.parts.index]
    return codes, [tuple(ids[n] for n in held) for held in held_by]


def locate_points(index: ZoneIndex, lon: Floats, lat: Floats) -> Columns:
    """Return one array for each column: what `Location` says, one value for each point.

    Columns: longitude, latitude, parts (joined by "; "), part, county, county_name,
    county_verdict, nearest_part, distance_m, placement, position_uncertainty_m, edge_part,
    edge_distance_m, edge_uncertainty_m, verdict, certain, and for each place `<id>_distance_m`
    and `<id>_bearing_deg`. Missing texts are None, a missing uncertainty is NaN. Distances to edges
    are right to 1 mm (to 5 µm within 150 km), those to places to 0.1 µm, bearings to 1e-8 degrees.

    Parameters
    ----------
    index : ZoneIndex
        Of the zone.
    lon, lat : arrays, shape (n,)
        WGS 84 degrees, finite and on Earth; there may be none.
    """
    codes, held_by = find_parts_at(index, lon, lat)
    innermost = _take([held[-1] if held else None for held in held_by], codes)
    owner, edge_m = find_nearest_edges(index.edges, lon, lat)
    is_inside = codes > 0
    edge_part = _take(map(str, index.parts.index), owner)
    nearest: Texts = np.where(is_inside, innermost, edge_part)
    position = index.parts.index.get_indexer(pd.Index(nearest))
    county = _find_county(index, lon, lat)
    uncertainty_m = index.parts["position_uncertainty_m"].to_numpy(float)
    verdict = judge_points(index.bands, lon, lat)
    county_verdict = judge_points(index.county_bands, lon, lat)
    return {
        "longitude": lon,
        "latitude": lat,
        "parts": _take(["; ".join(held) or None for held in held_by], codes),
        "part": innermost,
        "county": _take([*index.counties["county"], None], county),
        "county_name": _take([*index.counties["name"], None], county),
        "county_verdict": np.where(county < 0, "not known", county_verdict),
        "nearest_part": nearest,
        "distance_m": np.where(is_inside, 0.0, edge_m),
        "placement": _take(index.parts["placement"], position),
        "position_uncertainty_m": uncertainty_m[position],
        "edge_part": edge_part,
        "edge_distance_m": edge_m,
        "edge_uncertainty_m": uncertainty_m[owner],
        "verdict": verdict,
        "certain": verdict == "certain",
        **_make_place_columns(index, lon, lat),
    }


def _take(values: Iterable[object], codes: Ints) -> Texts:
    """Return values by position; None for position -1."""
    listed: Texts = np.array([*values, None], dtype=object)
    return listed[codes]


def _find_county(index: ZoneIndex, lon: Floats, lat: Floats) -> Ints:
    """Return the position of each point's county: -1 for none, the first one on a border."""
    point, county = find_pairs_within(index.county_grid, lon, lat)
    found = np.full(len(lon), -1, dtype=np.int64)
    found[point[::-1]] = county[::-1]
    return found


def _make_place_columns(index: ZoneIndex, lon: Floats, lat: Floats) -> Columns:
    columns, at = Columns(), index.places.geometry
    x, y = (np.asarray(each, dtype=np.float64) for each in (at.x, at.y))
    bearings, distances = solve_to_places(lon, lat, x, y)
    for name, bearing, metres in zip(at.index, bearings, distances, strict=True):
        columns[f"{name}_distance_m"] = metres
        columns[f"{name}_bearing_deg"] = mask_at_poles(bearing, lat)
    return columns
