"""Distances from the parts to the reference places, as a matrix; and which part is nearest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.measured import Measured
from geo.rows import get_rows
from maps.content import measures, vocabulary
from maps.content.models import LocalizedText, PartLink
from maps.content.part import link_part, localize_part_name
from maps.i18n import get_language, get_translator

COMPUTED_TO_M = 0.001  # two distances that differ by less are equal

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


def make_distance_matrix(measured: Measured, lang: str) -> list[MatrixRow]:
    """Return a row for each part, in the file's order.

    Parameters
    ----------
    measured : Measured
        A zone of few parts: each cell is formatted.
    lang : str
        The language's code.
    """
    zone, rows = measured.zone, get_rows(measured.distances)
    kinds = zone.parts["kind"].to_dict()
    nearest = {
        (place, first["id"])
        for place in zone.places.index
        for first, *others in _sort_by_kind(measured, place).values()
        if others and not _find_rivals(first, others)
    }
    cells: dict[str, list[MatrixCell]] = {part_id: [] for part_id in zone.parts.index}
    for row in rows:
        is_nearest = (row["place"], row["id"]) in nearest
        cells[row["id"]].append(_make_cell(row, lang, is_nearest=is_nearest))
    return [
        MatrixRow(link_part(zone, key, lang), vocabulary.kind_label(kinds[key], lang), row)
        for key, row in cells.items()
    ]


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
    return [
        NearestPart(
            vocabulary.kind_label(kind, lang),
            _link_with_distance(measured, first, lang),
            [_link_with_distance(measured, row, lang) for row in _find_rivals(first, others)],
            is_only=not others,
        )
        for kind, (first, *others) in _sort_by_kind(measured, place_id).items()
    ]


def describe_nearest_part(measured: Measured, place_id: str, lang: str) -> str:
    """Return which part of any kind is nearest to a place, and how far it is, ± its uncertainty.

    Where another could be as near within the uncertainty, it is the nearest as drawn.

    Parameters
    ----------
    measured : Measured
        The zone and its distances: geodesic, WGS 84, from the nearest edge, in metres.
    place_id : str
        One of the zone's places.
    lang : str
        The language's code.
    """
    _, language = get_translator(lang), get_language(lang)
    first, *others = _sort_by_distance(measured, place_id)
    link = _link_with_distance(measured, first, lang)
    said = f"{link.name.text}{language.comma}{link.remark}"
    if not others:
        return said
    label = _("nearest as drawn") if _find_rivals(first, others) else _("nearest")
    return f"{label}{language.colon}{said}"


def find_nearest_by_place(
    measured: Measured, lang: str
) -> list[tuple[LocalizedText, list[NearestPart]]]:
    """Return the name of each place with the parts that are nearest to it; of a small zone."""
    places = measured.zone.place_rows.items() if measured.are_few else ()
    found = ((row, find_nearest_parts(measured, key, lang)) for key, row in places)
    return [(localize_part_name(row, lang), nearest) for row, nearest in found if nearest]


def _sort_by_kind(measured: Measured, place_id: str) -> dict[str, list[Row]]:
    """Return by kind the distances from its parts to a place, the shortest first."""
    kinds = measured.zone.parts["kind"].to_dict()
    found: dict[str, list[Row]] = {kind: [] for kind in kinds.values()}
    for row in _sort_by_distance(measured, place_id):
        found[kinds[row["id"]]].append(row)
    return found


def _sort_by_distance(measured: Measured, place_id: str) -> Sequence[Row]:
    table = measured.distances
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
