"""The numbers of an overlay in words, the same as on the map's page."""

from collections.abc import Sequence
from typing import cast

import geopandas as gpd

from geo.geodesy.area import area_m2
from geo.geodesy.assumed_size import find_edge_shift_of_part_m
from geo.geodesy.geodesic import WGS84
from geo.lookup.locate import locate_point
from geo.measured import measure_once
from geo.rows import get_row
from geo.zone import Zone
from maps import formatting
from maps.content.measures import headline_area, join_uncertainty
from maps.content.models import HeadlineRow
from maps.content.part import localize_part_name
from maps.content.point import make_point_view
from maps.content.uncertainty import describe_reach
from maps.figure.overlay.marks import LatLon, Marks
from maps.figure.overlay.model import AddedShape, Overlay
from maps.figure.overlay.shapes import (
    band_width_m,
    list_city_lines,
    list_corners,
    measure_area_m2,
    measure_length_m,
    to_lonlat,
)
from maps.i18n import get_language, get_translator
from maps.numerals import format_number

UNIT_SEPARATOR = " · "
MOST_LISTED = 8


def path_length(value_m: float, lang: str) -> str:
    """Return a length between points that somebody set, a digit finer than a distance of the data.

    >>> path_length(12_345.0, "en"), path_length(128_312.0, "en"), path_length(312.0, "en")
    ('12.35 km', '128.3 km', '312 m')
    """
    if value_m < 999.5:
        return formatting.distance(value_m, lang)
    digits = 2 if value_m < 99_950 else 1
    return f"{format_number(value_m / 1000, lang, digits=digits)} km"


def measure_path(marks: Marks, lang: str) -> list[str]:
    """Return what the points of a path measure: the total first, then what belongs to it."""
    _, points = get_translator(lang), list_corners(marks)
    if marks.path_kind == "line":
        total = path_length(measure_length_m(points), lang)
        last = {"distance": path_length(measure_length_m(points[-2:]), lang)}
        return [total, _("last segment %(distance)s") % last] if len(points) > 2 else [total]
    size_m2 = measure_area_m2(points)
    if size_m2 is None:
        return [
            _(
                "The line crosses itself, so it has no area. Undo the last point, or "
                "continue without crossing."
            )
        ]
    first, *more = formatting.areas(size_m2, lang)
    around = {"distance": path_length(measure_length_m([*points, points[0]]), lang)}
    said = (first, UNIT_SEPARATOR.join(more), _("perimeter %(distance)s") % around)
    return [each for each in said if each]


def describe_point(zone: Zone, point: LatLon, lang: str) -> list[str]:
    """Return where a queried point is, and in which part, how sure: the lines of its label."""
    _ = get_translator(lang)
    found = locate_point(measure_once(zone).index, *to_lonlat(point))
    view = make_point_view(zone, found, lang)
    inside = [each.name.text for each in view.parts[-1:]] or [_("Outside every drawn outline")]
    return [view.at, f"{inside[0]}{UNIT_SEPARATOR}{view.verdict_label}"]


def name_part(zone: Zone, part_id: str, lang: str) -> str:
    """Return a part's name."""
    return localize_part_name({**get_row(zone.parts, part_id), "id": part_id}, lang).text


def name_centre(zone: Zone, marks: Marks, lang: str) -> str:
    """Return what the rings are around: the centroid of a part, or a point as it is written."""
    if isinstance(marks.origin, str):
        _ = get_translator(lang)
        return _("the centroid of %(name)s") % {"name": name_part(zone, marks.origin, lang)}
    lat, lon = marks.origin or (0.0, 0.0)
    return f"{lat:.6f}, {lon:.6f}"


def describe_rings(zone: Zone, marks: Marks, lang: str) -> str:
    """Return the radii of the rings and their centre."""
    _ = get_translator(lang)
    radii = get_language(lang).list_separator.join(f"{km:g} km" for km in marks.rings_km)
    said = _("Range rings around %(name)s: %(radii)s (geodesic)")
    return said % {"name": name_centre(zone, marks, lang), "radii": radii}


def describe_cities(zone: Zone, marks: Marks, lang: str) -> str:
    """Return how far the cities are from the centre; empty without lines to them."""
    _ = get_translator(lang)
    ways = [
        f"{localize_part_name(each.row, lang).text} "
        + join_uncertainty(each.distance_m, each.uncertainty_m, lang)
        for each in list_city_lines(zone, marks)
    ]
    if not ways:
        return ""
    said = _("Straight-line (geodesic) distance from %(name)s: %(ways)s")
    joined = get_language(lang).clause_separator.join(ways)
    return said % {"name": name_centre(zone, marks, lang), "ways": joined}


def describe_path(marks: Marks, lang: str) -> str:
    """Return what a path measures as one line; empty without a path."""
    _ = get_translator(lang)
    said = (
        _("Measured area: %(result)s") if marks.path_kind == "area" else _("Measured: %(result)s")
    )
    return said % {"result": UNIT_SEPARATOR.join(measure_path(marks, lang))} if marks.path else ""


def describe_queried(zone: Zone, marks: Marks, lang: str) -> str:
    """Return the queried point as one line; empty without one."""
    _ = get_translator(lang)
    if marks.point is None:
        return ""
    said = UNIT_SEPARATOR.join(describe_point(zone, marks.point, lang))
    return _("Queried point: %(result)s") % {"result": said}


def describe_selected(zone: Zone, overlay: Overlay, lang: str) -> str:
    """Return the name of the selected part; empty without one."""
    _ = get_translator(lang)
    if overlay.selected is None:
        return ""
    return _("Selected part: %(name)s") % {"name": name_part(zone, overlay.selected, lang)}


def describe_band(zone: Zone, overlay: Overlay, lang: str) -> str:
    """Return the position uncertainty of the selected part; empty where there is none."""
    _ = get_translator(lang)
    if overlay.selected is None or not band_width_m(zone, overlay):
        return ""
    part = get_row(zone.parts, overlay.selected)
    shift_m = find_edge_shift_of_part_m(part)
    said = _("Where its outline may lie: %(uncertainty)s")
    return said % {"uncertainty": describe_reach(part["position_uncertainty_m"], shift_m, lang)}


def measure_shape(added: AddedShape, lang: str) -> str:
    """Return the area of a plot or the length of a line; a point's coordinates."""
    if added.shape.area:
        return formatting.area(shape_area_m2(added), lang)
    if added.shape.length:
        return path_length(shape_length_m(added), lang)
    at = added.shape.centroid
    return f"{at.y:.6f}, {at.x:.6f}"


def shape_area_m2(added: AddedShape) -> float:
    """Return the geodesic area of a shape; 0 of one that is no polygon."""
    return float(area_m2(gpd.GeoSeries([added.shape], crs="OGC:CRS84"))[0])


def shape_length_m(added: AddedShape) -> float:
    """Return the geodesic length of a line."""
    return float(WGS84.geometry_length(added.shape))


def name_shape(added: AddedShape, number: int) -> str:
    """Return the name of a shape, or its number from 1."""
    return added.name or f"№ {number}"


def describe_shapes(shapes: Sequence[AddedShape], lang: str) -> list[str]:
    """Return how many shapes were added, their area together, and the first of them."""
    _, language = get_translator(lang), get_language(lang)
    if not shapes:
        return []
    whole_m2 = sum(map(shape_area_m2, shapes))
    said = _("Shapes added by the user, not checked: %(count)s") % {"count": len(shapes)}
    if whole_m2:
        total = _("total area %(area)s") % {
            "area": UNIT_SEPARATOR.join(formatting.areas(whole_m2, lang))
        }
        said = said + language.clause_separator + total
    listed = [
        name_shape(each, n) + language.colon + measure_shape(each, lang)
        for n, each in enumerate(shapes[:MOST_LISTED], 1)
    ]
    left = len(shapes) - len(listed)
    return [
        said,
        *listed,
        *([_("and %(count)s more shapes") % {"count": left}] if left > 0 else []),
    ]


def describe_compared(zone: Zone, marks: Marks, lang: str) -> str:
    """Return the parts that are compared, each with its area; empty without any."""
    _, language = get_translator(lang), get_language(lang)
    if not marks.compared:
        return ""
    areas = measure_once(zone).areas
    said = [
        name_part(zone, each, lang)
        + language.colon
        + " ".join(filter(None, headline_area(cast("HeadlineRow", get_row(areas, each)), lang)))
        for each in marks.compared
    ]
    return _("Parts compared: %(items)s") % {"items": language.clause_separator.join(said)}


def list_numbers(zone: Zone, overlay: Overlay, lang: str) -> list[str]:
    """Return all that a page says of an overlay, a line each; nothing of what it has not."""
    marks = overlay.marks
    said = (
        describe_selected(zone, overlay, lang),
        describe_band(zone, overlay, lang),
        describe_rings(zone, marks, lang) if marks.rings_km else "",
        describe_cities(zone, marks, lang),
        describe_queried(zone, marks, lang),
        describe_path(marks, lang),
        describe_compared(zone, marks, lang),
        *describe_shapes(overlay.shapes, lang),
    )
    return [each for each in said if each]


def describe_overlay(zone: Zone, overlay: Overlay, lang: str) -> str:
    """Return the same as one sentence; empty where there is nothing."""
    _, language = get_translator(lang), get_language(lang)
    items = language.clause_separator.join(list_numbers(zone, overlay, lang))
    return _("Shown over it: %(items)s.") % {"items": items} if items else ""


def describe_code(overlay: Overlay, lang: str) -> str:
    """Return what the code of the page's address does: it brings back what the address holds."""
    _ = get_translator(lang)
    if overlay.is_partly_addressed:
        return _("Opens this view without the added data")
    return _("Opens this view")
