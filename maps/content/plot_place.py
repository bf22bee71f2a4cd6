"""In which parts of the zone a plot lies, in words: its shares of them, or the nearest part."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Shapes
from geo.geodesy.area import shape_areas_m2
from geo.lookup.inside_points import find_inside_points
from geo.lookup.locate import Location, locate_point
from geo.lookup.own_shares import SHARE_DECIMALS, share_out
from geo.lookup.shape_edges import find_edges_near, list_reaching_parts
from geo.lookup.uncertainty import judge_shapes
from geo.measured import Measured
from maps import formatting
from maps.content import vocabulary
from maps.content.candidates import add_candidates
from maps.content.part import localize_part_name
from maps.content.shares import PartShare, describe_shares
from maps.i18n import get_translator


@dataclass(frozen=True)
class PlotPlace:
    """Where a plot lies.

    Attributes
    ----------
    text : str
        Its shares in parts and outside, which add up; or the nearest part, where none has it.
    parts : tuple of str
        Ids of the parts that it lies in, the outermost first, without those it only touches.
    verdict_label : str
        How sure that is.
    """

    text: str
    parts: tuple[str, ...]
    verdict_label: str


def locate_inside(measured: Measured, shape: Geometry) -> Location:
    """Return what is known of the point inside a shape, from which its distances are told."""
    inside = find_inside_points(np.array([shape], dtype=object))
    lon, lat = shapely.get_coordinates(inside)[0].tolist()
    return locate_point(measured.index, lon, lat)


def describe_plot_place(measured: Measured, shape: Geometry, lang: str) -> PlotPlace:
    """Return in which parts a plot lies.

    Parameters
    ----------
    measured : Measured
        The zone.
    shape : Polygon or MultiPolygon
        Valid, WGS 84 degrees.
    lang : str
        The language's code.
    """
    shapes: Shapes = np.array([shape], dtype=object)
    (edge,), (edge_m,) = (each.tolist() for each in find_edges_near(measured.index.edges, shapes))
    edge_part = str(measured.index.parts.index[edge])
    uncertainty_m = float(measured.index.parts["position_uncertainty_m"].iloc[edge])
    verdict = str(judge_shapes(measured.index.bands, shapes)[0])
    sure = vocabulary.verdict_label(verdict, lang)
    found, outside = _share_out(measured, shapes, lang)
    if not found:
        _ = get_translator(lang)
        said = _("outside all parts, nearest as drawn %(part)s (%(distance)s)") % {
            "part": _name_part(measured, edge_part, lang),
            "distance": formatting.distance(edge_m, lang, uncertainty_m=uncertainty_m),
        }
        reached = list_reaching_parts(measured.index, shapes)[0] if verdict == "possible" else []
        ids = [str(measured.index.parts.index[each]) for each in reached]
        return PlotPlace(add_candidates(said, measured.zone, ids, lang, is_plot=True), (), sure)
    text = describe_shares(
        list(found.values()),
        outside,
        area_m2=float(shape_areas_m2(shapes)[0]),
        uncertainty_m=uncertainty_m,
        lang=lang,
    )
    return PlotPlace(text, tuple(key for key, each in found.items() if not each.is_touch), sure)


def _share_out(measured: Measured, shapes: Shapes, lang: str) -> tuple[dict[str, PartShare], float]:
    """Return the share of each part that has something of the plot by its id, and that outside."""
    index, areas_m2 = measured.index, shape_areas_m2(shapes)
    shares, area_m2 = share_out(index, shapes, areas_m2), float(areas_m2[0])
    columns = (shares.part, shares.own_m2, shares.shared_m2, shares.is_touch)
    found: dict[str, PartShare] = {}
    outside = 1.0
    for part, own_m2, shared_m2, is_touch in zip(*(c.tolist() for c in columns), strict=True):
        outside -= own_m2 / area_m2
        if own_m2 > 0:
            key = str(index.parts.index[part])
            name = _name_part(measured, key, lang)
            found[key] = PartShare(name, own_m2 / area_m2, shared_m2 / area_m2, is_touch)
    return found, max(round(outside, SHARE_DECIMALS), 0.0)


def _name_part(measured: Measured, part_id: str, lang: str) -> str:
    return localize_part_name({"id": part_id, **measured.zone.part(part_id)}, lang).text
