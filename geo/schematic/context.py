"""The underlay of a schematic zone: county outlines and rivers, light enough to be inlined."""

from collections.abc import Mapping, Sequence

import numpy as np
import shapely
from shapely import LineString
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Json
from geo.io.geojson import make_collection, make_feature

DECIMALS = 5
FAR_TOLERANCE_DEG = 0.04
NEAR_TOLERANCE_DEG = 0.012
RIVER_TOLERANCE_DEG = 0.0003


def read_county_outlines(counties: Json) -> dict[str, Geometry]:
    """Return the county outlines by code, in degrees as given."""
    return {item["properties"]["county"]: shape(item["geometry"]) for item in counties["features"]}


def merge_rivers(named: Sequence[Json], rivers: Json) -> dict[str, Geometry]:
    """Return the rivers by id, each merged from the `segments` (positions in `rivers`) it names.

    Segments that no river names come under an id of their own.
    """
    pieces = [shape(item["geometry"]) for item in rivers["features"]]
    used = {n for river in named for n in river["segments"]}
    groups = {river["id"]: river["segments"] for river in named}
    groups |= {f"river-unnamed-{n}": [n] for n in range(len(pieces)) if n not in used}
    return {key: _merge_lines([pieces[n] for n in group]) for key, group in groups.items()}


def _merge_lines(pieces: Sequence[LineString]) -> Geometry:
    return shapely.line_merge(shapely.MultiLineString(list(pieces)))


def draw_context(evidence: Json, counties: Json, lines: Mapping[str, Geometry]) -> Json:
    """Return the counties and rivers as one collection (degrees, 5 decimals).

    The hosts of the parts keep every vertex; the edges between other counties are simplified
    together, so neither gaps nor overlaps arise.
    """
    hosts = {part["county"] for part in evidence["parts"]}
    names_zh = {c["properties"]["county"]: c["properties"]["name"] for c in counties["features"]}
    english = evidence.get("counties", {})
    features = [
        make_feature(
            {
                "id": f"county-{code}",
                "kind": "county",
                "name": english.get(code),
                "name_zh": names_zh[code],
                "county": code,
                "host": code in hosts,
                "sources": evidence.get("county_sources", []),
            },
            outline,
        )
        for code, outline in simplify_counties(read_county_outlines(counties), hosts=hosts).items()
    ]
    return make_collection(features + _make_river_features(evidence, lines))


def _make_river_features(evidence: Json, lines: Mapping[str, Geometry]) -> list[Json]:
    known = {river["id"]: river for river in evidence.get("rivers", [])}
    return [
        make_feature(
            {
                "id": key,
                "kind": "river",
                "name": known.get(key, {}).get("name"),
                "name_zh": known.get(key, {}).get("name_zh"),
                "county": None,
                "host": False,
                "sources": evidence.get("river_sources", []),
            },
            round_coordinates(line.simplify(RIVER_TOLERANCE_DEG)),
        )
        for key, line in lines.items()
    ]


def simplify_counties(outlines: Mapping[str, Geometry], *, hosts: set[str]) -> dict[str, Geometry]:
    """Return the outlines (degrees) with every edge simplified that no host touches.

    The hosts' neighbours keep more detail than the counties further off.
    """
    core = shapely.union_all([outlines[code] for code in sorted(hosts)])
    near = hosts | {code for code, outline in outlines.items() if outline.intersects(core)}
    found = _simplify_edges(outlines, keep=near, tolerance=FAR_TOLERANCE_DEG)
    found = _simplify_edges(found, keep=hosts, tolerance=NEAR_TOLERANCE_DEG)
    return {code: _orient_county(round_coordinates(outline)) for code, outline in found.items()}


def _simplify_edges(
    outlines: Mapping[str, Geometry], *, keep: set[str], tolerance: float
) -> dict[str, Geometry]:
    """Simplify the edges that no outline in `keep` touches, all together.

    A frame round all of them takes part, so the outer edge is simplified like the others.
    """
    others = [code for code in outlines if code not in keep]
    hull = shapely.union_all(list(outlines.values()))
    frame = shapely.box(*hull.buffer(1).bounds).difference(hull)
    cover = np.array([*(outlines[code] for code in others), frame])
    simpler = shapely.coverage_simplify(cover, tolerance, simplify_boundary=False)
    return dict(outlines) | dict(zip(others, simpler.tolist(), strict=False))


def round_coordinates(geometry: Geometry) -> Geometry:
    """Return the geometry with coordinates of `DECIMALS` decimals."""
    return shapely.transform(geometry, lambda xy: np.round(xy, DECIMALS))


def _orient_county(geometry: Geometry) -> Geometry:
    """Return a county of one piece as a Polygon; rings oriented."""
    pieces = shapely.get_parts(geometry).tolist()
    return shapely.orient_polygons(pieces[0] if len(pieces) == 1 else geometry)
