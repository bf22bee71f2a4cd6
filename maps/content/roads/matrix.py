"""The ways by road from all parts to all places, as a matrix."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.measured import Measured
from maps.content.models import PartLink, RoadCell
from maps.content.part import link_part
from maps.content.roads.conditions import (
    credit_roads,
    describe_change,
    describe_conditions,
    describe_ranges,
    vehicle_label,
)
from maps.content.roads.table import describe_figure
from maps.i18n import get_translator


@dataclass(frozen=True)
class RoadMatrixRow:
    """A part, and its cells in the order of the zone's places; None where there is no figure."""

    part: PartLink
    cells: Sequence[RoadCell | None]


@dataclass(frozen=True)
class RoadMatrix:
    """The ways of the first vehicle from each part to each place.

    `heading` names vehicle and direction; `places` are ids. Without rows, `notes` say why.
    """

    heading: str
    places: Sequence[str]
    rows: Sequence[RoadMatrixRow]
    notes: Sequence[str]
    credit: str


def make_road_matrix(
    measured: Measured, lang: str, *, parts: Sequence[str] = (), place: str | None = None
) -> RoadMatrix | None:
    """Return the matrix, or the rows of some parts, or the column of one place.

    None where no ways were computed.
    """
    _ = get_translator(lang)
    zone, roads = measured.zone, measured.zone.roads
    if roads is None:
        return None
    if not roads.is_current:
        return RoadMatrix("", (), (), (describe_change(roads, lang),), "")
    vehicle = next(iter(roads.vehicles))
    places = [place] if place else list(map(str, zone.places.index))
    cells = {
        (each.part, each.place): describe_figure(roads, each, lang)
        for each in roads.figures
        if each.vehicle == vehicle and each.direction == "to"
    }
    shown = list(parts or map(str, zone.parts.index))
    rows = [
        RoadMatrixRow(link_part(zone, key, lang), [cells.get((key, each)) for each in places])
        for key in shown
    ]
    heading = _("By road · %(vehicle)s · to the place") % {"vehicle": vehicle_label(vehicle, lang)}
    notes = (*describe_ranges(zone, shown, lang), describe_conditions(roads, lang))
    return RoadMatrix(heading, places, rows, notes, credit_roads(roads, lang))
