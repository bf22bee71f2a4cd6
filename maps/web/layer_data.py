"""The data that the map layer's script draws: plain values, ready to be written as JSON."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, cast

import geopandas as gpd
import pandas as pd
import shapely

from geo.fields.languages import field_names
from geo.geodesy.antimeridian import find_seam, unwrap_series, unwrap_shapes
from geo.geodesy.assumed_size import shift_edge_m
from geo.measured import Measured
from geo.rows import get_rows, none_if_nan
from geo.zone import Zone
from maps.content import vocabulary
from maps.content.measures import headline_area
from maps.content.models import HeadlineRow
from maps.content.part import localize_part_name
from maps.content.part_list import has_many_parts
from maps.content.uncertainty import label_bands, label_basemap, label_context, make_doubt
from maps.i18n import get_language, get_translator, localize_field
from maps.web.paths import DECIMALS, encode_context, encode_shapes


class PartKind(NamedTuple):
    """What many parts have in common; `depth` is given where the list of parts is windowed."""

    kind: str
    placement: str
    name_lang: str
    area_kind: str
    depth: int | None


def make_view_bounds(zone: Zone) -> dict[str, list[list[float]]]:
    """Return the bounds [[south, west], [north, east]] of the views `zone` and `region`.

    WGS 84 degrees; across the antimeridian longitudes go beyond 180. The region is the zone with
    its reference places.
    """
    seam = find_seam(zone.parts.geometry.values)
    parts = unwrap_shapes(zone.parts.geometry.array, seam=seam)
    places = unwrap_shapes(zone.places.geometry.array, seam=seam)
    return {
        name: [[south, west], [north, east]]
        for name, (west, south, east, north) in (
            ("zone", shapely.total_bounds(parts).tolist()),
            ("region", shapely.total_bounds([*parts, *places]).tolist()),
        )
    }


def make_layer_data(measured: Measured, *, lang: str, bounds: dict[str, Any]) -> dict[str, Any]:
    """Return what the map layer draws: fixed keys, plain values, encoded polylines.

    A part is a list of id, name, area, the number of its kind in `kinds`, paths, and its position
    uncertainty (metres, and as text), None where it is not stated. What many
    parts have in common stands in `kinds` once, since a page may have thousands of parts.
    """
    zone, seam = measured.zone, find_seam(measured.zone.parts.geometry.values)
    parts, kinds = _make_parts(measured, lang, seam=seam)
    return {
        "lang": get_language(lang).html_lang,
        "messages": _translate_messages(zone, lang),
        "bounds": bounds,
        "many": has_many_parts(measured.zone),
        "scale": 10.0**-DECIMALS,
        "parts": parts,
        "kinds": kinds,
        "context": list(_iter_context(zone, lang, seam=seam)),
        "places": list(_iter_places(zone.places, lang, seam=seam)),
        "stations": list(_iter_places(zone.stations, lang, seam=seam)),
    }


def nesting_depths(parents: Iterable[tuple[str, str | None]]) -> dict[str, int]:
    """Return how deep each part is nested, parents before their parts.

    Parameters
    ----------
    parents : iterable of (id, id of the parent or None)
        Without cycles, as `geo.zone.read_zone` checks.

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
    """Return the parts and their kinds.

    In the file's order; where they are many, parents come before their parts, and kinds have a
    `depth`, because the script then builds the list of parts from them.
    """
    parts, depths = measured.zone.parts, {}
    if has_many_parts(measured.zone) and parts["parent"].isna().all():
        depths = dict.fromkeys(parts["id"], 0)
    elif has_many_parts(measured.zone):
        depths = nesting_depths(zip(parts["id"], parts["parent"], strict=True))
        parts = parts.loc[list(depths)]
    paths = encode_shapes(unwrap_series(parts.geometry, seam=seam))
    rows: list[list[Any]] = []
    kinds: dict[PartKind, int] = {}
    for row, drawn in zip(_iter_rows(parts, measured.sizes), paths, strict=True):
        name, part_id = localize_part_name(row, lang), str(row["id"])
        area, area_kind = headline_area(cast("HeadlineRow", row), lang)
        kind = PartKind(row["kind"], row["placement"], name.lang, area_kind, depths.get(part_id))
        shift_m = shift_edge_m(row["area_m2"]) if row["area_basis"] == "assumed" else 0.0
        doubt = make_doubt(row["position_uncertainty_m"], shift_m, lang)
        rows.append([part_id, name.text, area, kinds.setdefault(kind, len(kinds)), drawn, doubt])
    return rows, [_make_kind(each, lang) for each in kinds]


def _iter_rows(parts: gpd.GeoDataFrame, sizes: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield what is said of each part, column by column: five times as fast as `to_dict`."""
    names = [name for name in field_names("name") if name in parts]
    sizes = sizes if sizes.index.equals(parts.index) else sizes.loc[parts.index]
    own = ("id", *names, "kind", "position_uncertainty_m")
    columns = {str(name): parts[name].tolist() for name in own}
    columns |= {str(name): sizes[name].tolist() for name in sizes}
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def _make_kind(shared: PartKind, lang: str) -> dict[str, Any]:
    """Return what the script needs to know of the parts of one kind."""
    return {
        "nameLang": shared.name_lang,
        "kind": shared.kind,
        "kindLabel": vocabulary.kind_label(shared.kind, lang),
        "placement": shared.placement,
        "placementLabel": vocabulary.placement_label(shared.placement, lang),
        "areaKind": shared.area_kind,
        **({} if shared.depth is None else {"depth": shared.depth}),
    }


def _iter_context(zone: Zone, lang: str, *, seam: float | None) -> Iterator[dict[str, Any]]:
    shapes = unwrap_series(zone.context.geometry, seam=seam)
    drawn = encode_context(shapes, zone.context["position_uncertainty_m"])
    records = get_rows(zone.context, without="geometry")
    for row, lines in zip(records, drawn, strict=True):
        name = localize_part_name(row, lang)
        yield {
            "kind": row["kind"],
            "host": row["host"],
            "name": localize_field(row, "name", lang)[0],
            "nameLang": name.lang,
            **lines,
        }


def _iter_places(
    places: gpd.GeoDataFrame, lang: str, *, seam: float | None
) -> Iterator[dict[str, Any]]:
    points = unwrap_series(places.geometry, seam=seam)
    for row, at in zip(get_rows(places, without="geometry"), points.array, strict=True):
        name = localize_part_name(row, lang)
        yield {
            "name": name.text,
            "nameLang": name.lang,
            "kind": row["kind"] or "",
            "kindLabel": vocabulary.kind_label(row["kind"], lang),
            "at": [round(at.y, DECIMALS), round(at.x, DECIMALS)],
            "doubt_m": none_if_nan(row["position_uncertainty_m"]),
        }


def _translate_messages(zone: Zone, lang: str) -> dict[str, str]:
    """Return the texts that the map's scripts show, by the key that they use."""
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
        **label_bands(lang),
        "comma": get_language(lang).comma,
        "selected": _("Selected: %(name)s"),
        "closed": _("Details closed"),
        "peek": _("Panel low, press to raise"),
        "half": _("Panel at half height, press to raise"),
        "full": _("Panel at full height, press to lower"),
        "core": vocabulary.kind_label("core", lang),
        "district": vocabulary.kind_label("district", lang),
        "park": vocabulary.kind_label("park", lang),
        "parcel": vocabulary.kind_label("parcel", lang),
        "county": label_context(zone.context, "county", lang),
        "river": label_context(zone.context, "river", lang),
        **label_basemap(zone.basemap, lang),
        "ray": _("Straight line to a city"),
        "place": _("Reference place"),
        "station": vocabulary.kind_label("station", lang),
        **{
            each: vocabulary.placement_note(each, lang)
            for each in sorted(set(zone.parts["placement"]))
        },
        "failed": _("The details could not be loaded. Reload the page."),
    }
