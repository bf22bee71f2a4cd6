"""The parts of a zone as a tree, as a flat list, and as a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import pandas as pd

from geo.measured import Measured
from geo.rows import get_rows
from geo.zone import Zone
from maps.content import vocabulary
from maps.content.measures import UNIT_SEPARATOR, describe_mu, split_headline_area
from maps.content.models import HeadlineRow, LocalizedText
from maps.content.part import localize_part_name, localize_zone_name
from maps.i18n import display_name, get_language, get_translator

MANY = 400  # more parts than these are drawn on one canvas, and their list is windowed
MAX_NAMED_PARTS = 12  # in the description, which screen readers read in one go


@dataclass(frozen=True)
class PartEntry:
    """An entry of the list of parts, with the parts inside it.

    `area_kind` is what the area rests on, and the area in mu for readers who count in it.
    """

    id: str
    name: LocalizedText
    kind: str
    kind_label: str
    placement: str
    area: str
    area_kind: str
    children: Sequence["PartEntry"] = ()


def has_many_parts(zone: Zone) -> bool:
    """Return whether a zone has so many parts that no page shows them one by one."""
    return len(zone.parts) > MANY


def make_part_tree(measured: Measured, lang: str) -> list[PartEntry]:
    """Return the parts that have no parent, in the file's order, with their parts inside them."""
    below: dict[str | None, list[Any]] = {}
    for row in measured.zone.part_rows.values():
        below.setdefault(row["parent"], []).append(row)
    sizes = measured.size_rows

    def make_entries(parent: str | None) -> list[PartEntry]:
        return [
            _make_entry(row, cast("HeadlineRow", sizes[row["id"]]), make_entries(row["id"]), lang)
            for row in below.get(parent, ())
        ]

    return make_entries(None)


def list_parts(measured: Measured, part_ids: Sequence[str], lang: str) -> list[PartEntry]:
    """Return some parts, flat, as those of thousands that are shown at first or were chosen."""
    chosen = list(part_ids)
    rows = get_rows(measured.zone.parts.loc[chosen], without="geometry")
    sizes = _headline_rows(measured.sizes.loc[chosen])
    return [_make_entry(row, size, [], lang) for row, size in zip(rows, sizes, strict=True)]


def _headline_rows(sizes: pd.DataFrame) -> list[HeadlineRow]:
    return cast("list[HeadlineRow]", get_rows(sizes))


def _make_entry(
    row: Mapping[str, Any], areas: HeadlineRow, inside: list[PartEntry], lang: str
) -> PartEntry:
    value, kind = split_headline_area(areas, lang)
    return PartEntry(
        id=row["id"],
        name=localize_part_name(row, lang),
        kind=row["kind"],
        kind_label=vocabulary.kind_label(row["kind"], lang),
        placement=row["placement"],
        area=value,
        area_kind=UNIT_SEPARATOR.join(filter(None, (kind, describe_mu(areas, lang)))),
        children=inside,
    )


def describe_map(measured: Measured, lang: str, *, view: str = "zone") -> str:
    """Return one paragraph on what the map shows, for those who can't see it and for link previews.

    Parameters
    ----------
    view : {'zone', 'region'}
        Whether the map shows the zone alone or among the reference cities.
    """
    _, language = get_translator(lang), get_language(lang)
    zone, count = measured.zone, len(measured.zone.parts)
    names = [display_name(zone.part(key), lang) for key in zone.parts.index[:MAX_NAMED_PARTS]]
    listed = language.list_separator.join(names) + ("…" if count > MAX_NAMED_PARTS else "")
    said = _("Map of %(zone)s with %(count)d parts: %(names)s.")
    if count == 1:
        said = _("Map of %(zone)s with one part: %(names)s.")
    sentences = [
        said % {"zone": localize_zone_name(zone, lang).text, "count": count, "names": listed},
        _("The zone and its reference cities.") if view == "region" else "",
        vocabulary.placement_note("schematic", lang) if zone.is_schematic else "",
    ]
    return language.sentence_separator.join(filter(None, sentences))
