"""The base map of a figure: administrative lines, rivers and railways, and the names of towns."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geo.rows import get_rows
from geo.zone import Zone
from maps.content.places import drop_own_places
from maps.content.uncertainty import label_basemap
from maps.figure.labels import name_lines
from maps.figure.legend import Legend
from maps.figure.map_frame import MapFrame, draw_shape
from maps.figure.map_layers import (
    POINTS_PER_PX,
    VisiblePlace,
    draw_context,
    ink_colour,
    list_visible,
    visible_context,
    visible_places,
)
from maps.figure.page import Page
from maps.figure.tile_source import list_names, shows_tiles
from maps.figure.tiles import draw_tiles
from maps.labels.model import Label
from maps.theme import TILE_INKS
from maps.tiles.description import list_legend

RAILS_FROM_M = 200_000.0  # railways are generalised: for maps of a region only, so far across
COUNTIES_ABOVE_PT_PER_M = 0.0006
MOST_NAMES = 24
SAME_PLACE_M = 6_000.0  # a name of a tile this close to a reference place is that place's
LEAST_PT = 0.25


@dataclass(frozen=True)
class LineStyle:
    """How a class of lines is drawn: its ink, its width in pixels, its dashes in line widths."""

    ink: str
    width_px: float
    dashes: tuple[float, ...] = ()


ADMIN_LINES: Mapping[int, LineStyle] = {
    4: LineStyle("province-line", 1.5, (6.5, 2, 1.3, 2)),
    5: LineStyle("prefecture-line", 1.0, (7, 3, 1.5, 3)),
    6: LineStyle("county-line", 0.8, (4, 3)),
}
RIVERS: Mapping[int, LineStyle] = {
    1: LineStyle("water-line", 2.6),
    2: LineStyle("water-line", 1.7),
    3: LineStyle("water-line", 1.0),
}
RAIL, RUNWAY = LineStyle("rail", 1.0), LineStyle("runway", 2.2)
BAND_PX, BAND_OPACITY = 6.0, 0.14


def draw_ground(frame: MapFrame, zone: Zone, *, line_scale: float) -> None:
    """Draw what lies beneath the zone: its base map, or else the lines of its context."""
    has_basemap = not zone.basemap.empty
    draw_context(frame, zone.context, line_scale=line_scale, has_lines=not has_basemap)
    draw_tiles(frame, zone, line_scale=line_scale)
    if has_basemap:
        lines = select_lines(frame, zone, line_scale=line_scale)
        draw_basemap(frame, lines, line_scale=line_scale)


def select_lines(frame: MapFrame, zone: Zone, *, line_scale: float) -> gpd.GeoDataFrame:
    """Return the lines of the base map that a frame shows: without those that tiles replace."""
    if shows_tiles(frame, zone, line_scale=line_scale):
        return zone.basemap[zone.basemap["layer"] == "boundaries"]
    return zone.basemap


def draw_basemap(frame: MapFrame, basemap: gpd.GeoDataFrame, *, line_scale: float) -> None:
    """Draw the lines of the base map that suit the frame's scale, the least important first."""
    lines = basemap[basemap.geometry.geom_type != "Point"].sort_values(
        "rank", ascending=False, kind="stable"
    )
    for row in get_rows(lines):
        style = _choose_style(row, frame)
        shape = frame.project(row["geometry"]) if style else shapely.Point()
        if style is None or shape.is_empty:
            continue
        if row["admin_level"] == 4:
            _draw_line(frame, shape, LineStyle(style.ink, BAND_PX), line_scale, alpha=BAND_OPACITY)
        if not row["on_river"]:
            _draw_line(frame, shape, style, line_scale)


def _choose_style(row: Mapping[str, Any], frame: MapFrame) -> LineStyle | None:
    """Return a line's style; None where it is not drawn at this scale."""
    if row["layer"] == "boundaries":
        is_fine = row["admin_level"] == 6 and frame.points_per_m < COUNTIES_ABOVE_PT_PER_M
        return None if is_fine else ADMIN_LINES.get(row["admin_level"])
    if row["layer"] == "water_lines":
        return RIVERS.get(row["rank"], RIVERS[3])
    if row["kind"] == "rail":
        across_m = max(frame.width, frame.height) / frame.points_per_m
        return RAIL if across_m > RAILS_FROM_M else None
    return RUNWAY if row["kind"] == "runway" else None


def _draw_line(
    frame: MapFrame, shape: Any, style: LineStyle, line_scale: float, *, alpha: float = 1.0
) -> None:
    draw_shape(
        frame.axes,
        shape,
        facecolor="none",
        edgecolor=ink_colour(style.ink),
        linewidth=max(LEAST_PT, style.width_px * POINTS_PER_PX * line_scale),
        linestyle=(0, style.dashes) if style.dashes else "solid",
        alpha=alpha,
        joinstyle="round",
        capstyle="butt" if style.dashes else "round",
        zorder=2 if style.ink != "water-line" else 2.5,
    )


def list_ground(frame: MapFrame, zone: Zone, *, line_scale: float) -> dict[str, list[str]]:
    """Return the ids of what `draw_ground` draws: of the `context` and of the `basemap`."""
    if zone.basemap.empty:
        return {"context": list_visible(frame, zone.context), "basemap": []}
    hosts = visible_context(frame, zone.context, has_lines=False)["host"]
    drawn = _visible_lines(frame, select_lines(frame, zone, line_scale=line_scale))
    return {"context": list(map(str, hosts.index)), "basemap": list(map(str, drawn.index))}


def _visible_lines(frame: MapFrame, basemap: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the lines of the base map that are drawn at the frame's scale."""
    is_drawn = [
        row["geometry"].geom_type != "Point"
        and _choose_style(row, frame) is not None
        and not frame.project(row["geometry"]).is_empty
        for row in get_rows(basemap)
    ]
    return basemap[np.array(is_drawn, dtype=bool)]


def visible_towns(page: Page, frame: MapFrame, zone: Zone, *, is_close: bool) -> list[VisiblePlace]:
    """Return the prefecture seats in the frame, and in a close map the county seats.

    At most `MOST_NAMES`, the highest ranks first, and none that is a reference place. Tiles, where
    the frame shows some, name what there is at its scale.
    """
    scale = page.ground_scale
    if zone.tiles is not None and shows_tiles(frame, zone, line_scale=scale):
        known = [*visible_places(frame, zone.places), *visible_places(frame, zone.stations)]
        found = list_names(frame, zone.tiles, line_scale=scale)
        least_pt = SAME_PLACE_M * frame.points_per_m
        return [
            each
            for each in found
            if not any(each.point.distance(place.point) < least_pt for place in known)
        ][:MOST_NAMES]
    kinds = ("city", "town") if is_close else ("city",)
    named = drop_own_places(zone.basemap[zone.basemap["kind"].isin(kinds)], zone.places)
    return visible_places(frame, named.sort_values("rank", kind="stable"))[:MOST_NAMES]


def town_labels(towns: Iterable[VisiblePlace], langs: Sequence[str], *, em: float) -> list[Label]:
    """Return the labels of towns of the base map, each in the leading language."""
    colour = ink_colour("place")
    return [
        Label(
            lines=name_lines(town.row, langs[:1], 0.72 * em),
            anchor=(town.x, town.y),
            max_distance=3 * em,
            colour=colour,
        )
        for town in towns
    ]


def draw_town(frame: MapFrame, town: VisiblePlace, *, size: float) -> None:
    """Draw the dot of a town of the base map, `size` points wide."""
    style: dict[str, Any] = {
        "markersize": size,
        "markeredgewidth": size * 0.2,
        "markerfacecolor": ink_colour("ground"),
        "markeredgecolor": ink_colour("place"),
        "zorder": 3.6,
    }
    frame.axes.plot([town.x], [town.y], "o", **style)


def add_basemap_entries(legend: Legend, frame: MapFrame, basemap: gpd.GeoDataFrame) -> None:
    """Write what the lines of the base map mean that are drawn at the frame's scale."""
    drawn = _visible_lines(frame, basemap)
    labels = [label_basemap(drawn, lang) for lang in legend.langs]
    for name, style in (
        ("boundaries", ADMIN_LINES[4]),
        ("river", RIVERS[2]),
        ("rail", RAIL),
        ("runway", RUNWAY),
    ):
        if name in labels[0]:
            legend.add_line(
                " ".join(dict.fromkeys(each[name] for each in labels)),
                color=ink_colour(style.ink),
                linestyle=(0, style.dashes) if style.dashes else "solid",
                linewidth=style.width_px * POINTS_PER_PX * legend.page.line_scale,
            )


def add_tile_entries(legend: Legend, inks: Collection[str]) -> None:
    """Write what lines of the tiles in these inks mean."""
    labels = [list_legend(lang) for lang in legend.langs]
    for n, (ink, edge, _) in enumerate(labels[0]):
        if ink not in inks:
            continue
        words = " ".join(dict.fromkeys(each[n][2] for each in labels))
        colour = TILE_INKS[edge or ink].to_list()[-1]
        legend.add_line(words, color=colour, linewidth=1.4 * legend.page.line_scale)
