"""The base map of a region: administrative lines, rivers, places, and what is OpenStreetMap's."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Json
from geo.io.geojson import make_collection, make_feature
from geo.schematic.generalise import (
    METRES_PER_DEGREE,
    Tolerance,
    join_lines,
    round_lines,
    simplify_lines,
)
from geo.schematic.rivers import follow_county_lines

PROVINCE, PREFECTURE, COUNTY = 4, 5, 6  # OpenStreetMap's admin_level in China
COUNTIES_WITHIN_DEG = 1.15  # farther from the zone, no county lines are drawn
RIVER_BESIDE_DEG = 0.02  # a river this close to a line for `ALONG_DEG` is the line
ALONG_DEG = 0.1
LINE_TOLERANCES: Mapping[int, Tolerance] = {
    PROVINCE: Tolerance(near=0.0005, far=0.006),
    PREFECTURE: Tolerance(near=0.0005, far=0.009),
    COUNTY: Tolerance(near=0.0005, far=0.006),
}
RIVER_TOLERANCES: Mapping[int, Tolerance] = {
    1: Tolerance(near=0.0003, far=0.004),
    2: Tolerance(near=0.0003, far=0.005),
    3: Tolerance(near=0.0005, far=0.007),
    4: Tolerance(near=0.0005, far=0.009),
}
_OUR_FILE = ("county_lines", "region_rivers", "region_places")
_OSM_FILE = ("region_rails", "runways", "region_stations")
BASEMAP_INPUTS = (*_OUR_FILE, *_OSM_FILE)


def draw_basemap(
    evidence: Json, inputs: Mapping[str, Json], river_county_lines: Json, *, near: Geometry
) -> dict[str, Json]:
    """Return the collections `basemap` and `basemap_osm` (RFC 7946, WGS 84 degrees).

    Parameters
    ----------
    evidence : dict
        The evidence of the zone, with a member `basemap`; see `data/README.md`.
    inputs : mapping of str to dict
        The FeatureCollections `BASEMAP_INPUTS`, WGS 84 degrees.
    river_county_lines : dict
        The county lines that rivers near the zone are drawn on.
    near : Geometry
        Where lines keep their detail, WGS 84 degrees: what is around the zone.
    """
    about = evidence["basemap"]
    raw = {name: inputs[name]["features"] for name in BASEMAP_INPUTS}
    rivers = _join_rivers(evidence, raw["region_rivers"], river_county_lines)
    drawn = [
        *_draw_boundaries(about, raw["county_lines"], rivers, near=near),
        *_draw_rivers(about, raw["region_rivers"], rivers, near=near),
        *_name_places(about, raw["region_places"]),
    ]
    osm = [
        *_draw_rails(about, raw["region_rails"]),
        *_draw_runways(about, raw["runways"]),
        *_name_stations(about, raw["region_stations"]),
    ]
    return {
        "basemap": _collect(evidence, drawn, attribution=about["attribution"]),
        "basemap_osm": _collect(evidence, osm, attribution=about["osm_attribution"]),
    }


def _collect(evidence: Json, features: Sequence[Json], *, attribution: str) -> Json:
    """Return the features with their credit and with the sources that they name."""
    known = {**evidence["sources"], **evidence["basemap"]["sources"]}
    keys = dict.fromkeys(key for each in features for key in each["properties"]["sources"])
    sources = {key: known[key] for key in keys}
    return make_collection(features, attribution=attribution, sources=sources)


def _make(about: Json, group: str, geometry: Geometry, **fields: Any) -> Json:
    """Return a feature with the sources and the uncertainty of its group in the evidence."""
    given = about["groups"][group]
    fields.setdefault("position_uncertainty_m", given["position_uncertainty_m"])
    return make_feature({**fields, "sources": given["sources"]}, round_lines(geometry))


def find_admin_level(one: str, other: str) -> int:
    """Return the level of the line between two counties, by their GB/T 2260 codes.

    Chongqing has no prefectures, although its districts and its counties have codes of two series.

    >>> find_admin_level("510521", "500153"), find_admin_level("500112", "500233")
    (4, 6)
    """
    if one[:2] != other[:2]:
        return PROVINCE
    is_municipality = one[:2] in {"11", "12", "31", "50"}
    return COUNTY if is_municipality or one[:4] == other[:4] else PREFECTURE


def _draw_boundaries(
    about: Json, lines: Sequence[Json], rivers: Mapping[str, Geometry], *, near: Geometry
) -> Iterable[Json]:
    """Yield the lines of each level, each line once: those on rivers apart."""
    by_level: dict[int, list[Geometry]] = {PROVINCE: [], PREFECTURE: [], COUNTY: []}
    for each in lines:
        line = shape(each["geometry"])
        level = find_admin_level(*each["properties"]["between"])
        if level != COUNTY or line.distance(near) < COUNTIES_WITHIN_DEG:
            by_level[level].append(line)
    banks = shapely.union_all(list(rivers.values())).buffer(RIVER_BESIDE_DEG)
    for level, found in by_level.items():
        whole = simplify_lines(found, LINE_TOLERANCES[level], near=near)
        beside = _keep_long(whole.intersection(banks))
        rest = shapely.line_merge(whole.difference(beside))
        for name, part in (("", rest), ("-on-river", beside)):
            if part.is_empty:
                continue
            yield _make(
                about,
                "boundaries",
                part,
                id=f"boundary-{level}{name}",
                layer="boundaries",
                admin_level=level,
                on_river=bool(name),
                position_uncertainty_m=_add_tolerance_m(about, level),
            )


def _keep_long(lines: Geometry) -> Geometry:
    """Return the merged lines that are longer than `ALONG_DEG`."""
    merged = shapely.line_merge(shapely.union_all(shapely.get_parts(lines)))
    pieces: list[Geometry] = shapely.get_parts(merged).tolist()
    return join_lines([piece for piece in pieces if piece.length > ALONG_DEG])


def _add_tolerance_m(about: Json, level: int) -> int:
    """Return the uncertainty of a level's lines with what simplifying them may add, metres."""
    given = about["groups"]["boundaries"]["position_uncertainty_m"]
    added = LINE_TOLERANCES[level].far * METRES_PER_DEGREE
    return math.ceil((given + added) / 100) * 100


def _join_rivers(evidence: Json, rivers: Sequence[Json], county_lines: Json) -> dict[str, Geometry]:
    """Return the rivers by id, moved to the county lines near the zone."""
    lines = {each["properties"]["id"]: shape(each["geometry"]) for each in rivers}
    named = [river for river in evidence.get("rivers", []) if river["id"] in lines]
    return follow_county_lines(lines, named, county_lines)


def _draw_rivers(
    about: Json, rivers: Sequence[Json], lines: Mapping[str, Geometry], *, near: Geometry
) -> Iterable[Json]:
    for each in rivers:
        facts = each["properties"]
        drawn = simplify_lines([lines[facts["id"]]], RIVER_TOLERANCES[facts["rank"]], near=near)
        yield _make(about, "rivers", drawn, layer="water_lines", kind="river", **facts)


def _name_places(about: Json, places: Sequence[Json]) -> Iterable[Json]:
    for n, each in enumerate(places):
        facts = dict(each["properties"])
        kind, point = facts.pop("kind"), shape(each["geometry"])
        if kind == "province":
            given = {"layer": "boundary_labels", "admin_level": PROVINCE}
            yield _make(about, "provinces", point, id=f"province-{n}", **given, **facts)
        else:
            given = {"layer": "place_labels", "kind": kind}
            yield _make(about, "places", point, id=f"place-{n}", **given, **facts)


def _draw_rails(about: Json, lines: Sequence[Json]) -> Iterable[Json]:
    whole = join_lines([shape(each["geometry"]) for each in lines])
    yield _make(about, "rails", whole, id="railways", layer="streets", kind="rail")


def _draw_runways(about: Json, lines: Sequence[Json]) -> Iterable[Json]:
    whole = join_lines([shape(each["geometry"]) for each in lines])
    yield _make(about, "runways", whole, id="runways", layer="streets", kind="runway")


def _name_stations(about: Json, stations: Sequence[Json]) -> Iterable[Json]:
    for n, each in enumerate(stations):
        given = {"id": f"station-{n}", "layer": "public_transport", "kind": "station", "rank": 5}
        yield _make(about, "stations", shape(each["geometry"]), **given, **each["properties"])


def make_near(shapes: Sequence[Geometry], *, within_deg: float = 0.35) -> Geometry:
    """Return the box around shapes (WGS 84 degrees), in which the base map keeps its detail."""
    west, south, east, north = shapely.total_bounds(np.array(shapes, dtype=object)).tolist()
    return shapely.box(west - within_deg, south - within_deg, east + within_deg, north + within_deg)
