"""Distances from the parts to the reference places, as a matrix; and which part is nearest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.measured import Measured
from geo.rows import get_rows
from geo.zone import Zone
from maps.content import measures, vocabulary
from maps.content.models import LocalizedText, PartLink
from maps.content.part import link_part, localize_part_name
from maps.i18n import get_language, get_translator

COMPUTED_TO_M = 0.001  # two distances that differ by less are equal
MOST_NAMED = 3  # of those that could be nearer, where one line has to do

Row = Mapping[str, Any]


@dataclass(frozen=True)
class MatrixCell:
    """How far a part is from a place, and its bearing and uncertainty where they add something.

    `is_nearest` is whether no other part of its kind can be nearer, within the uncertainty.
    """

    distance: str
    bearing: str
    uncertainty: str
    is_nearest: bool


@dataclass(frozen=True)
class MatrixRow:
    """A part and its cells, in the order of the zone's places."""

    part: PartLink
    kind_label: str
    cells: Sequence[MatrixCell]


@dataclass(frozen=True)
class NearestPart:
    """The part of a kind that is nearest to a place, and those that could be as near.

    The remark of each link is its distance with its uncertainty. `is_only` is whether the zone has
    no other part of that kind, which then is the nearest to every place.
    """

    kind_label: str
    part: PartLink
    rivals: Sequence[PartLink]
    is_only: bool


def make_distance_matrix(
    measured: Measured, lang: str, *, stations: bool = False
) -> list[MatrixRow]:
    """Return a row for each part, in the file's order.

    Parameters
    ----------
    measured : Measured
        A zone of few parts: each cell is formatted.
    lang : str
        The language's code.
    stations : bool
        Whether it is of the railway stations, in place of the zone's places.
    """
    zone, table = measured.zone, _get_table(measured, stations=stations)
    kinds = zone.parts["kind"].to_dict()
    nearest = {
        (place, first["id"])
        for place in (zone.stations if stations else zone.places).index
        for first, *others in _sort_by_kind(kinds, table, place).values()
        if others and not _find_rivals(first, others)
    }
    cells: dict[str, list[MatrixCell]] = {part_id: [] for part_id in zone.parts.index}
    for row in get_rows(table):
        is_nearest = (row["place"], row["id"]) in nearest
        cells[row["id"]].append(_make_cell(row, lang, is_nearest=is_nearest))
    return [
        MatrixRow(link_part(zone, key, lang), vocabulary.kind_label(kinds[key], lang), row)
        for key, row in cells.items()
    ]


def _get_table(measured: Measured, *, stations: bool) -> pd.DataFrame:
    return measured.station_distances if stations else measured.distances


def _make_cell(row: Row, lang: str, *, is_nearest: bool) -> MatrixCell:
    distance = measures.describe_edge_distance(row, lang)
    bearing = measures.describe_bearing(row, lang)
    uncertainty = measures.describe_uncertainty(
        row["distance_m"], row["position_uncertainty_m"], lang
    )
    return MatrixCell(
        distance,
        "" if bearing == "–" else bearing,
        uncertainty,
        is_nearest=is_nearest,
    )


def find_nearest_parts(measured: Measured, place_id: str, lang: str) -> list[NearestPart]:
    """Return the nearest part of each kind, with those that could be nearer; none of a zone of one.

    A part could be as near when the ranges of both distances (± their uncertainty, that of the
    place included) meet; one whose uncertainty isn't stated always could.

    Parameters
    ----------
    measured : Measured
        The zone and its distances: geodesic, WGS 84, from the nearest edge, in metres.
    place_id : str
        One of the zone's places.
    lang : str
        The language's code.
    """
    if len(measured.zone.parts) == 1:
        return []
    kinds = measured.zone.parts["kind"].to_dict()
    return [
        NearestPart(
            vocabulary.kind_label(kind, lang),
            _link_with_distance(measured, first, lang),
            [_link_with_distance(measured, row, lang) for row in _find_rivals(first, others)],
            is_only=not others,
        )
        for kind, (first, *others) in _sort_by_kind(kinds, measured.distances, place_id).items()
    ]


def describe_nearest_part(
    measured: Measured, place_id: str, lang: str, *, stations: bool = False, park: bool = False
) -> tuple[str, str]:
    """Return which part of any kind is nearest to a place: its id, and what is said of it.

    That is its distance ± its uncertainty, and which others could be as near within it: then it is
    the nearest as drawn. Parts that lie in one of those that are named can't be nearer than it.

    Parameters
    ----------
    measured : Measured
        The zone and its distances: geodesic, WGS 84, from the nearest edge, in metres.
    place_id : str
        One of the zone's places, or of its stations.
    lang : str
        The language's code.
    stations : bool
        Whether it is a station.
    park : bool
        Only the parks, of which there has to be one.
    """
    _, language = get_translator(lang), get_language(lang)
    table = _get_table(measured, stations=stations)
    if park:
        table = table[table["id"].map(measured.zone.parts["kind"]) == "park"]
    first, *others = _sort_by_distance(table, place_id)
    link = _link_with_distance(measured, first, lang)
    said = f"{link.name.text}{language.comma}{link.remark}"
    if not others:
        return link.id, said
    rivals = _drop_inner(measured.zone, first, _find_rivals(first, others))
    if park:
        label = _("nearest park as drawn") if rivals else _("nearest park")
    else:
        label = _("nearest as drawn") if rivals else _("nearest")
    told = [f"{label}{language.colon}{said}"]
    if park and len(rivals) > 1:
        told.append(_("perhaps one of %(count)s others") % {"count": len(rivals)})
    else:
        told.append(_name_rivals(measured, rivals, lang))
    return link.id, language.clause_separator.join(filter(None, told))


def _drop_inner(zone: Zone, first: Row, rivals: Sequence[Row]) -> Sequence[Row]:
    """Return the rivals that lie neither in the first nor in one another."""
    named = {first["id"], *(row["id"] for row in rivals)}
    parents: dict[Any, Any] = zone.parts["parent"].to_dict()

    def lies_within(part_id: str) -> bool:
        outer = parents[part_id]
        return bool(outer) and (outer in named or lies_within(outer))

    return [row for row in rivals if not lies_within(row["id"])]


def _name_rivals(measured: Measured, rivals: Sequence[Row], lang: str) -> str:
    _, zone = get_translator(lang), measured.zone
    shown = [localize_part_name(zone.part(row["id"]), lang).text for row in rivals[:MOST_NAMED]]
    names = get_language(lang).list_separator.join(shown)
    if len(rivals) > MOST_NAMED:
        said = _("%(parts)s and %(count)s more could be nearer")
        return said % {"parts": names, "count": len(rivals) - MOST_NAMED}
    return _("%(parts)s could be nearer") % {"parts": names} if rivals else ""


def find_nearest_by_place(
    measured: Measured, lang: str
) -> list[tuple[LocalizedText, list[NearestPart]]]:
    """Return the name of each place with the parts that are nearest to it; of a small zone."""
    places = measured.zone.place_rows.items() if measured.are_few else ()
    found = ((row, find_nearest_parts(measured, key, lang)) for key, row in places)
    return [(localize_part_name(row, lang), nearest) for row, nearest in found if nearest]


def _sort_by_kind(
    kinds: Mapping[Any, str], table: pd.DataFrame, place_id: str
) -> dict[str, list[Row]]:
    """Return by kind the distances from its parts to a place, the shortest first."""
    found: dict[str, list[Row]] = {kind: [] for kind in kinds.values()}
    for row in _sort_by_distance(table, place_id):
        found[kinds[row["id"]]].append(row)
    return found


def _sort_by_distance(table: pd.DataFrame, place_id: str) -> Sequence[Row]:
    return get_rows(table[table["place"] == place_id].sort_values("distance_m", kind="stable"))


def _find_rivals(first: Row, others: Sequence[Row]) -> list[Row]:
    """Return those of the other rows that could be as near as the first, as computed."""
    farthest_m = first["distance_m"] + _bound(first) + COMPUTED_TO_M
    return [row for row in others if row["distance_m"] - _bound(row) <= farthest_m]


def _bound(row: Row) -> float:
    value = row["position_uncertainty_m"]
    return float("inf") if measures.is_missing(value) else float(value)


def _link_with_distance(measured: Measured, row: Row, lang: str) -> PartLink:
    remark = measures.join_uncertainty(row["distance_m"], row["position_uncertainty_m"], lang)
    return link_part(measured.zone, row["id"], lang, remark)
