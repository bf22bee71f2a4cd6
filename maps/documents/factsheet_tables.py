"""The tables of a factsheet: of the whole zone, or of parts side by side."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from geo.measured import Measured
from geo.rows import get_row
from geo.zone import Zone
from maps import formatting
from maps.content.columns import Column, area_columns
from maps.content.measures import UNIT_SEPARATOR
from maps.content.models import PartView
from maps.content.part import localize_part_name
from maps.content.uncertainty import uncertainty_range
from maps.documents.blocks import MAX_CHARACTERS, NBSP, Block, make_heading, make_table
from maps.documents.factsheet_plots import make_plot_blocks, make_plot_distances, tell_stated_area
from maps.figure.typography import clean_text
from maps.i18n import get_language, get_translator, localize_field
from maps.numerals import keep_units
from maps.theme import BROUGHT

NO_VALUE = "–"
MAX_OTHER = 25  # rows
_AREA_COLUMNS = (
    *("published_area_km2", "area_m2", "area_basis", "difference_percent", "placement"),
    "position_uncertainty_m",
)


def cite_sources(value: str, keys: Iterable[str], numbers: Mapping[str, int]) -> str:
    """Return a value followed by the numbers of its sources in brackets; – has no source.

    A line may end between two numbers, so that no narrow cell has to break within one.
    """
    if value == NO_VALUE:
        return value
    found = sorted(numbers[key] for key in keys if key in numbers)
    cited = ", ".join(map(str, found))
    return f"{value}{NBSP}[{cited}]" if cited else value


def make_zone_blocks(
    measured: Measured, views: Sequence[PartView], numbers: Mapping[str, int], lang: str
) -> list[Block]:
    """Return the blocks of a factsheet of the whole zone."""
    _, zone = get_translator(lang), measured.zone
    facts = zone.facts
    area = formatting.published_area(facts["published_area_km2"], lang)
    rows = [
        (_("Published area"), cite_sources(area, facts["sources"], numbers)),
        (_("Parts"), str(len(zone.parts))),
        (_("Established"), facts["founded"] or "–"),
        (_("National status since"), facts["national_level_since"] or "–"),
        (_("Position uncertainty"), uncertainty_range(zone.parts["position_uncertainty_m"], lang)),
    ]
    described = localize_field(facts, "description", lang)[0]
    return [
        *([Block("text", clean_text(described)[:MAX_CHARACTERS])] if described else []),
        make_heading(_("Key figures")),
        make_table(_("Zone overview"), (_("Item"), _("Value")), rows),
        _make_area_table(measured, views, numbers, lang),
        *_make_distance_matrix(measured, views, lang),
    ]


def make_number_tables(
    measured: Measured, views: Sequence[PartView], numbers: Mapping[str, int], lang: str
) -> list[Block]:
    """Return the areas of parts and their distances, each with its uncertainty, under headings."""
    if not views:
        return []
    areas = _make_area_table(measured, views, numbers, lang)
    return [
        make_heading(get_translator(lang)("Areas")),
        areas,
        *_make_distance_matrix(measured, views, lang),
    ]


def _make_area_table(
    measured: Measured, views: Sequence[PartView], numbers: Mapping[str, int], lang: str
) -> Block:
    """Return the table of areas, one row for each part; without differences if none is shown."""
    _ = get_translator(lang)
    columns = _choose_area_columns(measured.areas.loc[[view.id for view in views]], lang)
    rows = []
    for view in views:
        row = get_row(measured.areas, view.id)
        cells = [_write_cell(column, row, lang) for column in columns]
        if not math.isnan(row["published_area_km2"]):
            cells[0] = cite_sources(cells[0], _list_area_sources(measured.zone, view.id), numbers)
        rows.append([view.name.text + get_language(lang).bracket(view.kind_label), *cells])
    caption = _(
        "Areas: published figures with sources; measured areas are geodesic, on the drawn outlines"
    )
    if len(views) < len(measured.zone.parts):
        first = _("the first %(count)d parts") % {"count": len(views)}
        caption += get_language(lang).bracket(first)
    return make_table(caption, (_("Part"), *(column.label for column in columns)), rows)


def _write_cell(column: Column, row: Mapping[str, Any], lang: str) -> str:
    """Return a value, an area also in mu where readers of the language count in it."""
    language, value = get_language(lang), keep_units(column.format_cell(row, lang))
    remark = keep_units(column.format_remark(row, lang))
    if column.key == "area_m2":  # of which hectares are the same digits
        remark = remark.rpartition(UNIT_SEPARATOR)[2] if language.uses_mu else ""
    if not remark:
        return value
    is_closed = value.endswith(language.bracket("")[-1])  # what is assumed says so
    return value + (UNIT_SEPARATOR + remark if is_closed else language.bracket(remark))


def _list_area_sources(zone: Zone, part_id: str) -> list[str]:
    """Return the sources of a part without those of the lines that outlines follow.

    Counties and rivers are where an outline runs along, and state no area; where a part names no
    others, all of its sources.
    """
    keys = get_row(zone.parts, part_id)["sources"]
    followed = {key for listed in zone.context["sources"] for key in listed}
    return [key for key in keys if key not in followed] or list(keys)


def _choose_area_columns(areas: pd.DataFrame, lang: str) -> list[Column]:
    """Return the columns of the table of areas; differences only where one is shown."""
    shown = areas["difference_percent"].where(areas["area_basis"] != "published").notna().any()
    return [
        column
        for column in area_columns(lang)
        if column.key in _AREA_COLUMNS and (shown or column.key != "difference_percent")
    ]


def _join_words(value: str) -> str:
    """Return a number with its unit, joined by no-break spaces."""
    return value.replace(" ", NBSP)


def _make_distance_matrix(measured: Measured, views: Sequence[PartView], lang: str) -> list[Block]:
    """Return the table of distances from the nearest edge of each part, as pages have them."""
    _, places = get_translator(lang), measured.zone.places
    if places.empty:
        return []
    names = [localize_part_name({"id": key, **row}, lang).text for key, row in places.iterrows()]
    rows = [
        [
            view.name.text,
            *(keep_units(r.edge_with_uncertainty) for r in view.distances),
        ]
        for view in views
    ]
    caption = _(
        "Straight-line (geodesic) distances from each part's nearest edge; ± is the sum "
        "of the position uncertainties of both ends"
    )
    head = _("Part") + get_language(lang).bracket(_("From the nearest edge"))
    return [make_heading(_("Distances")), make_table(caption, (head, *names), rows)]


def make_part_blocks(
    zone: Zone, views: Sequence[PartView], numbers: Mapping[str, int], lang: str
) -> list[Block]:
    """Return the blocks of a factsheet of one part, or of parts side by side."""
    _ = get_translator(lang)
    names = [view.name.text for view in views]
    rows: list[list[str]] = [
        [_("Kind"), *(view.kind_label for view in views)],
        [_("Boundary type"), *(view.placement_label for view in views)],
    ]
    facts = [tell_stated_area(zone, view, lang) for view in views]
    for n, fact in enumerate(facts[0]):
        each = [told[n] for told in facts]
        rows.append(_make_fact_row(fact.label, [(f.value, f.kind) for f in each], lang))
    rows.append(
        [
            _("Sources"),
            *(
                cite_sources("", get_row(zone.parts, v.id)["sources"], numbers).strip() or "–"
                for v in views
            ),
        ]
    )
    caption = _("Published values with their sources, measured values with their method")
    blocks = [make_heading(_("Key figures")), make_table(caption, (_("Item"), *names), rows)]
    blocks += make_plot_blocks(zone, views, lang)
    blocks += [make_heading(_("Distances"))] if views[0].distances else []
    blocks += [_make_distance_table(zone, view, lang) for view in views if view.distances]
    return blocks + (_make_other_blocks(views[0], lang) if len(views) == 1 else [])


def _make_other_blocks(view: PartView, lang: str) -> list[Block]:
    """Return the table of the other fields of a part, the first of them where there are many."""
    _ = get_translator(lang)
    if not view.other:
        return []
    rows = [[clean_text(fact.label), clean_text(fact.value)] for fact in view.other[:MAX_OTHER]]
    left = len(view.other) - len(rows)
    rows += [["…", _("%(count)s more in the data") % {"count": left}]] if left else []
    caption = _("As the file states them; not checked.")
    return [make_heading(_("Other fields")), make_table(caption, (_("Field"), _("Value")), rows)]


def _make_fact_row(label: str, each: Sequence[tuple[str, str]], lang: str) -> list[str]:
    """Return the row of a fact; a kind that all values share is named with the label."""
    kinds = {kind for _, kind in each}
    if len(kinds) == 1 and len(each) > 1:
        kind = kinds.pop()
        head = label + get_language(lang).bracket(kind) if kind else label
        return [head, *(value for value, _ in each)]
    return [label, *(_format_value(value, kind, lang) for value, kind in each)]


def _format_value(value: str, kind: str, lang: str) -> str:
    """Return a value with its kind, without it where there is no value."""
    if not kind or value == NO_VALUE:
        return value
    return _join_words(value) + get_language(lang).bracket(kind)


def _make_distance_table(zone: Zone, view: PartView, lang: str) -> Block:
    _ = get_translator(lang)
    if view.placement == BROUGHT:
        return make_plot_distances(zone, view, lang)
    head = (
        _("Place"),
        _("From the nearest edge"),
        _("From the centroid"),
        _("Bearing"),
        _("Uncertainty (sum of both ends)"),
    )
    rows = [
        [
            r.place.text,
            *map(keep_units, (r.from_edge, r.from_centre, r.bearing, r.uncertainty)),
        ]
        for r in (*view.distances, *view.stations[:1])
    ]
    if view.stations:
        # Which of the rows that is: it is no place that every part is measured to.
        rows[-1][0] += get_language(lang).bracket(_("Nearest station"))
    caption = _("Straight-line (geodesic) distances from %(part)s") % {
        "part": clean_text(view.name.text)
    }
    return make_table(caption, head, rows)
