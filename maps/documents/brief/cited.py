"""What the lines of a brief are from: the numbers of their sources in its list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from geo.fields.source import Source
from maps.content.credits import cite_briefly
from maps.documents.brief.model import BriefField, BriefSection
from maps.documents.brief.site import Site
from maps.i18n import get_language

_OF_PART = ("placement", "position_uncertainty_m", "published_area_km2", "industries", "note")


def add_keys(sections: Sequence[BriefSection], site: Site) -> list[BriefSection]:
    """Return the sections with the zone's sources of each field that is taken from its data."""
    return [
        replace(each, fields=[replace(f, keys=_find_keys(f, site)) for f in each.fields])
        for each in sections
    ]


def _find_keys(field: BriefField, site: Site) -> tuple[str, ...]:
    zone = site.measured.zone
    name, _colon, place = field.field.partition(":")
    found: Iterable[str] = ()
    if not field.is_stated:
        return ()
    if name == "straight_m":
        rows = zone.place_rows if place in zone.place_rows else zone.station_rows
        found = rows[place]["sources"] or ()
    elif name == "county" and site.at.county:
        rows_of = zone.context[zone.context["county"] == site.at.county]
        found = (key for listed in rows_of["sources"] for key in listed)
    elif name in _OF_PART or (name == "area_m2" and site.kind == "part"):
        found = zone.part(site.id if site.kind == "part" else site.at.nearest_part)["sources"]
    return tuple(key for key in dict.fromkeys(found or ()) if key in zone.sources)


def order_sources(
    sections: Sequence[BriefSection], shown: Mapping[str, Source], known: Mapping[str, Source]
) -> dict[str, Source]:
    """Return the sources by key: first those that fields have, in their order, then all others."""
    keys = [key for section in sections for each in section.fields for key in each.keys]
    return {**{key: known[key] for key in keys}, **shown}


def number_sections(
    sections: Sequence[BriefSection],
    stated: Sequence[str],
    sources: Mapping[str, Source],
    lang: str,
) -> list[BriefSection]:
    """Return the sections with the names and numbers of the sources of each field.

    Parameters
    ----------
    sections : sequence of BriefSection
    stated : sequence of str
        Who states what no source of the zone does; these have the first numbers.
    sources : mapping of str to Source
        The zone's by key; those that are cited in equal words have one number.
    lang : str
    """
    named = {key: cite_briefly(each, lang) for key, each in sources.items()}
    numbers: dict[str, int] = {}
    for n, words in enumerate((*stated, *named.values()), 1):
        numbers.setdefault(words, n)
    separator = get_language(lang).clause_separator

    def number(field: BriefField) -> BriefField:
        words = dict.fromkeys([named[key] for key in field.keys] or filter(None, [field.source]))
        return replace(
            field,
            source=separator.join(sorted(words, key=lambda each: numbers[each])),
            numbers=tuple(sorted(numbers[each] for each in words)),
        )

    return [replace(each, fields=[number(f) for f in each.fields]) for each in sections]
