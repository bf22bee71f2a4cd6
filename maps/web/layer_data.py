"""What the map layer draws: plain values with fixed keys, ready to be written as JSON."""

from collections.abc import Iterable, Iterator
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.geodesy.antimeridian import find_seam, unwrap_series
from geo.measured import Measured
from geo.rows import get_rows
from geo.zone import Zone
from maps.content import vocabulary
from maps.content.part import headline_area, localize_part_name
from maps.i18n import HTML_LANG, get_translator
from maps.web.polyline import encode_polylines

DECIMALS = 6
CONTEXT_DECIMALS = 4  # 11 m: the outlines beneath are good to some hundred metres


def make_view_bounds(zone: Zone) -> dict[str, list[list[float]]]:
    """Return the bounds [[south, west], [north, east]] of the zone view and the region view."""
    seam = find_seam(zone.parts.geometry.values)
    parts = unwrap_series(zone.parts.geometry, seam=seam)
    places = unwrap_series(zone.places.geometry, seam=seam)
    region = pd.concat([parts, places])
    return {
        name: [[south, west], [north, east]]
        for name, (west, south, east, north) in (
            ("zone", parts.total_bounds.tolist()),
            ("region", region.total_bounds.tolist()),
        )
    }


def make_layer_data(measured: Measured, *, lang: str, bounds: dict[str, Any]) -> dict[str, Any]:
    """Return what the map layer draws: fixed keys, plain values, encoded polylines.

    A part is id, name, area, the number of its kind in `kinds`, and paths: what many parts have in
    common is written once.
    """
    zone, seam = measured.zone, find_seam(measured.zone.parts.geometry.values)
    parts, kinds = _make_parts(measured, lang, seam=seam)
    return {
        "lang": HTML_LANG[lang],
        "messages": _translate_messages(lang),
        "bounds": bounds,
        "many": measured.are_many,
        "scale": 10**-DECIMALS,
        "parts": parts,
        "kinds": kinds,
        "context": list(_iter_context(zone, lang, seam=seam)),
        "places": list(_iter_places(zone, lang, seam=seam)),
    }


def nesting_depths(parents: Iterable[tuple[str, str | None]]) -> dict[str, int]:
    """Return how deep each part lies in others, in the order of an outline.

    >>> nesting_depths([("a", None), ("b", None), ("c", "a")])
    {'a': 0, 'c': 1, 'b': 0}
    """
    below: dict[str | None, list[str]] = {}
    for part_id, parent in parents:
        below.setdefault(parent, []).append(part_id)
    depths: dict[str, int] = {}
    waiting = [(part_id, 0) for part_id in reversed(below.get(None, []))]
    while waiting:
        part_id, depth = waiting.pop()
        depths[part_id] = depth
        waiting += [(each, depth + 1) for each in reversed(below.get(part_id, []))]
    return depths


def _make_parts(
    measured: Measured, lang: str, *, seam: float | None
) -> tuple[list[list[Any]], list[dict[str, Any]]]:
    """Return the parts in the file's order, and their kinds.

    Many are in the order of the outline, with `depth`.
    """
    parts, depths = measured.zone.parts, {}
    if measured.are_many and parts["parent"].isna().all():
        depths = dict.fromkeys(parts["id"], 0)
    elif measured.are_many:
        depths = nesting_depths(zip(parts["id"], parts["parent"], strict=True))
        parts = parts.loc[list(depths)]
    paths = encode_shapes(unwrap_series(parts.geometry, seam=seam))
    said = parts[["id", "name", "name_zh", "kind"]].join(measured.sizes)
    fields = [str(name) for name in said]
    rows: list[list[Any]] = []
    kinds: dict[tuple[Any, ...], int] = {}
    for *values, drawn in zip(*(said[name].tolist() for name in fields), paths, strict=True):
        row = dict(zip(fields, values, strict=True))
        name = localize_part_name(row, lang)
        area, area_kind = headline_area(row, lang)
        kind = row["kind"], row["placement"], name.lang, area_kind, depths.get(row["id"])
        rows.append([row["id"], name.text, area, kinds.setdefault(kind, len(kinds)), drawn])
    return rows, [_make_kind(each, lang) for each in kinds]


def _make_kind(shared: tuple[Any, ...], lang: str) -> dict[str, Any]:
    """Return what parts of one kind, placement and depth are called."""
    kind, placement, name_lang, area_kind, depth = shared
    return {
        "nameLang": name_lang,
        "kind": kind,
        "kindLabel": vocabulary.kind_label(kind, lang),
        "placement": placement,
        "placementLabel": vocabulary.placement_label(placement, lang),
        "areaKind": area_kind,
        **({} if depth is None else {"depth": depth}),
    }


def _iter_context(zone: Zone, lang: str, *, seam: float | None) -> Iterator[dict[str, Any]]:
    shapes = unwrap_series(zone.context.geometry, seam=seam)
    paths = encode_shapes(shapes, decimals=CONTEXT_DECIMALS)
    records = get_rows(zone.context.drop(columns="geometry"))
    for row, drawn in zip(records, paths, strict=True):
        name = localize_part_name(row, lang)
        yield {
            "kind": row["kind"],
            "host": row["host"],
            "name": name.text if row["name"] or row["name_zh"] else "",
            "nameLang": name.lang,
            "paths": drawn,
        }


def encode_shapes(shapes: gpd.GeoSeries, *, decimals: int = DECIMALS) -> list[list[list[str]]]:
    """Return each shape as its polygons or lines, each a list of encoded polylines."""
    pieces, owner = shapely.get_parts(shapes.values, return_index=True)
    is_area = shapely.get_dimensions(pieces) == 2
    rings, area = shapely.get_rings(pieces[is_area], return_index=True)
    lines = np.concatenate([rings, pieces[~is_area]])
    piece = np.concatenate([np.flatnonzero(is_area)[area], np.flatnonzero(~is_area)])
    drawn: list[list[str]] = [[] for _ in pieces]
    for text, n in zip(encode_polylines(lines, decimals=decimals), piece, strict=True):
        drawn[n].append(text)
    paths: list[list[list[str]]] = [[] for _ in range(len(shapes))]
    for texts, n in zip(drawn, owner, strict=True):
        paths[n].append(texts)
    return paths


def _iter_places(zone: Zone, lang: str, *, seam: float | None) -> Iterator[dict[str, Any]]:
    points = unwrap_series(zone.places.geometry, seam=seam)
    for row in get_rows(zone.places.drop(columns="geometry")):
        name = localize_part_name(row, lang)
        at = points[row["id"]]
        yield {
            "name": name.text,
            "nameLang": name.lang,
            "kind": row["kind"] or "",
            "kindLabel": vocabulary.kind_label(row["kind"], lang),
            "at": [round(at.y, DECIMALS), round(at.x, DECIMALS)],
        }


def _translate_messages(lang: str) -> dict[str, str]:
    """Return the texts of the map's scripts."""
    _ = get_translator(lang)
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
        "core": vocabulary.kind_label("core", lang),
        "district": vocabulary.kind_label("district", lang),
        "park": vocabulary.kind_label("park", lang),
        "county": _("County outline"),
        "river": vocabulary.kind_label("river", lang),
        "place": _("Reference place"),
        "surveyed": vocabulary.placement_note("surveyed", lang),
        "digitised": vocabulary.placement_note("digitised", lang),
        "schematic": vocabulary.placement_note("schematic", lang),
        "failed": _("The details could not be loaded; reload the page."),
    }
