"""Thumbnails of parts as inline SVG, all of one scale, so that sizes can be compared by eye."""

from collections.abc import Iterator

import geopandas as gpd

from geo.geodesy.antimeridian import Box, unwrapped_bounds
from geo.rows import get_row, get_rows
from geo.zone import Zone
from maps.content.part import localize_part_name
from maps.numerals import word_length
from maps.svg.ground import list_ground
from maps.svg.viewbox import M_PER_DEGREE, ViewBox, squeeze
from maps.templating import get_environment

WIDTH, HEIGHT = 200, 150
_TOLERANCE_PX = 0.5
MARGIN = 1.15  # times what the largest part needs


def fit_view_boxes(parts: gpd.GeoDataFrame) -> dict[str, ViewBox]:
    """Return a view box for each part, by id: around its middle, of one scale for all."""
    bounds = {str(part_id): unwrapped_bounds([shape]) for part_id, shape in parts.geometry.items()}
    m_per_px = max(1.0, *(_needed_m_per_px(box) for box in bounds.values())) * MARGIN
    return {part_id: _view_box(box, m_per_px) for part_id, box in bounds.items()}


def _needed_m_per_px(bounds: Box) -> float:
    """Return the scale at which the bounds (degrees) just fit."""
    west, south, east, north = bounds
    across = (east - west) * squeeze((south + north) / 2) / WIDTH
    return M_PER_DEGREE * max(across, (north - south) / HEIGHT)


def _view_box(bounds: Box, m_per_px: float) -> ViewBox:
    west, south, east, north = bounds
    lon, lat, down = (west + east) / 2, (south + north) / 2, M_PER_DEGREE / m_per_px
    return ViewBox(lon, lat, WIDTH / 2, HEIGHT / 2, down * squeeze(lat), down, WIDTH, HEIGHT)


def draw_thumbnail(zone: Zone, part_id: str, box: ViewBox, *, lang: str) -> str:
    """Return a small map of one part as SVG text, with a scale bar and no style of its own."""
    length_m, bar_px = box.fit_bar(most_px=WIDTH / 3)
    return (
        get_environment(lang)
        .get_template("thumbnail.html")
        .render(
            width=WIDTH,
            height=HEIGHT,
            name=localize_part_name(get_row(zone.parts, part_id), lang),
            shapes=list(_iter_shapes(zone, part_id, box)),
            bar_px=bar_px,
            bar=word_length(length_m),
        )
    )


def _iter_shapes(zone: Zone, part_id: str, box: ViewBox) -> Iterator[tuple[str, str]]:
    """Return class names and path data of ground and parts, from below to above."""
    for row in get_rows(list_ground(zone, tiles_in=unwrapped_bounds(zone.parts.geometry))):
        drawn = box.path(row["geometry"], tolerance_px=_TOLERANCE_PX)
        yield f"{row['kind']}{' host' * row['host']}", drawn
    for other, row in zip(zone.parts.index, get_rows(zone.parts), strict=True):
        mine = "" if other == part_id else " other"
        yield (
            f"part kind-{row['kind']} placement-{row['placement']}{mine}",
            box.path(row["geometry"]),
        )
