"""Distances from the parts to the reference places, as a matrix; and which part is nearest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.measured import Measured
from geo.rows import get_rows
from maps import formatting
from maps.content import measures, vocabulary
from maps.content.models import PartLink
from maps.content.part import link_part


@dataclass(frozen=True)
class MatrixCell:
    """How far a part is from a place, and its bearing and uncertainty where they add something.

    `is_nearest` is whether no part of its kind is nearer, as drawn.
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
        for each in _find_nearest(measured, place).values()
    }
    cells: dict[str, list[MatrixCell]] = {part_id: [] for part_id in zone.parts.index}
    for row in rows:
        is_nearest = (row["place"], row["id"]) in nearest
        cells[row["id"]].append(_make_cell(row, lang, is_nearest=is_nearest))
    return [
        MatrixRow(link_part(zone, key, lang), vocabulary.kind_label(kinds[key], lang), row)
        for key, row in cells.items()
    ]


def _make_cell(row: Mapping[str, Any], lang: str, *, is_nearest: bool) -> MatrixCell:
    distance = measures.describe_edge_distance(row, lang)
    bearing = measures.describe_bearing(row, lang)
    uncertainty = formatting.uncertainty(row["position_uncertainty_m"], lang)
    is_said = uncertainty in distance  # then nothing is known but that it is near
    return MatrixCell(
        distance,
        "" if bearing == "–" else bearing,
        "" if is_said else uncertainty,
        is_nearest=is_nearest and not is_said,
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
    found = []
    for kind, nearest in _find_nearest(measured, place_id).items():
        rows = _rows_of_kind(measured, place_id, kind)
        farthest_m = nearest["distance_m"] + _bound(nearest)
        rivals = [
            row
            for row in get_rows(rows.sort_values("distance_m", kind="stable"))
            if row["id"] != nearest["id"] and row["distance_m"] - _bound(row) <= farthest_m
        ]
        found.append(
            NearestPart(
                vocabulary.kind_label(kind, lang),
                _link_with_distance(measured, nearest, lang),
                [_link_with_distance(measured, row, lang) for row in rivals],
            )
        )
    return found


def _find_nearest(measured: Measured, place_id: str) -> dict[str, Mapping[str, Any]]:
    """Return the row of the nearest part by kind, of the kinds that have several parts."""
    counts = measured.zone.parts["kind"].value_counts(sort=False)
    found: dict[str, Mapping[str, Any]] = {}
    for kind in counts.index[counts > 1]:
        rows = _rows_of_kind(measured, place_id, kind)
        found[str(kind)] = get_rows(rows.nsmallest(1, "distance_m"))[0]
    return found


def _rows_of_kind(measured: Measured, place_id: str, kind: str) -> pd.DataFrame:
    table = measured.distances
    kinds = table["id"].map(measured.zone.parts["kind"])
    return table[(table["place"] == place_id) & (kinds == kind)]


def _bound(row: Mapping[str, Any]) -> float:
    value = row["position_uncertainty_m"]
    return float("inf") if measures.is_missing(value) else float(value)


def _link_with_distance(measured: Measured, row: Mapping[str, Any], lang: str) -> PartLink:
    remark = measures.join_uncertainty(row["distance_m"], row["position_uncertainty_m"], lang)
    return link_part(measured.zone, row["id"], lang, remark)
