"""Road figures as rows of a table, one for each part, place, direction and vehicle."""

import math
from collections.abc import Sequence
from typing import Any

from geo.roads.model import RoadFigure, Roads

COLUMNS = (
    *("id", "place", "direction", "vehicle", "status", "limit", "road_distance_m"),
    *("road_distance_most_m", "road_time_min", "road_time_most_min", "straight_m", "road_ratio"),
    *("points_asked", "points_answered", "toll", "ferry", "toll_free_distance_m"),
    *("toll_free_time_min", "gap_m", "place_gap_m", "basis"),
)
# The ways that columns of one row for all places tell: vehicle, direction, and how they begin.
SITE_WAYS = (("car", "to", "road"), ("car", "from", "road_back"), ("truck", "to", "truck"))
_PART_FIELDS = {
    "distance_m": "road_distance_m",
    "distance_most_m": "road_distance_most_m",
    "time_min": "road_time_min",
    "time_most_min": "road_time_most_min",
    "points": "points_answered",
    "status": "status",
}


def make_road_rows(
    roads: Roads | None, *, part: str | None = None, place: str | None = None
) -> list[dict[str, Any]]:
    """Return the figures as rows with the keys `COLUMNS`; what is not known is None.

    Parameters
    ----------
    roads : Roads or None
        Without them, and where they are of another state of the zone, there are no rows.
    part, place : str, optional
        Ids to which the rows are limited.
    """
    if roads is None or not roads.is_current:
        return []
    figures = [
        each for each in roads.figures if part in {None, each.part} and place in {None, each.place}
    ]
    return [_make_row(each, basis=describe_basis(roads)) for each in figures]


def make_part_columns(
    roads: Roads | None, part: str, places: Sequence[str]
) -> dict[str, float | str | None]:
    """Return a part's figures as columns of one row: ranges, and over how many points.

    Parameters
    ----------
    roads : Roads or None
        As in `make_road_rows`: without figures that may be shown there are no columns.
    part : str
        Its id.
    places : sequence of str
        Ids, in the order of the columns.
    """
    if roads is None or not roads.is_current:
        return {}
    rows = make_road_rows(roads, part=part)
    by_way = {(row["place"], row["vehicle"], row["direction"]): row for row in rows}
    columns = {
        f"{place}_{prefix}_{name}": by_way.get((place, vehicle, direction), {}).get(field)
        for place in places
        for vehicle, direction, prefix in SITE_WAYS
        for name, field in _PART_FIELDS.items()
    }
    return {**columns, "road_basis": describe_basis(roads)}


def describe_basis(roads: Roads) -> str:
    """Return what the figures are of, and the credit with dates and engine, in English."""
    dates = [each.date or "date unknown" for each in roads.extracts]
    credit = ", ".join(dict.fromkeys((roads.attribution, *dates, roads.engine)))
    return f"free flow, without congestion, tolls and loading; {credit}"


def _make_row(figure: RoadFigure, *, basis: str) -> dict[str, Any]:
    numbers = (figure.least_m, figure.most_m, figure.least_s / 60, figure.most_s / 60)
    free = (figure.toll_free_m, figure.toll_free_s / 60)
    values: Sequence[Any] = (
        *(figure.part, figure.place, figure.direction, figure.vehicle, figure.status),
        figure.limit,
        *(_round(each) for each in (*numbers, figure.straight_m)),
        _round(figure.ratio, 3),
        *(figure.points_asked, figure.points_answered),
        *((figure.has_toll, figure.has_ferry) if figure.status == "found" else (None, None)),
        *(_round(each) for each in (*free, figure.gap_m, figure.place_gap_m)),
        basis,
    )
    return dict(zip(COLUMNS, values, strict=True))


def _round(value: float, digits: int = 1) -> float | None:
    return None if math.isnan(value) else round(value, digits)
