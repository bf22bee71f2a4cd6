"""Drawing of the parts of a zone, each inside its host and its parent and clear of its siblings."""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Json
from geo.errors import N_, InputError, Phrase, quote_value
from geo.geodesy.projection import LocalPlane
from geo.schematic.hierarchy import sort_parents_first
from geo.schematic.outline import SIMPLIFY_SHARE, grow_to_area, make_irregular_polygon
from geo.schematic.regions import (
    clip_to_side,
    divide_into_cells,
    find_boxes_within,
    get_polygon_at,
    main_direction_rad,
)

Drawn = Callable[[int, int], None]  # told how many parts are drawn, and how many there are
INSET_M = 2.0
_MITRE_LIMIT = 5.0  # how far a corner may stick out, in widths of the gap: shapely's default


def draw_parts(
    parts: Sequence[Json],
    *,
    hosts: Mapping[str, Geometry],
    lines: Mapping[str, Geometry],
    on_drawn: Drawn | None = None,
) -> dict[str, Polygon]:
    """Return each part's outline by id, in WGS 84 degrees, drawn to its `drawn_area_km2`.

    A part lies inside its host and its parent, on its own side of the lines it is `bounded_by`,
    and apart from its siblings. Siblings with the same seed are spread over their region; one that
    is `beside` another of them is drawn next to that one.

    Parameters
    ----------
    parts : sequence of dict
        The parts of the evidence; see `data/README.md`.
    hosts, lines : mapping of str to Geometry
        The county outlines by code and the rivers by id, WGS 84 degrees.
    on_drawn : callable
        Called after each part with how many are drawn, and how many there are.

    Raises
    ------
    InputError
        When a part names an unknown host, parent or line, or its area does not fit there.
    """
    outlines: dict[str, Polygon] = {}
    by_id = {part["id"]: part for part in parts}
    siblings = defaultdict(list)
    for part in parts:
        siblings[part.get("parent")].append(part)
    for part in sort_parents_first(parts):
        bounds = [_look_up(lines, key, N_("line")) for key in part.get("bounded_by", [])]
        host = _look_up(hosts, part["county"], N_("county"))
        drawing = _PartDrawing(part, by_id, siblings[part.get("parent")], host, bounds, outlines)
        outlines[part["id"]] = drawing.draw_outline()
        if on_drawn is not None:
            on_drawn(len(outlines), len(parts))
    return {part["id"]: outlines[part["id"]] for part in parts}


@dataclass(frozen=True)
class _PartDrawing:
    """One part with what its outline depends on.

    Attributes
    ----------
    part : dict
        The part's evidence.
    by_id : mapping of str to dict
        The evidence of all parts.
    siblings : sequence of dict
        That of the parts with the same parent, this one among them.
    host : Geometry
        The county that contains it, WGS 84 degrees.
    bounds : sequence of Geometry
        The lines that it must not cross, WGS 84 degrees.
    outlines : mapping of str to Polygon
        The outlines drawn so far, by id, WGS 84 degrees: its parent's, some siblings'.
    """

    part: Json
    by_id: Mapping[str, Json]
    siblings: Sequence[Json]
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
    def margin_m(self) -> float:
        """The gap kept to the parent's edge and to the edge of the own cell, in metres."""
        return 0.1 * math.sqrt(self.area_m2)

    @property
    def gap_m(self) -> float:
        """The gap kept to siblings, in metres; as between two cells if beside one of them."""
        return self.margin_m * (2 if "beside" in self.part else 1)

    def draw_outline(self) -> Polygon:
        """Return the outline in WGS 84 degrees, drawn to the part's area."""
        cell, site = self._find_cell(self._find_ground())
        if "beside" in self.part:
            site = self._find_site_beside(cell, site)
        centred = LocalPlane(*self.plane.unproject(site).coords[0])
        start = make_irregular_polygon(
            self.part["id"], angle=self._find_angle_rad(), **self.part.get("shape", {})
        )
        return grow_to_area(
            start,
            centred,
            find_region=self._find_regions(cell, site, centred),
            area_m2=self.area_m2,
            detail_m=self.margin_m,
        )

    def _find_angle_rad(self) -> float:
        """Return the direction of the river or county line nearest to the seed, in radians."""
        lines = self.bounds or [self.host.boundary]
        near = [self.plane.project(line) for line in lines]
        return main_direction_rad(near, reach_m=math.sqrt(self.area_m2))

    def _find_regions(
        self, cell: Polygon, site: Point, centred: LocalPlane
    ) -> Callable[[float], Polygon]:
        """Return what finds where the part may lie, right up to some metres from `site`.

        It is in the metres of `centred`. Siblings that are further away are left out: of thousands
        only a few are near, and those alone can shape the outline.
        """
        drawn = [self.outlines[p["id"]] for p in self.siblings if p["id"] in self.outlines]
        bounds = shapely.bounds(np.array(drawn, dtype=object)).reshape(-1, 4)
        step_m = math.sqrt(self.area_m2)

        @cache
        def find(doublings: int) -> Polygon:
            reach_m = step_m * 2**doublings + _MITRE_LIMIT * self.gap_m
            near = [drawn[n] for n in find_boxes_within(bounds, self.plane, site, reach_m)]
            taken = self.plane.project(shapely.union_all(near))
            room = cell.difference(taken.buffer(self.gap_m, join_style="mitre"))
            free = get_polygon_at(room, site)
            if free.is_empty:
                raise InputError(
                    N_("The seed point of %(part)s lies in a sibling. Move it."),
                    part=quote_value(self.part["id"]),
                )
            return centred.project(self.plane.unproject(free))

        return lambda reach_m: find(max(0, math.ceil(math.log2(max(reach_m, 1e-9) / step_m))))

    def _find_ground(self) -> Polygon:
        """Return the inside of the parent, or the host on the seed's side of the bounding lines."""
        seed = Point(0, 0)
        ground = get_polygon_at(
            self.plane.project(self.host).intersection(self.plane.world_extent()), seed
        )
        ground = clip_to_side(ground, [self.plane.project(line) for line in self.bounds], seed)
        # The simplification of the outline must not push it across the edge.
        inset = INSET_M + SIMPLIFY_SHARE * self.margin_m
        ground = get_polygon_at(ground.buffer(-inset, join_style="mitre"), seed)
        if self.part.get("parent") is not None:
            ground = self._clip_to_parent(ground)
        if ground.is_empty:
            raise InputError(
                N_(
                    "The seed point of %(part)s lies outside its host or its parent, or on their "
                    "edge. Move it inside."
                ),
                part=quote_value(self.part["id"]),
            )
        return ground

    def _clip_to_parent(self, ground: Polygon) -> Polygon:
        """Return the ground inside the parent's outline.

        Where the parent has the same seed but was drawn away from it, the part follows there.
        """
        key = self.part["parent"]
        outline = self.plane.project(self.outlines[key])
        shared = ground.intersection(outline.buffer(-self.margin_m, join_style="mitre"))
        parent = self.by_id[key]
        follows = not shared.covers(Point(0, 0)) and _get_seed(parent) == _get_seed(self.part)
        return get_polygon_at(shared, shared.point_on_surface() if follows else Point(0, 0))

    def _find_cell(self, ground: Polygon) -> tuple[Polygon, Point]:
        """Return the part's share of the ground and the point to grow from, in metres."""
        group = [p for p in self.siblings if _get_seed(p) == _get_seed(self.part)]
        seed = Point(0, 0)
        if len(group) == 1:
            return ground, seed if ground.covers(seed) else _find_inscribed_centre(ground)
        if self.part.get("parent") is None:
            reach_m = 1.2 * math.sqrt(1e6 * sum(p["drawn_area_km2"] for p in group))
            ground = get_polygon_at(ground.intersection(seed.buffer(reach_m)), seed)
        cells = divide_into_cells(ground, len(group), angle=self._find_angle_rad())
        keys = {self.part["id"], self.part.get("beside")}
        shared = shapely.union_all(
            [c for c, p in zip(cells, group, strict=True) if p["id"] in keys]
        )
        own = cells[group.index(self.part)].buffer(-self.margin_m, join_style="mitre")
        site = _find_inscribed_centre(own)
        return get_polygon_at(shared.buffer(-self.margin_m, join_style="mitre"), site), site

    def _find_site_beside(self, cell: Polygon, site: Point) -> Point:
        """Return the point toward `site` from which the part grows up to the one it is beside."""
        other = self.plane.project(_look_up(self.outlines, self.part["beside"], N_("drawn part")))
        way = LineString([other.centroid, site]).intersection(cell)
        away = other.buffer(self.gap_m + 0.5 * math.sqrt(self.area_m2))
        near = way.intersection(away.boundary)
        return site if near.is_empty else Point(shapely.get_coordinates(near)[0])


def _get_seed(part: Json) -> tuple[float, float, str]:
    return part["seed_lon"], part["seed_lat"], part["county"]


def _find_inscribed_centre(polygon: Polygon) -> Point:
    if polygon.is_empty:
        raise InputError(
            N_("There is no room for parts that share a seed point. Use one for each part.")
        )
    return Point(shapely.maximum_inscribed_circle(polygon, tolerance=1.0).coords[0])


def _look_up(mapping: Mapping[str, Geometry], key: str, what: str) -> Geometry:
    if key not in mapping:
        choices = N_("There is no %(what)s %(name)s. Use one of %(choices)s.")
        said = choices if mapping else N_("There is no %(what)s %(name)s. Add it first.")
        raise InputError(
            said, what=Phrase(what, {}), name=quote_value(key), choices=", ".join(mapping)
        )
    return mapping[key]
