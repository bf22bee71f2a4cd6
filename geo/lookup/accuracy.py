"""What makes a verdict uncertain: an outline, and how well the point itself is known."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from geo.arrays import Floats
from geo.geodesy.distance import measure_to_edges
from geo.geodesy.edges import Edges
from geo.geodesy.part_outlines import PartOutlines
from geo.geodesy.tables import bearing_uncertainty_deg
from geo.lookup.index import ZoneIndex
from geo.lookup.locate import Bearing, Location

MAX_ACCURACY_M = 10_000_000.0  # a quarter of the meridian


def judge_with_accuracy(index: ZoneIndex, found: Location, accuracy_m: float) -> Location:
    """Return the location with the verdicts that hold anywhere within the point's accuracy.

    Parameters
    ----------
    index : ZoneIndex
        That the point was looked up in.
    found : Location
        Of the point itself, WGS 84.
    accuracy_m : float
        How far from there the point may be, in metres, 0 or more.

    Returns
    -------
    Location
        Any verdict becomes "possible" where an edge, moved as far as it may be off, comes within
        the accuracy of the point; a bearing's uncertainty takes in the accuracy. Distances stay
        those from the point itself.
    """
    verdict, county_verdict = found.verdict, found.county_verdict
    if _reaches(index.edges.edges, index.reaches_m, found, accuracy_m):
        verdict = "possible"
    if found.county or county_verdict == "certain":
        stated_m = index.counties["position_uncertainty_m"].to_numpy(dtype=float)
        if _reaches(index.county_edges, stated_m, found, accuracy_m):
            county_verdict = "possible"
    return replace(
        found,
        verdict=verdict,
        certain=verdict == "certain",
        county_verdict=county_verdict,
        places=tuple(_widen_bearing(each, accuracy_m) for each in found.places),
    )


def _widen_bearing(seen: Bearing, accuracy_m: float) -> Bearing:
    total_m = np.array([seen.position_uncertainty_m + accuracy_m])
    off_deg = bearing_uncertainty_deg(np.array([seen.distance_m]), total_m)
    return replace(seen, bearing_uncertainty_deg=float(off_deg[0]))


def _reaches(edges: Edges, reaches_m: Floats, found: Location, accuracy_m: float) -> bool:
    """Whether an edge, moved as far as its outline may be off, comes that near to the point.

    An uncertainty that isn't stated is at least 0.
    """
    lon, lat = np.full((2, len(edges)), [[found.longitude], [found.latitude]])
    metres, _ = measure_to_edges(edges, lon, lat)
    known_m = np.nan_to_num(reaches_m)
    return bool((metres - known_m[edges.owner] <= accuracy_m).any())


def find_doubted_part(outlines: PartOutlines, lon: float, lat: float) -> str:
    """Return the part whose outline could pass over a point by most.

    That need not be the part of the nearest edge: a farther one may be less certain.

    Parameters
    ----------
    outlines : PartOutlines
        Of the zone's parts, WGS 84.
    lon, lat : float
        The point, WGS 84 degrees.

    Returns
    -------
    str
        The id of the part whose edge may be off by most beyond its distance, or falls short of it
        by least (`geo.geodesy.assumed_size.find_reaches_m`); what is not stated counts as 0.
    """
    return list_doubted_parts(outlines, lon, lat, accuracy_m=math.inf)[0]


def find_deciding_part(
    outlines: PartOutlines, found: Mapping[str, Any], *, accuracy_m: float = 0.0
) -> str:
    """Return the id of the part whose outline decides how sure it is where a point lies.

    That is the part that the point is told to lie in, unless only others could pass over the
    point: then that of the nearest edge, or else the one that could by most.

    Parameters
    ----------
    outlines : PartOutlines
        Of the zone's parts, WGS 84.
    found : mapping
        What was looked up for the point: longitude and latitude (WGS 84, degrees), part,
        edge_part and verdict of a `Location`.
    accuracy_m : float
        How far from there the point may be, in metres.
    """
    part, edge_part, verdict = found["part"], str(found["edge_part"]), found["verdict"]
    first = [str(part), edge_part] if part else [edge_part]
    if verdict != "possible":
        return first[0] if verdict == "certain" else edge_part
    lon, lat = found["longitude"], found["latitude"]
    reach = list_doubted_parts(outlines, lon, lat, accuracy_m=accuracy_m)
    likely = next((each for each in first if each in reach), None)
    return find_doubted_part(outlines, lon, lat) if likely is None else likely


def list_doubted_parts(
    outlines: PartOutlines, lon: float, lat: float, *, accuracy_m: float = 0.0
) -> list[str]:
    """Return the ids of the parts whose outlines could pass over a point, the likeliest first.

    Parameters
    ----------
    outlines : PartOutlines
        Of the zone's parts, WGS 84. An uncertainty that is not stated counts as 0.
    lon, lat : float
        The point, WGS 84 degrees.
    accuracy_m : float
        How far from there the point may be, in metres.
    """
    edges, ids = outlines.edges, outlines.parts.index
    x, y = np.full((2, len(edges)), [[lon], [lat]])
    reaches_m = np.nan_to_num(outlines.reaches_m)
    over_m = np.full(len(ids), -np.inf)
    np.maximum.at(over_m, edges.owner, reaches_m[edges.owner] - measure_to_edges(edges, x, y)[0])
    order = np.argsort(-over_m, kind="stable")
    return [str(ids[n]) for n in order if over_m[n] >= -accuracy_m]
