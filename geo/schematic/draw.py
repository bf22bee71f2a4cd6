"""A zone's parts drawn to their areas from evidence: seeds, host outlines, rivers, areas."""

import json
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import shapely
from shapely import Point, Polygon
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Json
from geo.errors import InputError
from geo.geodesy.projection import LocalPlane
from geo.io.geojson import make_collection, make_feature, serialize_collection
from geo.schematic.context import draw_context, merge_rivers, read_county_outlines
from geo.schematic.outline import (
    SIMPLIFY_SHARE,
    clip_to_side,
    divide_into_cells,
    get_polygon_at,
    grow_to_area,
    main_direction_rad,
    make_irregular_polygon,
)

INSET_M = 2.0
WRITTEN_FIELDS = (
    *("id", "name", "name_zh", "kind", "parent", "county", "industries", "industries_zh"),
    *("published_area_km2", "placement", "position_uncertainty_m", "note", "note_zh", "sources"),
)
PART_DEFAULTS: Json = {
    "placement": "schematic",
    "parent": None,
    "published_area_km2": None,
    "industries": [],
    "industries_zh": [],
    "note": "Generalised outline drawn to its area round a seed point; not a surveyed boundary.",
    "note_zh": "围绕推定点按面积绘制的概略轮廓，非测绘边界。",
    "sources": [],
}


def draw_zone(evidence: Json, counties: Json, rivers: Json) -> dict[str, Json]:
    """Return the collections `boundaries`, `context` and `places` (RFC 7946, WGS 84).

    `data/README.md` describes the three inputs.

    Raises
    ------
    InputError
        When a part names no known host, parent or river, or its area does not fit there.
    """
    lines = merge_rivers(evidence.get("rivers", []), rivers)
    outlines = draw_parts(evidence["parts"], hosts=read_county_outlines(counties), lines=lines)
    return {
        "boundaries": _make_boundaries(evidence, outlines),
        "context": draw_context(evidence, counties, lines),
        "places": make_collection([_make_place(place) for place in evidence.get("places", [])]),
    }


def draw_parts(
    parts: Sequence[Json], *, hosts: Mapping[str, Geometry], lines: Mapping[str, Geometry]
) -> dict[str, Polygon]:
    """Return each part's outline by id, in degrees on WGS 84, drawn to its `drawn_area_km2`.

    A part lies inside its host and its parent, on its own side of the lines it is `bounded_by`,
    and apart from its siblings. Siblings with one seed are spread over their ground.
    """
    outlines: dict[str, Polygon] = {}
    for part in _sort_parents_first(parts):
        bounds = [_look_up(lines, key, "line") for key in part.get("bounded_by", [])]
        scene = _PartDrawing(
            part, parts, _look_up(hosts, part["county"], "county"), bounds, outlines
        )
        outlines[part["id"]] = scene.outline()
    return {part["id"]: outlines[part["id"]] for part in parts}


@dataclass(frozen=True)
class _PartDrawing:
    """What one part is drawn from: itself, its siblings, its host, and what is drawn already."""

    part: Json
    parts: Sequence[Json]
    host: Geometry
    bounds: Sequence[Geometry]
    outlines: Mapping[str, Polygon]

    @property
    def plane(self) -> LocalPlane:
        return LocalPlane(self.part["seed_lon"], self.part["seed_lat"])

    @property
    def area_m2(self) -> float:
        return float(self.part["drawn_area_km2"]) * 1e6

    @property
    def margin(self) -> float:
        """The gap kept to siblings and to the parent's edge, in metres."""
        return 0.1 * math.sqrt(self.area_m2)

    @property
    def siblings(self) -> list[Json]:
        return [p for p in self.parts if p.get("parent") == self.part.get("parent")]

    def outline(self) -> Polygon:
        region, site = self._region()
        centred = LocalPlane(*self.plane.unproject(site).coords[0])
        form = make_irregular_polygon(
            self.part["id"], angle=self._angle(), **self.part.get("shape", {})
        )
        return grow_to_area(
            form,
            centred,
            region=centred.project(self.plane.unproject(region)),
            area_m2=self.area_m2,
            detail=self.margin,
        )

    def _angle(self) -> float:
        """Return the direction of the river or county line nearest to the seed, in radians."""
        lines = self.bounds or [self.host.boundary]
        near = [self.plane.project(line) for line in lines]
        return main_direction_rad(near, reach=math.sqrt(self.area_m2))

    def _region(self) -> tuple[Polygon, Point]:
        """Return where the part may lie and the point it grows from, in the plane's metres."""
        cell, site = self._cell(self._ground())
        drawn = [self.outlines[p["id"]] for p in self.siblings if p["id"] in self.outlines]
        taken = self.plane.project(shapely.union_all(drawn))
        free = get_polygon_at(cell.difference(taken.buffer(self.margin, join_style="mitre")), site)
        if free.is_empty:
            raise InputError(f"the seed of {self.part['id']!r} lies in a sibling; move the seed")
        return free, site

    def _ground(self) -> Polygon:
        """Return the parent, or the host on the seed's side of the bounding lines."""
        seed = Point(0, 0)
        ground = get_polygon_at(
            self.plane.project(self.host).intersection(self.plane.world_extent()), seed
        )
        ground = clip_to_side(ground, [self.plane.project(line) for line in self.bounds], seed)
        inset = INSET_M + SIMPLIFY_SHARE * self.margin
        ground = get_polygon_at(ground.buffer(-inset, join_style="mitre"), seed)
        if self.part.get("parent") is not None:
            ground = self._within_parent(ground)
        if ground.is_empty:
            raise InputError(
                f"the seed of {self.part['id']!r} lies outside its host or its parent, or on their "
                "edge; move the seed inside"
            )
        return ground

    def _within_parent(self, ground: Polygon) -> Polygon:
        """Return the parent's inside; a seed shared with the parent follows where it was drawn."""
        key = self.part["parent"]
        outline = self.plane.project(self.outlines[key])
        shared = ground.intersection(outline.buffer(-self.margin, join_style="mitre"))
        parent = next(p for p in self.parts if p["id"] == key)
        follows = not shared.covers(Point(0, 0)) and _get_seed(parent) == _get_seed(self.part)
        return get_polygon_at(shared, shared.point_on_surface() if follows else Point(0, 0))

    def _cell(self, ground: Polygon) -> tuple[Polygon, Point]:
        """Return the share of the ground that falls to the part, and the middle of it."""
        group = [p for p in self.siblings if _get_seed(p) == _get_seed(self.part)]
        if len(group) == 1:
            return ground, Point(0, 0) if ground.covers(Point(0, 0)) else _find_inscribed_centre(
                ground
            )
        if self.part.get("parent") is None:
            reach = 1.2 * math.sqrt(1e6 * sum(p["drawn_area_km2"] for p in group))
            ground = get_polygon_at(ground.intersection(Point(0, 0).buffer(reach)), Point(0, 0))
        cells = divide_into_cells(ground, len(group), angle=self._angle())
        cell = cells[group.index(self.part)].buffer(-self.margin, join_style="mitre")
        return cell, _find_inscribed_centre(cell)


def _get_seed(part: Json) -> tuple[float, float, str]:
    return part["seed_lon"], part["seed_lat"], part["county"]


def _find_inscribed_centre(polygon: Polygon) -> Point:
    if polygon.is_empty:
        raise InputError("parts that share a seed find no room; give each a seed of its own")
    return Point(shapely.maximum_inscribed_circle(polygon, tolerance=1.0).coords[0])


def _look_up(mapping: Mapping[str, Geometry], key: str, what: str) -> Geometry:
    if key not in mapping:
        raise InputError(f"no {what} {key!r}; name one of {', '.join(mapping) or 'none given'}")
    return mapping[key]


def _sort_parents_first(parts: Sequence[Json]) -> list[Json]:
    parents = {part["id"]: part.get("parent") for part in parts}

    def depth(key: str) -> int:
        seen = [key]
        while (parent := parents[seen[-1]]) is not None:
            if parent not in parents or parent in seen:
                raise InputError(f"{seen[-1]!r} has the parent {parent!r}; name another part")
            seen.append(parent)
        return len(seen)

    return sorted(parts, key=lambda part: depth(part["id"]))


def _make_boundaries(evidence: Json, outlines: Mapping[str, Polygon]) -> Json:
    parts = {part["id"]: PART_DEFAULTS | part for part in evidence["parts"]}
    features = [
        make_feature({field: part.get(field) for field in WRITTEN_FIELDS}, outlines[key])
        for key, part in parts.items()
    ]
    return make_collection(features, zone=evidence["zone"], sources=evidence["sources"])


def _make_place(place: Json) -> Json:
    properties = {key: value for key, value in place.items() if key not in ("lon", "lat")}
    return make_feature(properties, Point(place["lon"], place["lat"]))


def write_drawn_files(folder: Path, *, out: Path) -> None:
    """Draw from `folder`'s `evidence.json` and `raw/`, and write the collections to `out`."""
    names = ("evidence.json", "raw/counties.geojson", "raw/rivers.geojson")
    found = draw_zone(*(json.loads((folder / name).read_text("utf-8")) for name in names))
    out.mkdir(parents=True, exist_ok=True)
    for name, value in found.items():
        beside = out / f"{name}.geojson.part"
        beside.write_text(serialize_collection(value), "utf-8", newline="\n")
        beside.replace(out / f"{name}.geojson")


def main(arguments: Sequence[str]) -> None:
    """Run `python -m geo.schematic.draw FOLDER [OUT]`; OUT is FOLDER unless named."""
    if not 1 <= len(arguments) <= 2:
        raise InputError("name the data folder, and the output folder if it is another")
    folder, out = Path(arguments[0]), Path(arguments[-1])
    write_drawn_files(folder, out=out)


if __name__ == "__main__":
    main(sys.argv[1:])
