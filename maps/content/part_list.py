"""The parts of a zone as a list and as a sentence, in one language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.measured import Measured
from geo.rows import get_row, get_rows
from maps.content import vocabulary
from maps.content.models import LocalizedText
from maps.content.part import headline_area, localize_part_name, localize_zone_name
from maps.i18n import display_name, get_translator

MAX_NAMED_PARTS = 12


@dataclass(frozen=True)
class PartEntry:
    """A line of the list of parts, with the parts inside it."""

    id: str
    name: LocalizedText
    kind: str
    kind_label: str
    placement: str
    area: str
    area_kind: str
    children: Sequence["PartEntry"] = ()


def make_part_tree(measured: Measured, lang: str) -> list[PartEntry]:
    """Return the parts as a tree in the file's order: top parts, and their parts inside them."""
    below: dict[str | None, list[Any]] = {}
    for row in get_rows(measured.zone.parts.drop(columns="geometry")):
        below.setdefault(row["parent"], []).append(row)
    areas = dict(zip(measured.sizes.index, get_rows(measured.sizes), strict=True))

    def entries(parent: str | None) -> list[PartEntry]:
        return [
            _make_entry(row, areas[row["id"]], entries(row["id"]), lang)
            for row in below.get(parent, ())
        ]

    return entries(None)


def list_first_parts(measured: Measured, lang: str, count: int) -> list[PartEntry]:
    """Return the first parts of a zone of very many, which are not put into each other."""
    rows = get_rows(measured.zone.parts[:count].drop(columns="geometry"))
    sizes = get_rows(measured.sizes[:count])
    return [_make_entry(row, size, [], lang) for row, size in zip(rows, sizes, strict=True)]


def _make_entry(
    row: Mapping[str, Any], areas: Mapping[str, Any], inside: list[PartEntry], lang: str
) -> PartEntry:
    value, kind = headline_area(areas, lang)
    return PartEntry(
        id=row["id"],
        name=localize_part_name(row, lang),
        kind=row["kind"],
        kind_label=vocabulary.kind_label(row["kind"], lang),
        placement=row["placement"],
        area=value,
        area_kind=kind,
        children=inside,
    )


def describe_map(measured: Measured, lang: str, *, view: str = "zone") -> str:
    """Return the map's description in one paragraph, written from the data."""
    _, zone, count = get_translator(lang), measured.zone, len(measured.zone.parts)
    names = [
        display_name(get_row(zone.parts, key), lang) for key in zone.parts.index[:MAX_NAMED_PARTS]
    ]
    listed = ("、" if lang == "zh" else ", ").join(names) + ("…" if count > MAX_NAMED_PARTS else "")
    said = _("Map of %(zone)s with %(count)d parts: %(names)s.")
    if count == 1:
        said = _("Map of %(zone)s with one part: %(names)s.")
    sentences = [
        said % {"zone": localize_zone_name(zone, lang).text, "count": count, "names": listed},
        _("The zone among the reference cities.") if view == "region" else "",
        vocabulary.placement_note("schematic", lang) if zone.is_schematic else "",
    ]
    return " ".join(filter(None, sentences))
