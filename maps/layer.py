"""What the map layer draws: plain values with fixed keys, ready to be written as JSON."""

import json
from collections.abc import Iterator
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.zone import Zone
from maps import style
from maps.explain import Measured, headline_area, part_words
from maps.language import HTML_LANG, gettext

DECIMALS = 6
CONTEXT_DECIMALS = 4  # 11 m: the outlines beneath are good to some hundred metres


def wraps(zone: Zone) -> bool:
    """Whether the zone lies across the antimeridian, so that west longitudes are drawn as > 180."""
    west, _, east, _ = zone.parts.total_bounds
    return bool(east - west > 180)


def unwrapped(shapes: gpd.GeoSeries, *, wrap: bool) -> gpd.GeoSeries:
    """Return the shapes with longitudes of 0 to 360 where the zone crosses the antimeridian."""
    if not wrap:
        return shapes
    return shapes.transform(lambda xy: xy + (xy[:, :1] < 0) * [[360.0, 0.0]])


def views(zone: Zone) -> dict[str, list[list[float]]]:
    """Return the bounds [[south, west], [north, east]] of the zone view and the region view."""
    wrap = wraps(zone)
    parts = unwrapped(zone.parts.geometry, wrap=wrap)
    places = unwrapped(zone.places.geometry, wrap=wrap)
    region = pd.concat([parts, places])
    return {
        name: [[south, west], [north, east]]
        for name, (west, south, east, north) in (
            ("zone", parts.total_bounds.tolist()),
            ("region", region.total_bounds.tolist()),
        )
    }


def layer_data(measured: Measured, *, lang: str, bounds: dict[str, Any]) -> dict[str, Any]:
    """Return what the map layer draws: fixed keys, plain values, coordinates to 1e-6 degrees."""
    zone, wrap = measured.zone, wraps(measured.zone)
    return {
        "lang": HTML_LANG[lang],
        "messages": _messages(lang),
        "bounds": bounds,
        "parts": list(_parts(measured, lang, wrap=wrap)),
        "context": list(_context(zone, lang, wrap=wrap)),
        "places": list(_places(zone, lang, wrap=wrap)),
    }


def _parts(measured: Measured, lang: str, *, wrap: bool) -> Iterator[dict[str, Any]]:
    parts, areas = measured.zone.parts, measured.areas.to_dict("index")
    geometries = coordinates(unwrapped(parts.geometry, wrap=wrap))
    for row, geometry in zip(
        parts.drop(columns="geometry").to_dict("records"), geometries, strict=True
    ):
        name = part_words(row, lang)
        value, kind = headline_area(areas[row["id"]], lang)
        yield {
            "id": row["id"],
            "name": name.text,
            "nameLang": name.lang,
            "kind": row["kind"],
            "kindLabel": style.kind_label(row["kind"], lang),
            "placement": row["placement"],
            "placementLabel": style.placement_label(row["placement"], lang),
            "area": value,
            "areaKind": kind,
            "geometry": geometry,
        }


def _context(zone: Zone, lang: str, *, wrap: bool) -> Iterator[dict[str, Any]]:
    shapes = unwrapped(zone.context.geometry, wrap=wrap)
    for row in zone.context.drop(columns="geometry").to_dict("records"):
        name = part_words(row, lang)
        yield {
            "kind": row["kind"],
            "host": row["host"],
            "name": name.text if row["name"] or row["name_zh"] else "",
            "nameLang": name.lang,
            "paths": [
                [steps(line) for line in (shapely.get_rings(part) if part.area else [part])]
                for part in shapely.get_parts(shapes[row["id"]])
            ],
        }


def steps(line: shapely.LineString) -> list[int]:
    """Return a line as steps of 1e-4 degrees, the first from (0, 0).

    Longitude and latitude take turns.

    >>> steps(shapely.LineString([(105.0, 28.9), (105.0001, 28.8998)]))
    [1050000, 289000, 1, -2]
    """
    whole = np.rint(shapely.get_coordinates(line) * 10**CONTEXT_DECIMALS).astype(int)
    moves: list[int] = np.diff(whole, axis=0, prepend=[[0, 0]]).ravel().tolist()
    return moves


def _places(zone: Zone, lang: str, *, wrap: bool) -> Iterator[dict[str, Any]]:
    points = unwrapped(zone.places.geometry, wrap=wrap)
    for row in zone.places.drop(columns="geometry").to_dict("records"):
        name = part_words(row, lang)
        at = points[row["id"]]
        yield {
            "name": name.text,
            "nameLang": name.lang,
            "kind": row["kind"] or "",
            "kindLabel": style.kind_label(row["kind"], lang),
            "at": [round(at.y, DECIMALS), round(at.x, DECIMALS)],
        }


def coordinates(shapes: gpd.GeoSeries, *, decimals: int = DECIMALS) -> list[Any]:
    """Return GeoJSON geometries, rounded for drawing."""
    rounded = shapely.transform(shapes.to_numpy(), lambda xy: xy.round(decimals))
    return [json.loads(text) for text in shapely.to_geojson(rounded)]


def _messages(lang: str) -> dict[str, str]:
    """Return the texts of the map's scripts."""
    _ = gettext(lang)
    return {
        "zoomIn": _("Zoom in"),
        "zoomOut": _("Zoom out"),
        "move": _("Move the map"),
        "up": _("Move up"),
        "left": _("Move left"),
        "right": _("Move right"),
        "down": _("Move down"),
        "zoneView": _("Zone"),
        "regionView": _("Region"),
        "zoneViewTitle": _("Show the zone"),
        "regionViewTitle": _("Show the region with the reference cities"),
        "legend": _("Legend"),
        "selected": _("Selected: %(name)s"),
        "closed": _("Details closed"),
        "peek": _("Panel: low. Make it higher"),
        "half": _("Panel: half height. Make it higher"),
        "full": _("Panel: full height. Make it low"),
        "core": style.kind_label("core", lang),
        "district": style.kind_label("district", lang),
        "park": style.kind_label("park", lang),
        "county": _("County outline"),
        "river": style.kind_label("river", lang),
        "place": _("Reference place"),
        "surveyed": style.placement_note("surveyed", lang),
        "digitised": style.placement_note("digitised", lang),
        "schematic": style.placement_note("schematic", lang),
        "failed": _("The details could not be loaded; reload the page."),
    }
