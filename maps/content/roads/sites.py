"""What is told of the ways by road from a site or a plot to the places."""

import math
from collections.abc import Mapping, Sequence

from geo.arrays import Json
from geo.roads.model import RoadFigure, Roads
from geo.roads.rows import SITE_WAYS
from geo.roads.sites import find_gap_m
from geo.rows import none_if_nan
from maps.content.roads.conditions import credit_roads, describe_conditions, vehicle_label
from maps.content.roads.table import describe_figure, describe_gap
from maps.i18n import get_language, get_translator


def describe_site_roads(
    roads: Roads, figures: Sequence[RoadFigure], names: Mapping[str, str], lang: str
) -> Json:
    """Return the ways of a site as JSON has them: numbers, their words, and what they rest on.

    Parameters
    ----------
    roads : Roads
        What the figures rest on.
    figures : sequence of RoadFigure
        Of the site.
    names : mapping of str to str
        Of the places, by id.
    lang : str
        The language's code.
    """
    by_way = {(each.place, each.vehicle, each.direction): each for each in figures}
    ways = [
        _describe_way(roads, by_way[place, vehicle, direction], name, lang)
        for place, name in names.items()
        for vehicle, direction, _ in SITE_WAYS
        if (place, vehicle, direction) in by_way
    ]
    gap_m = find_gap_m(figures)
    notes = [] if math.isnan(gap_m) else [describe_gap(gap_m, lang)]
    notes += [describe_conditions(roads, lang), credit_roads(roads, lang)]
    return {"ways": ways, "gap_m": none_if_nan(gap_m), "notes": notes}


def _describe_way(roads: Roads, figure: RoadFigure, name: str, lang: str) -> Json:
    _, language = get_translator(lang), get_language(lang)
    cell = describe_figure(roads, figure, lang)
    direction = _("to the place") if figure.direction == "to" else _("from the place")
    return {
        "place": figure.place,
        "name": name,
        "vehicle": figure.vehicle,
        "direction": figure.direction,
        "label": language.comma.join((vehicle_label(figure.vehicle, lang), direction)),
        "status": figure.status,
        "distance_m": none_if_nan(figure.least_m),
        "time_s": none_if_nan(figure.least_s),
        "text": cell.text,
        "description": language.clause_separator.join((cell.text, *cell.remarks)),
    }
