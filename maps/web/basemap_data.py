"""The base map as the map's script draws it: lines by class, names, and rays to the cities."""

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

import geopandas as gpd
import shapely
from shapely import Point

from geo.fields.languages import find_text
from geo.geodesy.antimeridian import find_seam, unwrap_series
from geo.geodesy.geodesic import WGS84
from geo.measured import Measured
from geo.rows import get_rows
from geo.zone import Zone
from maps.content import measures
from maps.content.part import localize_part_name
from maps.content.places import drop_own_places, reference_part
from maps.i18n import get_translator
from maps.web.paths import CONTEXT_DECIMALS, DECIMALS, encode_context, encode_shapes

RAY_VERTICES = 12


def make_ground(
    measured: Measured, lang: str, basemap_url: str | None, shown: Iterable[str] = ()
) -> dict[str, Any]:
    """Return the base map or its address, None without one; what it limits; rays to the cities.

    The rays begin at the reference part, or at the one of `shown` (ids of parts) that is selected.
    """
    zone = measured.zone
    has_basemap = not zone.basemap.empty
    return {
        "basemap": (basemap_url or make_basemap_data(zone, lang)) if has_basemap else None,
        "limits": make_limits(zone),
        **make_rays(measured, lang, shown),
    }


def make_basemap_data(zone: Zone, lang: str) -> dict[str, Any]:
    """Return lines and names of the base map; both are empty where the zone has none.

    A line has its layer, kind, rank, and what `encode_context` returns; administrative level and
    name where it has them, and `onRiver` where it lies on a river.
    """
    seam = find_seam(zone.parts.geometry.values)
    shapes = unwrap_series(zone.basemap.geometry, seam=seam)
    is_name = zone.basemap.geometry.geom_type == "Point"
    lines = gpd.GeoSeries(shapes[~is_name])
    drawn = encode_context(lines, zone.basemap.loc[~is_name, "position_uncertainty_m"])
    rows = get_rows(zone.basemap[~is_name].drop(columns="geometry"))
    return {
        "lines": [
            {**_describe(row, lang), **_keep_said(onRiver=bool(row["on_river"])), **paths}
            for row, paths in zip(rows, drawn, strict=True)
        ],
        "names": list(_iter_names(zone, gpd.GeoSeries(shapes[is_name]), lang)),
    }


def _describe(row: dict[str, Any], lang: str) -> dict[str, Any]:
    level = row["admin_level"]
    is_named = find_text(row, "name") is not None
    name = localize_part_name(row, lang) if is_named else None
    is_what = {"layer": row["layer"], "kind": row["kind"], "rank": int(row["rank"])}
    return is_what | _keep_said(
        level=0 if math.isnan(level) else int(level),
        name=name.text if name else "",
        nameLang=name.lang if name else "",
    )


def _keep_said(**values: Any) -> dict[str, Any]:
    """Return what says something: thousands of empty names are as long as the lines."""
    return {key: value for key, value in values.items() if value}


def _iter_names(zone: Zone, points: gpd.GeoSeries, lang: str) -> Iterator[dict[str, Any]]:
    """Yield the places that have a name, but not those that the zone's own places name."""
    named = drop_own_places(zone.basemap.loc[points.index], zone.places)
    for row, at in zip(get_rows(named), points[named.index], strict=True):
        said = _describe(row, lang)
        if "name" in said:
            lon, lat = shapely.get_coordinates(at)[0].round(DECIMALS).tolist()
            yield {**said, "at": [lat, lon]}


def make_limits(zone: Zone) -> list[list[float]] | None:
    """Return the bounds [[south, west], [north, east]] of the base map, which the view stays in.

    WGS 84 degrees; None where there is no base map, or where it does not cover the zone.
    """
    seam = find_seam(zone.parts.geometry.values)
    lines = unwrap_series(zone.basemap.geometry, seam=seam)
    if lines.empty:
        return None
    west, south, east, north = lines.total_bounds.tolist()
    parts = unwrap_series(zone.parts.geometry, seam=seam)
    is_covered = shapely.box(west, south, east, north).covers(shapely.box(*parts.total_bounds))
    return [[south, west], [north, east]] if is_covered else None


def make_rays(measured: Measured, lang: str, shown: Iterable[str] = ()) -> dict[str, Any]:
    """Return the geodesics from the reference part to the cities, or else to all places: `rays`.

    Each has its path, and by part, for the reference part and those of `shown` (ids), what is said
    of the line from there: distance and bearing with their uncertainty. `rayStart` has these parts'
    centroids (latitude and longitude, WGS 84 degrees), and the words for where a line begins.
    """
    zone = measured.zone
    part_id = reference_part(zone.parts)
    is_city = zone.places["kind"] == "city"
    places = zone.places[is_city] if is_city.any() else zone.places
    told = list(dict.fromkeys((part_id, *shown)))
    centres, table = measured.measure_distances(told)
    rows = {(row["id"], row["place"]): row for row in get_rows(table)}
    start, seam = cast("Point", centres[part_id]), find_seam(zone.parts.geometry.values)
    lines = [_draw_geodesic(start, cast("Point", place)) for place in places.geometry]
    paths = encode_shapes(
        unwrap_series(gpd.GeoSeries(lines, index=places.index, crs=places.crs), seam=seam),
        decimals=CONTEXT_DECIMALS,
    )
    words = ({id_: _describe_ray(rows[id_, key], lang) for id_ in told} for key in places.index)
    chosen = gpd.GeoSeries(centres.loc[told])
    starts = shapely.get_coordinates(unwrap_series(chosen, seam=seam).values)
    lat_lon = starts.round(CONTEXT_DECIMALS)[:, ::-1]
    _ = get_translator(lang)
    name = localize_part_name(zone.part(part_id), lang).text
    return {
        "rays": [
            {"said": said, "path": drawn[0][0]} for said, drawn in zip(words, paths, strict=True)
        ],
        "rayStart": {
            "part": part_id,
            "at": dict(zip(told, lat_lon.tolist(), strict=True)),
            "ofPart": _("from the centroid of %(name)s") % {"name": name},
            "ofSelected": _("from the centroid"),
        },
    }


def _describe_ray(row: Mapping[str, Any], lang: str) -> str:
    """Return distance and bearing, each with its uncertainty, in two lines."""
    uncertainty_m = row["position_uncertainty_m"]
    said = measures.join_uncertainty(row["centre_distance_m"], uncertainty_m, lang)
    return "\n".join((said, measures.describe_bearing(row, lang)))


def _draw_geodesic(start: Point, end: Point) -> shapely.LineString:
    """Return the geodesic between two points, WGS 84 degrees."""
    lonlat = WGS84.npts(start.x, start.y, end.x, end.y, RAY_VERTICES, initial_idx=0, terminus_idx=0)
    return shapely.LineString(lonlat)
