"""The parts as boundary-point text (勘测定界界址点), as Chinese land surveys exchange it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

import geopandas as gpd
import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats
from geo.fields.languages import field_names
from geo.fields.units import M2_PER_HA
from geo.geodesy.gauss_kruger import GaussKrugerZone
from geo.io.spreadsheet import escape_formula
from geo.rows import get_rows
from geo.zone import Zone
from maps.export.crs import CGCS2000_EPSG, ExportCrs, choose_grid
from maps.export.plot_fields import (
    CLASS,
    MADE,
    MAKER,
    NUMBER,
    SHEET,
    USE,
    find_common,
    find_plot_fields,
)
from maps.export.vector_files import subset_zone
from maps.figure.captions import placement_warning, zone_name
from maps.figure.options import FigureOptions
from maps.i18n import display_name
from maps.theme import BROUGHT

ENCODING = "gb18030"
_DECIMALS = 3
_AREA_DECIMALS = 4  # of hectares, as the format has it
_MAX_FIELD_CHARACTERS = 200
_PUNCTUATION = str.maketrans({",": "，", "@": "＠", "=": "＝"})


def render_boundary_points(zone: Zone, options: FigureOptions) -> bytes:
    """Return the chosen parts as boundary points in GB 18030, north before east, in metres.

    The CRS is the zone of CGCS2000 that the options name, else the 3-degree zone whose central
    meridian is nearest to the middle of the parts, where eastings begin with its number. The area
    of a plot is the geodesic area in hectares, as the format wants it, with six decimals (0.01 m²).
    Its number and its use are those of its file's own columns, where it had such.

    Raises
    ------
    InputError
        When the parts aren't within China's zones, or too far apart for one of them.
    """
    cut = subset_zone(zone, options)
    crs = choose_grid(options, cut.parts)
    plots = find_plot_fields(cut.parts["other"].tolist())
    lines = [*_list_header(cut, crs, plots), "[地块坐标]", *_iter_plots(cut.parts, crs, plots)]
    return "".join(f"{line}\r\n" for line in lines).encode(ENCODING, "replace")


def _list_header(zone: Zone, crs: ExportCrs, plots: Sequence[Mapping[str, str]]) -> list[str]:
    grid = cast("GaussKrugerZone", crs.grid)
    is_brought = (zone.parts["placement"] == BROUGHT).all()  # the zone has nothing to do with them
    made = find_common(plots, MADE) if is_brought else zone.facts["as_of"]
    said = "" if is_brought else f"{zone_name(zone, 'zh')}。{placement_warning(zone.parts, 'zh')}"
    return [
        "[属性描述]",
        "格式版本号=1.01",
        f"数据产生单位={_clean_field(find_common(plots, MAKER))}",  # no place for a sentence
        f"数据产生日期={_clean_field(made or '')}",
        "坐标系=2000国家大地坐标系",
        f"几度分带={grid.width_deg}",
        "投影类型=高斯克吕格",
        "计量单位=米",
        f"带号={grid.number}",
        f"精度={10**-_DECIMALS:g}",
        "转换参数=,,,,,,",
        *([f"备注={_clean_field(said)}"] if said else []),
    ]


def _iter_plots(
    parts: gpd.GeoDataFrame, crs: ExportCrs, plots: Sequence[Mapping[str, str]]
) -> Iterator[str]:
    """Yield for each part its line and those of its points."""
    to_grid = Transformer.from_crs(CGCS2000_EPSG, crs.epsg, always_xy=True)
    rows = zip(parts.index, get_rows(parts[list(field_names("name"))]), strict=True)
    ids = parts.index.where(parts["placement"] != BROUGHT, "")  # ours says nothing of such a plot
    for (key, named), shape, plot, own_id in zip(rows, parts.geometry, plots, ids, strict=True):
        rings = [_project_ring(ring, to_grid) for ring in _list_rings(shape)]
        count = sum(map(len, rings))
        name = display_name({"id": key, **named}, "zh")
        about = (plot.get(field, "") for field in (SHEET, USE, CLASS))
        said = [plot.get(NUMBER, own_id), name, "面", *about]
        fields = [
            str(count),
            f"{_measure_plane(rings) / M2_PER_HA:.{_AREA_DECIMALS}f}",
            *map(_clean_field, said),
        ]
        yield ",".join([*fields, "@"])
        yield from _iter_points(rings)


def _list_rings(shape: Geometry) -> list[Floats]:
    """Return each outer ring clockwise, its holes the other way, in degrees."""
    turned = shapely.orient_polygons(shapely.get_parts(shape), exterior_cw=True)
    return [shapely.get_coordinates(ring) for each in turned for ring in shapely.get_rings(each)]


def _project_ring(ring: Floats, to_grid: Transformer) -> Floats:
    """Return a ring in metres, east first; it begins at its corner in the north-west."""
    east, north = to_grid.transform(*ring[:-1].T)
    points = np.column_stack([east, north]).round(_DECIMALS)
    points = np.roll(points, -int(np.argmin(points[:, 0] - points[:, 1])), axis=0)
    kept = (points != np.roll(points, 1, axis=0)).any(axis=1)
    kept[0] = True
    return np.concatenate([points[kept], points[:1]])


def _measure_plane(rings: list[Floats]) -> float:
    """Return the area in m² of the listed corners in the plane of the projection, without holes.

    It is what the format means, and what a surveyor computes of the same lines.
    """
    # From the first corner on: the squares of eastings of eight digits would round to 0.1 m².
    moved = [ring - rings[0][0] for ring in rings]
    doubled = (np.sum(x[1:] * y[:-1] - x[:-1] * y[1:]) for x, y in (each.T for each in moved))
    return float(sum(doubled)) / 2


def _iter_points(rings: list[Floats]) -> Iterator[str]:
    """Yield the lines of a plot's points; the last of a ring has the name of its first."""
    first = 1
    for number, ring in enumerate(rings, 1):
        numbers = [*range(first, first + len(ring) - 1), first]
        for name, (east, north) in zip(numbers, ring.tolist(), strict=True):
            yield f"J{name},{number},{north:.{_DECIMALS}f},{east:.{_DECIMALS}f}"
        first += len(ring) - 1


def _clean_field(text: object) -> str:
    """Return text that can't be taken for a separator, another line or a formula."""
    plain = "".join(each if each.isprintable() else " " for each in str(text))
    return escape_formula(plain[:_MAX_FIELD_CHARACTERS].translate(_PUNCTUATION).strip())
