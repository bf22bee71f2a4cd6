"""The parts of a zone as a list and as a sentence, in one language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.measured import Measured
from geo.rows import row_of, rows_of
from maps.content import vocabulary
from maps.content.models import Words
from maps.content.part import headline_area, part_words, zone_words
from maps.i18n import display_name, gettext

MOST_NAMED = 12


@dataclass(frozen=True)
class Entry:
    """A line of the list of parts, with the parts inside it."""

    id: str
    name: Words
    kind: str
    kind_label: str
    placement: str
    area: str
    area_kind: str
    children: Sequence["Entry"] = ()


def outline(measured: Measured, lang: str) -> list[Entry]:
    """Return the parts as a tree in the file's order: top parts, and their parts inside them."""
    below: dict[str | None, list[Any]] = {}
    for row in rows_of(measured.zone.parts.drop(columns="geometry")):
        below.setdefault(row["parent"], []).append(row)
    areas = dict(zip(measured.sizes.index, rows_of(measured.sizes), strict=True))

    def entries(parent: str | None) -> list[Entry]:
        return [
            _entry(row, areas[row["id"]], entries(row["id"]), lang) for row in below.get(parent, ())
        ]

    return entries(None)


def opening(measured: Measured, lang: str, count: int) -> list[Entry]:
    """Return the first parts of a zone of very many, which are not put into each other."""
    rows = rows_of(measured.zone.parts[:count].drop(columns="geometry"))
    sizes = rows_of(measured.sizes[:count])
    return [_entry(row, size, [], lang) for row, size in zip(rows, sizes, strict=True)]


def _entry(
    row: Mapping[str, Any], areas: Mapping[str, Any], inside: list[Entry], lang: str
) -> Entry:
    value, kind = headline_area(areas, lang)
    return Entry(
        id=row["id"],
        name=part_words(row, lang),
        kind=row["kind"],
        kind_label=vocabulary.kind_label(row["kind"], lang),
        placement=row["placement"],
        area=value,
        area_kind=kind,
        children=inside,
    )


def description(measured: Measured, lang: str, *, view: str = "zone") -> str:
    """Return the map's description in one paragraph, written from the data."""
    _, zone, count = gettext(lang), measured.zone, len(measured.zone.parts)
    names = [display_name(row_of(zone.parts, key), lang) for key in zone.parts.index[:MOST_NAMED]]
    listed = ("、" if lang == "zh" else ", ").join(names) + ("…" if count > MOST_NAMED else "")
    said = _("Map of %(zone)s with %(count)d parts: %(names)s.")
    if count == 1:
        said = _("Map of %(zone)s with one part: %(names)s.")
    sentences = [
        said % {"zone": zone_words(zone, lang).text, "count": count, "names": listed},
        _("The zone among the reference cities.") if view == "region" else "",
        vocabulary.placement_note("schematic", lang) if zone.is_schematic else "",
    ]
    return " ".join(filter(None, sentences))
