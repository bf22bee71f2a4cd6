"""Distances from the parts to the reference places, as a matrix; and which part is nearest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.measured import Measured
from geo.rows import get_rows
from maps.content import measures, vocabulary
from maps.content.models import PartLink
from maps.content.part import link_part

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

    The remark of each link is its distance with its uncertainty.
    """

    kind_label: str
    part: PartLink
    rivals: Sequence[PartLink]


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
        (each["place"], each["id"])
        for place in zone.places.index
        for each, rivals in _find_nearest(measured, place).values()
        if not rivals
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
    """Return the nearest part of each kind that has several, with those that could be nearer.

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
    return [
        NearestPart(
            vocabulary.kind_label(kind, lang),
            _link_with_distance(measured, nearest, lang),
            [_link_with_distance(measured, row, lang) for row in rivals],
        )
        for kind, (nearest, rivals) in _find_nearest(measured, place_id).items()
    ]


def _find_nearest(measured: Measured, place_id: str) -> dict[str, tuple[Row, list[Row]]]:
    """Return by kind the row of the nearest part, and of those that could be as near.

    Of the kinds that have several parts.
    """
    counts = measured.zone.parts["kind"].value_counts(sort=False)
    found: dict[str, tuple[Row, list[Row]]] = {}
    for kind in counts.index[counts > 1]:
        nearest, *others = _rows_of_kind(measured, place_id, kind)
        farthest_m = nearest["distance_m"] + _bound(nearest)
        rivals = [row for row in others if row["distance_m"] - _bound(row) <= farthest_m]
        found[str(kind)] = nearest, rivals
    return found


def _rows_of_kind(measured: Measured, place_id: str, kind: str) -> list[Row]:
    """Return the distances from the parts of a kind to a place, the shortest first."""
    table = measured.distances
    kinds = table["id"].map(measured.zone.parts["kind"])
    rows = table[(table["place"] == place_id) & (kinds == kind)]
    return [*get_rows(rows.sort_values("distance_m", kind="stable"))]


def _bound(row: Row) -> float:
    value = row["position_uncertainty_m"]
    return float("inf") if measures.is_missing(value) else float(value)


def _link_with_distance(measured: Measured, row: Row, lang: str) -> PartLink:
    remark = measures.join_uncertainty(row["distance_m"], row["position_uncertainty_m"], lang)
    return link_part(measured.zone, row["id"], lang, remark)
