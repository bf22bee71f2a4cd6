"""The credits of what an output shows: its sources, and the words that some of them ask for.

Every output takes its credits from here, so that each names the sources of what it shows, and of
nothing else.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd

from geo.fields.source import Source
from geo.zone import Zone
from maps.content.sources import choose_name, choose_publisher, localize_source_field
from maps.i18n import get_language, get_translator

# What stands in brackets at the end of an attribution, if it is dates.
_DATES = re.compile(r"(.+?) \((\d{4}(?:-\d{2}){0,2}(?:, \d{4}(?:-\d{2}){0,2})*)\)")


@dataclass(frozen=True)
class Credits:
    """The sources of what is shown by their keys, and the attributions that they ask for."""

    sources: Mapping[str, Source]
    attributions: tuple[str, ...]

    def join(self, other: "Credits") -> "Credits":
        """Return the credits of both, these first, each once."""
        return Credits(
            sources={**self.sources, **other.sources},
            attributions=merge_attributions((*self.attributions, *other.attributions)),
        )

    def covers(self, other: "Credits") -> bool:
        """Return whether everything that `other` credits is credited here."""
        return other.sources.keys() <= self.sources.keys() and (
            merge_attributions((*self.attributions, *other.attributions)) == self.attributions
        )

    def list_unlisted(self) -> list[str]:
        """Return what attributions ask for beside a list of the sources with their licences."""
        items = (each.split("; ") for each in self.attributions)
        kept = ([i for i in each if not _names_any(i, self.sources.values())] for each in items)
        return ["; ".join(each) for each in kept if each]

    def list_unnamed(self) -> list[Source]:
        """Return the sources that no attribution names already, with the licence if there is one.

        A source's name is its publisher, or else its title.
        """
        return [
            each
            for each in self.sources.values()
            if not any(_names_source(said, each) for said in self.attributions)
        ]


def merge_attributions(said: Iterable[str]) -> tuple[str, ...]:
    """Return attributions without what they repeat: an owner with a licence once, with all dates.

    >>> merge_attributions(["© OSM, ODbL 1.0", "GeoNames, CC BY 4.0; © OSM, ODbL 1.0 (2025, 2024)"])
    ('© OSM, ODbL 1.0 (2025, 2024)', 'GeoNames, CC BY 4.0')
    """
    listed = [each.split("; ") for each in dict.fromkeys(said)]
    dates: dict[str, list[str]] = {}
    for item in (each for items in listed for each in items):
        words, dated = _split_dates(item)
        dates.setdefault(words, []).extend(dated)
    left = dict(dates)
    merged = []
    for items in listed:
        names = dict.fromkeys(_split_dates(each)[0] for each in items)
        own = [(name, left.pop(name)) for name in names if name in left]
        merged.append("; ".join(_join_dates(name, found) for name, found in own))
    return tuple(filter(None, merged))


def _split_dates(item: str) -> tuple[str, list[str]]:
    found = _DATES.fullmatch(item.strip())
    return (found[1], found[2].split(", ")) if found else (item.strip(), [])


def _join_dates(words: str, dates: Sequence[str]) -> str:
    found = ", ".join(dict.fromkeys(dates))
    return f"{words} ({found})" if found else words


def _names_any(said: str, sources: Iterable[Source]) -> bool:
    """Return whether an attribution has no more words than name and licence of a listed source."""
    plain = _split_dates(said)[0].removeprefix("© ")
    named = ((each.publisher or each.title, each.licence) for each in sources)
    return plain in {", ".join(filter(None, pair)) for pair in named}


def _names_source(said: str, source: Source) -> bool:
    named = filter(None, (source.publisher or source.title, source.licence))
    return all(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", said) for words in named)


def gather_credits(
    zone: Zone,
    parts: gpd.GeoDataFrame,
    layers: Mapping[str, gpd.GeoDataFrame] | None = None,
    *,
    attributions: tuple[str, ...] = (),
) -> Credits:
    """Return the credits of an output that shows the zone's facts, these parts and these rows.

    Parameters
    ----------
    zone : Zone
        Whose sources are meant.
    parts : GeoDataFrame
        The parts that are shown, with `sources`.
    layers : Mapping[str, GeoDataFrame], optional
        The rows that are shown of the layers in `all_layers`, with `sources`.
    attributions : tuple of str
        What else is shown asks for, a basemap for example.

    Returns
    -------
    Credits
        Each source once: those of the zone, of the parts, of the layers.
    """
    shown = {name: rows for name, rows in (layers or {}).items() if len(rows)}
    keys = list(zone.facts["sources"] or ())
    for rows in (parts, *shown.values()):
        keys += [key for listed in rows["sources"] for key in listed]
    files = [file for name, rows in shown.items() for file in _list_files(name, rows)]
    asked = [zone.attribution_by_layer[file] for file in files if file in zone.attribution_by_layer]
    return Credits(
        sources={key: zone.sources[key] for key in dict.fromkeys(keys) if key in zone.sources},
        attributions=merge_attributions((*asked, *attributions)),
    )


def localize_attributions(said: Iterable[str], lang: str) -> tuple[str, ...]:
    """Return attributions with what they say of contributors and licences in a language."""
    _ = get_translator(lang)
    words = {
        "© OpenStreetMap contributors": _("© OpenStreetMap contributors"),
        "public domain": _("public domain"),
    }
    found = re.compile("|".join(map(re.escape, words)))
    return tuple(found.sub(lambda match: words[match[0]], each) for each in said)


def all_layers(zone: Zone) -> dict[str, gpd.GeoDataFrame]:
    """Return all that a zone has beside its parts, by the name of the layer."""
    return {
        "places": zone.places,
        "context": zone.context,
        "stations": zone.stations,
        "basemap": zone.basemap,
    }


def _list_files(name: str, rows: gpd.GeoDataFrame) -> list[str]:
    """Return what asks for a credit: the layer, but of a base map each file that rows are from."""
    return list(dict.fromkeys(rows["file"])) if name == "basemap" else [name]


def cite_source(source: Source, lang: str) -> str:
    """Return title, publisher, date, address and licence of a source, for a list.

    >>> cite_source(Source("Roads", date="2026", licence="CC BY 4.0"), "en")
    'Roads · 2026 · CC BY 4.0'
    """
    licence = localize_source_field(source, "licence", lang)
    title = choose_name(source.title, lang)
    publisher = choose_publisher(source.publisher, lang)
    named = dict.fromkeys((title, publisher, source.date, source.href, licence))
    return " · ".join(filter(None, named))


def cite_briefly(source: Source, lang: str, *, is_dated: bool = True) -> str:
    """Return publisher or title, date and licence of a source, for a line below a map.

    >>> cite_briefly(Source("Roads", date="2026", licence="CC BY 4.0"), "en")
    'Roads, 2026 (CC BY 4.0)'
    """
    language, licence = get_language(lang), localize_source_field(source, "licence", lang)
    name = choose_publisher(source.publisher, lang) or choose_name(source.title, lang)
    named = (name, source.date if is_dated else None)
    return language.comma.join(filter(None, named)) + (language.bracket(licence) if licence else "")
