"""Which part of the world a base map covers, in which detail, and the map projection of tiles."""

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats, Shapes
from geo.errors import N_, InputError
from geo.geodesy.antimeridian import make_bbox, make_box
from geo.zone import Zone

TILE_PX = 512
FIRST_ZOOM, REGION_ZOOM, DETAIL_ZOOM = 4, 10, 15
AROUND_DEG = 0.9  # of the zone, where no base map says how far the region reaches
DETAIL_M, BUILDINGS_M = 15_000.0, 5_000.0
MOST_DEGREES = 30.0
EQUATOR_M = 40_075_016.686
_MERCATOR_LIMIT_DEG = 85.0511


@dataclass(frozen=True)
class Tier:
    """A box with the zooms of tiles that cover it; a box that crosses 180° is two.

    Attributes
    ----------
    shape : Geometry
        One box or two, WGS 84 degrees.
    first_zoom, last_zoom : int
        Of tiles of `TILE_PX`.
    """

    shape: Geometry
    first_zoom: int
    last_zoom: int

    @property
    def boxes(self) -> list[tuple[float, float, float, float]]:
        """West, south, east, north of each box, degrees."""
        return [tuple(each) for each in shapely.bounds(shapely.get_parts(self.shape)).tolist()]

    @property
    def bbox(self) -> list[float]:
        """West, south, east, north, degrees; west > east where it crosses 180°."""
        return make_bbox([self.shape])


@dataclass(frozen=True)
class Region:
    """The whole of a base map, the part in detail, and where it shows buildings.

    Attributes
    ----------
    whole, detail : Tier
    near : Geometry
        WGS 84 degrees: around the zone's parts.
    """

    whole: Tier
    detail: Tier
    near: Geometry

    @property
    def tiers(self) -> tuple[Tier, Tier]:
        """The whole and the detail, whose zooms follow those of the whole."""
        return self.whole, self.detail


def make_region(zone: Zone, extent: Sequence[float] | None = None) -> Region:
    """Return what a base map of the zone covers.

    Parameters
    ----------
    zone : Zone
        Its base map's lines bound the region; else what is around it, and 0.9° more.
    extent : sequence of 4 floats, optional
        West, south, east, north in WGS 84 degrees, in place of that; west > east crosses 180°.

    Raises
    ------
    InputError
        When `extent` is no box, or larger than `MOST_DEGREES`, or misses the zone.
    """
    parts = zone.parts.geometry
    whole = make_box(_check_extent(extent)) if extent else _find_region(zone)
    detail = shapely.intersection(_grow_m(parts, DETAIL_M), whole)
    if detail.is_empty:
        raise InputError(
            N_("The extent does not contain the zone. Use %(order)s around it."),
            order="west,south,east,north",
        )
    near = shapely.union_all([_grow_m(gpd.GeoSeries([each]), BUILDINGS_M) for each in parts])
    return Region(
        whole=Tier(whole, FIRST_ZOOM, REGION_ZOOM),
        detail=Tier(make_box(make_bbox([detail])), REGION_ZOOM + 1, DETAIL_ZOOM),
        near=near,
    )


def lies_in_china(zone: Zone) -> bool:
    """Return whether a part of the zone has the code of a county in China (GB/T 2260)."""
    codes = zone.parts["county"].dropna().astype(str)
    return bool(codes.str.fullmatch(r"[1-8]\d{5}").any())


def _check_extent(extent: Sequence[float]) -> Sequence[float]:
    west, south, east, north = extent
    width = (east - west) % 360 if west > east else east - west
    is_box = -180 <= west <= 180 and -180 <= east <= 180 and -90 <= south < north <= 90
    if not (is_box and 0 < width <= MOST_DEGREES and north - south <= MOST_DEGREES):
        raise InputError(
            N_("The extent is not a box of at most 30 degrees. Use %(order)s."),
            order="west,south,east,north",
        )
    return extent


def _find_region(zone: Zone) -> Geometry:
    """Return the box of the zone's lines of counties and rivers, or one around the zone."""
    lines = zone.basemap.geometry[zone.basemap.geometry.geom_type != "Point"]
    if len(lines):
        west, south, east, north = make_bbox(lines)
        box = make_box([west, south, east, north])
        if box.covers(make_box(make_bbox(zone.parts.geometry))):
            return box
    return _grow_deg(zone.parts.geometry, AROUND_DEG)


def _grow_m(shapes: gpd.GeoSeries, by_m: float) -> Geometry:
    """Return the box around shapes, larger by metres on each side."""
    return _grow_deg(shapes, by_m / EQUATOR_M * 360)


def _grow_deg(shapes: gpd.GeoSeries, by_deg: float) -> Geometry:
    """Return the box around shapes, larger by degrees of latitude, and as far in longitude."""
    west, south, east, north = make_bbox(shapes)
    south, north = max(-85.0, south - by_deg), min(85.0, north + by_deg)
    by_lon_deg = by_deg / np.cos(np.radians(max(abs(south), abs(north))))
    if (east - west) % 360 + 2 * by_lon_deg >= 360:
        return make_box([-180, south, 180, north])
    return make_box([_wrap(west - by_lon_deg), south, _wrap(east + by_lon_deg), north])


def _wrap(lon: float) -> float:
    return float((lon + 180) % 360 - 180)


def project_degrees(lonlat: Floats) -> Floats:
    """Return Web Mercator as fractions of the world, x eastwards and y southwards, 0 to 1.

    Parameters
    ----------
    lonlat : array of shape (n, 2)
        WGS 84 degrees.
    """
    lat = np.radians(np.clip(lonlat[:, 1], -_MERCATOR_LIMIT_DEG, _MERCATOR_LIMIT_DEG))
    y = 0.5 - np.arcsinh(np.tan(lat)) / (2 * np.pi)
    return np.column_stack([(lonlat[:, 0] + 180) / 360, y])


def unproject_to_degrees(xy: Floats) -> Floats:
    """Return WGS 84 degrees of what `project_degrees` returns."""
    lat = np.degrees(np.arctan(np.sinh((0.5 - xy[:, 1]) * 2 * np.pi)))
    return np.column_stack([xy[:, 0] * 360 - 180, lat])


def project_shapes(shapes: Sequence[Geometry] | Shapes) -> Shapes:
    """Return shapes in WGS 84 degrees as `project_degrees` projects them."""
    found: Shapes = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    return shapely.transform(found, project_degrees)
