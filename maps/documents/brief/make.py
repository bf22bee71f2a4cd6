"""A brief put together: titles, sections, sources and the lines at its foot."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from geo.fields.source import Source
from geo.zone import Zone
from maps.content.credits import (
    Credits,
    cite_briefly,
    cite_source,
    gather_credits,
    localize_attributions,
)
from maps.content.part import localize_part_name, localize_second_name, localize_zone_name
from maps.content.point import DATUM_NAMES
from maps.content.roads.conditions import credit_roads
from maps.documents.brief.access import make_distance_fields, make_road_fields
from maps.documents.brief.cited import add_keys, number_sections, order_sources
from maps.documents.brief.measured import (
    make_identity_fields,
    make_precision_fields,
    make_size_fields,
)
from maps.documents.brief.model import Brief, BriefField, BriefSection
from maps.documents.brief.open_questions import make_open_section
from maps.documents.brief.site import Site
from maps.documents.brief.stated import make_other_fields, make_stated_fields
from maps.figure.captions import data_line, placement_warning, review_line
from maps.figure.options import FigureOptions
from maps.figure.render import credit_figure, figure_alt_text
from maps.figure.typography import clean_text
from maps.i18n import get_translator

MAP_WIDTH_MM = 182.0
# The map is as high as the page has room for, whatever else it says.
LEAST_MAP_MM, MAP_HEIGHTS_MM = 74.0, (134.0, 114.0, 94.0)


def make_map_options(site: Site, lang: str, height_mm: float = LEAST_MAP_MM) -> FigureOptions:
    """Return the options of the map in a brief, so many millimetres high."""
    return FigureOptions(
        parts=site.shown,
        lang=lang,
        width_mm=MAP_WIDTH_MM,
        height_mm=height_mm,
        bounds=site.bounds,
        embedded=True,
    )


def make_brief(site: Site, lang: str, *, today: date, map_mm: float | None = LEAST_MAP_MM) -> Brief:
    """Return all that a brief says of a site.

    Parameters
    ----------
    site : Site
    lang : str
        The language's code.
    today : date
        From which the ages of what is stated are counted.
    map_mm : float or None
        The height of the map, whose credits are listed; None leaves them out, which is faster.
    """
    _, zone = get_translator(lang), site.measured.zone
    sections = add_keys(_make_sections(site, lang, today), site)
    sections = [*sections, make_open_section(site, sections, lang)]
    shown = _gather_credits(site, lang, map_mm)
    by_key = order_sources(sections, shown.sources, zone.sources)
    stated = list(
        dict.fromkeys(each.source for section in sections for each in section.fields if each.source)
    )
    sources = list(by_key.values())
    title, subtitle = _choose_titles(site, lang)
    parts = zone.parts.loc[[site.at.nearest_part if site.kind != "part" else site.id]]
    return Brief(
        site_id=site.id,
        site_kind=site.kind,
        heading=_("Site brief"),
        title=title,
        subtitle=subtitle,
        lang=lang,
        as_of=zone.facts["as_of"] or "",
        made=today.isoformat(),
        warning=placement_warning(parts, lang),
        sections=_clean_sections(number_sections(sections, stated, by_key, lang)),
        sources=_list_sources(sources, stated, lang, is_brief=True),
        full_sources=_list_sources(sources, stated, lang, is_brief=False),
        credits=[each for each in _list_credits(shown, zone, lang) if each not in stated],
        review=review_line(zone, parts, [lang]),
        data=data_line(zone, [lang]),
        sha256=zone.sha256,
    )


def describe_map(site: Site, lang: str) -> str:
    """Return the text alternative of the map."""
    return figure_alt_text(site.drawn, make_map_options(site, lang))


def _make_sections(site: Site, lang: str, today: date) -> list[BriefSection]:
    _ = get_translator(lang)
    own = {
        "identity": (
            _("Identity"),
            [*make_identity_fields(site, lang), *make_precision_fields(site, lang)],
        ),
        "size": (_("Site size"), make_size_fields(site, lang)),
        "status": (_("Status and tenure"), []),
        "indices": (_("Standard-land indices"), []),
        "access": (_("Access"), [*make_distance_fields(site, lang), *make_road_fields(site, lang)]),
        "costs": (_("Factor costs"), []),
        "constraints": (_("Constraints"), []),
    }
    sections = [
        BriefSection(key, title, [*fields, *make_stated_fields(site, key, lang, today)])
        for key, (title, fields) in own.items()
    ]
    others = make_other_fields(site, lang)
    if others:
        sections.append(BriefSection("others", _("Other columns of the file"), others))
    return sections


def _clean_sections(sections: Sequence[BriefSection]) -> list[BriefSection]:
    """Return sections whose texts are one line of visible characters each."""
    return [replace(each, fields=[_clean_field(f) for f in each.fields]) for each in sections]


def _clean_field(field: BriefField) -> BriefField:
    return replace(field, label=clean_text(field.label), text=clean_text(field.text))


def _choose_titles(site: Site, lang: str) -> tuple[str, str]:
    """Return the title, and the line below it: the second name and the zone's."""
    _, zone = get_translator(lang), site.measured.zone
    names = [localize_zone_name(zone, lang).text]
    if site.kind == "part":
        row = {"id": site.id, **zone.part(site.id)}
        title, second = localize_part_name(row, lang).text, localize_second_name(row, lang)
        names = [*([second.text] if second else []), *names]
    elif site.kind == "plot":
        title = site.name or _("Plot without a name")
    else:
        title = f"{site.at.latitude:.6f}, {site.at.longitude:.6f}"
        names = [DATUM_NAMES["wgs84"], *names]
    return clean_text(title), clean_text(" · ".join(filter(None, names)))


def _gather_credits(site: Site, lang: str, map_mm: float | None) -> Credits:
    """Return the credits of the numbers, and of all that the map shows."""
    zone = site.measured.zone
    listed = zone.parts.loc[[site.id if site.kind == "part" else site.at.nearest_part]]
    shown = gather_credits(zone, listed, {"places": zone.places, "context": zone.context})
    if map_mm is None:
        return shown
    return shown.join(credit_figure(site.drawn, make_map_options(site, lang, map_mm)))


def _list_sources(
    sources: Sequence[Source], stated: Sequence[str], lang: str, *, is_brief: bool
) -> list[str]:
    cite = cite_briefly if is_brief else cite_source
    return [clean_text(each) for each in (*stated, *(cite(s, lang) for s in sources))]


def _list_credits(shown: Credits, zone: Zone, lang: str) -> list[str]:
    roads = zone.roads
    own = [credit_roads(roads, lang)] if roads is not None and roads.is_current else []
    said = localize_attributions((*shown.attributions, *own), lang)
    return [clean_text(each) for each in dict.fromkeys(said)]
