"""The numbers of a factsheet: of the zone as a whole, or of its parts side by side."""

import math
from collections.abc import Iterable, Mapping, Sequence

from geo.measured import Measured
from geo.rows import row_of
from geo.zone import Zone
from maps import formatting
from maps.content.columns import area_columns
from maps.content.models import PartView
from maps.content.part import part_words
from maps.documents.blocks import LONGEST, NBSP, Block, heading, table
from maps.figure.captions import uncertainty_range
from maps.figure.typography import cleaned
from maps.i18n import gettext, own_text

NONE = "–"


def cited(value: str, keys: Iterable[str], numbers: Mapping[str, int]) -> str:
    """Return a value with the numbers of its sources."""
    cited = ",".join(str(numbers[key]) for key in keys if key in numbers)
    return f"{value}{NBSP}[{cited}]" if cited else value


def zone_numbers(
    measured: Measured, views: Sequence[PartView], numbers: Mapping[str, int], lang: str
) -> list[Block]:
    """Return the blocks of a factsheet of the whole zone."""
    _, zone = gettext(lang), measured.zone
    facts = zone.facts
    area = formatting.published_area(facts["published_area_km2"], lang)
    rows = [
        (_("Published area"), cited(area, facts["sources"], numbers)),
        (_("Parts"), str(len(zone.parts))),
        (_("Founded"), facts["founded"] or "–"),
        (_("National level since"), facts["national_level_since"] or "–"),
        (_("Position uncertainty"), uncertainty_range(zone.parts, lang)),
    ]
    described = own_text(facts, "description", lang)[0]
    return [
        *([Block("text", cleaned(described)[:LONGEST])] if described else []),
        heading(_("Key numbers")),
        table(_("The zone as a whole"), (_("Fact"), _("Value")), rows),
        _areas(measured, views, numbers, lang),
        *_matrix(measured, views, lang),
    ]


def _areas(
    measured: Measured, views: Sequence[PartView], numbers: Mapping[str, int], lang: str
) -> Block:
    """Return the table of areas, a row a part."""
    _, wanted = gettext(lang), ("published_area_km2", "area_m2", "difference_percent", "placement")
    columns = [c for c in area_columns(lang) if c.key in (*wanted, "position_uncertainty_m")]
    rows = []
    for view in views:
        row = row_of(measured.areas, view.id)
        cells = [column.cell(row, lang) for column in columns]
        if not math.isnan(row["published_area_km2"]):
            keys = row_of(measured.zone.parts, view.id)["sources"]
            cells[0] = cited(cells[0], keys, numbers)
        rows.append([f"{view.name.text} ({view.kind_label})", *cells])
    caption = _("Areas: published with source, and measured (geodesic) on the drawn outline")
    if len(views) < len(measured.zone.parts):
        caption += " " + _("(the first %(count)d parts)") % {"count": len(views)}
    return table(caption, (_("Part"), *(column.label for column in columns)), rows)


def _whole(value: str) -> str:
    """Return a number with its unit as one word, which no line breaks."""
    return value.replace(" ", NBSP)


def _matrix(measured: Measured, views: Sequence[PartView], lang: str) -> list[Block]:
    """Return the distances of all parts to all places, from the centres."""
    _, places = gettext(lang), measured.zone.places
    if places.empty:
        return []
    names = [part_words({"id": key, **row}, lang).text for key, row in places.iterrows()]
    rows = [
        [
            view.name.text,
            *(f"{_whole(r.from_centre)} {_whole(r.uncertainty)}" for r in view.reaches),
        ]
        for view in views
    ]
    caption = _(
        "Straight-line (geodesic) distances from each part's centre, with the position "
        "uncertainty of both ends"
    )
    return [heading(_("Distances")), table(caption, (_("Part"), *names), rows)]


def part_numbers(
    zone: Zone, views: Sequence[PartView], numbers: Mapping[str, int], lang: str
) -> list[Block]:
    """Return the blocks of a factsheet of one part, or of parts side by side."""
    _ = gettext(lang)
    names = [view.name.text for view in views]
    rows: list[list[str]] = [
        [_("Kind"), *(view.kind_label for view in views)],
        [_("Placement"), *(view.placement_label for view in views)],
    ]
    for n, fact in enumerate(views[0].facts):
        each = [view.facts[n] for view in views]
        rows.append(_fact_row(fact.label, [(f.value, f.kind) for f in each]))
    rows.append(
        [
            _("Sources"),
            *(
                cited("", row_of(zone.parts, v.id)["sources"], numbers).strip() or "–"
                for v in views
            ),
        ]
    )
    caption = _("Published values with their sources, measured values with their method")
    blocks = [heading(_("Key numbers")), table(caption, (_("Fact"), *names), rows)]
    blocks += [heading(_("Distances"))] if views[0].reaches else []
    return blocks + [_reaches(view, lang) for view in views if view.reaches]


def _fact_row(label: str, each: Sequence[tuple[str, str]]) -> list[str]:
    """Return a fact's row; what is the same for all stands with the label."""
    kinds = {kind for _, kind in each}
    if len(kinds) == 1 and len(each) > 1:
        kind = kinds.pop()
        return [f"{label} ({kind})" if kind else label, *(value for value, _ in each)]
    return [label, *(_valued(value, kind) for value, kind in each)]


def _valued(value: str, kind: str) -> str:
    """Return a value with its kind; what there is none of has no kind."""
    return f"{_whole(value)} ({kind})" if kind and value != NONE else value


def _reaches(view: PartView, lang: str) -> Block:
    _ = gettext(lang)
    head = (
        _("Place"),
        _("From the nearest edge"),
        _("From the centre"),
        _("Bearing"),
        _("Uncertainty of both ends"),
    )
    rows = [
        (r.place.text, r.from_edge, r.from_centre, r.bearing, r.uncertainty) for r in view.reaches
    ]
    caption = _("Straight-line (geodesic) distances of %(part)s") % {
        "part": cleaned(view.name.text)
    }
    return table(caption, head, rows)
