"""County outlines and rivers around a schematic zone, simplified enough to be inlined."""

import math
from collections.abc import Mapping

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Json
from geo.fields.languages import field_names
from geo.geodesy.projection import LocalPlane
from geo.io.geojson import make_collection, make_feature

DECIMALS = 5
FAR_TOLERANCE_DEG = 0.04
NEAR_TOLERANCE_DEG = 0.004
RIVER_TOLERANCE_DEG = 0.0003


def read_county_outlines(counties: Json) -> dict[str, Geometry]:
    """Return the county outlines (WGS 84 degrees, as given) by administrative code."""
    return {item["properties"]["county"]: shape(item["geometry"]) for item in counties["features"]}


def draw_context(evidence: Json, counties: Json, lines: Mapping[str, Geometry]) -> Json:
    """Return the counties and rivers as one FeatureCollection.

    Counties that host a part keep every vertex. The edges between the others are simplified
    together, so that there are neither gaps nor overlaps.

    Parameters
    ----------
    evidence : dict
        The evidence of the zone; see `data/README.md`.
    counties : dict
        A FeatureCollection of county outlines, WGS 84 degrees.
    lines : mapping of str to Geometry
        The rivers by id, WGS 84 degrees.

    Returns
    -------
    dict
        In WGS 84 degrees of `DECIMALS` decimals.
    """
    hosts = {part["county"] for part in evidence["parts"]}
    names_zh = {c["properties"]["county"]: c["properties"]["name"] for c in counties["features"]}
    english = evidence.get("counties", {})
    outlines = read_county_outlines(counties)
    features = [
        make_feature(
            {
                "id": f"county-{code}",
                "kind": "county",
                "name": english.get(code),
                "name_zh": names_zh[code],
                "county": code,
                "host": code in hosts,
                "position_uncertainty_m": add_simplification_m(
                    evidence.get("county_position_uncertainty_m"), outlines[code], outline
                ),
                "sources": evidence.get("county_sources", []),
            },
            outline,
        )
        for code, outline in simplify_counties(outlines, hosts=hosts).items()
    ]
    return make_collection(features + _make_river_features(evidence, lines))


def add_simplification_m(
    uncertainty_m: float | None, outline: Geometry, simpler: Geometry
) -> float | None:
    """Return the position uncertainty of a simplified outline, in whole metres.

    Parameters
    ----------
    uncertainty_m : float or None
        That of the outline before; unknown if None, and so is the result.
    outline, simpler : Geometry
        In WGS 84 degrees.

    Returns
    -------
    float or None
        `uncertainty_m` and the largest distance between the two lines (Hausdorff), the sum rounded
        up to 100 m; `uncertainty_m` as it is where no vertex was left out.
    """
    same = shapely.count_coordinates(outline) == shapely.count_coordinates(simpler)
    if uncertainty_m is None or same:
        return uncertainty_m
    plane = LocalPlane(*outline.centroid.coords[0])
    before, after = (plane.project(each.boundary) for each in (outline, simpler))
    moved_m = shapely.hausdorff_distance(before, after, densify=0.1)
    return math.ceil((uncertainty_m + moved_m) / 100) * 100


def _make_river_features(evidence: Json, lines: Mapping[str, Geometry]) -> list[Json]:
    known = {river["id"]: river for river in evidence.get("rivers", [])}
    return [
        make_feature(
            {
                "id": key,
                "kind": "river",
                **{name: known.get(key, {}).get(name) for name in field_names("name")},
                "county": None,
                "host": False,
                "position_uncertainty_m": evidence.get("river_position_uncertainty_m"),
                "sources": _find_river_sources(evidence, known.get(key, {})),
            },
            round_coordinates(line.simplify(RIVER_TOLERANCE_DEG)),
        )
        for key, line in lines.items()
    ]


def _find_river_sources(evidence: Json, river: Json) -> list[str]:
    beside = evidence.get("county_sources", []) if "county_lines" in river else []
    return [*evidence.get("river_sources", []), *beside]


def simplify_counties(outlines: Mapping[str, Geometry], *, hosts: set[str]) -> dict[str, Geometry]:
    """Return the outlines (WGS 84 degrees) with all edges simplified that no host touches.

    The hosts' neighbours keep more detail than counties further away. Rings are oriented as in
    RFC 7946 and coordinates have `DECIMALS` decimals.
    """
    core = shapely.union_all([outlines[code] for code in sorted(hosts)])
    near = hosts | {code for code, outline in outlines.items() if outline.intersects(core)}
    simpler = _simplify_edges(outlines, keep=near, tolerance_deg=FAR_TOLERANCE_DEG)
    simpler = _simplify_edges(simpler, keep=hosts, tolerance_deg=NEAR_TOLERANCE_DEG)
    return {code: _orient_county(round_coordinates(outline)) for code, outline in simpler.items()}


def _simplify_edges(
    outlines: Mapping[str, Geometry], *, keep: set[str], tolerance_deg: float
) -> dict[str, Geometry]:
    """Simplify all edges together that no outline in `keep` touches.

    A frame around the outlines takes part, so that the outer edge is simplified as well.
    """
    others = [code for code in outlines if code not in keep]
    hull = shapely.union_all(list(outlines.values()))
    frame = shapely.box(*hull.buffer(1).bounds).difference(hull)
    cover = np.array([*(outlines[code] for code in others), frame])
    simpler = shapely.coverage_simplify(cover, tolerance_deg, simplify_boundary=False)
    return dict(outlines) | dict(zip(others, simpler.tolist(), strict=False))


def round_coordinates(geometry: Geometry) -> Geometry:
    """Return the geometry (WGS 84 degrees) with coordinates of `DECIMALS` decimals."""
    return shapely.transform(geometry, lambda xy: np.round(xy, DECIMALS))


def _orient_county(geometry: Geometry) -> Geometry:
    """Return the county with its rings oriented, as a Polygon if it is one piece."""
    pieces = shapely.get_parts(geometry).tolist()
    return shapely.orient_polygons(pieces[0] if len(pieces) == 1 else geometry)
