"""What lies beneath a zone on a small map: the lines of its base map, or else its context."""

import geopandas as gpd
import pandas as pd

from geo.geodesy.antimeridian import Box
from geo.zone import Zone
from maps.content.credits import gather_credits, localize_attributions
from maps.tiles.credit import list_tile_credits
from maps.tiles.ground import list_tile_ground

_DRAWN = ("boundaries", "water_lines")


def list_ground(zone: Zone, *, tiles_in: Box | None = None) -> gpd.GeoDataFrame:
    """Return what is drawn beneath the parts, from below to above.

    Of a base map these are host counties, administrative lines and rivers. What small maps have no
    room for is left out: railways, runways, names, and lines that follow a river.

    Parameters
    ----------
    zone : Zone
    tiles_in : tuple of float, optional
        West, south, east, north in unwrapped degrees, where waters, railways and main roads of the
        zone's tiles take the place of the rivers; without tiles there nothing changes.

    Returns
    -------
    GeoDataFrame
        With `kind` (class names of the style sheets; `tint` is a host county without its line)
        and `host`, WGS 84 degrees.
    """
    tiles = None if tiles_in is None else list_tile_ground(zone, tiles_in)
    if zone.basemap.empty and tiles is None:
        return zone.context[["kind", "host", "geometry"]]
    lines = _select_lines(zone)
    level, rank = (lines[name].astype(int).astype(str) for name in ("admin_level", "rank"))
    is_border = lines["layer"] == "boundaries"
    words = ("boundaries level-" + level).where(is_border, "water_lines rank-" + rank)
    drawn = lines[["geometry"]].assign(kind=words, host=False)
    drawn = drawn if tiles is None else pd.concat([tiles, drawn[is_border]])
    hosts = zone.context.loc[zone.context["host"].astype(bool), ["geometry"]]
    return pd.concat([hosts.assign(kind="tint", host=False), drawn])


def credit_ground(zone: Zone, lang: str, *, tiles_in: Box | None = None) -> tuple[str, ...]:
    """Return the words that what `list_ground` returns asks for, those of tiles in a language."""
    has_tiles = tiles_in is not None and list_tile_ground(zone, tiles_in) is not None
    lines = _select_lines(zone)
    shown = {
        "context": zone.context,
        "basemap": lines[lines["layer"] == "boundaries"] if has_tiles else lines,
    }
    tiles = list_tile_credits(zone, [lang]) if has_tiles else ()
    shown_by = gather_credits(zone, zone.parts.head(0), shown, attributions=tiles)
    return localize_attributions(shown_by.attributions, lang)


def _select_lines(zone: Zone) -> gpd.GeoDataFrame:
    """Return the lines of the base map that small maps have, the least important first."""
    is_drawn = zone.basemap["layer"].isin(_DRAWN) & ~zone.basemap["on_river"].astype(bool)
    lines = zone.basemap[is_drawn].fillna({"admin_level": 0})
    return lines.sort_values(
        ["layer", "admin_level", "rank"], ascending=[True, False, False], kind="stable"
    )
